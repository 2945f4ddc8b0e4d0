-- The request's scope, as row-level security reads it. Set per transaction by src/platform/db/scope.ts.
create extension if not exists pg_trgm;
create extension if not exists btree_gin;
create extension if not exists pgcrypto;

create schema app;
grant usage on schema app, public to :runtime, :audit;

create function app.county() returns text language sql stable parallel safe
  return nullif(current_setting('app.county', true), '');
create function app.actor() returns text language sql stable parallel safe
  return nullif(current_setting('app.actor', true), '');
create function app.roles() returns text[] language sql stable parallel safe
  return coalesce(nullif(current_setting('app.roles', true), ''), '{}')::text[];
create function app.parties() returns text[] language sql stable parallel safe
  return coalesce(nullif(current_setting('app.parties', true), ''), '{}')::text[];
create function app.units() returns text[] language sql stable parallel safe
  return coalesce(nullif(current_setting('app.units', true), ''), '{}')::text[];
create function app.towns() returns text[] language sql stable parallel safe
  return coalesce(nullif(current_setting('app.towns', true), ''), '{}')::text[];
