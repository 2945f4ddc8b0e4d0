-- The hotline 12345: what a ticket has beside its duty, messages to callers who have no account, and the telephone's figures of a day.
create table hotline_ticket (
  county text not null,
  duty_id uuid not null,
  channel text not null check (channel in ('phone', 'web', 'city')),
  category text not null check (category in ('consult', 'help', 'complaint', 'report', 'suggest')),
  town text,
  place text not null default '',
  -- The unit does not learn who called.
  confidential boolean not null default false,
  anonymous boolean not null default false,
  caller_name text,
  phone_sealed text,
  phone_index text,
  -- Its number at the city's hotline.
  outside text,
  -- Words of title and text, for finding the same once more.
  words text[] not null default '{}',
  opened_on date not null,
  -- The seat who took the call; null for what was written.
  taken_by uuid,
  primary key (county, duty_id),
  foreign key (county, duty_id) references duty (county, id)
);
create index hotline_ticket_by_phone on hotline_ticket (county, phone_index) where phone_index is not null;
create index hotline_ticket_by_day on hotline_ticket (county, opened_on desc);

create table hotline_sms (
  county text not null,
  id uuid not null,
  duty_id uuid not null,
  body text not null,
  made_at timestamptz not null,
  sent_at timestamptz,
  primary key (county, id),
  foreign key (county, duty_id) references hotline_ticket (county, duty_id)
);

-- No telephone exchange is attached: its figures are entered by hand, a row a day.
create table call_day (
  county text not null,
  day date not null,
  calls int not null check (calls >= 0),
  connected int not null check (connected between 0 and calls),
  within_15 int not null check (within_15 between 0 and connected),
  entered_by text not null,
  version int not null default 1,
  primary key (county, day)
);
grant select, insert, update on hotline_ticket, hotline_sms, call_day to :runtime;
