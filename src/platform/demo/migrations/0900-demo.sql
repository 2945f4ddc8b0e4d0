-- Accounts of the demo county. Empty in every real one: without rows there is no demo sign-in.
create table demo_account (
  county text not null,
  account text not null,
  kind text not null check (kind in ('person', 'staff')),
  subject uuid not null,
  note text not null,
  position int not null,
  primary key (county, account)
);
create table demo_state (
  county text not null,
  seed int not null,
  today date not null,
  made_at timestamptz not null default now(),
  primary key (county)
);
grant select, insert on demo_account, demo_state to :runtime;
