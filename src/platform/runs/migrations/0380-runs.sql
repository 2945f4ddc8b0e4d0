-- Runs: figures computed from a frozen snapshot. Rows, lines and objections hang on a run; rows and lines never change.
create table run (
  county text not null,
  id uuid not null,
  kind text not null,
  -- What it is about: a year, a month, a round.
  period text not null,
  -- 1, 2, … within kind and period.
  number int not null,
  title text not null,
  -- Columns, and the formula as it stood: frozen with the run.
  columns jsonb not null,
  basis jsonb not null,
  -- SM3 over rows and basis: what is printed can be held against what is kept.
  digest text not null,
  state text not null default 'computed' check (state in ('computed', 'checked', 'approved', 'posted', 'final', 'discarded', 'replaced')),
  computed_by text not null,
  computed_by_name text not null,
  computed_at timestamptz not null,
  checked_by text,
  checked_by_name text,
  checked_on date,
  approved_by text,
  approved_by_name text,
  approved_on date,
  posted_on date,
  objections_until date,
  final_on date,
  replaces uuid,
  reason text,
  version int not null default 1,
  primary key (county, id),
  foreign key (county, replaces) references run (county, id)
);
create unique index run_by_number on run (county, kind, period, number);

create table run_row (
  county text not null,
  run uuid not null,
  key text not null,
  title text not null,
  position int not null,
  -- Whose row it is, where it is a unit's.
  unit text,
  -- column → { value, why }: as shown, and every step in Chinese.
  cells jsonb not null,
  total text,
  rank int,
  primary key (county, run, key),
  foreign key (county, run) references run (county, id)
);

-- The single things behind a cell: a late task, a bad rating.
create table run_line (
  county text not null,
  run uuid not null,
  row_key text not null,
  col text not null,
  n int not null,
  key text not null,
  unit text,
  title text not null,
  detail text,
  on_day date,
  link text,
  -- Left out because an objection was upheld.
  excused text,
  primary key (county, run, row_key, col, n),
  foreign key (county, run, row_key) references run_row (county, run, key)
);

create table run_objection (
  county text not null,
  id uuid not null,
  run uuid not null,
  row_key text not null,
  col text,
  line_key text,
  unit text,
  text text not null,
  opened_by text not null,
  opened_by_name text not null,
  opened_on date not null,
  state text not null default 'open' check (state in ('open', 'upheld', 'rejected')),
  answer text,
  decided_by_name text,
  decided_on date,
  version int not null default 1,
  primary key (county, id),
  foreign key (county, run, row_key) references run_row (county, run, key)
);
create index run_objection_of_run on run_objection (county, run);

grant select, insert, update on run, run_objection to :runtime;
grant select, insert on run_row, run_line to :runtime;
