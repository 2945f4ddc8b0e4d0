-- People who wait elsewhere, at a telephone or before a camera. A transfer makes a new row: every row keeps the first of its
-- chain, so that what a programme has beside a number is found at whichever seat it is now.
alter table ticket add column origin uuid;
with recursive chain (county, id, origin) as (
  select county, id, id from ticket where moved_from is null
  union all
  select t.county, t.id, c.origin from ticket t join chain c on t.county = c.county and t.moved_from = c.id)
update ticket t set origin = c.origin from chain c where t.county = c.county and t.id = c.id;
alter table ticket alter column origin set not null;
create index ticket_of_origin on ticket (county, origin);
create index ticket_of_booking on ticket (county, booking) where booking is not null;
