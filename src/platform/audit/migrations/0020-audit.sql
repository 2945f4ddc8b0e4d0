-- The record of every change: append only, hash-chained per county. The runtime role can append through one function
-- and read what its row-level security lets through; it can neither insert, change nor delete a row itself.
create schema audit;
grant usage on schema audit to :runtime, :audit;

create table audit.head (
  county text primary key,
  seq bigint not null,
  hash bytea not null
);

create table audit.entry (
  county text not null,
  seq bigint not null,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text,
  -- The canonical text that was hashed; the columns above repeat parts of it for searching.
  body text not null,
  hash bytea not null,
  primary key (county, seq)
);
create index entry_by_subject on audit.entry (county, subject, seq);
create index entry_by_actor on audit.entry (county, actor, seq);
create index entry_by_action on audit.entry (county, action, seq);

grant select, insert on audit.entry to :audit;
grant select, insert, update on audit.head to :audit;
grant select on audit.entry, audit.head to :runtime;

create function audit.append(p_county text, p_entries jsonb) returns bigint
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
  insert into audit.head (county, seq, hash) values (p_county, 0, '\x') on conflict do nothing;
  -- Held until the transaction ends: the chain has one writer at a time, so entries come last in every transaction.
  select seq, hash into v_seq, v_hash from audit.head where county = p_county for update;
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
grant create on schema audit to :audit;
alter function audit.append owner to :audit;
revoke create on schema audit from :audit;
revoke all on function audit.append from public;
grant execute on function audit.append to :runtime;

alter table audit.entry enable row level security;
alter table audit.entry force row level security;
alter table audit.head enable row level security;
alter table audit.head force row level security;
create policy append on audit.entry to :audit using (true) with check (true);
create policy append on audit.head to :audit using (true) with check (true);
create policy head on audit.head for select to :runtime using (county = (select app.county()));
