-- What the document leaves open, as the bureau decided it: by whom, when, upon what. The last decision counts.
create table insurance_setting (
  county text not null,
  period text not null,
  n int not null,
  key text not null,
  value int not null,
  basis text not null,
  decided_on date not null,
  decided_by_name text not null,
  primary key (county, period, n)
);
-- How far the step is that somebody works on; it is told past the transaction of the work.
create table insurance_work (
  county text not null,
  period text not null,
  step text not null,
  by_name text not null,
  begun_at timestamptz not null,
  phase text not null,
  done int not null,
  total int not null,
  primary key (county, period)
);
grant select, insert on insurance_setting to :runtime;
grant select, insert, update on insurance_work to :runtime;
-- Children of a household are looked for when their parents sign in.
create index register_row_insured_household on register_row (county, period, (cells->>'household')) where kind = 'insured';
