/** The years behind the demo county: each firm and item is matched by the programme's own rules on a day of each year. */
import { z } from 'zod';
import { action, type Ctx } from '#platform/actions';
import { addDays, addMonths, type Day } from '#platform/calendar';
import { type Dice, dice } from '#platform/demo';
import { shareFiles } from '#platform/files';
import { demoExcludes, demoItems } from './demo-items.ts';
import { type Life, type Published, rows, type Signers, write } from './demo-writing.ts';
import { defOf, type FactId, type Facts, type FactValue } from './facts.ts';
import { publishVersion } from './items.ts';
import { type KnownFirm, keepFacts, knowFirms, type NewFact } from './known-firms.ts';
import { factsOf, match, openOn, periodOf, reckon } from './rules.ts';
import { namesOf } from './store.ts';

/** What a department would know of a firm of this trade. */
function invent(f: KnownFirm, d: Dice, today: Day): Partial<Record<FactId, FactValue>> {
  const scope = f.scope ?? '';
  const company = f.kind === 'company';
  const is = (...words: string[]) => words.some(w => scope.includes(w));
  const insured = company ? d.between(4, 56) : d.between(0, 5);
  const hired = Math.min(insured, d.between(0, company ? 12 : 2));
  return {
    insured,
    hired,
    graduates: d.chance(0.45) ? Math.min(hired, d.between(1, 4)) : 0,
    unpoor: d.chance(0.4) ? Math.min(insured, d.between(1, 8)) : 0,
    'layoff-rate': d.between(0, 70) / 10,
    premiums: insured * d.between(380, 560),
    disabled: d.chance(0.2) ? Math.min(insured, d.between(1, 4)) : 0,
    veterans: d.chance(0.25) ? Math.min(hired, d.between(1, 3)) : 0,
    'tax-class': d.pick(['A', 'A', 'B', 'B', 'B', 'M', 'M', 'C']),
    revenue: company ? d.between(80, 6000) : d.between(10, 90),
    credit: d.pick(['good', 'good', 'good', 'good', 'good', 'good', 'good', 'repaired', 'dishonest']),
    ...(company && d.chance(0.3) ? { 'above-scale': addDays(today, -d.between(60, 900)) } : {}),
    'high-tech': company && (is('科技') || d.chance(0.08)),
    specialised: company && is('科技', '加工', '洗煤') && d.chance(0.5),
    ...(company && d.chance(0.15) ? { converted: addDays(today, -d.between(60, 900)) } : {}),
    patents: is('科技', '加工') ? d.between(0, 5) : 0,
    ...(is('餐饮', '面馆', '火锅', '超市', '药店', '服装') ? { vouchers: d.between(30_000, 420_000) } : {}),
    ...(is('农产品', '养殖', '核桃') ? { 'green-marks': d.between(0, 4) } : {}),
    ...(is('养老') ? { 'care-beds': d.between(20, 110) } : {}),
    ...(is('运输', '物流') ? { freight: d.between(1, 16) } : {}),
  };
}

/** Departments pay on three days of a month. */
function payday(from: Day): Day {
  let on = from;
  while (!['05', '15', '25'].includes(on.slice(8))) on = addDays(on, 1);
  return on;
}

/** What a firm would declare in a year. */
function declare(id: FactId, d: Dice): FactValue {
  const amounts: Partial<Record<FactId, () => FactValue>> = {
    equipment: () => d.between(8, 130) * 100_000,
    interest: () => d.between(80, 2400) * 100,
    'online-sales': () => d.between(5, 140) * 100_000,
    'cold-store': () => d.between(3, 34) * 100,
    planted: () => d.between(6, 180) * 10,
    rooms: () => d.between(5, 30),
    rent: () => d.between(12, 900) * 1000,
  };
  return amounts[id]?.() ?? true;
}

