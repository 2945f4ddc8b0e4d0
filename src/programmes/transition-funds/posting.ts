/** 四（二）: an approved plan is made public, with a term for objections; anybody reads it, without an account. */
import { z } from 'zod';
import { action, type Ctx, read } from '#platform/actions';
import { addDays } from '#platform/calendar';
import { wanOf } from '#platform/money';
import { searchText } from '#platform/search';
import { kinds, postingDays } from './figures.ts';
import { projectOf } from './ledger.ts';
import { loadLedger } from './ledgers.ts';
import { type Part, parts } from './plan.ts';
import { sourceNames, townNames, unitNames } from './projects.ts';
import { findPlan, guardBureau, lockPlan, refusePlan, rowsOf } from './store.ts';

export const postPlan = action({
  name: 'funds-plan.post',
  may: 'funds-plan.write',
  creates: true,
  summary: '公示审定的方案：网上公开，写明期限和反映问题的方式',
  input: z.strictObject({
    planId: z.uuid(),
    days: z.number('请填公示天数').int('天数是整数').min(postingDays.least, `公示至少 ${postingDays.least} 天`).max(90, '最多 90 天'),
    contact: z.string().trim().min(6, '请写明反映问题的电话或地址').max(200, '最多 200 字'),
  }),
  output: z.object({ until: z.string() }),
  async do(ctx, { planId, days, contact }) {
    guardBureau(ctx, 'keeps');
    const plan = await lockPlan(ctx, planId);
    if (plan.state !== 'approved') throw refusePlan('funds-step', '审定以后才能公示');
    if (await postingOf(ctx, planId)) throw refusePlan('funds-step', '这个方案已经公示');
    const { sql, county, actor, today } = ctx;
    // The day it appears is not counted.
    const until = addDays(today, days);
    await sql`
      insert into funds_posting (county, plan, posted_on, until, contact, posted_by, posted_by_name)
      values (${county}, ${planId}, ${today}, ${until}, ${contact}, ${actor.id}, ${actor.name})`;
    ctx.record({ subject: `funds-plan:${planId}`, detail: { until, contact } });
    return { until };
  },
});

export const endPosting = action({
  name: 'funds-plan.end-posting',
  may: 'funds-plan.write',
  summary: '提前结束公示，写明原因：页上照样看得到，写着提前结束',
  input: z.strictObject({ planId: z.uuid(), reason: z.string().trim().min(4, '请写明原因，至少 4 个字').max(300, '最多 300 字') }),
  async do(ctx, { planId, reason }) {
    guardBureau(ctx, 'keeps');
    await lockPlan(ctx, planId);
    const posting = await postingOf(ctx, planId);
    const { sql, county, actor, today } = ctx;
    if (!posting || today > runsUntil(posting)) throw refusePlan('funds-step', '现在没有在公示');
    await sql`
      update funds_posting set ended_on = ${today}, ended_because = ${reason}, ended_by_name = ${actor.name} where county = ${county} and plan = ${planId}`;
    ctx.record({ subject: `funds-plan:${planId}`, detail: { endedOn: today, reason } });
  },
});

export interface Posting {
  postedOn: string;
  until: string;
  contact: string;
  postedByName: string;
  endedOn: string | null;
  endedBecause: string;
  endedByName: string;
}

/** The last day on which it takes objections. */
export const runsUntil = ({ until, endedOn }: Pick<Posting, 'until' | 'endedOn'>): string => (endedOn === null ? until : addDays(endedOn, -1));

export async function postingOf({ sql, county }: Ctx, plan: string): Promise<Posting | null> {
  const [found] = await sql<Posting[]>`
    select posted_on, until, contact, posted_by_name, ended_on, ended_because, ended_by_name from funds_posting where county = ${county} and plan = ${plan}`;
  return found ?? null;
}

const text = z.string();
const publicLine = z.object({
  ...{ id: text, part: z.enum(Object.keys(parts) as [Part]), name: text, kind: text, town: text, place: text, lead: text, unit: text },
  /** What is cut or given, and what was planned, in 万元. */
  ...{ change: text, planned: text.nullable(), reason: text, content: text, goal: text, households: z.number().nullable(), persons: z.number().nullable() },
  sources: z.array(z.object({ source: text, amount: text })),
});
export type PublicLine = z.infer<typeof publicLine>;

