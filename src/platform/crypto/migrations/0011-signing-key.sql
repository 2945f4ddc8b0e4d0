-- The county's signing keys (SM2); the private part is sealed. A retired key still checks what it signed.
create table signing_key (
  county text not null,
  id uuid not null,
  purpose text not null check (purpose in ('code', 'licence', 'exchange')),
  public_key text not null,
  sealed text not null,
  made_at timestamptz not null default now(),
  retired_at timestamptz,
  primary key (county, id)
);
-- One signs at a time.
create unique index signing_key_now on signing_key (county, purpose) where retired_at is null;
grant select, insert, update on signing_key to :runtime;
