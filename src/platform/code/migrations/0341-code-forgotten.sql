-- A code that nobody scanned tells only when somebody had the page open: it is forgotten.
create index shown_code_by_age on shown_code (county, until) where state <> 'used';
grant delete on shown_code to :runtime;
