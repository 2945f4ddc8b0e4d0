/** Claims of firms and the department's work on them: accepting, asking once, deciding on the version that was claimed. */
import { z } from 'zod';
import { action, type Ctx, guard, refuse } from '#platform/actions';
import { contactOf } from '#platform/identity';
import { fenOf, shownYuan, yuan } from '#platform/money';
import { notifyPerson } from '#platform/notices';
import { defOf, type Facts } from './facts.ts';
import { type KnownFirm, knowFirms } from './known-firms.ts';
import { notOwn } from './own.ts';
import { match, type Reason, reckon } from './rules.ts';
import { money } from './schema.ts';
import { addEvents, namesOf, nextNumbers, refusePolicy, reserve, versionAt } from './store.ts';
import type { ClaimState } from './words.ts';

export interface ClaimRow {
  id: string;
  number: string;
  item: string;
  itemNo: number;
  title: string;
  unit: string;
  firm: string;
  firmName: string;
  applicant: string;
  period: string;
  declaredSealed: string;
  materials: { id: string; file: string; name: string }[];
  account: string;
  asked: bigint | null;
  lines: string[];
  reasons: Reason[];
  state: ClaimState;
  submittedOn: string;
  dueOn: string | null;
  warnOn: string | null;
  correction: string | null;
  correctionFrom: string | null;
  corrections: number;
  reply: string | null;
  decidedOn: string | null;
  decidedBy: string | null;
  decidedByName: string | null;
  decision: string | null;
  version: number;
}
export const claimColumns = `id, number, item, item_no, title, unit, firm, firm_name, applicant, period, declared_sealed, materials, account, asked, lines, reasons,
  state, submitted_on, due_on, warn_on, correction, correction_from, corrections, reply, decided_on, decided_by, decided_by_name, decision, version`;

export const declaredPlace = (id: string) => `policy_claim.declared:${id}`;
const subject = 'policies';

/** Facts that the firm answers for itself in a claim. */
export const declaredOf = (ctx: Ctx, claim: Pick<ClaimRow, 'id' | 'declaredSealed'>): Facts =>
  JSON.parse(ctx.vault.open(ctx.county, declaredPlace(claim.id), claim.declaredSealed)) as Facts;

/** Two grants to one firm are decided one after the other, so that what excludes what is seen. */
export const lockFirm = (ctx: Ctx, firm: string) => ctx.sql`select pg_advisory_xact_lock(hashtextextended(${`policies ${ctx.county} ${firm}`}, 0))`;

export async function knowFirm(ctx: Ctx, id: string): Promise<KnownFirm> {
  const [firm] = await ctx.asHouse(ctx => knowFirms(ctx, [id]));
  if (!firm) throw refuse('not-found');
  return firm;
}
/** Money that is still there in the year; null where none was given. */
export async function leftOf(ctx: Ctx, item: string, year = Number(ctx.today.slice(0, 4))): Promise<bigint | null> {
  const [row] = await ctx.asHouse(
    ctx => ctx.sql<{ left: bigint }[]>`
      select total - reserved - paid as left from policy_budget where county = ${ctx.county} and item = ${item} and year = ${year}`,
  );
  return row?.left ?? null;
}
/** What is left of each item's money in the year; an item without any is absent. */
export async function allLeft(ctx: Ctx): Promise<Map<string, bigint>> {
  const rows = await ctx.asHouse(
    ctx => ctx.sql<{ item: string; left: bigint }[]>`
      select item, total - reserved - paid as left from policy_budget where county = ${ctx.county} and year = ${Number(ctx.today.slice(0, 4))}`,
  );
  return new Map(rows.map(r => [r.item, r.left]));
}
export async function lockClaim(ctx: Ctx, id: string, version: number): Promise<ClaimRow> {
  const [row] = await ctx.sql<ClaimRow[]>`select ${ctx.sql.unsafe(claimColumns)} from policy_claim where county = ${ctx.county} and id = ${id} for update`;
  if (!row) throw refuse('not-found');
  guard(ctx, { units: [row.unit], parties: [row.firm] });
  if (row.version !== version) throw refuse('changed', row.decidedByName ? `${row.decidedByName} 已经作出决定` : '');
  return row;
}

