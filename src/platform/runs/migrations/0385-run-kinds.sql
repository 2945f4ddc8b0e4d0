-- Kinds of runs that a programme brings as data: who works on a run, rows that are found by pinyin, decisions where a document is silent, objections of residents.
alter table run add column units text[] not null default '{}';
alter table run_row add column search text not null default '';
create index run_row_in_order on run_row (county, run, position);
alter table run_objection add column party uuid;

-- Said once for a question of a period; a later answer stands beside the earlier one and holds from then on.
create table run_decision (
  county text not null,
  kind text not null,
  period text not null,
  question text not null,
  number int not null,
  title text not null,
  answer text not null,
  answer_title text not null,
  basis text not null,
  decided_by text not null,
  decided_by_name text not null,
  decided_on date not null,
  primary key (county, kind, period, question, number)
);
grant select, insert on run_decision to :runtime;

-- Of a run only its way changes: what was computed, from what and by whom is kept from everybody.
revoke update on run from :runtime;
grant update (state, checked_by, checked_by_name, checked_on, approved_by, approved_by_name, approved_on, posted_on, objections_until, final_on, version)
  on run to :runtime;
