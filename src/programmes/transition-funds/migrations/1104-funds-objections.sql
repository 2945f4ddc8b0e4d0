-- What residents say against a plan's row or a project while it is posted, and the answer.
create table funds_objection (
  county text not null,
  id uuid not null,
  plan uuid,
  row_id text,
  project uuid,
  title text not null,
  text text not null,
  party text not null,
  opened_on date not null,
  state text not null default 'open' check (state in ('open', 'upheld', 'rejected')),
  answer text not null default '',
  decided_by_name text not null default '',
  decided_on date,
  primary key (county, id),
  foreign key (county, plan) references funds_plan (county, id),
  check ((plan is null) <> (project is null))
);
create index funds_objection_by_plan on funds_objection (county, plan);
create index funds_objection_by_project on funds_objection (county, project);
grant select, insert, update on funds_objection to :runtime;

-- A posting that was ended before its term, and why.
alter table funds_posting add column ended_on date, add column ended_because text not null default '', add column ended_by_name text not null default '';
grant update on funds_posting to :runtime;

-- Adjustments come twice a year (三: 年中调整, 年终调整).
alter table funds_plan add column season text not null default 'year-end' check (season in ('mid-year', 'year-end'));
-- The project that a row means, once it was found or chosen.
alter table funds_row add column project uuid;
