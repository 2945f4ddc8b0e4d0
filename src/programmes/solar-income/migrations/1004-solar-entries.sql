-- Vouchers of the ledger as files, and what was entered into the provincial system.
create table solar_voucher (
  county text not null,
  id uuid not null,
  row_id uuid not null,
  town text not null,
  file uuid not null,
  digest text not null,
  name text not null,
  type text not null,
  size int not null,
  put_by_name text not null,
  put_on date not null,
  withdrawn_by_name text,
  withdrawn_on date,
  primary key (county, id)
);
create unique index solar_voucher_of_row on solar_voucher (county, row_id, digest) where withdrawn_on is null;
grant select, insert on solar_voucher to :runtime;
grant update (withdrawn_by_name, withdrawn_on) on solar_voucher to :runtime;

-- A later one stands beside the earlier: what was entered before its line changed stays known.
create table solar_entry (
  county text not null,
  what text not null check (what in ('payment', 'use')),
  -- The run and number of a payment, the row of a use.
  ref text not null,
  number int not null,
  town text not null,
  amount bigint not null,
  system_no text not null,
  entered_on date not null,
  entered_by text not null,
  entered_by_name text not null,
  primary key (county, what, ref, number)
);
grant select, insert on solar_entry to :runtime;
