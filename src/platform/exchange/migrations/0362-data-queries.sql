-- Data sharing (数据共享): what can be asked through a partner, every query with who, why and whose, and the consents.

create table data_service (
  county text not null,
  id text not null,
  name text not null,
  -- Through whom it is asked, and who keeps the data.
  partner text not null,
  provider text not null,
  about text not null check (about in ('person', 'firm')),
  -- What comes back: {key: name}.
  fields jsonb not null,
  -- What it may be asked for.
  purposes text[] not null,
  -- The legal basis of asking without the person's consent; with consent_needed it is what allows to ask for consent.
  basis text not null,
  consent_needed boolean not null,
  -- Queries a unit and day that go over the line.
  daily_limit int not null check (daily_limit between 1 and 100000),
  -- Hours for which an answer is kept and used again; 0: not at all.
  cache_hours int not null check (cache_hours between 0 and 720),
  active boolean not null,
  version int not null default 1,
  primary key (county, id),
  foreign key (county, partner) references exchange_partner (county, id)
);

-- A unit's request to the person whose data it is, for one case.
create table data_consent (
  county text not null,
  id uuid not null,
  service text not null,
  service_name text not null,
  unit text not null,
  case_id uuid not null,
  case_number text not null,
  principal_kind text not null check (principal_kind in ('person', 'firm')),
  principal uuid not null,
  purpose text not null,
  state text not null check (state in ('asked', 'given', 'refused', 'ended')),
  asked_by_name text not null,
  asked_at timestamptz not null,
  decided_at timestamptz,
  version int not null default 1,
  primary key (county, id),
  foreign key (county, service) references data_service (county, id),
  foreign key (county, case_id) references case_file (county, id)
);
create unique index data_consent_once on data_consent (county, case_id, service, unit) where state in ('asked', 'given');
create index data_consent_of_principal on data_consent (county, principal, asked_at desc);

create table data_query (
  county text not null,
  id uuid not null,
  -- `out`: we asked; `in`: somebody else asked us.
  direction text not null check (direction in ('out', 'in')),
  service text not null,
  service_name text not null,
  partner text not null,
  -- Our unit that asked; for others the name that they gave.
  unit text not null,
  asked_by text not null,
  asked_by_name text not null,
  -- Whose data it is; null where it is nobody's of this county's registers.
  principal_kind text check (principal_kind in ('person', 'firm')),
  principal uuid,
  case_number text,
  purpose text not null,
  basis text not null,
  consent uuid,
  asked_at timestamptz not null,
  asked_on date not null,
  state text not null check (state in ('asking', 'answered', 'none', 'refused', 'failed')),
  -- Answered from a query before, without asking again.
  cached_from uuid,
  sealed text,
  reason text,
  answered_at timestamptz,
  fresh_until timestamptz,
  primary key (county, id)
);
create index data_query_of_principal on data_query (county, principal, asked_at desc) where principal is not null;
create index data_query_by_unit on data_query (county, unit, asked_at desc);
create index data_query_by_time on data_query (county, asked_at desc);
create index data_query_limit on data_query (county, service, unit, asked_on) where cached_from is null;

grant select, insert, update on data_service, data_consent, data_query to :runtime;
