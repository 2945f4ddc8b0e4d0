-- Ratings of finished cases, and duties: anything with an owner and a due day (督办函, bad ratings, complaints).
create table rating (
  county text not null,
  case_id uuid not null,
  -- 5 非常满意 … 1 非常不满意 (GB/T 39734); 1 and 2 are bad.
  grade int not null check (grade between 1 and 5),
  comment text not null default '',
  given_by uuid not null,
  given_at timestamptz not null,
  given_on date not null,
  subject text not null,
  units text[] not null,
  primary key (county, case_id),
  foreign key (county, case_id) references case_file (county, id)
);
create index rating_by_day on rating (county, given_on, subject) include (grade);

create table duty (
  county text not null,
  id uuid not null,
  number text not null,
  kind text not null check (kind in ('letter', 'bad-rating', 'complaint')),
  case_id uuid,
  task_id uuid,
  unit text not null,
  title text not null,
  body text not null,
  opened_by text not null,
  opened_by_name text not null,
  opened_on date not null,
  due_on date,
  warn_on date,
  state text not null default 'open' check (state in ('open', 'answered', 'closed')),
  answer text,
  answered_by_name text,
  answered_on date,
  returned int not null default 0,
  closed_on date,
  -- Whose complaint or rating it is: they see the answer.
  parties uuid[] not null default '{}',
  version int not null default 1,
  primary key (county, id)
);
create unique index duty_by_number on duty (county, number);
create index duty_by_unit on duty (county, unit, due_on) where state <> 'closed';
create index duty_open on duty (county, kind, due_on) where state <> 'closed';
create index duty_of_case on duty (county, case_id) where case_id is not null;
grant select, insert, update on rating, duty to :runtime;
