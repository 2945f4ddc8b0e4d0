import type { Ctx } from '#platform/actions';
import { addDays, type Day, daysBetween } from '#platform/calendar';
import { bankAccount, type Dice } from '#platform/demo';
import { maskAccount } from './account-number.ts';
import { accountPlace } from './accounts.ts';
import type { Facts } from './facts.ts';
import type { Item } from './item.ts';
import type { KnownFirm } from './known-firms.ts';
import { periodOf, type Reason } from './rules.ts';
import { insertGrants } from './runs.ts';
import { nextNumbers } from './store.ts';

export interface Published {
  id: string;
  unit: string;
  item: Item;
}

/** Who signs the papers of the past, by unit. */
export type Signers = Record<string, { id: string; name: string }>;

export const rows = (ctx: Ctx, list: readonly object[]) => ctx.sql`${JSON.stringify(list)}::text::jsonb`;

export interface Life {
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

export async function write(ctx: Ctx, d: Dice, items: Published[], lives: Life[], firms: KnownFirm[], signers: Signers, file: string): Promise<void> {
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
