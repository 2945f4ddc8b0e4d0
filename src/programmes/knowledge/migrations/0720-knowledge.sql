-- The knowledge base: entries of a unit, and their editions. A published edition is never changed; a revision is the next one.
create table knowledge_entry (
  county text not null,
  id uuid not null,
  unit text not null,
  -- Where it is from, in words: 12345 工单 2024-0012, 没有答上的问题.
  origin text not null default '',
  -- The edition that answers now; none before the first review, after the end and after withdrawal.
  live int,
  -- Number and state of the newest edition.
  edition int not null,
  state text not null check (state in ('draft', 'review', 'published', 'expired', 'withdrawn')),
  reminded_on date,
  version int not null default 1,
  primary key (county, id)
);
create index knowledge_entry_by_unit on knowledge_entry (county, unit, state);
create index knowledge_entry_live on knowledge_entry (county, state) where live is not null;

create table knowledge_edition (
  county text not null,
  entry uuid not null,
  number int not null,
  state text not null check (state in ('draft', 'review', 'published', 'superseded', 'expired', 'withdrawn')),
  question text not null,
  variants text[] not null,
  answer text not null,
  keywords text[] not null,
  things int[] not null,
  source text not null,
  source_link text not null,
  audience text not null,
  category text not null,
  valid_until date,
  review_by date not null,
  change text not null,
  -- Everybody who wrote in it: none of them reviews it.
  writers uuid[] not null,
  author_name text not null,
  written_at timestamptz not null,
  reviewed_by uuid,
  reviewed_by_name text,
  reviewed_at timestamptz,
  note text not null default '',
  primary key (county, entry, number),
  foreign key (county, entry) references knowledge_entry (county, id)
);

-- Counts up whenever what is published or the synonyms change: every node sees that its index is old.
create table knowledge_stand (
  county text not null,
  stand bigint not null,
  primary key (county)
);

create table knowledge_synonym (
  county text not null,
  id uuid not null,
  word text not null,
  same text[] not null,
  active boolean not null default true,
  changed_by_name text not null,
  changed_on date not null,
  version int not null default 1,
  primary key (county, id)
);
create unique index knowledge_synonym_word on knowledge_synonym (county, word) where active;

-- Questions that nobody could answer, without what may be somebody's, each once with its count.
create table knowledge_gap (
  county text not null,
  id uuid not null,
  sense text not null,
  question text not null,
  count int not null,
  first_on date not null,
  last_on date not null,
  state text not null default 'open' check (state in ('open', 'written', 'dismissed')),
  entry uuid,
  reason text not null default '',
  version int not null default 1,
  primary key (county, id)
);
create unique index knowledge_gap_sense on knowledge_gap (county, sense);
create index knowledge_gap_open on knowledge_gap (county, count desc) where state = 'open';

-- How questions were answered, by day; nobody's questions are kept.
create table knowledge_tally (
  county text not null,
  day date not null,
  outcome text not null check (outcome in ('entry', 'catalogue', 'page', 'clarify', 'unknown', 'helpful', 'unhelpful')),
  count int not null,
  primary key (county, day, outcome)
);

create table knowledge_feedback (
  county text not null,
  id uuid not null,
  given_on date not null,
  kind text not null check (kind in ('entry', 'thing', 'none')),
  target text not null,
  title text not null,
  -- Who owns what was answered.
  unit text not null,
  helpful boolean not null,
  question text not null,
  reason text not null,
  state text not null default 'open' check (state in ('open', 'handled')),
  handled_by_name text,
  note text not null default '',
  version int not null default 1,
  primary key (county, id)
);
create index knowledge_feedback_open on knowledge_feedback (county, unit, given_on) where not helpful;
create index knowledge_feedback_target on knowledge_feedback (county, kind, target) include (helpful);

grant select, insert, update on knowledge_entry, knowledge_edition, knowledge_stand, knowledge_synonym, knowledge_gap, knowledge_tally, knowledge_feedback to :runtime;
