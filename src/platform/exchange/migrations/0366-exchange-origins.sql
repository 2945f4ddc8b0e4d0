-- Tickets that a partner had opened here: its number for each, and whom to tell how it goes.
create table exchange_origin (
  county text not null,
  partner text not null,
  topic text not null check (topic in ('ticket')),
  -- Its number over there; the same one twice is the same ticket.
  outside text not null,
  -- What was asked, so that the same number with another content is noticed.
  digest text not null,
  -- The duty here.
  record uuid not null,
  number text not null,
  taken_at timestamptz not null,
  primary key (county, partner, topic, outside),
  foreign key (county, partner) references exchange_partner (county, id)
);
create index exchange_origin_by_record on exchange_origin (county, record);
grant select, insert on exchange_origin to :runtime;

-- Steps of a duty go back to the partner that had it opened, and to nobody else.
create function app.steps_for_partners() returns trigger language plpgsql as $$
declare
  c text := (select county from fresh limit 1);
begin
  if c is null or not app.exchanges(c) then return null; end if;
  perform app.tell_partners(c, app.marks_of_steps(c, (select jsonb_agg(jsonb_build_object('duty', duty_id, 'seq', seq, 'at', at)) from fresh)));
  return null;
end $$;

-- Whoever writes a step may not read where the duty came from.
create function app.marks_of_steps(p_county text, p_steps jsonb) returns jsonb language sql stable security definer set search_path = pg_catalog, public
  return (select jsonb_agg(jsonb_build_object('topic', 'ticket', 'partner', o.partner, 'subject', o.number, 'at', s.value->'at',
      'facts', jsonb_build_object('duty', s.value->'duty', 'event', s.value->'seq')) order by o.number, (s.value->>'seq')::int)
    from jsonb_array_elements(p_steps) s
    join exchange_origin o on o.county = p_county and o.record = (s.value->>'duty')::uuid and o.topic = 'ticket');

create trigger for_partners after insert on duty_event referencing new table as fresh for each statement execute function app.steps_for_partners();

-- What is sent to partners already includes how cases go: tickets of theirs belong to it.
update exchange_partner set topics = array_append(topics, 'ticket') where not 'ticket' = any(topics);
