-- Contracts, reports of acceptance and settlement, vouchers of payments and photos of postings as files, each with what it proves.
create table funds_paper (
  county text not null,
  id uuid not null,
  project uuid not null,
  -- A record, a step with its posting, a payment of finance.
  sort text not null check (sort in ('record', 'step', 'payment')),
  ref text not null,
  digest text not null,
  name text not null,
  type text not null,
  size int not null,
  put_by_name text not null,
  put_on date not null,
  -- Who withdrew it; empty: it counts.
  withdrawn text not null default '',
  primary key (county, id)
);
create unique index funds_paper_once on funds_paper (county, project, sort, ref, digest) where withdrawn = '';
grant select, insert on funds_paper to :runtime;
grant update (withdrawn) on funds_paper to :runtime;
