-- Claims of firms, runs without claim, and the grants that come of both.
create table policy_claim (
  county text not null,
  id uuid not null,
  number text not null,
  item uuid not null,
  item_no int not null,
  title text not null,
  unit text not null,
  firm uuid not null,
  firm_name text not null,
  applicant uuid not null,
  -- `ever` or the year: the same firm claims once in it.
  period text not null,
  -- Facts that the firm declares, sealed.
  declared_sealed text not null,
  materials jsonb not null,
  account uuid not null,
  -- In fen, as counted when it was handed in; null while a fact is missing.
  asked bigint,
  lines jsonb not null,
  reasons jsonb not null,
  state text not null default 'submitted' check (state in ('submitted', 'accepted', 'correcting', 'approved', 'refused', 'withdrawn')),
  submitted_on date not null,
  due_on date,
  warn_on date,
  correction text,
  correction_from date,
  corrections int not null default 0,
  reply text,
  decided_on date,
  decided_by text,
  decided_by_name text,
  decision text,
  version int not null default 1,
  primary key (county, id),
  foreign key (county, item, item_no) references policy_version (county, item, no),
  foreign key (county, firm) references firm (county, id),
  foreign key (county, account) references policy_account (county, id)
);
create unique index policy_claim_by_number on policy_claim (county, number);
-- However often it is pressed and from wherever: one claim a period.
create unique index policy_claim_once on policy_claim (county, item, firm, period) where state not in ('refused', 'withdrawn');
create index policy_claim_of_unit on policy_claim (county, unit, state, due_on);
create index policy_claim_of_firm on policy_claim (county, firm);

create table policy_run (
  county text not null,
  id uuid not null,
  number text not null,
  item uuid not null,
  item_no int not null,
  title text not null,
  unit text not null,
  year int not null,
  state text not null default 'proposed' check (state in ('proposed', 'noticed', 'cancelled')),
  made_by text not null,
  made_by_name text not null,
  made_on date not null,
  looked_at int not null,
  noticed_on date,
  notice_until date,
  noticed_by_name text,
  reason text,
  version int not null default 1,
  primary key (county, id),
  foreign key (county, item, item_no) references policy_version (county, item, no)
);
create unique index policy_run_by_number on policy_run (county, number);
create index policy_run_of_unit on policy_run (county, unit, made_on);

create table policy_grant (
  county text not null,
  id uuid not null,
  number text not null,
  item uuid not null,
  item_no int not null,
  title text not null,
  kind text not null,
  way text not null check (way in ('claim', 'without-claim')),
  unit text not null,
  firm uuid not null,
  firm_name text not null,
  firm_kind text not null,
  town text,
  period text not null,
  -- The budget it is taken from.
  year int not null,
  claim uuid,
  run uuid,
  amount bigint not null check (amount > 0),
  lines jsonb not null,
  reasons jsonb not null,
  begun_on date not null,
  state text not null check (state in ('proposed', 'noticed', 'payable', 'paying', 'paid', 'returned', 'declined', 'dropped')),
  state_reason text,
  notice_until date,
  account uuid,
  paid_on date,
  version int not null default 1,
  primary key (county, id),
  foreign key (county, item, item_no) references policy_version (county, item, no),
  foreign key (county, item, year) references policy_budget (county, item, year),
  foreign key (county, firm) references firm (county, id),
  foreign key (county, claim) references policy_claim (county, id),
  foreign key (county, run) references policy_run (county, id),
  foreign key (county, account) references policy_account (county, id)
);
create unique index policy_grant_by_number on policy_grant (county, number);
create unique index policy_grant_once on policy_grant (county, item, firm, period) where state not in ('declined', 'dropped');
create unique index policy_grant_of_claim on policy_grant (county, claim) where claim is not null and state not in ('declined', 'dropped');
create index policy_grant_of_run on policy_grant (county, run) where run is not null;
create index policy_grant_of_unit on policy_grant (county, unit, state);
create index policy_grant_of_firm on policy_grant (county, firm);
create index policy_grant_paid on policy_grant (county, paid_on) where state = 'paid';

-- What happened to a claim or a grant, in plain words.
create table policy_event (
  county text not null,
  id uuid not null,
  claim uuid,
  grant_id uuid,
  firm uuid not null,
  unit text not null,
  happened_at timestamptz not null,
  happened_on date not null,
  kind text not null,
  by_name text not null,
  words text not null default '',
  primary key (county, id)
);
create index policy_event_of_claim on policy_event (county, claim, happened_at) where claim is not null;
create index policy_event_of_grant on policy_event (county, grant_id, happened_at) where grant_id is not null;

create table policy_objection (
  county text not null,
  id uuid not null,
  claim uuid,
  grant_id uuid,
  title text not null,
  unit text not null,
  made_by uuid not null,
  made_by_name text not null,
  made_on date not null,
  words text not null,
  state text not null default 'open' check (state in ('open', 'upheld', 'dismissed')),
  answer text,
  answered_by_name text,
  answered_on date,
  version int not null default 1,
  primary key (county, id),
  foreign key (county, claim) references policy_claim (county, id),
  foreign key (county, grant_id) references policy_grant (county, id),
  check ((claim is null) <> (grant_id is null))
);
create index policy_objection_of_unit on policy_objection (county, unit, state);
create index policy_objection_of_grant on policy_objection (county, grant_id) where grant_id is not null;
create unique index policy_objection_open_claim on policy_objection (county, claim) where claim is not null and state = 'open';
create unique index policy_objection_open_grant on policy_objection (county, grant_id, made_by) where grant_id is not null and state = 'open';

grant select, insert, update on policy_claim, policy_run, policy_grant, policy_event, policy_objection to :runtime;
