-- Open cases are counted by the index alone.
drop index case_open;
create index case_open on case_file (county, filed_on) include (subject, town, units, parties) where state = 'open';
