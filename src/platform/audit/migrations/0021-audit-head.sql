-- The head is looked for before it is made: making it first waited for whoever held it, and then waited again.
create or replace function audit.append(p_county text, p_entries jsonb) returns bigint
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  v_seq bigint;
  v_hash bytea;
  v_entry jsonb;
  v_body text;
  v_at timestamptz := clock_timestamp();
begin
  if p_county is distinct from app.county() then
    raise exception 'audit: county outside the scope';
  end if;
  loop
    -- Held until the transaction ends: the chain has one writer at a time, so entries come last in every transaction.
    select seq, hash into v_seq, v_hash from audit.head where county = p_county for update;
    exit when found;
    insert into audit.head (county, seq, hash) values (p_county, 0, '\x') on conflict do nothing;
  end loop;
  for v_entry in select value from jsonb_array_elements(p_entries) loop
    v_seq := v_seq + 1;
    v_body := (v_entry || jsonb_build_object('seq', v_seq, 'at', to_char(v_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')))::text;
    v_hash := public.digest(v_hash || convert_to(v_body, 'UTF8'), 'sm3');
    insert into audit.entry (county, seq, at, actor, action, subject, body, hash)
    values (p_county, v_seq, v_at, coalesce(v_entry->>'actor', '?'), coalesce(v_entry->>'action', '?'), v_entry->>'subject', v_body, v_hash);
  end loop;
  update audit.head set seq = v_seq, hash = v_hash where county = p_county;
  return v_seq;
end $$;
