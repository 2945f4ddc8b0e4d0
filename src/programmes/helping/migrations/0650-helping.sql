-- Helping: accompanying visits and what they find, residents who try the service, and the window for what could not get done.
create table experience_officer (
  county text not null,
  id uuid not null,
  name text not null,
  -- Trade, village: why this one.
  about text not null default '',
  from_day date not null,
  to_day date not null,
  ended_on date,
  added_by text not null,
  version int not null default 1,
  primary key (county, id)
);

create table visit (
  county text not null,
  id uuid not null,
  on_day date not null,
  -- helper: staff goes with somebody (我陪群众走流程); officer: an invited resident tries it (政务服务体验员).
  way text not null check (way in ('helper', 'officer')),
  officer uuid,
  thing int,
  matter text not null default '',
  place text not null,
  -- How the person who was accompanied is called; no number is kept.
  walked_with text not null default '',
  summary text not null default '',
  led_by uuid not null,
  led_by_name text not null,
  made_at timestamptz not null,
  primary key (county, id),
  foreign key (county, officer) references experience_officer (county, id)
);
create index visit_by_day on visit (county, on_day desc);

create table visit_step (
  county text not null,
  visit_id uuid not null,
  position int not null,
  title text not null,
  minutes int not null check (minutes >= 0),
  trouble text not null default '',
  primary key (county, visit_id, position),
  foreign key (county, visit_id) references visit (county, id)
);

create table finding (
  county text not null,
  duty_id uuid not null,
  visit_id uuid not null,
  position int not null,
  kind text not null,
  severity int not null check (severity between 1 and 3),
  -- What the portal says was improved; null: nothing is published.
  published text,
  published_on date,
  primary key (county, duty_id),
  foreign key (county, visit_id) references visit (county, id),
  foreign key (county, duty_id) references duty (county, id)
);
create index finding_of_visit on finding (county, visit_id, position);
create index finding_published on finding (county, published_on desc) where published is not null;

create table not_done (
  county text not null,
  duty_id uuid not null,
  channel text not null check (channel in ('window', 'web')),
  reason text not null,
  thing int,
  case_id uuid,
  visitor_name text not null,
  phone_sealed text,
  phone_index text,
  -- Who heard it first; null for what was written.
  first_by text,
  opened_on date not null,
  primary key (county, duty_id),
  foreign key (county, duty_id) references duty (county, id)
);
create index not_done_by_day on not_done (county, opened_on desc, reason);
grant select, insert, update on experience_officer, visit, visit_step, finding, not_done to :runtime;
