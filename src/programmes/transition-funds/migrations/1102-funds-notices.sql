-- The quarter's notice as it went out (四（三） 季通报): its figures stay; another version says why.
create table funds_notice (
  county text not null,
  quarter text not null check (quarter ~ '^\d{4}-[1-4]$'),
  no int not null check (no > 0),
  figures jsonb not null,
  because text not null default '',
  issued_by text not null,
  issued_by_name text not null,
  issued_on date not null,
  primary key (county, quarter, no)
);
grant select, insert on funds_notice to :runtime;
