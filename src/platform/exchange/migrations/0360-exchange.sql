-- Exchange with the city's and the province's platforms: who they are, what waits to be sent to them, what came from them.

create table exchange_partner (
  county text not null,
  id text not null check (id in ('city', 'province')),
  name text not null,
  -- Base address of their interface; messages go to <url>/messages.
  url text not null,
  -- Their public SM2 keys: [{"id", "publicKey"}]. A message names the key that signed it.
  keys jsonb not null default '[]',
  -- What is sent to them.
  topics text[] not null,
  -- The exchange is agreed on: what happens from now on is queued for them, and what they send is taken.
  active boolean not null,
  since date,
  -- How far the clocks may stand apart.
  skew_seconds int not null default 300 check (skew_seconds between 30 and 3600),
  -- Held by an operator: queued, not sent.
  paused_reason text,
  paused_by text,
  paused_at timestamptz,
  -- How the line is: failures in a row, since when, why, and when it is tried again.
  failures int not null default 0,
  down_since timestamptz,
  down_reason text,
  retry_at timestamptz,
  last_ok_at timestamptz,
  told_at timestamptz,
  version int not null default 1,
  primary key (county, id)
);

-- One line a partner and subject (a case number, an item): messages of one subject go one after another, others beside it.
create table exchange_subject (
  county text not null,
  partner text not null,
  subject text not null,
  -- The number given last, and the one to be sent next.
  last_seq bigint not null,
  next_seq bigint not null default 1,
  state text not null check (state in ('idle', 'waiting', 'stuck')),
  -- Not before; null: at once.
  next_at timestamptz,
  -- A sender holds it; when that was killed the lease runs out and the next one sends again.
  lease_until timestamptz,
  primary key (county, partner, subject),
  foreign key (county, partner) references exchange_partner (county, id)
);
create index exchange_subject_due on exchange_subject (county, partner, next_at nulls first) where state = 'waiting';

-- A message to a partner: first a mark of what happened, written by the transaction in which it happened; its text is made
-- when it is sent first, and is the same ever after.
create table exchange_out (
  county text not null,
  partner text not null,
  subject text not null,
  seq bigint not null,
  id uuid not null default gen_random_uuid(),
  topic text not null,
  -- What it is about: keys of rows, never personal data.
  facts jsonb not null,
  made_at timestamptz not null,
  body text,
  digest text,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'stuck', 'skipped')),
  -- Given up by an operator, while the other side still counts on its number: an empty message goes in its place.
  void boolean not null default false,
  attempts int not null default 0,
  first_tried_at timestamptz,
  last_tried_at timestamptz,
  -- What the other side answered last, in words; kept when it is stuck.
  answer text,
  -- The other side has used up this number although it refused what was in it.
  settled boolean not null default false,
  done_at timestamptz,
  note text,
  note_by text,
  version int not null default 1,
  primary key (county, partner, subject, seq),
  foreign key (county, partner, subject) references exchange_subject (county, partner, subject)
);
create unique index exchange_out_by_id on exchange_out (county, id);
create index exchange_out_open on exchange_out (county, partner, made_at) where state in ('waiting', 'stuck');
create index exchange_out_done on exchange_out (county, partner, done_at) where done_at is not null;
create index exchange_out_by_subject on exchange_out (county, subject text_pattern_ops);

-- The item as it was queued last for a partner: only what changed is sent.
create table exchange_item (
  county text not null,
  partner text not null,
  subject text not null,
  digest text not null,
  primary key (county, partner, subject),
  foreign key (county, partner) references exchange_partner (county, id)
);

create table exchange_in_subject (
  county text not null,
  partner text not null,
  subject text not null,
  next_seq bigint not null default 1,
  primary key (county, partner, subject),
  foreign key (county, partner) references exchange_partner (county, id)
);

create table exchange_in (
  county text not null,
  partner text not null,
  id uuid not null,
  topic text not null,
  subject text not null,
  seq bigint not null,
  digest text not null,
  -- `kept`: one before it is missing.
  state text not null check (state in ('kept', 'done', 'refused')),
  -- Its text, sealed, while it waits; the answer, sealed, once it is done.
  sealed text,
  answer_sealed text,
  reason text,
  received_at timestamptz not null,
  done_at timestamptz,
  primary key (county, partner, id),
  foreign key (county, partner, subject) references exchange_in_subject (county, partner, subject)
);
create index exchange_in_by_subject on exchange_in (county, partner, subject, seq);
create index exchange_in_by_time on exchange_in (county, received_at desc);
create index exchange_in_kept on exchange_in (county, partner, subject, seq) where state = 'kept';

grant select, insert, update on exchange_partner, exchange_subject, exchange_out, exchange_item, exchange_in_subject, exchange_in to :runtime;
