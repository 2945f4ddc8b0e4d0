-- Lists that stay quick when a county has a million tasks: each is read in the order of an index and stops after a page.
-- What row-level security looks at is in the indexes too, so that counting does not have to fetch the rows.
drop index task_queue;
create index task_queue on task (county, unit, due_on, filed_on, id) include (state, warn_on, case_id, assignee)
  where state in ('ready', 'accepted', 'correcting', 'suspended');
create index task_queue_of_county on task (county, due_on, filed_on, id) include (state, warn_on, case_id, unit)
  where state in ('ready', 'accepted', 'correcting', 'suspended');
create index task_queue_newest on task (county, filed_on desc, id) where state in ('ready', 'accepted', 'correcting', 'suspended');
drop index task_open;
create index task_open on task (county, state, unit, due_on, warn_on) include (subject, town, case_id)
  where state in ('ready', 'accepted', 'correcting', 'suspended');
drop index task_by_close;
create index task_by_close on task (county, closed_on desc, id) include (unit, subject, town, outcome, late, corrections, tacit, case_id)
  where closed_on is not null;
create index task_closed_of_unit on task (county, unit, closed_on desc, id) include (subject, town, outcome, late, corrections, tacit, case_id)
  where closed_on is not null;

-- Row-level security keeps conditions on a text or an array from the indexes, because such an operator could give away
-- what it compares. These two look as the owner, within the scope's county, and give ids only; who asks then reads the
-- cases themselves under row-level security.
create function app.cases_like(p_pattern text, p_other text) returns setof uuid
language sql stable security definer rows 100 set search_path = pg_catalog, public as
$$ select id from public.case_file where county = app.county() and (search like p_pattern or search like p_other) $$;

create function app.cases_of(p_parties uuid[]) returns setof uuid
language sql stable security definer rows 20 set search_path = pg_catalog, public as
$$ select id from public.case_file where county = app.county() and parties && p_parties $$;

revoke all on function app.cases_like, app.cases_of from public;
grant execute on function app.cases_like, app.cases_of to :runtime;
