-- Finance ties its money to projects, every bureau looks up its own.
update register_row
set units = array(select distinct unnest(units
  || '{finance,rural-revitalisation,forestry,water,transport,housing-construction,human-resources,culture-tourism,education}'::text[]))
where kind = 'funds-projects';
