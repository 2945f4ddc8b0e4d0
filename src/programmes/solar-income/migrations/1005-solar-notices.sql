-- The year's notice as it went out; a later one says why and stands beside it.
create table solar_notice (
  county text not null,
  year text not null check (year ~ '^\d{4}$'),
  no int not null check (no > 0),
  figures jsonb not null,
  because text not null default '',
  issued_by text not null,
  issued_by_name text not null,
  issued_on date not null,
  primary key (county, year, no)
);
grant select, insert on solar_notice to :runtime;
