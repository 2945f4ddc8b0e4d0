-- Uploaded files: content-addressed on disk, named and owned here.
create table file (
  county text not null,
  id uuid not null default gen_random_uuid(),
  -- SHA-256 of the content, also its place on disk.
  digest text not null,
  name text not null,
  type text not null,
  size bigint not null,
  -- Who may read it: the parties and the units of the record that it belongs to.
  parties uuid[] not null,
  units text[] not null default '{}',
  made_by text not null,
  made_at timestamptz not null,
  primary key (county, id)
);
create index file_by_maker on file (county, made_by, made_at);
create index file_by_digest on file (county, digest);
grant select, insert, update on file to :runtime;
