-- Tables on their way in: what came, how far it has been gone through, and what was found. Gone after a day.
create table register_upload (
  county text not null,
  id uuid not null,
  kind text not null,
  file_name text not null,
  size bigint not null,
  -- Opens the file in passing; sealed.
  file_key text not null,
  -- In whose name, and who sees it.
  unit text not null,
  made_by text not null,
  made_by_name text not null,
  made_at timestamptz not null,
  -- Written by a connection of its own while the work goes on: where it stands, of how many.
  phase text check (phase in ('reading', 'comparing', 'writing')),
  done int not null default 0,
  total int not null default 0,
  -- What the last check found, of which year and in the name of which units, and the name of what was shown.
  period text,
  units text[],
  outcome jsonb,
  seen uuid,
  ended text check (ended in ('imported', 'cancelled')),
  primary key (county, id)
);
create index register_upload_newest on register_upload (county, kind, made_at desc);

-- Lines of a checked table that would change something, and those that are wrong. Made anew by the next check, so a crash may lose them.
create unlogged table register_line (
  county text not null,
  upload uuid not null,
  line int not null,
  unit text not null,
  -- Null: the line is wrong.
  row_id uuid,
  -- That of the row which was compared; 0: the row would be new.
  version int,
  key text,
  town text,
  -- The row as it would be, by what it would be found, and its cells that change as they are and as they become.
  cells jsonb,
  search text,
  before jsonb,
  after jsonb,
  problems jsonb,
  primary key (county, upload, line)
);

-- Their numbers of sealed columns that the county does not keep yet.
create unlogged table register_line_seal (
  county text not null,
  upload uuid not null,
  blind text not null,
  sort text not null,
  sealed text not null,
  primary key (county, upload, blind)
);

-- A change of many rows by hand is an import without a table: it has a reason.
alter table register_import add column reason text;

grant select, insert, update, delete on register_upload, register_line, register_line_seal to :runtime;
