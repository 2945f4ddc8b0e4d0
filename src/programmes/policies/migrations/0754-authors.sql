-- Who wrote a version, beside who published it. What was published before says nothing of it.
alter table policy_version add column written_by_name text;
