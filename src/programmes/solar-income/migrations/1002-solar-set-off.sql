-- A list of a run that replaces one that was paid sets off what came before; who got too much is shown, and what becomes of it is decided.
alter table solar_payment
  -- What the payee has already for this year: paid by the run that was replaced, or too much in the year before.
  add column credit bigint not null default 0 check (credit >= 0),
  -- What it has above its due, which is amount + credit - excess.
  add column excess bigint not null default 0 check (excess >= 0),
  add constraint solar_payment_excess check (amount = 0 or excess = 0),
  drop constraint solar_payment_state_check,
  add constraint solar_payment_state_check check (state in ('waiting', 'sent', 'paid', 'failed', 'none'));
alter table solar_payment_list
  drop constraint solar_payment_list_state_check,
  add constraint solar_payment_list_state_check check (state in ('open', 'closed', 'replaced'));

create table solar_excess (
  county text not null,
  run uuid not null,
  no int not null,
  town text not null,
  way text not null check (way in ('set-off', 'returned')),
  returned_on date,
  basis text not null,
  decided_by text not null,
  decided_by_name text not null,
  decided_on date not null,
  primary key (county, run, no),
  foreign key (county, run, no) references solar_payment (county, run, no),
  check ((way = 'returned') = (returned_on is not null))
);
grant select, insert on solar_excess to :runtime;
