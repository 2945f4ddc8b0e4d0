-- Paying a final run: one line a payee, with the bank's answer, and what proves that the allocation was posted in the village.
create table solar_account (
  county text not null,
  id uuid not null,
  town text not null,
  payee text not null,
  holder text not null,
  bank text not null,
  number_sealed text not null,
  number_masked text not null,
  set_by text not null,
  set_by_name text not null,
  set_on date not null,
  superseded boolean not null default false,
  primary key (county, id)
);
create unique index solar_account_of_payee on solar_account (county, town, payee) where not superseded;

create table solar_payment_list (
  county text not null,
  run uuid not null,
  title text not null,
  period text not null,
  total bigint not null,
  state text not null default 'open' check (state in ('open', 'closed')),
  made_by_name text not null,
  made_on date not null,
  closed_by_name text,
  closed_on date,
  version int not null default 1,
  primary key (county, run),
  foreign key (county, run) references run (county, id)
);

create table solar_payment (
  county text not null,
  run uuid not null,
  no int not null,
  town text not null,
  payee text not null,
  payee_kind text not null check (payee_kind in ('town', 'village')),
  -- Rows of the run that it pays: key, title, amount.
  places jsonb not null,
  amount bigint not null check (amount >= 0),
  search text not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'paid', 'failed')),
  account uuid,
  sent_on date,
  paid_on date,
  reason text,
  attempts int not null default 0,
  version int not null default 1,
  primary key (county, run, no),
  foreign key (county, run) references solar_payment_list (county, run)
);

create table solar_proof (
  county text not null,
  id uuid not null,
  run uuid not null,
  no int not null,
  town text not null,
  type text not null,
  content bytea not null,
  digest text not null,
  caption text not null,
  posted_on date not null,
  put_by_name text not null,
  put_on date not null,
  primary key (county, id),
  foreign key (county, run, no) references solar_payment (county, run, no)
);
create index solar_proof_of_payment on solar_proof (county, run, no);

grant select, insert on solar_account, solar_payment_list, solar_payment, solar_proof to :runtime;
grant update (superseded) on solar_account to :runtime;
grant update (state, closed_by_name, closed_on, version) on solar_payment_list to :runtime;
-- What somebody is to get is never changed.
grant update (state, account, sent_on, paid_on, reason, attempts, version) on solar_payment to :runtime;
