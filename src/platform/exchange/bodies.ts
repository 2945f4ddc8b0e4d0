/**
 * What stands in a message, by topic. Nothing more of a person than the topic needs: names are hidden but for a letter, and
 * no identity number, phone, address or free text leaves here. (Identity numbers go over the line in `query` only.)
 */
import type { Ctx } from '../actions/index.ts';
import { hideName } from '../licences/index.ts';
import { canonical } from './envelope.ts';
import type { OutTopic, PartnerId } from './words.ts';

type Facts = Record<string, unknown>;

/** The canonical text of a message, from the rows that its mark names. In the house's scope. */
export async function bodyOf(ctx: Ctx, partner: PartnerId, topic: OutTopic, facts: Facts): Promise<string> {
  const body = await builders[topic](ctx, facts);
  if (!body) throw new Error(`nothing stands behind the mark ${topic} ${JSON.stringify(facts)}`);
  return canonical({ county: ctx.county, ...body, ...(await ofTheirs(ctx, partner, topic, facts)) });
}

/** A case that came from this partner has its number there, and what the applicant is told goes where they applied. */
async function ofTheirs({ sql, county }: Ctx, partner: PartnerId, topic: OutTopic, facts: Facts): Promise<object> {
  if (topic !== 'case' && topic !== 'progress' && topic !== 'licence') return {};
  const id =
    topic === 'licence' ? sql`(select case_id from licence where county = ${county} and id = ${facts.licence as string})` : sql`${facts.case as string}`;
  const [origin] = await sql<{ outside: string }[]>`
    select outside from exchange_origin where county = ${county} and partner = ${partner} and topic = 'case' and record = ${id}`;
  if (!origin || topic !== 'progress') return { ...origin };
  const [event] = await sql<{ kind: string; detail: Record<string, unknown> }[]>`
    select kind, detail from case_event where county = ${county} and case_id = ${facts.case as string} and seq = ${facts.event as number}`;
  return { ...origin, told: Object.fromEntries((tellsOf[event!.kind] ?? []).map(key => [key, event!.detail[key]])) };
}

/** Details of a step that the applicant reads on the timeline. */
const tellsOf: Record<string, readonly string[]> = {
  ask: ['items'],
  suspend: ['kind', 'reason', 'expectedDays'],
  extend: ['reason'],
  refused: ['reason', 'basis', 'remedy'],
};

const builders: Record<OutTopic, (ctx: Ctx, facts: Facts) => Promise<object | undefined>> = {
  item: async (_, facts) => facts,

  async case({ sql, county }, { case: id }) {
    const [file] = await sql<{ principalKind: string; principalName: string; filedAt: string }[]>`
      select number, kind, subject, title, channel, units, town, filed_at, filed_on, principal_kind, principal_name
      from case_file where county = ${county} and id = ${id as string}`;
    if (!file) return undefined;
    const tasks = await sql`
      select key, title, unit, promised_days, legal_days from task where county = ${county} and case_id = ${id as string} order by position`;
    const { principalName, ...rest } = file;
    return { ...rest, principalName: file.principalKind === 'firm' ? principalName : hideName(principalName), tasks: [...tasks] };
  },

  async progress({ sql, county }, { case: id, event }) {
    const [row] = await sql<{ outcome: unknown }[]>`
      select c.number, e.seq as event, e.kind, e.at, e.day, e.unit, t.key as task, t.title
      from case_event e join case_file c on c.county = e.county and c.id = e.case_id
      left join task t on t.county = e.county and t.id = e.task_id
      where e.county = ${county} and e.case_id = ${id as string} and e.seq = ${event as number}`;
    return row;
  },

  async licence({ sql, county }, { licence: id, state }) {
    const [row] = await sql<{ bearerName: string; holderKind: string }[]>`
      select l.number, l.type, l.type_name, l.holder_kind, l.bearer_name, l.issuer, u.name as issuer_name, l.issued_on, l.valid_until, c.number as case_number
      from licence l left join unit u on u.county = l.county and u.id = l.issuer left join case_file c on c.county = l.county and c.id = l.case_id
      where l.county = ${county} and l.id = ${id as string}`;
    // The state of the moment that is told, not of the moment in which it is sent.
    return row && { ...row, bearerName: row.holderKind === 'firm' ? row.bearerName : hideName(row.bearerName), state };
  },

  async rating({ sql, county }, { case: id }) {
    const [row] = await sql`
      select c.number, c.units, r.grade, r.given_at, r.given_on, r.comment <> '' as commented
      from rating r join case_file c on c.county = r.county and c.id = r.case_id where r.county = ${county} and r.case_id = ${id as string}`;
    return row;
  },

  // The answer goes back to the platform on which the person asked; why it was handed on between units does not.
  async ticket({ sql, county }, { duty: id, event }) {
    const [row] = await sql`
      select d.number, o.outside, e.seq as event, e.kind, e.at, e.on_day as day, e.unit, u.name as unit_name,
        case when e.kind in ('answered', 'supplemented') then e.text else '' end as text, case when e.kind = 'rated' then d.grade end as grade
      from duty_event e join duty d on d.county = e.county and d.id = e.duty_id
      join exchange_origin o on o.county = d.county and o.record = d.id and o.topic = 'ticket'
      left join unit u on u.county = e.county and u.id = e.unit
      where e.county = ${county} and e.duty_id = ${id as string} and e.seq = ${event as number}`;
    return row;
  },
};
