-- Duties grow: kinds are data of the manifests, hand-over with consent, joining, follow-up, rating, and every step as an event.
alter table duty drop constraint duty_kind_check, drop constraint duty_state_check;
alter table duty
  add constraint duty_state_check check (state in ('new', 'open', 'answered', 'closed', 'joined', 'withdrawn')),
  add column opened_at timestamptz,
  -- Working days that it gives, counted again when it is opened again.
  add column days int,
  add column urgent boolean not null default false,
  -- Who was asked first; stays when another unit takes it over.
  add column first_unit text,
  -- Until when somebody of the unit has to have it in hand.
  add column take_by timestamptz,
  add column taken_at timestamptz,
  add column taken_by_name text,
  -- A hand-over that waits for the other unit's consent.
  add column to_unit text,
  add column to_reason text,
  add column to_by date,
  add column declined int not null default 0,
  add column handed int not null default 0,
  add column extended_on date,
  -- The duty that leads, when this one asks the same.
  add column joined_to uuid,
  add column answered_at timestamptz,
  add column at_once boolean not null default false,
  add column follow_tries int not null default 0,
  add column satisfied boolean,
  add column reopened int not null default 0,
  -- The asker's grade of the last answer (GB/T 39734), and how often an answer was graded badly.
  add column grade int check (grade between 1 and 5),
  add column grade_comment text,
  add column graded_on date,
  add column bad_rated int not null default 0,
  -- 1 yellow, 2 red, 3 the unit's head, 4 the supervisor.
  add column reminded int not null default 0;
update duty set first_unit = unit;
alter table duty alter column first_unit set not null,
  add foreign key (county, joined_to) references duty (county, id);
create index duty_joined on duty (county, joined_to) where joined_to is not null;
create index duty_to_unit on duty (county, to_unit) where to_unit is not null;
create index duty_by_opening on duty (county, opened_on desc, kind);

create table duty_event (
  county text not null,
  duty_id uuid not null,
  seq int not null,
  at timestamptz not null,
  on_day date not null,
  kind text not null,
  actor_name text not null,
  unit text,
  text text not null default '',
  primary key (county, duty_id, seq),
  foreign key (county, duty_id) references duty (county, id)
);
grant select, insert on duty_event to :runtime;
-- What is known of the steps of those before; a return stands in the body.
insert into duty_event (county, duty_id, seq, at, on_day, kind, actor_name, unit, text)
select county, id, 1, (opened_on::text || ' 08:00:00+08')::timestamptz, opened_on, 'opened', opened_by_name, unit, body from duty;
insert into duty_event (county, duty_id, seq, at, on_day, kind, actor_name, unit, text)
select county, id, 2, (answered_on::text || ' 08:00:00+08')::timestamptz, answered_on, 'answered', coalesce(answered_by_name, ''), unit, answer
from duty where answer is not null and answered_on is not null;
insert into duty_event (county, duty_id, seq, at, on_day, kind, actor_name, unit)
select county, id, 3, (closed_on::text || ' 08:00:00+08')::timestamptz, closed_on, 'closed', '督导员', null from duty where closed_on is not null;

-- Whoever sees the duty sees what belongs to it: row-level security of duty decides inside.
create function app.sees_duty(p_id uuid) returns boolean language plpgsql stable parallel safe as $$
begin
  return exists (select 1 from duty d where d.county = app.county() and d.id = p_id);
end $$;
