-- Keys of creating requests, kept 7 days: the same key and body gives the first result again.
create table idempotency (
  county text not null,
  actor text not null,
  route text not null,
  key text not null,
  body text not null,
  response jsonb,
  made_at timestamptz not null default now(),
  primary key (county, actor, route, key)
);
create index idempotency_by_age on idempotency (county, made_at);
grant select, insert, update, delete on idempotency to :runtime;
alter table idempotency enable row level security;
alter table idempotency force row level security;
create policy own on idempotency to :runtime using (
  county = (select app.county()) and (actor = (select app.actor()) or (select app.roles()) && '{system}'::text[]));
