-- The Zhongyang code (中政发〔2024〕16号 二（二）6): terminals that read it, codes that were shown, and the owner's log.

create table terminal (
  county text not null,
  id uuid not null,
  name text not null,
  kind text not null check (kind in ('window', 'booking', 'kiosk')),
  place text not null,
  active boolean not null default true,
  -- One-time code with which a device without a person is enrolled, and the token that it got for it: hashes only.
  enrol_hash text,
  enrol_until timestamptz,
  device_hash text,
  enrolled_at timestamptz,
  made_by text not null,
  made_at timestamptz not null,
  version int not null default 1,
  primary key (county, id)
);
create unique index terminal_by_name on terminal (county, name);
create unique index terminal_by_device on terminal (county, device_hash) where device_hash is not null;
create unique index terminal_by_enrolment on terminal (county, enrol_hash) where enrol_hash is not null;

-- A code that was shown. It names nobody to whom it is shown; whose it is stands here.
create table shown_code (
  county text not null,
  -- The code's own random id, 24 hex digits.
  id text not null,
  -- Who shows it, and for whom: themselves or a firm.
  person uuid not null,
  holder_kind text not null check (holder_kind in ('person', 'firm')),
  holder uuid not null,
  -- Hash of the session's token: it ends with the session.
  session text not null,
  -- What it opens beside identity, and where it may be read: agreed to before it was shown.
  licences uuid[] not null,
  place text not null check (place in ('any', 'window', 'booking', 'kiosk')),
  shown_at timestamptz not null,
  until timestamptz not null,
  state text not null default 'shown' check (state in ('shown', 'used', 'ended')),
  used_at timestamptz,
  terminal uuid,
  primary key (county, id),
  foreign key (county, person) references person (county, id),
  foreign key (county, terminal) references terminal (county, id)
);
create index shown_code_of_session on shown_code (county, session) where state = 'shown';

-- The log: every scan of a code that the county made, read or refused. Never changed.
create table code_scan (
  county text not null,
  id uuid not null,
  code text not null,
  person uuid not null,
  holder_kind text not null check (holder_kind in ('person', 'firm')),
  holder uuid not null,
  terminal uuid,
  terminal_name text not null,
  -- Nobody at a kiosk.
  staff uuid,
  staff_name text,
  purpose text not null,
  outcome text not null check (outcome in ('read', 'refused', 'offline')),
  reason text,
  -- What was read, in words, and the licences among it.
  items text[] not null,
  licences uuid[] not null,
  scanned_at timestamptz not null,
  -- Later than the scan where a window's network was down.
  noted_at timestamptz not null,
  primary key (county, id),
  foreign key (county, code) references shown_code (county, id)
);
create index code_scan_of_person on code_scan (county, person, scanned_at desc);
create index code_scan_of_holder on code_scan (county, holder, scanned_at desc);
create index code_scan_of_code on code_scan (county, code);
create index code_scan_of_terminal on code_scan (county, terminal, scanned_at desc);
-- One machine reports what it scanned offline once, however often its report arrives.
create unique index code_scan_offline on code_scan (county, code, terminal) where outcome = 'offline';

grant select, insert, update on terminal, shown_code to :runtime;
grant select, insert on code_scan to :runtime;
