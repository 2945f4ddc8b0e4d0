/**
 * The years behind the demo county: each firm and item is matched by the programme's own rules on a day of each year, and what
 * comes of it is written many rows a statement: claims, runs, grants, payments, all paid from budgets that suffice.
 */
import { z } from 'zod';
import { action, type Ctx } from '#platform/actions';
import { addDays, addMonths, type Day, daysBetween } from '#platform/calendar';
import { bankAccount, type Dice, dice } from '#platform/demo';
import { shareFiles } from '#platform/files';
import { maskAccount } from './account-number.ts';
import { accountPlace } from './accounts.ts';
import { demoExcludes, demoItems } from './demo-items.ts';
import { defOf, type FactId, type Facts, type FactValue } from './facts.ts';
import type { Item } from './item.ts';
import { publishVersion } from './items.ts';
import { type KnownFirm, keepFacts, knowFirms, type NewFact } from './known-firms.ts';
import { factsOf, match, openOn, periodOf, type Reason, reckon } from './rules.ts';
import { insertGrants } from './runs.ts';
import { namesOf, nextNumbers } from './store.ts';

export interface Published {
  id: string;
  unit: string;
  item: Item;
}

/** Who signs the papers of the past, by unit. */
export type Signers = Record<string, { id: string; name: string }>;

const rows = (ctx: Ctx, list: readonly object[]) => ctx.sql`${JSON.stringify(list)}::text::jsonb`;

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

interface Life {
  firm: KnownFirm;
  item: Published;
  year: number;
  begunOn: Day;
  decidedOn: Day;
  paidOn: Day;
  fen: bigint;
  lines: string[];
  reasons: Reason[];
  declared: Facts;
}

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

async function write(ctx: Ctx, d: Dice, items: Published[], lives: Life[], firms: KnownFirm[], signers: Signers, file: string): Promise<void> {
  const { county, sql, vault } = ctx;
  const thisYear = Number(ctx.today.slice(0, 4));
  const withMoney = new Set(lives.map(l => l.firm.id));
  const accounts = new Map(
    firms
      .filter(f => withMoney.has(f.id))
      .map(f => {
        const number = bankAccount(d);
        const id = d.uuid();
        return [f.id, { id, firm: f.id, holder: f.name, by: f.legalPerson, sealed: vault.seal(county, accountPlace(id), number), masked: maskAccount(number) }];
      }),
  );
  await sql`
    insert into policy_account (county, id, firm, holder, bank, number_sealed, number_masked, declared_by, declared_on)
    select ${county}, r.id, r.firm, r.holder, '中阳县农村商业银行营业部', r.sealed, r.masked, r.by, ${addDays(ctx.today, -300)}
    from jsonb_to_recordset(${rows(ctx, [...accounts.values()])}) as r (id uuid, firm uuid, holder text, sealed text, masked text, "by" uuid)`;

  // Budgets that suffice for what was paid, with money left for this year's claims.
  const budgets: { item: string; unit: string; year: number; total: string; paid: string }[] = [];
  for (let year = 2024; year <= thisYear; year++)
    for (const i of items) {
      const paid = lives.filter(l => l.item.id === i.id && l.year === year).reduce((sum, l) => sum + l.fen, 0n);
      const total = ((paid * 5n) / 4n / 1_000_000n + 20n) * 1_000_000n;
      budgets.push({ item: i.id, unit: i.unit, year, total: String(total), paid: String(paid) });
    }
  const head = signers['head.finance']!;
  await sql`
    insert into policy_budget (county, item, year, unit, total, paid)
    select ${county}, r.item, r.year, r.unit, r.total::bigint, r.paid::bigint from jsonb_to_recordset(${rows(ctx, budgets)}) as r (item uuid, year int, unit text, total text, paid text)`;
  await sql`
    insert into policy_budget_change (county, item, year, no, unit, before, after, document, changed_by, changed_by_name, changed_on)
    select ${county}, r.item, r.year, 1, r.unit, 0, r.total::bigint, '（演示）' || r.year || ' 年惠企资金安排', ${head.id}, ${head.name}, make_date(r.year, 1, 5)
    from jsonb_to_recordset(${rows(ctx, budgets)}) as r (item uuid, year int, unit text, total text)`;
  if (lives.length > 0) await writeLives(ctx, d, lives, accounts, signers, file);
}

