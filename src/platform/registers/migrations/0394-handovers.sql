-- Hand-overs: a unit's list as it stood, given to another unit, version by version. What was handed over is never changed; the receiver says of it what it says.
create table register_handover (
  county text not null,
  id uuid not null,
  kind text not null,
  period text not null,
  -- 1, 2, … to the same unit.
  number int not null,
  from_unit text not null,
  to_unit text not null,
  -- Both, for who sees it.
  units text[] not null,
  state text not null check (state in ('handed', 'received', 'returned', 'replaced')),
  -- SM3 over its rows in order: paper with a seal can be held against the file.
  digest text not null,
  rows int not null,
  -- Against the one before.
  earlier uuid,
  fresh int not null,
  altered int not null,
  gone int not null,
  rejected int not null default 0,
  -- The sealed paper as a picture.
  paper uuid,
  note text,
  handed_by text not null,
  handed_by_name text not null,
  handed_at timestamptz not null,
  answered_by_name text,
  answered_at timestamptz,
  -- Why it was returned.
  reason text,
  version int not null default 1,
  primary key (county, id),
  foreign key (county, earlier) references register_handover (county, id)
);
create unique index register_handover_by_number on register_handover (county, kind, period, to_unit, number);
create index register_handover_newest on register_handover (county, kind, handed_at desc);

create table register_handover_row (
  county text not null,
  handover uuid not null,
  position int not null,
  row_id uuid not null,
  -- The version of the row that was handed over.
  row_version int not null,
  key text not null,
  cells jsonb not null,
  search text not null,
  step text not null check (step in ('same', 'fresh', 'altered', 'gone')),
  -- As the one before had it.
  before jsonb,
  rejected text,
  rejected_by_name text,
  rejected_at timestamptz,
  primary key (county, handover, key),
  foreign key (county, handover) references register_handover (county, id)
);
create index register_handover_row_in_order on register_handover_row (county, handover, step, position);
create index register_handover_row_of_row on register_handover_row (county, row_id, row_version);

grant select, insert, update on register_handover, register_handover_row to :runtime;
