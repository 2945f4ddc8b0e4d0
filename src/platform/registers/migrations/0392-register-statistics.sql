-- Much comes in at once: until the database collects its own statistics a minute later, all indexes that begin with the county look
-- alike to it, and a foreign key may read every row for one. Only the owner of a table may collect them.
create function app.register_statistics() returns void language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  analyze public.register_row (county, id, kind, period, key, position, withdrawn_on, version);
end $$;
revoke all on function app.register_statistics() from public;
grant execute on function app.register_statistics() to :runtime;
