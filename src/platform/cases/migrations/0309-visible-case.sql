-- Whether the actor sees a case, as row-level security of case_file says. A function and not a subquery in the policies of
-- everything that belongs to a case: it is planned once a connection, and not made ready by every statement that never asks it.
create function app.sees_case(p_id uuid) returns boolean language plpgsql stable parallel safe as $$
begin
  return exists (select 1 from case_file c where c.county = app.county() and c.id = p_id);
end $$;

-- The open cases of one principal, asked at every submission for duplicates.
create index case_open_of_principal on case_file (county, principal) where state = 'open';
