-- The county's entry in the indexes of words and parties lists every case: a look-up that compared the county by the index
-- read that list too. It compares it in the rows found; where one database has several counties, the others' fall away there.
create or replace function app.cases_like(p_pattern text, p_other text) returns setof uuid
language sql stable security definer rows 100 set search_path = pg_catalog, public as
$$ select id from public.case_file where (search like p_pattern or search like p_other) and county is not distinct from app.county() $$;

create or replace function app.cases_of(p_parties uuid[]) returns setof uuid
language sql stable security definer rows 20 set search_path = pg_catalog, public as
$$ select id from public.case_file where parties && p_parties and county is not distinct from app.county() $$;

-- A number has as many trigrams as any text, all of them common: it is found by how it begins.
create index case_by_beginning on case_file (county, number text_pattern_ops);
create function app.cases_numbered(p_beginning text) returns setof uuid
language sql stable security definer rows 1 set search_path = pg_catalog, public as
$$ select id from public.case_file where county = app.county() and number ~>=~ p_beginning and number ~<~ (p_beginning || chr(1114111)) $$;
revoke all on function app.cases_numbered from public;
grant execute on function app.cases_numbered to :runtime;

-- Who is asked to sign too, among the open tasks.
create index task_cosigned on task (county, unit) where cosigns <> '[]' and state in ('ready', 'accepted', 'correcting', 'suspended');
