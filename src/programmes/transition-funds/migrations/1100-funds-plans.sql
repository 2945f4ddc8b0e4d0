-- Adjustment plans of the transition funds (中政发〔2024〕19号): amounts in fen as printed, never corrected; what was approved never changes.
create table funds_plan (
  county text not null,
  id uuid not null,
  year int not null,
  title text not null,
  -- The document's number; empty while it has none.
  number text not null,
  -- A later one replaces an approved one and says why.
  no int not null default 1,
  replaces uuid,
  because text not null default '',
  state text not null default 'draft' check (state in ('draft', 'submitted', 'checked', 'approved', 'replaced', 'discarded')),
  -- The print that was read, and what of it belongs to no row.
  print text not null default '',
  unread jsonb not null default '[]',
  -- Why it was sent back.
  note text not null default '',
  made_by text not null,
  made_by_name text not null,
  made_on date not null,
  submitted_by_name text,
  submitted_on date,
  checked_by text,
  checked_by_name text,
  checked_on date,
  approved_by_name text,
  approved_on date,
  -- Characters, pinyin and initials for searching.
  words text not null,
  version int not null default 1,
  primary key (county, id),
  foreign key (county, replaces) references funds_plan (county, id)
);
create index funds_plan_by_year on funds_plan (county, year desc, made_on desc);
-- One successor at a time.
create unique index funds_plan_once on funds_plan (county, replaces) where replaces is not null and state <> 'discarded';

create table funds_row (
  county text not null,
  plan uuid not null,
  id text not null,
  part text not null check (part in ('cut', 'addition', 'new')),
  no int not null check (no > 0),
  name text not null,
  kind text not null check (kind in ('industry', 'infrastructure', 'construction', 'other')),
  planned bigint check (planned >= 0),
  settled bigint check (settled >= 0),
  -- Ten thousand pieces and yuan a piece, both with six decimals.
  quantity bigint check (quantity >= 0),
  rate bigint check (rate >= 0),
  due bigint check (due >= 0),
  paid bigint check (paid >= 0),
  change bigint not null check (change >= 0),
  -- The change by purse, where the print says it.
  transition bigint check (transition >= 0),
  rectification bigint check (rectification >= 0),
  text text not null default '',
  reason text not null default '',
  basis text not null default '',
  town text,
  unit text,
  withdrawn boolean not null default false,
  version int not null default 1,
  primary key (county, plan, id),
  foreign key (county, plan) references funds_plan (county, id),
  foreign key (county, town) references unit (county, id),
  foreign key (county, unit) references unit (county, id),
  check ((transition is null) = (rectification is null))
);

-- What headings state of a part, of a kind in it, of a purse; empty: all of them.
create table funds_sum (
  county text not null,
  plan uuid not null,
  part text not null,
  kind text not null,
  purse text not null,
  -- Null: it was taken back.
  sum bigint,
  count int,
  primary key (county, plan, part, kind, purse),
  foreign key (county, plan) references funds_plan (county, id)
);

-- A finding that stays, decided: it holds for these two figures and no others, until somebody decides anew.
create table funds_decision (
  county text not null,
  plan uuid not null,
  n int not null,
  row_id text not null,
  kind text not null,
  stated bigint not null,
  computed bigint not null,
  decision text not null,
  basis text not null,
  decided_by text not null,
  decided_by_name text not null,
  decided_on date not null,
  primary key (county, plan, n),
  foreign key (county, plan) references funds_plan (county, id)
);

create table funds_change (
  county text not null,
  plan uuid not null,
  n int not null,
  -- A row's id, `sum …` or `plan`.
  what text not null,
  title text not null,
  before jsonb,
  after jsonb,
  reason text not null,
  changed_by text not null,
  changed_by_name text not null,
  changed_at timestamptz not null,
  primary key (county, plan, n),
  foreign key (county, plan) references funds_plan (county, id)
);

-- The last line behind the actions: only a draft takes rows, sums and decisions.
create function funds_only_draft() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from funds_plan p where p.county = new.county and p.id = new.plan and p.state = 'draft') then
    raise exception 'the plan is frozen';
  end if;
  return new;
end $$;
create trigger funds_row_frozen before insert or update on funds_row for each row execute function funds_only_draft();
create trigger funds_sum_frozen before insert or update on funds_sum for each row execute function funds_only_draft();
create trigger funds_decision_frozen before insert or update on funds_decision for each row execute function funds_only_draft();
grant select, insert, update on funds_plan, funds_row, funds_sum to :runtime;
grant select, insert on funds_decision, funds_change to :runtime;
