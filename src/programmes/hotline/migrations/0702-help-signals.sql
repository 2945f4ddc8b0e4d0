-- How two browsers find each other for a video talk: what one says to the other, in order. Gone when the talk has ended.
create table help_signal (
  county text not null,
  request uuid not null,
  seq int not null,
  side text not null check (side in ('person', 'staff')),
  kind text not null check (kind in ('ready', 'offer', 'answer', 'bye')),
  -- A session description (RFC 8866); empty for the others.
  description text not null,
  said_at timestamptz not null,
  primary key (county, request, seq),
  foreign key (county, request) references help_request (county, id)
);
grant select, insert, delete on help_signal to :runtime;
