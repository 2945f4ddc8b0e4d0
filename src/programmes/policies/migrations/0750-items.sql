-- Benefits for firms (惠企政策事项): drafts that only the department sees, and published versions that never change.
create table policy_draft (
  county text not null,
  -- The item's id, before and after its first version.
  id uuid not null,
  unit text not null,
  body jsonb not null,
  state text not null default 'editing' check (state in ('editing', 'review', 'published')),
  -- Why the head sent it back.
  note text,
  made_by text not null,
  made_by_name text not null,
  changed_at timestamptz not null,
  version int not null default 1,
  primary key (county, id),
  foreign key (county, unit) references unit (county, id)
);
create index policy_draft_of_unit on policy_draft (county, unit, state);

create table policy_item (
  county text not null,
  id uuid not null,
  unit text not null,
  -- The version that counts now.
  no int not null,
  title text not null,
  kind text not null,
  way text not null check (way in ('claim', 'without-claim')),
  claims_from date not null,
  claims_to date not null,
  first_published_on date not null,
  closed_on date,
  closed_reason text,
  -- Characters, pinyin and initials for searching.
  words text not null,
  version int not null default 1,
  primary key (county, id),
  foreign key (county, unit) references unit (county, id)
);
create index policy_item_of_unit on policy_item (county, unit);

create table policy_version (
  county text not null,
  item uuid not null,
  no int not null,
  unit text not null,
  body jsonb not null,
  published_on date not null,
  published_by text not null,
  published_by_name text not null,
  primary key (county, item, no),
  foreign key (county, item) references policy_item (county, id)
);

-- Money of an item in a year. What is promised (reserved) and paid never passes the total: the last line against a race.
create table policy_budget (
  county text not null,
  item uuid not null,
  year int not null,
  unit text not null,
  total bigint not null check (total >= 0),
  reserved bigint not null default 0 check (reserved >= 0),
  paid bigint not null default 0 check (paid >= 0),
  version int not null default 1,
  primary key (county, item, year),
  foreign key (county, item) references policy_item (county, id),
  constraint policy_budget_not_overspent check (reserved + paid <= total)
);

create table policy_budget_change (
  county text not null,
  item uuid not null,
  year int not null,
  no int not null,
  unit text not null,
  before bigint not null,
  after bigint not null,
  -- The document that changes it.
  document text not null,
  changed_by text not null,
  changed_by_name text not null,
  changed_on date not null,
  primary key (county, item, year, no),
  foreign key (county, item, year) references policy_budget (county, item, year)
);

-- Numbers without gaps: 惠申〔2024〕1号, 惠付〔2024〕1号.
create table policy_number (
  county text not null,
  kind text not null,
  year int not null,
  last int not null,
  primary key (county, kind, year)
);

grant select, insert, update on policy_draft, policy_item, policy_version, policy_budget, policy_budget_change, policy_number to :runtime;