async function writeLives(ctx: Ctx, d: Dice, lives: Life[], accounts: Map<string, { id: string }>, signers: Signers, file: string): Promise<void> {
  const { county, sql, vault } = ctx;
  lives.sort((a, b) => a.begunOn.localeCompare(b.begunOn));
  const numbered = async <T extends { year: number }>(kind: 'claim' | 'grant' | 'run' | 'batch' | 'payment', list: readonly T[]): Promise<Map<T, string>> => {
    const found = new Map<T, string>();
    for (const [year, some] of Map.groupBy(list, l => l.year)) {
      const numbers = await nextNumbers(ctx, kind, some.length, year);
      some.forEach((l, i) => {
        found.set(l, numbers[i]!);
      });
    }
    return found;
  };
  const asked = lives.filter(l => l.item.item.way === 'claim');
  const claims = new Map(asked.map(l => [l, d.uuid()]));
  const claimNumbers = await numbered('claim', asked);
  const runs = [
    ...Map.groupBy(
      lives.filter(l => l.item.item.way === 'without-claim'),
      l => `${l.item.id} ${l.year}`,
    ).values(),
  ].map(list => ({
    id: d.uuid(),
    year: list[0]!.year,
    item: list[0]!.item,
    on: list[0]!.begunOn,
    list,
  }));
  const runNumbers = await numbered('run', runs);
  const runOf = new Map(runs.flatMap(r => r.list.map(l => [l, r.id] as const)));
  await sql`
    insert into policy_claim (county, id, number, item, item_no, title, unit, firm, firm_name, applicant, period, declared_sealed, materials, account, asked, lines,
      reasons, state, submitted_on, decided_on, decided_by, decided_by_name, decision, version)
    select ${county}, r.id, r.number, r.item, 1, r.title, r.unit, r.firm, r."firmName", r.applicant, r.period, r.declared, r.materials, r.account, r.asked::bigint,
      r.lines, r.reasons, 'approved', r."begunOn", r."decidedOn", r."by", r."byName", '', 3
    from jsonb_to_recordset(${rows(
      ctx,
      asked.map(l => {
        const id = claims.get(l)!;
        return {
          id,
          number: claimNumbers.get(l),
          item: l.item.id,
          title: l.item.item.title,
          unit: l.item.unit,
          firm: l.firm.id,
          firmName: l.firm.name,
          applicant: l.firm.legalPerson,
          period: periodOf(l.item.item, l.begunOn),
          declared: vault.seal(county, `policy_claim.declared:${id}`, JSON.stringify(l.declared)),
          materials: l.item.item.materials.map(m => ({ id: m.id, file, name: `${m.title}（演示）.png` })),
          account: accounts.get(l.firm.id)!.id,
          asked: String(l.fen),
          lines: l.lines,
          reasons: l.reasons,
          begunOn: l.begunOn,
          decidedOn: l.decidedOn,
          by: signers[l.item.unit]!.id,
          byName: signers[l.item.unit]!.name,
        };
      }),
    )}) as r (id uuid, number text, item uuid, title text, unit text, firm uuid, "firmName" text, applicant uuid, period text, declared text, materials jsonb,
      account uuid, asked text, lines jsonb, reasons jsonb, "begunOn" date, "decidedOn" date, "by" text, "byName" text)`;
  await sql`
    insert into policy_run (county, id, number, item, item_no, title, unit, year, state, made_by, made_by_name, made_on, looked_at, noticed_on, notice_until, noticed_by_name, version)
    select ${county}, r.id, r.number, r.item, 1, r.title, r.unit, r.year, 'noticed', r."by", r.name, r."on", r.looked, r."on", r."on" + 7, r.head, 2
    from jsonb_to_recordset(${rows(
      ctx,
      runs.map(r => ({
        id: r.id,
        number: runNumbers.get(r),
        item: r.item.id,
        title: r.item.item.title,
        unit: r.item.unit,
        year: r.year,
        on: r.on,
        looked: r.list.length + 12,
        by: signers[r.item.unit]!.id,
        name: signers[r.item.unit]!.name,
        head: signers[`head.${r.item.unit}`]!.name,
      })),
    )}) as r (id uuid, number text, item uuid, title text, unit text, year int, "on" date, looked int, "by" text, name text, head text)`;
  const grants = new Map(lives.map(l => [l, d.uuid()]));
  const grantNumbers = await numbered('grant', lives);
  await insertGrants(
    ctx,
    lives.map(l => ({
      id: grants.get(l)!,
      number: grantNumbers.get(l)!,
      item: l.item.id,
      itemNo: 1,
      title: l.item.item.title,
      kind: l.item.item.kind,
      way: l.item.item.way,
      unit: l.item.unit,
      firm: l.firm.id,
      firmName: l.firm.name,
      firmKind: l.firm.kind,
      town: l.firm.town,
      period: periodOf(l.item.item, l.begunOn),
      year: l.year,
      claim: claims.get(l) ?? null,
      run: runOf.get(l) ?? null,
      amount: String(l.fen),
      lines: l.lines,
      reasons: l.reasons,
      begunOn: l.begunOn,
      state: 'paid',
      noticeUntil: runOf.has(l) ? addDays(l.begunOn, 7) : null,
      account: accounts.get(l.firm.id)!.id,
      paidOn: l.paidOn,
    })),
  );
  // One batch a department and payday.
  const batches = [...Map.groupBy(lives, l => `${l.item.unit} ${l.paidOn}`).values()].map(list => ({
    id: d.uuid(),
    year: Number(list[0]!.paidOn.slice(0, 4)),
    unit: list[0]!.item.unit,
    list,
    on: addDays(list[0]!.paidOn, -2),
    doneOn: list[0]!.paidOn,
  }));
  const batchNumbers = await numbered('batch', batches);
  const finance = signers['officer.finance']!;
  await sql`
    insert into policy_batch (county, id, number, unit, total, payments, state, prepared_by, prepared_by_name, prepared_on, confirmed_by, confirmed_by_name, confirmed_on,
      sent_on, done_on, version)
    select ${county}, r.id, r.number, r.unit, r.total::bigint, r.payments, 'done', r."by", r.name, r."on", ${finance.id}, ${finance.name}, r."on" + 1, r."on" + 1, r.done, 5
    from jsonb_to_recordset(${rows(
      ctx,
      batches.map(b => ({
        id: b.id,
        number: batchNumbers.get(b),
        unit: b.unit,
        total: String(b.list.reduce((sum, l) => sum + l.fen, 0n)),
        payments: b.list.length,
        by: signers[b.unit]!.id,
        name: signers[b.unit]!.name,
        on: b.on,
        done: b.doneOn,
      })),
    )}) as r (id uuid, number text, unit text, total text, payments int, "by" text, name text, "on" date, done date)`;
  const batchOf = new Map(batches.flatMap(b => b.list.map(l => [l, b.id] as const)));
  const paymentNumbers = await numbered(
    'payment',
    lives.map(l => ({ year: Number(l.paidOn.slice(0, 4)), life: l })),
  );
  await sql`
    insert into policy_payment (county, id, number, batch, grant_id, unit, firm, amount, account, state, result_on)
    select ${county}, gen_random_uuid(), r.number, r.batch, r."grant", r.unit, r.firm, r.amount::bigint, r.account, 'paid', r."on"
    from jsonb_to_recordset(${rows(
      ctx,
      [...paymentNumbers].map(([{ life: l }, number]) => ({
        number,
        batch: batchOf.get(l),
        grant: grants.get(l),
        unit: l.item.unit,
        firm: l.firm.id,
        amount: String(l.fen),
        account: accounts.get(l.firm.id)!.id,
        on: l.paidOn,
      })),
    )}) as r (number text, batch uuid, "grant" uuid, unit text, firm uuid, amount text, account uuid, "on" date)`;
  const event = (l: Life, kind: string, on: Day, by: string) => ({
    claim: claims.get(l) ?? null,
    grant: grants.get(l),
    firm: l.firm.id,
    unit: l.item.unit,
    kind,
    on,
    by,
  });
  const events = lives.flatMap(l => [
    l.item.item.way === 'claim' ? event(l, 'submitted', l.begunOn, l.firm.name) : event(l, 'noticed', l.begunOn, signers[`head.${l.item.unit}`]!.name),
    ...(l.item.item.way === 'claim' && daysBetween(l.begunOn, l.decidedOn) >= 0 ? [event(l, 'approved', l.decidedOn, signers[l.item.unit]!.name)] : []),
    event(l, 'paid', l.paidOn, finance.name),
  ]);
  await sql`
    insert into policy_event (county, id, claim, grant_id, firm, unit, happened_at, happened_on, kind, by_name)
    select ${county}, gen_random_uuid(), r.claim, r."grant", r.firm, r.unit, r."on"::date + time '10:00', r."on"::date, r.kind, r."by"
    from jsonb_to_recordset(${rows(ctx, events)}) as r (claim uuid, "grant" uuid, firm uuid, unit text, "on" date, kind text, "by" text)`;
}
