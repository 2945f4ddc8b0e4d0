-- What has to happen after a commit, written in the same transaction; the relay hands it to the queue and deletes it.
create table outbox (
  county text not null,
  id bigint generated always as identity,
  job text not null,
  payload jsonb not null,
  made_at timestamptz not null default now(),
  primary key (county, id)
);
grant select, insert, update, delete on outbox to :runtime;
alter table outbox enable row level security;
alter table outbox force row level security;
create policy put on outbox for insert to :runtime with check (county = (select app.county()));
create policy take on outbox for select to :runtime using (county = (select app.county()) and (select app.roles()) && '{system}'::text[]);
create policy lock on outbox for update to :runtime using (county = (select app.county()) and (select app.roles()) && '{system}'::text[]);
create policy done on outbox for delete to :runtime using (county = (select app.county()) and (select app.roles()) && '{system}'::text[]);
