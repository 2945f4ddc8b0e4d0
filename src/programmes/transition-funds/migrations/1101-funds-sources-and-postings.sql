-- From which source a row's money is, in fen as text; null: it does not say.
alter table funds_row add column sources jsonb;

-- An approved plan made public, with a term (四（二）). Who reads it needs no account.
create table funds_posting (
  county text not null,
  plan uuid not null,
  posted_on date not null,
  until date not null,
  -- Where objections go.
  contact text not null,
  posted_by text not null,
  posted_by_name text not null,
  primary key (county, plan),
  foreign key (county, plan) references funds_plan (county, id)
);
grant select, insert on funds_posting to :runtime;
