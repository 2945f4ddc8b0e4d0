-- Schemes by year: proposed by one, adopted by another, never changed; and reviews of refusals, which only others decide.
create table appraisal_scheme (
  county text not null,
  year int not null,
  number int not null,
  body jsonb not null,
  proposed_by text not null,
  proposed_by_name text not null,
  proposed_on date not null,
  adopted_by_name text,
  adopted_on date,
  primary key (county, year, number)
);

create table refusal_review (
  county text not null,
  id uuid not null,
  task_id uuid not null,
  unit text not null,
  kind text not null check (kind in ('reconsideration', 'litigation')),
  organ text not null,
  document text not null,
  outcome text not null check (outcome in ('upheld', 'overturned')),
  decided_on date not null,
  recorded_by_name text not null,
  recorded_on date not null,
  primary key (county, id),
  foreign key (county, task_id) references task (county, id)
);
create unique index refusal_review_once on refusal_review (county, task_id, kind);
create index refusal_review_by_day on refusal_review (county, decided_on, unit);

grant select, insert, update on appraisal_scheme to :runtime;
grant select, insert on refusal_review to :runtime;
