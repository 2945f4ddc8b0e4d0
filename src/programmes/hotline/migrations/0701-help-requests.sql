-- Helper seats and video seats: what somebody who waits for a helper has beside the number in the queue.
create table help_request (
  county text not null,
  id uuid not null,
  person uuid not null,
  -- What about, as it was named; a thing of the catalogue, a draft of the person's own.
  subject text not null,
  thing int,
  application uuid,
  -- What hinders, in the person's words.
  trouble text not null default '',
  phone_sealed text not null,
  asked_at timestamptz not null,
  -- The first number of its chain, or the booking that becomes one.
  ticket uuid,
  booking uuid,
  result text check (result in ('explained', 'filed', 'incomplete', 'handed', 'other')),
  -- What was said and what comes next, for the person to read again.
  told text,
  ended_at timestamptz,
  ended_by uuid,
  ended_by_name text,
  -- The ticket of the hotline that goes on with it.
  duty uuid,
  grade int check (grade between 1 and 5),
  comment text,
  rated_at timestamptz,
  version int not null default 1,
  primary key (county, id),
  check ((ticket is null) <> (booking is null)),
  check ((result is null) = (ended_at is null)),
  foreign key (county, duty) references duty (county, id)
);
create index help_request_of_person on help_request (county, person, asked_at desc);
create index help_request_by_ticket on help_request (county, ticket) where ticket is not null;
create index help_request_by_booking on help_request (county, booking) where booking is not null;
create index help_request_by_time on help_request (county, asked_at desc);
grant select, insert, update on help_request to :runtime;
