-- Where services are near people (中政发〔2024〕16号 二（三）8): halls, centres, stations, kiosks, partners. Nothing is deleted: a
-- place is closed from a day on.
create table place (
  county text not null,
  -- Short, so that it can be typed at a kiosk and said on the telephone.
  no int not null,
  kind text not null check (kind in ('hall', 'town-centre', 'village-station', 'business-station', 'kiosk', 'partner')),
  name text not null,
  town text not null,
  village text,
  address text not null,
  -- Degrees, CGCS2000.
  lon double precision not null,
  lat double precision not null,
  approximate boolean not null,
  phone text,
  -- Eight lines of the door plate: mon … sun, holiday.
  hours jsonb not null,
  access text[] not null default '{}',
  -- [{subject: 'thing:17', way: 'handle'}]
  services jsonb not null default '[]',
  note text not null default '',
  valid_from date not null,
  -- The first day on which it is no more.
  closed_on date check (closed_on >= valid_from),
  closed_why text,
  confirmed_on date not null,
  confirmed_by text not null,
  reminded_on date,
  version int not null default 1,
  primary key (county, no)
);
create unique index place_by_name on place (county, town, name) where closed_on is null;

-- When a place could not be used, from its first day to the day on which it worked again.
create table place_outage (
  county text not null,
  id uuid not null default gen_random_uuid(),
  place int not null,
  since date not null,
  until date check (until >= since),
  why text not null,
  told_by text not null,
  primary key (county, id),
  foreign key (county, place) references place (county, no)
);
create unique index place_outage_open on place_outage (county, place) where until is null;
create index place_outage_by_place on place_outage (county, place, since);

-- The outline of county and towns as an administrator brought it in; the newest is shown.
create table place_outline (
  county text not null,
  version int not null,
  source text not null,
  -- 审图号: a public map of China needs one.
  approval text not null,
  body jsonb not null,
  kept_by text not null,
  kept_on date not null,
  primary key (county, version)
);
grant select, insert, update on place, place_outage to :runtime;
grant select, insert on place_outline to :runtime;
