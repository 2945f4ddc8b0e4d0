-- What departments know of firms and the registers do not hold. A newer statement supersedes the older one, which is kept.
create table firm_fact (
  county text not null,
  id uuid not null,
  firm uuid not null,
  fact text not null,
  -- The unit that keeps it.
  unit text not null,
  value jsonb,
  value_sealed text,
  source text not null check (source in ('import', 'query')),
  as_of date not null,
  valid_until date,
  superseded boolean not null default false,
  kept_by text not null,
  kept_by_name text not null,
  kept_at timestamptz not null,
  primary key (county, id),
  foreign key (county, firm) references firm (county, id),
  check ((value is null) <> (value_sealed is null))
);
create unique index firm_fact_now on firm_fact (county, firm, fact) where not superseded;
create index firm_fact_of_unit on firm_fact (county, unit, fact);

-- Where a firm wants its money. The number is sealed; what is shown of it has its middle hidden.
create table policy_account (
  county text not null,
  id uuid not null,
  firm uuid not null,
  holder text not null,
  bank text not null,
  number_sealed text not null,
  number_masked text not null,
  declared_by uuid not null,
  declared_on date not null,
  superseded boolean not null default false,
  primary key (county, id),
  foreign key (county, firm) references firm (county, id)
);
create unique index policy_account_now on policy_account (county, firm) where not superseded;

grant select, insert, update on firm_fact, policy_account to :runtime;
