-- A project's way: who took which step, with what words; the postings of village and town before it, the county's own on the page.
create table funds_step (
  county text not null,
  -- The project's row in the register.
  project uuid not null,
  n int not null,
  step text not null,
  -- Where the project stands after it.
  stage text not null,
  note text not null default '',
  posted_from date,
  posted_until date,
  posted_at text not null default '',
  unit text not null,
  made_by text not null,
  made_by_name text not null,
  made_on date not null,
  primary key (county, project, n)
);

-- What happens to a project after it is in the plan: contracts, acceptances, settlements, hand-overs, several of each.
create table funds_record (
  county text not null,
  id uuid not null,
  project uuid not null,
  year int not null,
  kind text not null check (kind in ('contract', 'acceptance', 'settlement', 'handover')),
  -- The number of the contract or of the paper.
  number text not null default '',
  -- Who builds or delivers; who accepted; who audited; who takes it over.
  party text not null,
  amount bigint check (amount > 0),
  happened_on date not null,
  -- Of an acceptance: whether it passed.
  passed boolean,
  note text not null default '',
  unit text not null,
  made_by_name text not null,
  made_on date not null,
  made_at timestamptz not null,
  -- Why it does not count; empty: it does.
  withdrawn text not null default '',
  primary key (county, id)
);
create index funds_record_by_project on funds_record (county, project);
create index funds_record_by_year on funds_record (county, year, kind);

grant select, insert on funds_step to :runtime;
grant select, insert, update on funds_record to :runtime;