export const onClaim = z.strictObject({ claimId: z.uuid(), version: z.number().int().positive() });

export async function tellFirm(ctx: Ctx, c: { firm: string; applicant?: string; id: string }, template: string, data: Record<string, string>): Promise<void> {
  const filed = { applicant: c.applicant ?? '', principalKind: 'firm' as const, principal: c.firm, subject };
  const person = c.applicant ? await contactOf(ctx, filed) : (await knowFirm(ctx, c.firm)).legalPerson;
  await notifyPerson(ctx, person, { template, data, link: `/policies/mine/${c.id}` });
}

export const acceptClaim = action({
  name: 'policy-claim.accept',
  may: 'policy-claim.accept',
  summary: '受理惠企申领',
  input: onClaim,
  async do(ctx, { claimId, version }) {
    const claim = await lockClaim(ctx, claimId, version);
    if (claim.state !== 'submitted') throw refuse('wrong-state', '已经受理过了');
    await notOwn(ctx, [claim]);
    await ctx.sql`update policy_claim set state = 'accepted', version = version + 1 where county = ${ctx.county} and id = ${claimId}`;
    await addEvents(ctx, [{ claim: claimId, firm: claim.firm, unit: claim.unit, kind: 'accepted' }]);
    ctx.record({ subject: `policy-claim:${claimId}` });
  },
});

/** Once, and everything at once; the clock stands until the firm has answered. */
export const askClaim = action({
  name: 'policy-claim.ask',
  may: 'policy-claim.ask',
  summary: '一次性告知要补正什么',
  input: onClaim.extend({ what: z.string().trim().min(5, '请写清楚要补什么、怎么补').max(500) }),
  async do(ctx, { claimId, version, what }) {
    const claim = await lockClaim(ctx, claimId, version);
    if (claim.state !== 'submitted' && claim.state !== 'accepted') throw refuse('wrong-state');
    if (claim.corrections > 0) throw refuse('wrong-state', '补正只能要求一次，请按现有内容作出决定');
    await notOwn(ctx, [claim]);
    await ctx.sql`
      update policy_claim set state = 'correcting', correction = ${what}, correction_from = ${ctx.today}, corrections = 1, version = version + 1
      where county = ${ctx.county} and id = ${claimId}`;
    await addEvents(ctx, [{ claim: claimId, firm: claim.firm, unit: claim.unit, kind: 'asked', words: what }]);
    ctx.record({ subject: `policy-claim:${claimId}`, detail: { what } });
    await tellFirm(ctx, claim, 'policy-asked', { title: claim.title, what });
  },
});
/** The match of a claim as things stand now, on the version that it was made on. */
export async function judgeClaim(ctx: Ctx, claim: ClaimRow, masked: boolean) {
  const item = await versionAt(ctx, claim.item, claim.itemNo);
  const known = await knowFirm(ctx, claim.firm);
  const facts = { ...known.facts, ...declaredOf(ctx, claim) };
  const names = await ctx.asHouse(ctx => namesOf(ctx));
  const judged = match(item, facts, ctx.today, { names, held: known.held.filter(h => h.ref !== claim.id), item: claim.item, masked });
  return { item, known, ...judged, ...reckon(item.amount, facts, ctx.today) };
}

