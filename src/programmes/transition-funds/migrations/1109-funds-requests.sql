-- What units ask to be changed in the year's plan (调减、调增), and what agriculture made of it: a row of a plan, or a reason against.
create table funds_request (
  county text not null,
  id uuid not null,
  project uuid not null,
  year int not null,
  part text not null check (part in ('cut', 'addition')),
  change bigint not null check (change > 0),
  reason text not null,
  basis text not null default '',
  unit text not null,
  asked_by text not null,
  asked_by_name text not null,
  asked_on date not null,
  state text not null default 'open' check (state in ('open', 'taken', 'refused', 'withdrawn')),
  -- The plan and the row that came of it.
  plan uuid,
  row_id text,
  answer text not null default '',
  answered_by_name text not null default '',
  answered_on date,
  primary key (county, id),
  foreign key (county, plan) references funds_plan (county, id)
);
create index funds_request_by_year on funds_request (county, year, state);
create unique index funds_request_once on funds_request (county, project, part) where state = 'open';
grant select, insert on funds_request to :runtime;
grant update (state, plan, row_id, answer, answered_by_name, answered_on) on funds_request to :runtime;
