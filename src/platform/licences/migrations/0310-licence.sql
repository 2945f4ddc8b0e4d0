-- E-licences: results that others can verify and reuse, and the consents under which they were shown.
create table licence (
  county text not null,
  id uuid not null,
  number text not null,
  type text not null,
  type_name text not null,
  holder_kind text not null check (holder_kind in ('person', 'firm')),
  -- In whose wallet it lies.
  holder uuid not null,
  -- To whom it is made out: the holder, or somebody in the holder's care.
  bearer_name text not null,
  bearer_index text,
  issuer text not null,
  issued_on date not null,
  valid_until date,
  state text not null default 'valid' check (state in ('valid', 'suspended', 'revoked', 'replaced')),
  state_reason text,
  -- Attributes as JSON, sealed.
  sealed text not null,
  case_id uuid,
  task_id uuid,
  replaces uuid,
  version int not null default 1,
  primary key (county, id)
);
create unique index licence_by_number on licence (county, number);
create index licence_by_holder on licence (county, holder, type, issued_on desc);
create index licence_by_bearer on licence (county, bearer_index, type) where bearer_index is not null;
create index licence_of_case on licence (county, case_id) where case_id is not null;

-- Who let which units see which licence for which case.
create table consent (
  county text not null,
  id uuid not null,
  licence_id uuid not null,
  case_id uuid not null,
  material text not null,
  units text[] not null,
  given_by uuid not null,
  given_at timestamptz not null,
  primary key (county, id),
  foreign key (county, licence_id) references licence (county, id)
);
create index consent_of_licence on consent (county, licence_id);
create index consent_of_case on consent (county, case_id);

grant select, insert, update on licence to :runtime;
grant select, insert on consent to :runtime;
