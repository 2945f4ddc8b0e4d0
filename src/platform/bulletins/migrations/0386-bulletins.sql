-- Bulletins (通报) as they went out: figures stay; a later one of the same period says why and stands beside it.
create table bulletin (
  county text not null,
  kind text not null,
  period text not null,
  no int not null check (no > 0),
  figures jsonb not null,
  because text not null default '',
  issued_by text not null,
  issued_by_name text not null,
  issued_on date not null,
  primary key (county, kind, period, no)
);
grant select, insert on bulletin to :runtime;
