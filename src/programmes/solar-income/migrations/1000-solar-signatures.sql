-- Who says that their part of a year's snapshot is whole and right. A later signature stands beside the earlier one; what changed since is told by the digest.
create table solar_signature (
  county text not null,
  -- The year at whose end the figures stand.
  year text not null,
  source text not null,
  number int not null,
  unit text not null,
  digest text not null,
  rows int not null,
  signed_by text not null,
  signed_by_name text not null,
  signed_on date not null,
  primary key (county, year, source, number)
);
grant select, insert on solar_signature to :runtime;
