-- Tasks of one day stand in the order of their cases' numbers, and a page of a list begins at a place in that order. So the
-- number stands in the task, as other things of the case do, and each order of a list is an index that is read from the place
-- on. The day that stands for none is the one in queue.ts.
drop index task_open;
drop index task_queue;
drop index task_queue_of_county;
drop index task_queue_newest;
drop index task_by_close;
drop index task_closed_of_unit;
alter table task add column number text;
update task t set number = c.number from case_file c where c.county = t.county and c.id = t.case_id;
alter table task alter column number set not null;

create index task_queue on task (county, unit, (case when due_on is null then '9999-12-31' else due_on end), number, position)
  include (id, state, due_on, warn_on, subject, town, case_id, key, assignee)
  where state in ('ready', 'accepted', 'correcting', 'suspended');
create index task_queue_of_county on task (county, (case when due_on is null then '9999-12-31' else due_on end), number, position)
  include (id, state, due_on, warn_on, subject, town, case_id, unit)
  where state in ('ready', 'accepted', 'correcting', 'suspended');
create index task_queue_by_filing on task (county, filed_on, number, position) include (id, unit, case_id)
  where state in ('ready', 'accepted', 'correcting', 'suspended');
create index task_by_close on task (county, closed_on, number, position)
  include (id, unit, subject, town, outcome, late, corrections, tacit, case_id) where closed_on is not null;
create index task_closed_of_unit on task (county, unit, closed_on, number, position)
  include (id, subject, town, outcome, late, corrections, tacit, case_id) where closed_on is not null;
create index task_closed_by_filing on task (county, filed_on, number, position) include (id, unit, case_id) where closed_on is not null;