export const decideClaim = action({
  name: 'policy-claim.decide',
  may: 'policy-claim.decide',
  summary: '审核惠企申领：通过并定金额，或不通过并写明原因',
  input: onClaim.extend({
    outcome: z.enum(['approved', 'refused']),
    /** Less than what was counted, with an explanation; absent: what was counted. */
    amount: money.optional(),
    explanation: z.string().trim().max(500).default(''),
  }),
  output: z.object({ grant: z.string().nullable() }),
  async do(ctx, { claimId, version, outcome, amount, explanation }) {
    const claim = await lockClaim(ctx, claimId, version);
    if (claim.state !== 'accepted') throw refuse('wrong-state', claim.state === 'submitted' ? '先受理，再作出决定' : '现在的状态不能作出决定');
    await notOwn(ctx, [claim]);
    if (outcome === 'refused') {
      if (explanation.length < 5) throw refuse('input', { faults: [{ path: 'explanation', message: '请写明不通过的原因，至少 5 个字' }] });
      // What was seen when it was decided is what an objection looks at.
      const { reasons, lines } = await judgeClaim(ctx, claim, true);
      await ctx.sql`
        update policy_claim set reasons = ${JSON.stringify(reasons)}::text::jsonb, lines = ${JSON.stringify(lines)}::text::jsonb
        where county = ${ctx.county} and id = ${claim.id}`;
      await closeClaim(ctx, claim, 'refused', explanation);
      await tellFirm(ctx, claim, 'policy-refused', { title: claim.title, reason: explanation });
      return { grant: null };
    }
    await lockFirm(ctx, claim.firm);
    const judged = await judgeClaim(ctx, claim, true);
    if (judged.outcome === 'unmet')
      throw refusePolicy(
        'not-eligible',
        judged.reasons
          .filter(r => r.outcome === 'unmet')
          .map(r => `${r.condition}（现在：${r.have ?? '不知道'}）`)
          .join('；'),
      );
    if (judged.outcome === 'unknown' || judged.fen === null) {
      const missing = [...new Set([...judged.reasons.flatMap(r => r.missing), ...(judged.missing ? [judged.missing] : [])])];
      throw refusePolicy('facts-missing', `请先登记：${missing.map(f => defOf(f).title).join('、')}`);
    }
    const fen = amount === undefined ? judged.fen : fenOf(amount)!;
    if (fen > judged.fen) throw refuse('input', { faults: [{ path: 'amount', message: `不能高于计算出的 ${yuan(judged.fen)} 元` }] });
    if (fen <= 0n) throw refuse('input', { faults: [{ path: 'amount', message: '金额必须大于 0；不给的请选“不通过”' }] });
    if (fen < judged.fen && explanation.length < 5) throw refuse('input', { faults: [{ path: 'explanation', message: '少于计算出的金额，请写明为什么' }] });
    const year = Number(ctx.today.slice(0, 4));
    await reserve(ctx, claim.item, year, fen);
    const id = crypto.randomUUID();
    const [number] = await nextNumbers(ctx, 'grant');
    const lines = fen < judged.fen ? [...judged.lines, `审核核减为 ${yuan(fen)} 元：${explanation}`] : judged.lines;
    await ctx.sql`
      insert into policy_grant (county, id, number, item, item_no, title, kind, way, unit, firm, firm_name, firm_kind, town, period, year, claim, amount, lines,
        reasons, begun_on, state, account)
      values (${ctx.county}, ${id}, ${number!}, ${claim.item}, ${claim.itemNo}, ${claim.title}, ${judged.item.kind}, 'claim', ${claim.unit}, ${claim.firm},
        ${claim.firmName}, ${judged.known.kind}, ${judged.known.town}, ${claim.period}, ${year}, ${claim.id}, ${fen}, ${JSON.stringify(lines)}::text::jsonb,
        ${JSON.stringify(judged.reasons)}::text::jsonb, ${claim.submittedOn}, 'payable', ${claim.account})`;
    await closeClaim(ctx, claim, 'approved', explanation);
    ctx.record({ subject: `policy-grant:${id}`, action: 'policy-grant.make', detail: { number, amount: yuan(fen) } });
    await tellFirm(ctx, claim, 'policy-approved', { title: claim.title, amount: shownYuan(yuan(fen)) });
    return { grant: id };
  },
});

async function closeClaim(ctx: Ctx, claim: ClaimRow, state: 'approved' | 'refused', decision: string): Promise<void> {
  await ctx.sql`
    update policy_claim set state = ${state}, decision = ${decision}, decided_on = ${ctx.today}, decided_by = ${ctx.actor.id}, decided_by_name = ${ctx.actor.name},
      version = version + 1 where county = ${ctx.county} and id = ${claim.id}`;
  await addEvents(ctx, [{ claim: claim.id, firm: claim.firm, unit: claim.unit, kind: state, words: decision }]);
  ctx.record({ subject: `policy-claim:${claim.id}`, detail: { outcome: state, decision } });
}
