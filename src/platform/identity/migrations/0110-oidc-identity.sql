-- Accounts of the province's single sign-on: an issuer and a subject belong to one person of the register.
create table oidc_identity (
  county text not null,
  issuer text not null,
  subject text not null,
  person uuid not null,
  -- `verified`: by the identity number that the province vouches for; `phone`: by a code to the registered phone.
  linked_by text not null check (linked_by in ('verified', 'phone')),
  linked_at timestamptz not null,
  seen_at timestamptz not null,
  primary key (county, issuer, subject),
  foreign key (county, person) references person (county, id)
);
create index oidc_identity_of_person on oidc_identity (county, person);
grant select, insert, update on oidc_identity to :runtime;
