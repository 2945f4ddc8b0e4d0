-- Registers (台账): rows of every kind in one table, their cells as one jsonb; what they were is kept change by change.
create table register_row (
  county text not null,
  id uuid not null,
  kind text not null,
  -- The year whose 31 December it describes; empty where rows belong to none.
  period text not null,
  -- What tells it from the others of its kind and period.
  key text not null,
  -- Whose it is: a town's, and the units' that write a column of it.
  town text,
  units text[] not null,
  -- The order in which rows came, which is the official one where the first table has it.
  position int not null,
  -- column → value; money in fen as text.
  cells jsonb not null,
  -- By characters, pinyin and initials.
  search text not null,
  version int not null default 1,
  changed_at timestamptz not null,
  changed_by_name text not null,
  withdrawn_on date,
  primary key (county, id)
);
-- A row that was withdrawn makes room for another of its key.
create unique index register_row_by_key on register_row (county, kind, period, key) where withdrawn_on is null;
create index register_row_in_order on register_row (county, kind, period, position);

create table register_import (
  county text not null,
  id uuid not null,
  kind text not null,
  period text not null,
  file_name text not null,
  -- In whose name, and who may see that it was.
  unit text not null,
  units text[] not null,
  made_by text not null,
  made_by_name text not null,
  made_at timestamptz not null,
  added int not null,
  changed int not null,
  unchanged int not null,
  missing int not null,
  -- Lines with errors, left out by choice.
  left_out int not null,
  undone_at timestamptz,
  undone_by_name text,
  undone_reason text,
  primary key (county, id)
);
create index register_import_newest on register_import (county, kind, made_at desc);

create table register_change (
  county text not null,
  row_id uuid not null,
  -- The version that it made.
  version int not null,
  step text not null check (step in ('added', 'changed', 'withdrawn', 'undone')),
  made_at timestamptz not null,
  made_by text not null,
  made_by_name text not null,
  reason text,
  import uuid,
  -- The cells that it touched, as they were and as they became.
  before jsonb not null,
  after jsonb not null,
  primary key (county, row_id, version),
  foreign key (county, row_id) references register_row (county, id),
  foreign key (county, import) references register_import (county, id)
);
create index register_change_of_import on register_change (county, import) where import is not null;

grant select, insert, update on register_row, register_import to :runtime;
grant select, insert on register_change to :runtime;
