-- Reports due again and again (rounds): one row a version; its rows as one jsonb, money in fen as text. What was sent stays.
create table round_report (
  county text not null,
  id uuid not null,
  kind text not null,
  -- 2024-10, 2024-11-04, or the name of a day that the document names.
  period text not null,
  unit text not null,
  collector text not null,
  -- A correction is the next one.
  no int not null default 1 check (no > 0),
  because text not null default '',
  state text not null default 'draft' check (state in ('draft', 'sent', 'returned', 'accepted', 'replaced', 'dropped')),
  due_on date,
  -- Of each row: id, cells, what the system knew of it, and the reporter's words.
  rows jsonb not null,
  -- Why it was returned.
  note text not null default '',
  sent_at timestamptz,
  sent_by_name text,
  late boolean not null default false,
  accepted_at timestamptz,
  accepted_by_name text,
  version int not null default 1,
  primary key (county, id),
  foreign key (county, unit) references unit (county, id)
);
-- One draft, report or correction at a time.
create unique index round_report_once on round_report (county, kind, period, unit, no);
create index round_report_of_kind on round_report (county, kind, due_on);

create table round_step (
  county text not null,
  report uuid not null,
  seq int not null,
  step text not null check (step in ('begun', 'saved', 'sent', 'recalled', 'returned', 'accepted', 'corrected', 'dropped', 'replaced')),
  made_at timestamptz not null,
  made_by text not null,
  made_by_name text not null,
  reason text not null default '',
  -- Cells as they were and as they became.
  changes jsonb not null default '[]',
  primary key (county, report, seq),
  foreign key (county, report) references round_report (county, id)
);

-- What was not sent when it was due: who was told so, how often, and the duty that came of it.
create table round_owed (
  county text not null,
  kind text not null,
  period text not null,
  unit text not null,
  collector text not null,
  due_on date,
  chased_on date not null,
  chased_by_name text not null,
  times int not null default 1,
  duty uuid,
  primary key (county, kind, period, unit),
  foreign key (county, unit) references unit (county, id)
);

-- The last line behind the actions: the rows of what was sent or accepted do not change.
create function round_sent_stays() returns trigger language plpgsql as $$
begin
  if old.state in ('sent', 'accepted', 'replaced', 'dropped') and new.rows is distinct from old.rows then
    raise exception 'the report is frozen';
  end if;
  return new;
end $$;
create trigger round_report_frozen before update on round_report for each row execute function round_sent_stays();

grant select, insert, update on round_report, round_owed to :runtime;
grant select, insert on round_step to :runtime;
