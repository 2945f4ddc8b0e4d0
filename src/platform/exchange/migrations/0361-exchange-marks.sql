-- What happens here is marked for the partners by the database, in the transaction in which it happens: whichever action,
-- import or timer wrote the event, the licence or the rating, nothing is forgotten and nothing is sent that was rolled back.
-- (README.md of this room says why triggers and not calls.)

-- Numbers the marks within their subjects and queues them for each partner that gets the topic, or the one that a mark names;
-- says whether there is something to send.
-- Partners and subjects are taken in one order, so that two transactions wait for each other and never in a circle.
create function app.mark_for_partners(p_county text, p_marks jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  p record;
  line record;
  last bigint;
  any_marked boolean := false;
begin
  for p in select id, topics, paused_at from exchange_partner where county = p_county and active order by id loop
    for line in
      select m.value->>'subject' as subject, jsonb_agg(m.value order by m.ordinality) as marks, count(*) as n
      from jsonb_array_elements(p_marks) with ordinality m
      where m.value->>'topic' = any(p.topics) and coalesce(m.value->>'partner', p.id) = p.id group by 1 order by 1
    loop
      insert into exchange_subject as s (county, partner, subject, last_seq, state) values (p_county, p.id, line.subject, line.n, 'waiting')
      on conflict (county, partner, subject) do update
        set last_seq = s.last_seq + line.n, state = case s.state when 'idle' then 'waiting' else s.state end
      returning last_seq into last;
      insert into exchange_out (county, partner, subject, seq, topic, facts, made_at)
      select p_county, p.id, line.subject, last - line.n + m.ordinality, m.value->>'topic', m.value->'facts', (m.value->>'at')::timestamptz
      from jsonb_array_elements(line.marks) with ordinality m;
      any_marked := any_marked or p.paused_at is null;
    end loop;
  end loop;
  return any_marked;
end $$;

-- Runs as whoever changes something: the outbox takes rows of their own county.
create function app.tell_partners(p_county text, p_marks jsonb) returns void language plpgsql as $$
begin
  if p_marks is null or not app.mark_for_partners(p_county, p_marks) then return; end if;
  insert into outbox (county, job, payload) values (p_county, 'send-exchange', '{}');
end $$;

create function app.exchanges(p_county text) returns boolean language sql stable security definer set search_path = pg_catalog, public
  return exists (select 1 from exchange_partner where county = p_county and active);

-- The number of a case is its subject with partners, for everybody who may write an event to it.
create function app.number_of_case(p_county text, p_id uuid) returns text language sql stable security definer set search_path = pg_catalog, public
  return (select number from case_file where county = p_county and id = p_id);

-- Steps inside a unit are nobody else's; licences and ratings are marked where they are written.
create function app.events_for_partners() returns trigger language plpgsql as $$
declare
  c text := (select county from fresh limit 1);
begin
  if c is null or not app.exchanges(c) then return null; end if;
  perform app.tell_partners(c, (
    select jsonb_agg(jsonb_build_object('topic', case kind when 'filed' then 'case' else 'progress' end, 'subject', app.number_of_case(county, case_id),
      'at', at, 'facts', jsonb_build_object('case', case_id, 'event', seq)) order by case_id, seq)
    from fresh where kind not in ('take', 'ask-cosign', 'cosign', 'allow-second', 'urged', 'licence', 'rated')));
  return null;
end $$;
create trigger for_partners after insert on case_event referencing new table as fresh for each statement execute function app.events_for_partners();

create function app.licence_for_partners() returns trigger language plpgsql as $$
begin
  if not app.exchanges(new.county) then return null; end if;
  perform app.tell_partners(new.county, jsonb_build_array(jsonb_build_object('topic', 'licence',
    'subject', coalesce(app.number_of_case(new.county, new.case_id), 'licence:' || new.number), 'at', now(),
    'facts', jsonb_build_object('licence', new.id, 'state', new.state))));
  return null;
end $$;
create trigger for_partners_insert after insert on licence for each row execute function app.licence_for_partners();
create trigger for_partners_update after update on licence for each row when (old.state is distinct from new.state) execute function app.licence_for_partners();

create function app.rating_for_partners() returns trigger language plpgsql as $$
begin
  if not app.exchanges(new.county) then return null; end if;
  perform app.tell_partners(new.county, jsonb_build_array(jsonb_build_object('topic', 'rating',
    'subject', app.number_of_case(new.county, new.case_id), 'at', new.given_at, 'facts', jsonb_build_object('case', new.case_id))));
  return null;
end $$;
create trigger for_partners after insert on rating for each row execute function app.rating_for_partners();