const loadItems = async (ctx: Ctx, d: Dice, signers: Signers, online: (n: number) => Day): Promise<Published[]> => {
  const made: Published[] = demoItems.map(({ unit, item }) => ({ id: d.uuid(), unit, item: { ...item } }));
  for (const [a, b] of demoExcludes) {
    const [first, second] = [made.find(m => m.item.title === a)!, made.find(m => m.item.title === b)!];
    first.item.excludes = [second.id];
    second.item.excludes = [first.id];
  }
  await ctx.sql`
    insert into policy_draft (county, id, unit, body, state, made_by, made_by_name, changed_at)
    select ${ctx.county}, r.id, r.unit, r.item, 'published', r.by, r.name, ${ctx.now}
    from jsonb_to_recordset(${rows(
      ctx,
      made.map(m => ({ ...m, by: signers[m.unit]!.id, name: signers[m.unit]!.name })),
    )}) as r (id uuid, unit text, item jsonb, "by" text, name text)`;
  // A day of its own for each: they came one after the other.
  for (const [n, m] of made.entries()) {
    const head = signers[`head.${m.unit}`]!;
    await publishVersion({ ...ctx, today: online(n), actor: { ...ctx.actor, id: head.id, name: head.name } }, m.id, m.unit, m.item, signers[m.unit]!.name);
  }
  return made;
};

export const makeHistory = action({
  name: 'demo.policies',
  may: 'demo.make',
  summary: '演示：惠企政策、企业信息和往年兑现',
  input: z.object({ seed: z.number(), signers: z.custom<Signers>(), quiet: z.array(z.string()), file: z.uuid(), played: z.array(z.string()) }),
  async do(ctx, { seed, signers, quiet, file, played }) {
    const d = dice(seed).fork('policies');
    const { today } = ctx;
    const thisYear = Number(today.slice(0, 4));
    const items = await loadItems(ctx, d.fork('items'), signers, n => addDays('2024-01-08', Math.floor(n * 6.5)));
    const firms = await knowFirms(ctx);
    const kept: NewFact[] = firms.flatMap(f => {
      const known = invent(f, d.fork(f.id), today);
      if (quiet.includes(f.id))
        Object.assign(known, { credit: 'good', 'tax-class': 'B', 'layoff-rate': 2, insured: 6, hired: 2, graduates: 1, unpoor: 3, premiums: 2880 });
      return (Object.entries(known) as [FactId, FactValue][]).map(([fact, value]) => {
        f.facts[fact] = { value, source: 'import', asOf: addDays(today, -12) };
        return { firm: f.id, fact, value, source: 'import' as const, asOf: addDays(today, -12), validUntil: addMonths(today, 18) };
      });
    });
    await keepFacts(ctx, kept);
    const names = await namesOf(ctx);
    const lives: Life[] = [];
    for (let year = 2024; year <= thisYear; year++) {
      for (const item of items) {
        const c = d.fork(`${item.item.title} ${year}`);
        const together = addDays(`${year}-02-20`, c.between(0, 250));
        for (const firm of firms) {
          const begunOn = item.item.way === 'without-claim' ? together : addDays(`${year}-01-20`, c.between(0, 300));
          const decidedOn = addDays(begunOn, item.item.way === 'without-claim' ? 8 : c.between(3, 14));
          const paidOn = payday(addDays(decidedOn, 3));
          const likely = c.chance(0.9) && !(quiet.includes(firm.id) && (played.includes(item.item.title) || year === thisYear));
          const declared = Object.fromEntries(
            factsOf(item.item)
              .filter(f => defOf(f).declarable)
              .map(f => [f, { value: declare(f, c), source: 'declared' as const }]),
          ) as Facts;
          if (!likely || paidOn > addDays(today, -3) || !openOn(item.item, begunOn) || (firm.founded ?? '2000-01-01') > begunOn) continue;
          const facts = { ...firm.facts, ...declared };
          const { outcome, reasons } = match(item.item, facts, begunOn, { names, held: firm.held, item: item.id, masked: true });
          const { fen, lines } = reckon(item.item.amount, facts, begunOn);
          if (outcome !== 'met' || !fen) continue;
          firm.held.push({
            ref: '',
            item: item.id,
            title: item.item.title,
            period: periodOf(item.item, begunOn),
            year: String(year),
            excludes: item.item.excludes,
          });
          lives.push({ firm, item, year, begunOn, decidedOn, paidOn, fen, lines, reasons, declared });
        }
      }
    }
    await shareFiles(
      ctx,
      [file],
      firms.map(f => f.id),
      [...new Set(items.map(i => i.unit))],
    );
    await write(ctx, d.fork('write'), items, lives, firms, signers, file);
    ctx.record({ detail: { items: items.length, grants: lives.length } });
    return { items: items.map(i => ({ id: i.id, title: i.item.title, unit: i.unit, item: i.item })) };
  },
});
