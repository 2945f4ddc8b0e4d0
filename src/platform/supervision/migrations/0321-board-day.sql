-- What was filed, decided and rated on a day that is over, summed for the board: for each of unit, subject and town, and for
-- all of each ('' in its column). The sums of a day count while the day stands in board_summed; whatever changes the day
-- takes it out, in its own transaction, and the board counts that day itself until it is summed again.
create table board_day (
  county text not null,
  -- Which columns name one: 1 unit, 2 subject, 4 town.
  level int not null,
  day date not null,
  unit text not null,
  subject text not null,
  -- '-': of no town.
  town text not null,
  decided int not null,
  refused int not null,
  late int not null,
  corrected int not null,
  tacit int not null,
  filed int not null,
  finished int not null,
  -- How many gave each grade, from 1 to 5.
  grades int[] not null,
  primary key (county, level, day, unit, subject, town)
);
create table board_summed (
  county text not null,
  day date not null,
  primary key (county, day)
);
grant select, insert, update, delete on board_day, board_summed to :runtime;

-- Whoever changes a day holds it together with others who do; whoever sums it, alone: so no change is missed.
create function app.forget_day(p_county text, p_day date) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform pg_advisory_xact_lock_shared(hashtext('board_day'), hashtext(p_county || p_day));
  delete from public.board_summed where county = p_county and day = p_day;
end $$;

create function app.task_counted() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.closed_on is not null then perform app.forget_day(old.county, old.closed_on); end if;
  if new.closed_on is not null then perform app.forget_day(new.county, new.closed_on); end if;
  return null;
end $$;
create trigger counted_insert after insert on task for each row when (new.closed_on is not null) execute function app.task_counted();
create trigger counted_update after update on task for each row
  when ((old.closed_on, old.outcome, old.late, old.corrections > 0, old.tacit) is distinct from (new.closed_on, new.outcome, new.late, new.corrections > 0, new.tacit)
    and (old.closed_on is not null or new.closed_on is not null))
  execute function app.task_counted();

create function app.case_counted() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then perform app.forget_day(new.county, new.filed_on); end if;
  if tg_op = 'UPDATE' and old.finished_on is not null then perform app.forget_day(old.county, old.finished_on); end if;
  if new.finished_on is not null then perform app.forget_day(new.county, new.finished_on); end if;
  return null;
end $$;
create trigger counted_insert after insert on case_file for each row execute function app.case_counted();
create trigger counted_update after update on case_file for each row when (old.finished_on is distinct from new.finished_on) execute function app.case_counted();

create function app.rating_counted() returns trigger language plpgsql as $$
begin
  perform app.forget_day(new.county, new.given_on);
  return null;
end $$;
create trigger counted after insert or update on rating for each row execute function app.rating_counted();
