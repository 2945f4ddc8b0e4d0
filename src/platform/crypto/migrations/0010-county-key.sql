create table county_key (
  county text not null,
  name text not null check (name in ('data', 'index')),
  algorithm text not null,
  wrapped bytea not null,
  made_at timestamptz not null default now(),
  primary key (county, name)
);
grant select, insert on county_key to :runtime;
