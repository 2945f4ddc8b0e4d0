-- Since when a village breaks a limit of use, and the duty that came of it.
create table solar_breach (
  county text not null,
  year text not null,
  town text not null,
  payee text not null,
  fault text not null,
  since date not null,
  ended_on date,
  duty uuid,
  primary key (county, year, town, payee, fault, since)
);
create index solar_breach_open on solar_breach (county, year) where ended_on is null;
grant select, insert on solar_breach to :runtime;
grant update (ended_on, duty) on solar_breach to :runtime;
