/** The scheme of a year: proposed by one person, adopted by another; a new one does not change the old. */
import { z } from 'zod';
import { action, type Ctx, read, refusals, refuse } from '#platform/actions';
import { firstScheme } from './figures.ts';
import { type Scheme, schemeFaults } from './rules.ts';

const refuseScheme = refusals({
  'scheme-own': [403, '拟定的人不能自己批准'],
  'scheme-none': [409, '没有等待批准的考核办法'],
  'scheme-not-adopted': [409, '这一年的考核办法还没有批准'],
});

const schemeSchema = z.strictObject({
  smallest: z.number().int().min(0).max(1000),
  items: z
    .array(
      z.strictObject({
        measure: z.string().max(60),
        weight: z.number().int().min(1).max(100),
        scoring: z.discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('share'), full: z.number().int().min(1).max(100), none: z.number().int().min(0).max(99) }),
          z.strictObject({ kind: z.literal('each'), points: z.number().int().min(1).max(100) }),
        ]),
      }),
    )
    .min(1, '至少要有一项')
    .max(30),
});

interface Kept {
  number: number;
  body: Scheme;
  proposedBy: string;
  proposedByName: string;
  proposedOn: string;
  adoptedByName: string | null;
  adoptedOn: string | null;
}

const keptOf = (ctx: Ctx, year: number) => ctx.sql<Kept[]>`
  select number, body, proposed_by, proposed_by_name, proposed_on, adopted_by_name, adopted_on from appraisal_scheme
  where county = ${ctx.county} and year = ${year} order by number desc`;

/** The adopted scheme of a year, or the newest adopted one before it; `null` where none ever was. */
export async function adoptedScheme(ctx: Ctx, year: number): Promise<{ year: number; number: number; scheme: Scheme } | null> {
  const [row] = await ctx.sql<{ year: number; number: number; body: Scheme }[]>`
    select year, number, body from appraisal_scheme where county = ${ctx.county} and year <= ${year} and adopted_on is not null
    order by year desc, number desc limit 1`;
  return row ? { year: row.year, number: row.number, scheme: row.body } : null;
}

/** For a yearly run: the year's own adopted scheme, or a refusal. */
export async function schemeFor(ctx: Ctx, year: number): Promise<{ number: number; scheme: Scheme }> {
  const adopted = await adoptedScheme(ctx, year);
  if (!adopted || adopted.year !== year) throw refuseScheme('scheme-not-adopted', `请先拟定并批准 ${year} 年的考核办法`);
  return adopted;
}

const year = z.coerce.number().int().min(2024).max(2100);

export const proposeScheme = action({
  name: 'appraisal-scheme.propose',
  may: 'appraisal-scheme.propose',
  creates: true,
  summary: '拟定一年的考核办法：指标、分值、满分线和零分线',
  input: z.strictObject({ year, scheme: schemeSchema }),
  output: z.object({ number: z.number() }),
  async do(ctx, { year, scheme }) {
    const faults = schemeFaults(
      scheme,
      ctx.house.measures.map(m => m.id),
    );
    if (faults.length > 0) throw refuse('input', { detail: faults[0]!.message, faults: faults.map(f => ({ ...f, path: `scheme.${f.path}` })) });
    await ctx.sql`select pg_advisory_xact_lock(hashtextextended(${`appraisal ${ctx.county} ${year}`}, 0))`;
    const number = ((await keptOf(ctx, year))[0]?.number ?? 0) + 1;
    await ctx.sql`
      insert into appraisal_scheme (county, year, number, body, proposed_by, proposed_by_name, proposed_on)
      values (${ctx.county}, ${year}, ${number}, ${JSON.stringify(scheme)}::text::jsonb, ${ctx.actor.id}, ${ctx.actor.name}, ${ctx.today})`;
    ctx.record({ subject: `appraisal-scheme:${year}/${number}` });
    return { number };
  },
});

export const adoptScheme = action({
  name: 'appraisal-scheme.adopt',
  may: 'appraisal-scheme.adopt',
  summary: '批准一年的考核办法',
  input: z.strictObject({ year, number: z.coerce.number().int().positive() }),
  async do(ctx, { year, number }) {
    const [newest] = await keptOf(ctx, year);
    if (!newest || newest.adoptedOn) throw refuseScheme('scheme-none');
    if (newest.number !== number) throw refuse('changed', `${newest.proposedByName} 又拟了第 ${newest.number} 稿，请先看新的一稿`);
    if (newest.proposedBy === ctx.actor.id) throw refuseScheme('scheme-own');
    const { count } = await ctx.sql`
      update appraisal_scheme set adopted_by_name = ${ctx.actor.name}, adopted_on = ${ctx.today}
      where county = ${ctx.county} and year = ${year} and number = ${number} and adopted_on is null`;
    if (count !== 1) throw refuse('changed');
    ctx.record({ subject: `appraisal-scheme:${year}/${number}` });
  },
});

const schemeView = schemeSchema;

export const readSchemes = read({
  name: 'appraisal-scheme.read',
  may: 'appraisal-scheme.read',
  summary: '一年的考核办法：各稿、是否批准，和可以用的指标',
  input: z.strictObject({ year }),
  output: z.object({
    drafts: z.array(
      z.object({
        number: z.number(),
        scheme: schemeView,
        proposedByName: z.string(),
        proposedOn: z.string(),
        adoptedByName: z.string().nullable(),
        adoptedOn: z.string().nullable(),
      }),
    ),
    /** Where nothing was proposed for the year: last year's, or what the house comes with. */
    suggestion: schemeView,
    measures: z.array(z.object({ id: z.string(), title: z.string(), counts: z.string(), citation: z.object({ document: z.string(), place: z.string() }) })),
  }),
  async do(ctx, { year }) {
    const drafts = await keptOf(ctx, year);
    const before = await adoptedScheme(ctx, year);
    return {
      drafts: drafts.map(({ body, proposedBy: _, ...d }) => ({ ...d, scheme: body as z.infer<typeof schemeView> })),
      suggestion: (before?.scheme ?? firstScheme) as z.infer<typeof schemeView>,
      measures: ctx.house.measures.map(({ id, title, counts, citation }) => ({ id, title, counts, citation })),
    };
  },
});
