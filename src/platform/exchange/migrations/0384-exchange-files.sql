-- Files that a partner sends ahead of the case that names them, in parts that fit into messages.
create table exchange_file (
  county text not null,
  partner text not null,
  -- Its id over there.
  file text not null,
  part int not null,
  parts int not null,
  name text not null,
  sealed text not null,
  taken_at timestamptz not null,
  primary key (county, partner, file, part),
  foreign key (county, partner) references exchange_partner (county, id)
);
create index exchange_file_by_age on exchange_file (county, partner, taken_at);

grant select, insert, delete on exchange_file to :runtime;
