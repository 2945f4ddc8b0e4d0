-- Payment orders: prepared by the department, confirmed by the bureau of finance, sent to the bank, and what came of each.
create table policy_batch (
  county text not null,
  id uuid not null,
  number text not null,
  unit text not null,
  total bigint not null check (total > 0),
  payments int not null,
  state text not null default 'prepared' check (state in ('prepared', 'rejected', 'confirmed', 'sent', 'done')),
  prepared_by text not null,
  prepared_by_name text not null,
  prepared_on date not null,
  confirmed_by text,
  confirmed_by_name text,
  confirmed_on date,
  reason text,
  sent_on date,
  done_on date,
  version int not null default 1,
  primary key (county, id),
  check (confirmed_by is null or confirmed_by <> prepared_by)
);
create unique index policy_batch_by_number on policy_batch (county, number);
create index policy_batch_of_unit on policy_batch (county, unit, state);

create table policy_payment (
  county text not null,
  id uuid not null,
  number text not null,
  batch uuid not null,
  grant_id uuid not null,
  unit text not null,
  firm uuid not null,
  amount bigint not null check (amount > 0),
  account uuid not null,
  state text not null default 'prepared' check (state in ('prepared', 'confirmed', 'sent', 'paid', 'returned', 'cancelled')),
  reason text,
  result_on date,
  primary key (county, id),
  foreign key (county, batch) references policy_batch (county, id),
  foreign key (county, grant_id) references policy_grant (county, id),
  foreign key (county, account) references policy_account (county, id)
);
create unique index policy_payment_by_number on policy_payment (county, number);
-- Nothing is paid twice: one live payment a grant, and one that succeeded for ever.
create unique index policy_payment_once on policy_payment (county, grant_id) where state in ('prepared', 'confirmed', 'sent', 'paid');
create index policy_payment_of_batch on policy_payment (county, batch);

grant select, insert, update on policy_batch, policy_payment to :runtime;
