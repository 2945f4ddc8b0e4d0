-- Cases (办件) and their tasks: one application, several units, an order, clocks.
create table case_file (
  county text not null,
  id uuid not null,
  number text not null,
  -- Which kind of case (see CaseKind), and within it what for: the number of the thing.
  kind text not null,
  subject text not null,
  title text not null,
  -- Version of the definition that it runs on for ever.
  definition int not null,
  principal_kind text not null check (principal_kind in ('person', 'firm')),
  principal uuid not null,
  principal_name text not null,
  applicant uuid not null,
  applicant_name text not null,
  channel text not null check (channel in ('portal', 'window', 'exchange')),
  -- The window clerk who applied on behalf.
  clerk uuid,
  town text,
  parties uuid[] not null,
  units text[] not null,
  delivery text not null check (delivery in ('electronic', 'window', 'post')),
  state text not null default 'open' check (state in ('open', 'finished', 'withdrawn')),
  filed_at timestamptz not null,
  filed_on date not null,
  finished_on date,
  -- Answers, form and address as handed in, sealed as one text.
  sealed text not null,
  search text not null,
  version int not null default 1,
  primary key (county, id)
);
create unique index case_by_number on case_file (county, number);
create index case_by_day on case_file (county, filed_on, subject, town, channel);
create index case_by_finish on case_file (county, finished_on) where finished_on is not null;
create index case_by_party on case_file using gin (county, parties);
create index case_by_words on case_file using gin (county, search gin_trgm_ops);
create index case_open on case_file (county, filed_on) where state = 'open';

create table task (
  county text not null,
  id uuid not null,
  case_id uuid not null,
  key text not null,
  title text not null,
  position int not null,
  unit text not null,
  assignee uuid,
  -- Where it came from when it was handed over, to give it back.
  from_unit text,
  after text[] not null,
  state text not null,
  outcome text check (outcome in ('approved', 'refused')),
  ready_on date,
  accepted_on date,
  tacit boolean not null default false,
  closed_on date,
  promised_days int not null,
  legal_days int,
  extended_days int not null default 0,
  stops jsonb not null default '[]',
  corrections int not null default 0,
  second_correction text,
  cosigns jsonb not null default '[]',
  decision jsonb,
  because text,
  due_on date,
  warn_on date,
  legal_due_on date,
  late boolean,
  -- What the automatic checks said, and what they recommend.
  checks jsonb not null default '[]',
  advice text check (advice in ('pass', 'doubt', 'fail')),
  -- Of the case, for lists and counts without a join.
  subject text not null,
  town text,
  filed_on date not null,
  version int not null default 1,
  primary key (county, id),
  foreign key (county, case_id) references case_file (county, id)
);
create unique index task_of_case on task (county, case_id, key);
create index task_queue on task (county, unit, due_on, id) where state in ('ready', 'accepted', 'correcting', 'suspended');
create index task_open on task (county, state, unit, due_on, warn_on) include (subject, town) where state in ('ready', 'accepted', 'correcting', 'suspended');
create index task_by_close on task (county, closed_on, unit) include (subject, town, outcome, late, corrections, tacit) where closed_on is not null;
create index task_to_deliver on task (county, unit) where state in ('approved', 'refused');

-- The timeline: one row a thing that happened, in words on the page. Never changed.
create table case_event (
  county text not null,
  case_id uuid not null,
  seq int not null,
  task_id uuid,
  kind text not null,
  at timestamptz not null,
  day date not null,
  actor_kind text not null,
  actor text not null,
  actor_name text not null,
  unit text,
  detail jsonb not null default '{}',
  primary key (county, case_id, seq),
  foreign key (county, case_id) references case_file (county, id)
);
create index event_by_task on case_event (county, task_id) where task_id is not null;

-- A request for corrections: everything that is missing, named once.
create table correction (
  county text not null,
  id uuid not null,
  task_id uuid not null,
  case_id uuid not null,
  items jsonb not null,
  asked_by uuid not null,
  asked_by_name text not null,
  asked_on date not null,
  answered_on date,
  answer jsonb,
  primary key (county, id),
  foreign key (county, task_id) references task (county, id),
  foreign key (county, case_id) references case_file (county, id)
);
create index correction_of_task on correction (county, task_id);
create index correction_of_case on correction (county, case_id);

-- Numbers of cases, counted per day.
create table case_number (
  county text not null,
  day date not null,
  last int not null,
  primary key (county, day)
);

grant select, insert, update on case_file, task, correction, case_number to :runtime;
grant select, insert on case_event to :runtime;
