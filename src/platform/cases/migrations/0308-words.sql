-- Words are looked up in an index of words alone: beside the county, whose entry lists every case, each look-up read that
-- list too. A county's server has one county; where it has more, the others' are dropped when the rows are read.
drop index case_by_words;
create index case_by_words on case_file using gin (search gin_trgm_ops);
drop index case_by_party;
create index case_by_party on case_file using gin (parties);
-- A number has as many trigrams as any text, all of them common: it is found by how it begins.
create index case_by_beginning on case_file (county, number text_pattern_ops);

create function app.cases_numbered(p_beginning text) returns setof uuid
language sql stable security definer rows 1 set search_path = pg_catalog, public as
$$ select id from public.case_file where county = app.county() and number ~>=~ p_beginning and number ~<~ (p_beginning || chr(1114111)) $$;
revoke all on function app.cases_numbered from public;
grant execute on function app.cases_numbered to :runtime;

-- What an official's queue is counted by, so that counting does not fetch the rows.
drop index task_open;
create index task_open on task (county, unit, due_on) include (state, warn_on, subject, town, case_id, key, title, assignee)
  where state in ('ready', 'accepted', 'correcting', 'suspended');
create index task_cosigned on task (county, unit) where cosigns <> '[]' and state in ('ready', 'accepted', 'correcting', 'suspended');