const ended = { endedOn: text.nullable(), endedBecause: text };

export const publicFunds = read({
  name: 'funds-public.read',
  may: 'funds-public.read',
  open: true,
  summary: '衔接资金公示：项目、乡镇、金额、怎样调整、谁负责',
  input: z.strictObject({
    plan: z.uuid().optional(),
    q: z.string().trim().max(60).optional(),
    town: z.string().max(40).optional(),
    part: z.enum(Object.keys(parts) as [Part]).optional(),
    page: z.coerce.number().int().min(1).max(100).default(1),
  }),
  output: z.object({
    today: text,
    plans: z.array(z.object({ id: text, year: z.number(), title: text, number: text, postedOn: text, until: text, contact: text, ...ended })),
    plan: text.nullable(),
    towns: z.array(z.object({ id: text, name: text })),
    items: z.array(publicLine),
    ...{ total: z.number(), size: z.number(), sum: text },
  }),
  do: (ctx, input) => ctx.asHouse(house => found(house, input)),
});

const pageSize = 20;

interface PublicPlan extends Pick<Posting, 'postedOn' | 'until' | 'contact' | 'endedOn' | 'endedBecause'> {
  id: string;
  year: number;
  title: string;
  number: string;
}

interface Asked {
  plan?: string | undefined;
  q?: string | undefined;
  town?: string | undefined;
  part?: Part | undefined;
  page: number;
}

async function found(ctx: Ctx, { plan: asked, q, town, part, page }: Asked) {
  const { sql, county, today } = ctx;
  // A plan that was replaced is public history: it says so by its title's version.
  const plans = [
    ...(await sql<PublicPlan[]>`
      select p.id, p.year, p.title || case when p.no > 1 then '（第 ' || p.no || ' 版）' else '' end as title, p.number, o.posted_on, o.until, o.contact,
        o.ended_on, o.ended_because
      from funds_posting o join funds_plan p on p.county = o.county and p.id = o.plan
      where o.county = ${county} order by p.year desc, o.posted_on desc, p.no desc`),
  ];
  const chosen = asked === undefined ? plans[0] : plans.find(p => p.id === asked);
  const towns = Object.entries(townNames()).map(([id, name]) => ({ id, name }));
  const none = { today, plans, plan: null, towns, items: [], total: 0, size: pageSize, sum: '0' };
  if (!chosen) return none;
  const ledger = await loadLedger(ctx, (await findPlan(ctx, chosen.id)).year);
  const [townOf, unitOf] = [townNames(), unitNames()];
  const wanted = (q ?? '').normalize('NFKC').toLowerCase();
  const lines = (await rowsOf(ctx, chosen.id))
    .filter(r => !r.withdrawn && (!part || r.part === part))
    .map(r => {
      const cells = projectOf(ledger, r)?.cells ?? {};
      const said = (v: unknown) => (v === null || v === undefined ? '' : String(v));
      const townId = r.town?.replace(/^town-/, '') ?? said(cells.town);
      const line = {
        ...{ id: r.id, part: r.part, name: r.name, kind: kinds[r.kind], town: townOf[townId] ?? '', place: said(cells.place) },
        ...{ lead: unitOf[said(cells.lead)] ?? '', unit: unitOf[r.unit ?? said(cells.unit)] ?? '', content: said(cells.content), goal: said(cells.goal) },
        ...{ change: wanOf(r.change), planned: r.planned === undefined ? null : wanOf(r.planned), reason: r.reason },
        ...{ households: (cells.households as number | null | undefined) ?? null, persons: (cells.persons as number | null | undefined) ?? null },
        sources: Object.entries(r.sources ?? {}).map(([s, n]) => ({ source: sourceNames[s as keyof typeof sourceNames], amount: wanOf(n) })),
      };
      return { line, townId, change: r.change, search: searchText([line.name, line.town, line.place, line.lead, line.unit]) };
    })
    .filter(l => (!town || l.townId === town) && (!wanted || l.search.includes(wanted)));
  return {
    ...none,
    ...{ plan: chosen.id, total: lines.length, sum: wanOf(lines.reduce((n, l) => n + l.change, 0n)) },
    items: lines.slice((page - 1) * pageSize, page * pageSize).map(l => l.line),
  };
}
