-- Which list took off what was too much: once, also where its year is divided anew afterwards.
alter table solar_excess add column taken_by uuid;
update solar_excess e set taken_by = (
  select later.run from solar_payment_list later, solar_payment_list own
  where own.county = e.county and own.run = e.run and later.county = e.county and later.period > own.period and own.state <> 'replaced'
  order by later.period, later.made_on limit 1)
where e.way = 'set-off';
grant update (taken_by) on solar_excess to :runtime;
