-- What is to be paid by the end of each quarter: decided, with its basis; of several the last holds.
create table funds_goal (
  county text not null,
  year int not null,
  quarter int not null check (quarter between 1 and 4),
  n int not null,
  percent int not null check (percent between 1 and 100),
  basis text not null,
  decided_by_name text not null,
  decided_on date not null,
  primary key (county, year, quarter, n)
);
grant select, insert on funds_goal to :runtime;
