-- What became of a message before it was taken, try by try, and what operators did with it.
create table exchange_try (
  county text not null,
  partner text not null,
  subject text not null,
  seq bigint not null,
  n int not null,
  at timestamptz not null,
  what text not null check (what in ('declined', 'refused', 'failed', 'silent', 'retry', 'skip')),
  -- What the other side answered, or why the operator did it.
  words text not null,
  -- The operator.
  who text,
  primary key (county, partner, subject, seq, n),
  foreign key (county, partner, subject, seq) references exchange_out (county, partner, subject, seq)
);
grant select, insert on exchange_try to :runtime;

-- What an operator wrote stood at the message itself, the last time only.
insert into exchange_try (county, partner, subject, seq, n, at, what, words, who)
select county, partner, subject, seq, 1, coalesce(done_at, last_tried_at, made_at), case when void or state = 'skipped' then 'skip' else 'retry' end, note, note_by
from exchange_out where note is not null;
alter table exchange_out drop column note, drop column note_by;

-- Our number of what a message opened or concerned, so that it is found by it; its own subject is the partner's word.
alter table exchange_in add column number text;
create index exchange_in_by_number on exchange_in (county, number text_pattern_ops) where number is not null;
