-- A message may be for whoever holds a role: seats of the hotline and administrators belong to no unit.
alter table notice add column role text;
alter table notice drop constraint notice_check;
alter table notice add constraint notice_for check (num_nonnulls(person, unit, role) = 1);
create index notice_by_role on notice (county, role, made_at desc) where role is not null;
