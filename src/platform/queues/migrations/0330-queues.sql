-- Queues, seats that serve them, bookings and tickets. A window of the hall, a hotline seat and a video seat are all seats.
create table queue (
  county text not null,
  id text not null check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  -- Where people wait for it: one screen shows one site.
  site text not null,
  name text not null,
  -- In front of the number: A of A023.
  prefix text not null check (prefix ~ '^[A-Z]{1,2}$'),
  kind text not null check (kind in ('window', 'phone', 'video')),
  position int not null,
  -- By weekday, 0 Sunday … 6 Saturday: [[{"from":"08:30","to":"12:00"}], …], seven entries.
  hours jsonb not null,
  slot_minutes int not null check (slot_minutes between 10 and 240),
  -- Bookings a slot; 0: cannot be booked.
  slot_capacity int not null check (slot_capacity >= 0),
  -- Days ahead that can be booked.
  book_days int not null check (book_days between 0 and 60),
  -- Past so many waiting no number is given.
  most_waiting int not null check (most_waiting > 0),
  -- So many may wait that took their number by phone; 0: not by phone.
  most_remote int not null check (most_remote >= 0),
  -- Minutes that one takes, as long as nobody has been served.
  service_minutes int not null check (service_minutes > 0),
  state text not null default 'open' check (state in ('open', 'ended')),
  version int not null default 1,
  primary key (county, id)
);
create unique index queue_by_prefix on queue (county, prefix) where state = 'open';
create index queue_of_site on queue (county, site, position);

-- The last number that a queue gave on a day: counted here, so that there is no gap and none twice.
create table queue_day (
  county text not null,
  queue text not null,
  day date not null,
  last int not null,
  primary key (county, queue, day),
  foreign key (county, queue) references queue (county, id)
);

create table seat (
  county text not null,
  id uuid not null,
  site text not null,
  -- As it stands over the window: 3.
  number int not null check (number > 0),
  name text not null,
  -- Queues in the order in which it takes them.
  serves text[] not null,
  state text not null default 'closed' check (state in ('open', 'paused', 'closed')),
  staff uuid,
  staff_name text,
  since timestamptz,
  pause_reason text,
  -- A window that is no longer there.
  ended boolean not null default false,
  version int not null default 1,
  primary key (county, id),
  check ((state = 'closed') = (staff is null))
);
create unique index seat_by_number on seat (county, site, number) where not ended;
create unique index seat_of_staff on seat (county, staff) where staff is not null;

create table booking (
  county text not null,
  id uuid not null,
  -- Eight digits, typed at the kiosk.
  number text not null check (number ~ '^\d{8}$'),
  queue text not null,
  day date not null,
  -- Begin of the slot, China's time: 09:30.
  at text not null check (at ~ '^\d\d:\d\d$'),
  person uuid not null,
  -- What for, in words.
  subject text not null default '',
  state text not null default 'booked' check (state in ('booked', 'arrived', 'cancelled', 'missed')),
  made_at timestamptz not null,
  changed_at timestamptz not null,
  version int not null default 1,
  primary key (county, id),
  foreign key (county, queue) references queue (county, id)
);
create unique index booking_by_number on booking (county, number);
create unique index booking_once on booking (county, person, queue, day) where state in ('booked', 'arrived');
create index booking_by_day on booking (county, day, queue, at);
create index booking_of_person on booking (county, person, day);

create table ticket (
  county text not null,
  id uuid not null,
  queue text not null,
  day date not null,
  -- Counts within queue and day; none where the ticket came by transfer and kept its number.
  seq int,
  -- A023.
  number text not null,
  state text not null check (state in ('waiting', 'called', 'serving', 'done', 'missed', 'transferred', 'left')),
  source text not null check (source in ('booking', 'kiosk', 'phone', 'window')),
  booking uuid,
  person uuid,
  -- The person's id, or a keyed index of the number that was typed: one open ticket a holder and queue.
  holder text not null,
  subject text not null default '',
  priority text check (priority in ('old', 'disabled', 'soldier')),
  priority_reason text,
  -- Where in the order it stands, and before when it is called only if nobody else waits.
  position timestamptz not null,
  not_before timestamptz,
  taken_at timestamptz not null,
  calls int not null default 0,
  called_at timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  returned boolean not null default false,
  seat uuid,
  seat_name text,
  staff uuid,
  staff_name text,
  outcome text check (outcome in ('accepted', 'advice', 'result', 'incomplete', 'other')),
  case_number text,
  note text,
  moved_from uuid,
  moved_to uuid,
  version int not null default 1,
  primary key (county, id),
  foreign key (county, queue) references queue (county, id)
);
create unique index ticket_by_seq on ticket (county, queue, day, seq) where seq is not null;
create unique index ticket_open on ticket (county, queue, holder) where state in ('waiting', 'called', 'serving');
create unique index ticket_at_seat on ticket (county, seat) where state in ('called', 'serving');
create index ticket_waiting on ticket (county, queue, position) where state = 'waiting';
create index ticket_by_day on ticket (county, day, queue, called_at);
create index ticket_served on ticket (county, queue, ended_at desc) where state = 'done';
create index ticket_of_person on ticket (county, person, day) where person is not null;
grant select, insert, update on queue, queue_day, seat, booking, ticket to :runtime;
