-- People, firms, units, staff, mandates, sessions. Sensitive numbers are sealed (`…_sealed`) and found by a keyed
-- blind index (`…_index`); see src/platform/crypto.

create table unit (
  county text not null,
  id text not null,
  name text not null,
  short text not null,
  kind text not null,
  position int not null,
  phone text,
  active boolean not null default true,
  version int not null default 1,
  primary key (county, id)
);

create table person (
  county text not null,
  id uuid not null default gen_random_uuid(),
  name text not null,
  identity_sealed text,
  identity_index text,
  phone_sealed text,
  phone_index text,
  birth date,
  sex text check (sex in ('male', 'female')),
  town text,
  village text,
  address text,
  household uuid,
  relation text,
  -- Whether the household register of this county holds the person.
  local boolean not null default true,
  status text not null default 'alive' check (status in ('alive', 'dead', 'moved')),
  version int not null default 1,
  made_at timestamptz not null default now(),
  primary key (county, id)
);
create unique index person_by_identity on person (county, identity_index) where identity_index is not null;
create index person_by_phone on person (county, phone_index) where phone_index is not null;
create index person_by_household on person (county, household) where household is not null;

create table firm (
  county text not null,
  id uuid not null default gen_random_uuid(),
  name text not null,
  credit_code text not null,
  kind text not null check (kind in ('company', 'sole-trader', 'cooperative', 'institution')),
  legal_person uuid not null,
  status text not null default 'active' check (status in ('active', 'abnormal', 'struck-off', 'cancelled')),
  town text,
  address text,
  scope text,
  founded date,
  version int not null default 1,
  made_at timestamptz not null default now(),
  primary key (county, id),
  foreign key (county, legal_person) references person (county, id)
);
create unique index firm_by_code on firm (county, credit_code);
create index firm_by_legal_person on firm (county, legal_person);

-- Who may act for whom: a firm's staff, a relative for a child or an old person.
create table mandate (
  county text not null,
  id uuid not null default gen_random_uuid(),
  principal_kind text not null check (principal_kind in ('person', 'firm')),
  principal uuid not null,
  agent uuid not null,
  basis text not null check (basis in ('legal-person', 'guardian', 'given')),
  -- Numbers of things it is limited to; null: all.
  things int[],
  from_day date not null,
  to_day date,
  state text not null default 'active' check (state in ('active', 'revoked')),
  given_by uuid,
  version int not null default 1,
  made_at timestamptz not null default now(),
  primary key (county, id),
  foreign key (county, agent) references person (county, id)
);
create index mandate_by_agent on mandate (county, agent);
create index mandate_by_principal on mandate (county, principal);

create table staff (
  county text not null,
  id uuid not null default gen_random_uuid(),
  login text not null,
  name text not null,
  unit text not null,
  person uuid,
  password_hash text,
  totp_sealed text,
  active boolean not null default true,
  failures int not null default 0,
  failed_at timestamptz,
  version int not null default 1,
  made_at timestamptz not null default now(),
  primary key (county, id),
  foreign key (county, unit) references unit (county, id),
  foreign key (county, person) references person (county, id)
);
create unique index staff_by_login on staff (county, login);
create index staff_by_unit on staff (county, unit);

create table staff_role (
  county text not null,
  staff uuid not null,
  role text not null,
  -- '' where the role belongs to no unit.
  unit text not null default '',
  granted_by text not null,
  granted_at timestamptz not null default now(),
  primary key (county, staff, role, unit),
  foreign key (county, staff) references staff (county, id)
);

-- Standing in for a colleague on leave.
create table delegation (
  county text not null,
  id uuid not null default gen_random_uuid(),
  from_staff uuid not null,
  to_staff uuid not null,
  from_day date not null,
  to_day date not null check (to_day >= from_day),
  reason text not null,
  state text not null default 'active' check (state in ('active', 'ended')),
  version int not null default 1,
  made_at timestamptz not null default now(),
  primary key (county, id),
  foreign key (county, from_staff) references staff (county, id),
  foreign key (county, to_staff) references staff (county, id)
);
create index delegation_by_to on delegation (county, to_staff);
create index delegation_by_from on delegation (county, from_staff);

create table session (
  county text not null,
  token_hash text not null,
  kind text not null check (kind in ('person', 'staff')),
  subject uuid not null,
  csrf text not null,
  made_at timestamptz not null,
  seen_at timestamptz not null,
  elevated_until timestamptz,
  address text,
  primary key (county, token_hash)
);
create index session_by_subject on session (county, subject);

create table sign_in_code (
  county text not null,
  id uuid not null default gen_random_uuid(),
  phone_index text not null,
  code_hash text not null,
  made_at timestamptz not null,
  tries int not null default 0,
  used boolean not null default false,
  primary key (county, id)
);
create index sign_in_code_by_phone on sign_in_code (county, phone_index, made_at);

grant select, insert, update on unit, person, firm, mandate, staff, delegation to :runtime;
grant select, insert, update, delete on staff_role, session, sign_in_code to :runtime;
