-- Finance checks the division and the company pays it: both see the villages.
update register_row set units = array(select distinct unnest(units || '{finance,development-company}'::text[])) where kind = 'solar-villages';
