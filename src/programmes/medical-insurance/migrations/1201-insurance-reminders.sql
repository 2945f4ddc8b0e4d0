-- Reminders by SMS to those who have not paid: each lot as somebody sent it, and in it each person, so that nobody is reminded twice by accident.
create table insurance_reminding (
  county text not null,
  id uuid not null,
  period text not null,
  -- Sent through the county's gateway, or taken along as a list for the operator.
  way text not null check (way in ('sms', 'list')),
  -- The filters in words.
  said text not null,
  unit text not null,
  town text,
  people int not null,
  made_at timestamptz not null,
  made_by text not null,
  made_by_name text not null,
  primary key (county, id)
);
create index insurance_reminding_by_time on insurance_reminding (county, period, made_at);

create table insurance_reminder (
  county text not null,
  lot uuid not null,
  row_id uuid not null,
  period text not null,
  -- As the register keeps it: what may be shown, and the key of the sealed number.
  phone text not null,
  day date not null,
  state text not null check (state in ('waiting', 'sent', 'failed', 'skipped')),
  primary key (county, lot, row_id)
);
create index insurance_reminder_of_person on insurance_reminder (county, period, row_id, day);
create index insurance_reminder_waiting on insurance_reminder (county, lot, phone) where state = 'waiting';

grant select, insert on insurance_reminding to :runtime;
grant select, insert, update on insurance_reminder to :runtime;
