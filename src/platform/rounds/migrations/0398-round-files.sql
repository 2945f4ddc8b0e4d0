-- Papers that go with a report: photos and PDF, one of them perhaps the stamped print. As frozen as its rows.
alter table round_report add column files jsonb not null default '[]';

create or replace function round_sent_stays() returns trigger language plpgsql as $$
begin
  if old.state in ('sent', 'accepted', 'replaced', 'dropped') and (new.rows is distinct from old.rows or new.files is distinct from old.files) then
    raise exception 'the report is frozen';
  end if;
  return new;
end $$;
