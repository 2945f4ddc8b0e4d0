-- How a licence stands after it was issued: what its face shows, its paper copy, every change with who and why.
alter table licence
  -- What it looks like, frozen with it (face.ts).
  add column face jsonb,
  add column paper text not null default 'none' check (paper in ('none', 'printed', 'handed-over', 'lost', 'asked-back', 'returned')),
  add column paper_serial text,
  -- The last reminder before its end, in days.
  add column reminded int;
-- The desk's list of a unit, and the search by name.
create index licence_of_issuer on licence (county, issuer, issued_on desc, id);
create index licence_by_bearer_name on licence using gin (county, bearer_name gin_trgm_ops);
create index licence_by_end on licence (county, valid_until) where state = 'valid' and valid_until is not null;
create index licence_replacing on licence (county, replaces) where replaces is not null;

create table licence_change (
  county text not null,
  id uuid not null,
  licence_id uuid not null,
  kind text not null check (kind in ('suspend', 'resume', 'revoke', 'correct', 'print', 'hand-over', 'lose', 'return')),
  -- A revocation waits for a second person.
  state text not null default 'done' check (state in ('done', 'waiting', 'declined')),
  reason text not null,
  basis text not null default '',
  serial text,
  unit text not null,
  made_by text not null,
  made_by_name text not null,
  made_at timestamptz not null,
  decided_by text,
  decided_by_name text,
  decided_at timestamptz,
  decided_reason text,
  primary key (county, id),
  foreign key (county, licence_id) references licence (county, id)
);
create index licence_change_of on licence_change (county, licence_id, made_at);
-- One revocation at a time is asked for.
create unique index licence_change_waiting on licence_change (county, licence_id) where state = 'waiting';

-- What a composite licence is made of. A part that was issued anew takes the place of the old one.
create table licence_part (
  county text not null,
  composite_id uuid not null,
  licence_id uuid not null,
  type text not null,
  position int not null,
  since date not null,
  until date,
  primary key (county, composite_id, licence_id),
  foreign key (county, composite_id) references licence (county, id),
  foreign key (county, licence_id) references licence (county, id)
);
create index licence_part_in on licence_part (county, licence_id) where until is null;

-- What a holder shows to a unit or to whoever has a link: which lines, for what, until when, how often.
create table licence_share (
  county text not null,
  id uuid not null,
  licence_id uuid not null,
  unit text,
  -- SM3 of the link's token; the token itself is kept nowhere.
  token_hash text,
  lines text[] not null,
  purpose text not null,
  until timestamptz not null,
  most_views int not null,
  views int not null default 0,
  given_by uuid not null,
  given_by_name text not null,
  given_at timestamptz not null,
  ended_at timestamptz,
  primary key (county, id),
  foreign key (county, licence_id) references licence (county, id),
  check ((unit is null) <> (token_hash is null))
);
create index licence_share_of on licence_share (county, licence_id, given_at desc);
create unique index licence_share_by_token on licence_share (county, token_hash) where token_hash is not null;
create index licence_share_to on licence_share (county, unit, until) where unit is not null;

create table licence_share_view (
  county text not null,
  id uuid not null,
  share_id uuid not null,
  viewer text not null,
  viewer_name text not null,
  unit text,
  viewed_at timestamptz not null,
  primary key (county, id),
  foreign key (county, share_id) references licence_share (county, id)
);
create index licence_share_view_of on licence_share_view (county, share_id, viewed_at);

-- The certificate of a key that signs documents, DER in base64.
alter table signing_key add column certificate text;

grant select, insert, update on licence_change, licence_part, licence_share to :runtime;
grant select, insert on licence_share_view to :runtime;
