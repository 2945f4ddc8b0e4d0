-- What of the lists does not go together, until it is answered and closed; and when the lists were looked at, marked and collected.
create table insurance_conflict (
  county text not null,
  id uuid not null,
  -- The year for which one enrols.
  period text not null,
  -- The same for the same contradiction at every look.
  key text not null,
  sort text not null,
  -- Who answers.
  unit text not null,
  -- Id of the register that says it.
  list text,
  town text,
  village text not null,
  name text not null,
  -- Masked.
  identity text,
  words text not null,
  search text not null,
  found_on date not null,
  state text not null default 'open' check (state in ('open', 'sent', 'answered', 'closed')),
  sent_on date,
  sent_by_name text,
  answer text,
  answered_on date,
  answered_by_name text,
  closed_on date,
  closed_by_name text,
  closing text,
  -- Closed with the decision that the list counts all the same.
  accepted boolean not null default false,
  version int not null default 1,
  primary key (county, id)
);
create unique index insurance_conflict_by_key on insurance_conflict (county, period, key);
create index insurance_conflict_of_unit on insurance_conflict (county, period, unit, state);

create table insurance_step (
  county text not null,
  period text not null,
  n int not null,
  step text not null check (step in ('check', 'mark', 'collect')),
  made_at timestamptz not null,
  made_by_name text not null,
  counts jsonb not null,
  primary key (county, period, n)
);

grant select, insert, update on insurance_conflict to :runtime;
grant select, insert on insurance_step to :runtime;
