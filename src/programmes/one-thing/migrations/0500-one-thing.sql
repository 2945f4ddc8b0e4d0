-- One thing, done once: the catalogue's versions and edits, applications before they are handed in, materials of cases.

create table catalogue_version (
  county text not null,
  version int not null,
  -- The whole catalogue as published; never changed.
  body jsonb not null,
  digest text not null,
  note text not null,
  published_by text not null,
  published_at timestamptz not null,
  primary key (county, version)
);

-- Edits that are not published yet, one row an entry; a null body takes the entry out.
create table catalogue_edit (
  county text not null,
  kind text not null,
  id text not null,
  body jsonb,
  edited_by text not null,
  edited_at timestamptz not null,
  version int not null default 1,
  primary key (county, kind, id)
);

-- A department has confirmed what was assumed: who, when, and which value.
create table catalogue_confirmation (
  county text not null,
  matter text not null,
  fact text not null,
  value_digest text not null,
  confirmed_by text not null,
  confirmed_on date not null,
  source text not null,
  primary key (county, matter, fact)
);

create table application (
  county text not null,
  id uuid not null,
  thing int not null,
  -- Version of the catalogue at the last save.
  definition int not null,
  applicant uuid not null,
  principal_kind text not null check (principal_kind in ('person', 'firm')),
  principal uuid not null,
  principal_name text not null,
  -- The window clerk who fills it in with the person.
  clerk uuid,
  parties uuid[] not null,
  state text not null default 'draft' check (state in ('draft', 'submitted', 'discarded')),
  case_id uuid,
  -- Answers, values, materials and delivery, sealed as one text.
  sealed text not null,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  version int not null default 1,
  primary key (county, id)
);
create index application_by_applicant on application (county, applicant, changed_at desc) where state = 'draft';
create index application_by_clerk on application (county, clerk, changed_at desc) where clerk is not null and state = 'draft';

create table case_material (
  county text not null,
  case_id uuid not null,
  material text not null,
  name text not null,
  position int not null,
  wanted_by text[] not null,
  -- How it is satisfied: see Way in catalogue/notice.ts.
  way text not null check (way in ('result', 'wallet', 'query', 'declare', 'upload', 'follow')),
  licence_id uuid,
  file_ids uuid[] not null default '{}',
  -- `owed`: promised for later, or the result of a matter that is not decided yet.
  state text not null check (state in ('given', 'owed')),
  given_on date,
  version int not null default 1,
  primary key (county, case_id, material),
  foreign key (county, case_id) references case_file (county, id)
);

grant select, insert on catalogue_version to :runtime;
grant select, insert, update, delete on catalogue_edit, catalogue_confirmation to :runtime;
grant select, insert, update on application, case_material to :runtime;
