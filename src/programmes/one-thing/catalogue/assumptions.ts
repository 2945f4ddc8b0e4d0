/** What the catalogue assumes because no document says it, and the departments' confirmations. */
import { z } from 'zod';
import { action, guard, read, refusals } from '#platform/actions';
import { type Matter, matterFacts } from './schema.ts';
import { currentVersion, digestOf } from './versions.ts';
import { factInWords, named } from './words.ts';

const refuseFact = refusals({
  'no-matter': [404, '没有这个事项'],
  'confirm-gone': [409, '这一项已经有来源，或内容刚刚变了，请刷新'],
});

/** The value of a fact, for telling whether a confirmation is still about it. */
export const factValue = (m: Matter, fact: (typeof matterFacts)[number]): unknown =>
  fact === 'visits' || fact === 'atOnce' ? m[fact] : (m[fact as keyof Matter] ?? null);

const assumedRow = z.object({
  matter: z.string(),
  name: z.string(),
  department: z.string(),
  departmentName: z.string(),
  fact: z.enum(matterFacts),
  /** What the catalogue says, in words. */
  value: z.string(),
  confirmed: z.object({ by: z.string(), on: z.string(), source: z.string() }).nullable(),
});

export type AssumedRow = z.infer<typeof assumedRow>;

/** Everything that is assumed, by department, with who confirmed what. */
export const assumptions = read({
  name: 'catalogue.assumptions',
  may: 'catalogue.confirm',
  summary: '待部门确认的内容：事项目录中没有文件依据的部分',
  input: z.strictObject({ department: z.string().max(60).optional(), state: z.enum(['open', 'confirmed']).optional() }),
  output: z.object({ items: z.array(assumedRow), open: z.number(), confirmed: z.number() }),
  async do(ctx, { department, state }) {
    const { catalogue } = await currentVersion(ctx);
    const confirmed = await ctx.sql<{ matter: string; fact: string; valueDigest: string; confirmedBy: string; confirmedOn: string; source: string }[]>`
      select matter, fact, value_digest, confirmed_by, confirmed_on, source from catalogue_confirmation where county = ${ctx.county}`;
    const wide = ctx.actor.grants.some(g => g.role === 'service-owner');
    const units = ctx.actor.grants.flatMap(g => (g.role === 'unit-head' && g.unit ? [g.unit] : []));
    const rows = catalogue.matters
      .filter(m => (wide || units.includes(m.department)) && (!department || m.department === department))
      .flatMap(m =>
        matterFacts
          .filter(f => (m.source[f] ?? m.source.default) === 'assumed')
          .map(fact => {
            const value = factValue(m, fact);
            const done = confirmed.find(c => c.matter === m.id && c.fact === fact && c.valueDigest === digestOf(value));
            return {
              matter: m.id,
              name: m.name,
              department: m.department,
              fact,
              value: factInWords(catalogue, m, fact),
              departmentName: named(catalogue.departments, m.department),
              confirmed: done ? { by: done.confirmedBy, on: done.confirmedOn, source: done.source } : null,
            };
          }),
      );
    const done = rows.filter(r => r.confirmed);
    return {
      items: state === 'open' ? rows.filter(r => !r.confirmed) : state === 'confirmed' ? done : rows,
      open: rows.length - done.length,
      confirmed: done.length,
    };
  },
});

/** A named person of the department says that an assumption is right, and by what. */
export const confirmAssumption = action({
  name: 'catalogue.confirm',
  may: 'catalogue.confirm',
  summary: '确认一项待部门确认的内容：谁、哪天、依据什么',
  input: z.strictObject({
    matter: z.string().max(80),
    facts: z.array(z.enum(matterFacts)).min(1),
    source: z.string().trim().min(2, '请写明依据，例如实施清单或文件名').max(200),
  }),
  async do(ctx, { matter, facts, source }) {
    const { catalogue } = await currentVersion(ctx);
    const entry = catalogue.matters.find(m => m.id === matter);
    if (!entry) throw refuseFact('no-matter');
    guard(ctx, { units: [entry.department] });
    for (const fact of facts) {
      if ((entry.source[fact] ?? entry.source.default) !== 'assumed') throw refuseFact('confirm-gone');
      await ctx.sql`
        insert into catalogue_confirmation (county, matter, fact, value_digest, confirmed_by, confirmed_on, source)
        values (${ctx.county}, ${matter}, ${fact}, ${digestOf(factValue(entry, fact))}, ${ctx.actor.name}, ${ctx.today}, ${source})
        on conflict (county, matter, fact) do update set value_digest = excluded.value_digest, confirmed_by = excluded.confirmed_by,
          confirmed_on = excluded.confirmed_on, source = excluded.source`;
    }
    ctx.record({ subject: `matter:${matter}`, detail: { facts, source } });
  },
});
