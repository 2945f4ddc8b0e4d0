-- Messages to people: shown in the inbox, sent by SMS where the person has a phone.
create table notice (
  county text not null,
  id uuid not null default gen_random_uuid(),
  -- The person or the unit it is for.
  person uuid,
  unit text,
  template text not null,
  title text not null,
  body text not null,
  link text,
  made_at timestamptz not null,
  read_at timestamptz,
  sms text not null default 'none' check (sms in ('none', 'waiting', 'sent', 'failed')),
  primary key (county, id),
  check ((person is null) <> (unit is null))
);
create index notice_by_person on notice (county, person, made_at desc) where person is not null;
create index notice_by_unit on notice (county, unit, made_at desc) where unit is not null;

-- What the local gateway would have sent: the demo and the tests read it, nothing leaves the machine.
create table sms_shown (
  county text not null,
  id bigint generated always as identity,
  phone_masked text not null,
  body text not null,
  made_at timestamptz not null default now(),
  primary key (county, id)
);
grant select, insert, update on notice to :runtime;
grant select, insert on sms_shown to :runtime;
