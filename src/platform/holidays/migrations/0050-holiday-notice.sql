-- Yearly holiday notices that an administrator loaded; the years that the house knows by itself are not in here.
create table holiday_notice (
  county text not null,
  year int not null,
  holidays date[] not null,
  workdays date[] not null,
  -- Number of the State Council's notice.
  source text not null,
  loaded_by text not null,
  loaded_at timestamptz not null default now(),
  version int not null default 1,
  primary key (county, year)
);
grant select, insert, update on holiday_notice to :runtime;
