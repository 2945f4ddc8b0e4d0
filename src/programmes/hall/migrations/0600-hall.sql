-- The areas of the hall, what its windows take, what is done outside it and why, and what is done for the whole city and across cities.
create table hall_area (
  county text not null,
  id text not null,
  kind text not null check (kind in ('comprehensive', 'specialised', 'special')),
  position int not null,
  name text not null,
  -- Where in the hall: 一楼东侧.
  place text not null,
  note text not null default '',
  -- Areas of the catalogue whose matters belong here.
  takes text[] not null,
  -- Its queues, in the order in which they are offered.
  queues text[] not null,
  version int not null default 1,
  primary key (county, id)
);

-- What a seat of the queues takes as a window of the hall.
create table hall_window (
  county text not null,
  seat uuid not null,
  area text not null,
  -- Departments whose matters of the area it takes; none: of all departments.
  units text[] not null default '{}',
  -- Matters of the catalogue that it takes besides.
  matters text[] not null default '{}',
  -- Takes every thing (一件事) as a whole.
  things boolean not null default false,
  version int not null default 1,
  primary key (county, seat),
  foreign key (county, seat) references seat (county, id),
  foreign key (county, area) references hall_area (county, id)
);
create index hall_window_of_area on hall_window (county, area);

-- The negative list: matters that are not done in the hall. Ended, never deleted.
create table outside_matter (
  county text not null,
  id uuid not null,
  -- Id in the catalogue; none: a matter beyond it.
  matter text,
  name text not null,
  unit text not null,
  reason text not null,
  basis text not null,
  done_at text not null,
  valid_until date not null,
  added_on date not null,
  ended_on date,
  end_reason text,
  -- The day that was reminded of: prolonging makes another one.
  reminded_for date,
  version int not null default 1,
  primary key (county, id)
);
create unique index outside_once on outside_matter (county, name, unit) where ended_on is null;
create index outside_by_day on outside_matter (county, valid_until) where ended_on is null;

-- What was done with an entry: who, when, until when, why.
create table outside_change (
  county text not null,
  entry uuid not null,
  position int not null,
  what text not null check (what in ('added', 'prolonged', 'ended')),
  on_day date not null,
  by_name text not null,
  valid_until date,
  reason text not null default '',
  primary key (county, entry, position),
  foreign key (county, entry) references outside_matter (county, id)
);

create table city_matter (
  county text not null,
  id uuid not null,
  scope text not null check (scope in ('all-city', 'cross-city')),
  matter text,
  name text not null,
  unit text not null,
  -- With whom: counties of the city, other cities.
  partners text not null,
  way text not null check (way in ('online', 'collected', 'joint')),
  online_on date not null,
  ended_on date,
  end_reason text,
  version int not null default 1,
  primary key (county, id)
);
create unique index city_matter_once on city_matter (county, scope, name, unit) where ended_on is null;
create index city_matter_by_day on city_matter (county, scope, online_on);
grant select, insert, update on hall_area, hall_window, outside_matter, outside_change, city_matter to :runtime;
