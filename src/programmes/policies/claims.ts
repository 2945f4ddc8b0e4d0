/** Claiming a benefit: what is known is not asked, what is unknown is declared; the department decides on the frozen version. */
import { z } from 'zod';
import { action, type Ctx, type Fault, guard, read, refuse } from '#platform/actions';
import { isDay } from '#platform/calendar';
import { filesOf, shareFiles } from '#platform/files';
import { contactOf } from '#platform/identity';
import { notifyPerson, notifyUnit } from '#platform/notices';
import { accountInput, accountOf, keepAccount } from './accounts.ts';
import { defOf, type FactId, type Facts, isFact, readFact } from './facts.ts';
import type { Item } from './item.ts';
import { type KnownFirm, knowFirms } from './known-firms.ts';
import { fenOf, shownYuan, yuan } from './money.ts';
import { factsOf, match, openOn, periodOf, type Reason, reckon } from './rules.ts';
import { factValue, money } from './schema.ts';
import { addEvents, type ItemRow, namesOf, nextNumbers, publishedItem, refusePolicy, reserve, versionAt, workdayAfter, workdaysSince } from './store.ts';
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

const declaredPlace = (id: string) => `policy_claim.declared:${id}`;
const subject = 'policies';

/** Facts that the firm answers for itself in a claim. */
export const declaredOf = (ctx: Ctx, claim: Pick<ClaimRow, 'id' | 'declaredSealed'>): Facts =>
  JSON.parse(ctx.vault.open(ctx.county, declaredPlace(claim.id), claim.declaredSealed)) as Facts;

/** Two grants to one firm are decided one after the other, so that what excludes what is seen. */
export const lockFirm = (ctx: Ctx, firm: string) => ctx.sql`select pg_advisory_xact_lock(hashtextextended(${`policies ${ctx.county} ${firm}`}, 0))`;

async function knowFirm(ctx: Ctx, id: string): Promise<KnownFirm> {
  const [firm] = await ctx.asHouse(ctx => knowFirms(ctx, [id]));
  if (!firm) throw refuse('not-found');
  return firm;
}

/** What the form asks: facts that nobody keeps and that the county does not know yet. */
const toDeclare = (item: Item, facts: Facts): FactId[] => factsOf(item).filter(f => defOf(f).declarable && !facts[f]);

function readDeclared(item: Item, facts: Facts, given: Record<string, unknown>): { declared: Facts; faults: Fault[] } {
  const declared: Facts = {};
  const faults: Fault[] = [];
  const wanted = toDeclare(item, facts);
  for (const id of wanted) {
    const typed = given[id];
    const text = typeof typed === 'boolean' ? (typed ? '是' : '否') : String(typed ?? '');
    const value = readFact(id, text, isDay);
    if ('fault' in value) faults.push({ path: `declared.${id}`, message: text === '' ? '请填写' : value.fault });
    else declared[id] = { value: value.value, source: 'declared' };
  }
  for (const id of Object.keys(given)) if (!isFact(id) || !wanted.includes(id)) faults.push({ path: `declared.${id}`, message: '这一条不用填，县里已经有了' });
  return { declared, faults };
}

async function readMaterials(ctx: Ctx, item: Item, given: Record<string, string>): Promise<{ materials: ClaimRow['materials']; faults: Fault[] }> {
  const files = new Map((await filesOf(ctx, Object.values(given))).map(f => [f.id, f]));
  const faults: Fault[] = [];
  const materials = item.materials.flatMap(m => {
    const file = files.get(given[m.id] ?? '');
    if (!file) faults.push({ path: `materials.${m.id}`, message: `请上传${m.title}` });
    return file ? [{ id: m.id, file: file.id, name: file.name }] : [];
  });
  return { materials, faults };
}

function mustBeOpen(ctx: Ctx, row: ItemRow): void {
  if (row.closedOn) throw refusePolicy('not-open', `这项政策已于 ${row.closedOn} 关闭`);
  if (row.way !== 'claim') throw refusePolicy('not-open', '这项政策免申即享，不用申领，公示后会通知您确认账户');
  if (!openOn(row.body, ctx.today)) throw refusePolicy('not-open', `申领时间是 ${row.body.from} 至 ${row.body.to}`);
}

/** Money that is still there in the year; null where none was given. */
export async function leftOf(ctx: Ctx, item: string, year = Number(ctx.today.slice(0, 4))): Promise<bigint | null> {
  const [row] = await ctx.asHouse(
    ctx => ctx.sql<{ left: bigint }[]>`
      select total - reserved - paid as left from policy_budget where county = ${ctx.county} and item = ${item} and year = ${year}`,
  );
  return row?.left ?? null;
}

export const claimForm = read({
  name: 'policy-claim.form',
  may: 'policy-claim.submit',
  summary: '申领前：县里已经知道什么，还要填什么、交什么，能得多少',
  input: z.strictObject({ policyId: z.uuid(), firm: z.uuid() }),
  async do(ctx, { policyId, firm }) {
    guard(ctx, { parties: [firm] });
    const row = await publishedItem(ctx, policyId);
    const [known, names, account, left] = await Promise.all([
      knowFirm(ctx, firm),
      ctx.asHouse(ctx => namesOf(ctx)),
      accountOf(ctx, firm),
      leftOf(ctx, policyId),
    ]);
    const { outcome, reasons } = match(row.body, known.facts, ctx.today, { names, held: known.held, item: policyId });
    const { fen, lines, missing } = reckon(row.body.amount, known.facts, ctx.today);
    return {
      policy: { id: row.id, title: row.title, unit: row.unit, way: row.way, materials: row.body.materials, promisedDays: row.body.promisedDays },
      firm: { id: known.id, name: known.name, kind: known.kind, code: known.creditCode },
      open: !row.closedOn && row.way === 'claim' && openOn(row.body, ctx.today),
      outcome,
      reasons,
      declare: toDeclare(row.body, known.facts),
      amount: fen === null ? null : yuan(fen),
      lines,
      missing,
      account,
      left: left === null ? null : yuan(left),
    };
  },
});
export type ClaimForm = Awaited<ReturnType<typeof claimForm.do>>;

export const submitClaim = action({
  name: 'policy-claim.submit',
  may: 'policy-claim.submit',
  creates: true,
  summary: '申领一项惠企政策',
  input: z.strictObject({
    policyId: z.uuid(),
    firm: z.uuid(),
    declared: z.record(z.string().max(40), factValue).default({}),
    materials: z.record(z.string().max(40), z.uuid()).default({}),
    /** Absent: the account that the county has already. */
    account: accountInput.optional(),
    signed: z.literal(true, '请阅读并勾选承诺'),
  }),
  output: z.object({ id: z.string(), number: z.string() }),
  async do(ctx, { policyId, firm, declared: given, materials: files, account }) {
    guard(ctx, { parties: [firm] });
    await lockFirm(ctx, firm);
    const row = await publishedItem(ctx, policyId);
    mustBeOpen(ctx, row);
    const known = await knowFirm(ctx, firm);
    const { declared, faults } = readDeclared(row.body, known.facts, given);
    const { materials, faults: missing } = await readMaterials(ctx, row.body, files);
    const there = await accountOf(ctx, firm);
    const all = [...faults, ...missing, ...(account || there ? [] : [{ path: 'account', message: '请填写收款账户' }])];
    if (all.length > 0) throw refuse('input', { faults: all });
    const facts = { ...known.facts, ...declared };
    const names = await ctx.asHouse(ctx => namesOf(ctx));
    const { outcome, reasons } = match(row.body, facts, ctx.today, { names, held: known.held, item: policyId, masked: true });
    const unmet = reasons.filter(r => r.outcome === 'unmet');
    if (unmet.some(r => r.have === '已经申领或享受过')) throw refusePolicy('claimed-already');
    if (outcome === 'unmet')
      throw refusePolicy('not-eligible', { detail: unmet.map(r => `${r.condition}（现在：${r.have ?? '不知道'}）`).join('；'), data: { reasons } });
    const { fen, lines } = reckon(row.body.amount, facts, ctx.today);
    if (fen === 0n) throw refusePolicy('not-eligible', lines.join('；'));
    const left = await leftOf(ctx, policyId);
    if (left === null) throw refusePolicy('budget-none', `${ctx.today.slice(0, 4)} 年的资金下达以后就能申领`);
    if (left === 0n || (fen !== null && left < fen))
      throw refusePolicy('budget-short', `这次要 ${shownYuan(yuan(fen ?? 0n))}，今年还剩 ${shownYuan(yuan(left))}`);
    const accountId = account ? await keepAccount(ctx, known, account) : there!.id;
    const id = crypto.randomUUID();
    const [number] = await nextNumbers(ctx, 'claim');
    const { count } = await ctx.sql`
      insert into policy_claim (county, id, number, item, item_no, title, unit, firm, firm_name, applicant, period, declared_sealed, materials, account, asked,
        lines, reasons, submitted_on, due_on, warn_on)
      values (${ctx.county}, ${id}, ${number!}, ${policyId}, ${row.no}, ${row.title}, ${row.unit}, ${firm}, ${known.name}, ${ctx.actor.id},
        ${periodOf(row.body, ctx.today)}, ${ctx.vault.seal(ctx.county, declaredPlace(id), JSON.stringify(declared))},
        ${JSON.stringify(materials)}::text::jsonb, ${accountId}, ${fen}, ${JSON.stringify(lines)}::text::jsonb, ${JSON.stringify(reasons)}::text::jsonb,
        ${ctx.today}, ${workdayAfter(ctx, row.body.promisedDays)}, ${workdayAfter(ctx, Math.ceil((row.body.promisedDays * 2) / 3))})
      on conflict (county, item, firm, period) where state not in ('refused', 'withdrawn') do nothing`;
    if (count === 0) throw refusePolicy('claimed-already');
    await shareFiles(
      ctx,
      materials.map(m => m.file),
      [firm],
      [row.unit],
    );
    await addEvents(ctx, [{ claim: id, firm, unit: row.unit, kind: 'submitted' }]);
    ctx.record({ subject: `policy-claim:${id}`, detail: { number, item: policyId, no: row.no, firm, asked: fen === null ? null : yuan(fen) } });
    await notifyUnit(ctx, row.unit, {
      template: 'policy-claimed',
      data: { title: row.title, firm: known.name, number: number! },
      link: `/desk/policies/claims/${id}`,
    });
    await notifyPerson(ctx, ctx.actor.id, {
      template: 'policy-receipt',
      data: { title: row.title, firm: known.name, number: number! },
      link: `/policies/mine/${id}`,
    });
    return { id, number: number! };
  },
});

export async function lockClaim(ctx: Ctx, id: string, version: number): Promise<ClaimRow> {
  const [row] = await ctx.sql<ClaimRow[]>`select ${ctx.sql.unsafe(claimColumns)} from policy_claim where county = ${ctx.county} and id = ${id} for update`;
  if (!row) throw refuse('not-found');
  guard(ctx, { units: [row.unit], parties: [row.firm] });
  if (row.version !== version) throw refuse('changed', row.decidedByName ? `${row.decidedByName} 已经作出决定` : '');
  return row;
}

/** Nobody works on what is their own. */
async function notOwn(ctx: Ctx, claim: ClaimRow): Promise<void> {
  if (!ctx.actor.person) return;
  const { legalPerson } = await knowFirm(ctx, claim.firm);
  if (ctx.actor.person === claim.applicant || ctx.actor.person === legalPerson) throw refusePolicy('own-business');
}

const onClaim = z.strictObject({ claimId: z.uuid(), version: z.number().int().positive() });

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
    await notOwn(ctx, claim);
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
    await notOwn(ctx, claim);
    await ctx.sql`
      update policy_claim set state = 'correcting', correction = ${what}, correction_from = ${ctx.today}, corrections = 1, version = version + 1
      where county = ${ctx.county} and id = ${claimId}`;
    await addEvents(ctx, [{ claim: claimId, firm: claim.firm, unit: claim.unit, kind: 'asked', words: what }]);
    ctx.record({ subject: `policy-claim:${claimId}`, detail: { what } });
    await tellFirm(ctx, claim, 'policy-asked', { title: claim.title, what });
  },
});

export const answerClaim = action({
  name: 'policy-claim.answer',
  may: 'policy-claim.answer',
  summary: '补正惠企申领',
  input: onClaim.extend({
    reply: z.string().trim().min(2, '请写明补了什么').max(500),
    declared: z.record(z.string().max(40), factValue).default({}),
    materials: z.record(z.string().max(40), z.uuid()).default({}),
  }),
  async do(ctx, { claimId, version, reply, declared: given, materials: files }) {
    const claim = await lockClaim(ctx, claimId, version);
    if (claim.state !== 'correcting') throw refuse('wrong-state', '现在不用补正');
    const item = await versionAt(ctx, claim.item, claim.itemNo);
    const known = await knowFirm(ctx, claim.firm);
    // What is not typed anew stays as it was declared, unless the county has learned it meanwhile.
    const asked = toDeclare(item, known.facts);
    const before = Object.fromEntries(Object.entries(declaredOf(ctx, claim)).flatMap(([id, f]) => (asked.includes(id as FactId) ? [[id, f!.value]] : [])));
    const { declared, faults } = readDeclared(item, known.facts, { ...before, ...given });
    const { materials, faults: missing } = await readMaterials(ctx, item, { ...Object.fromEntries(claim.materials.map(m => [m.id, m.file])), ...files });
    if (faults.length + missing.length > 0) throw refuse('input', { faults: [...faults, ...missing] });
    const facts = { ...known.facts, ...declared };
    const { fen, lines } = reckon(item.amount, facts, ctx.today);
    const names = await ctx.asHouse(ctx => namesOf(ctx));
    const { reasons } = match(item, facts, ctx.today, { names, held: known.held.filter(h => h.ref !== claim.id), item: claim.item, masked: true });
    // The days of the correction do not count.
    const stood = workdaysSince(ctx, claim.correctionFrom ?? ctx.today);
    const later = (on: string | null) => (on && stood !== null ? workdayAfter(ctx, stood, on) : null);
    await ctx.sql`
      update policy_claim set state = 'accepted', reply = ${reply}, declared_sealed = ${ctx.vault.seal(ctx.county, declaredPlace(claim.id), JSON.stringify(declared))},
        materials = ${JSON.stringify(materials)}::text::jsonb, asked = ${fen}, lines = ${JSON.stringify(lines)}::text::jsonb,
        reasons = ${JSON.stringify(reasons)}::text::jsonb, due_on = ${later(claim.dueOn)}, warn_on = ${later(claim.warnOn)}, version = version + 1
      where county = ${ctx.county} and id = ${claimId}`;
    await shareFiles(
      ctx,
      materials.map(m => m.file),
      [claim.firm],
      [claim.unit],
    );
    await addEvents(ctx, [{ claim: claimId, firm: claim.firm, unit: claim.unit, kind: 'answered', words: reply }]);
    ctx.record({ subject: `policy-claim:${claimId}` });
    await notifyUnit(ctx, claim.unit, {
      template: 'policy-answered',
      data: { title: claim.title, firm: claim.firmName },
      link: `/desk/policies/claims/${claimId}`,
    });
  },
});

export const withdrawClaim = action({
  name: 'policy-claim.withdraw',
  may: 'policy-claim.answer',
  summary: '撤回惠企申领',
  input: onClaim,
  async do(ctx, { claimId, version }) {
    const claim = await lockClaim(ctx, claimId, version);
    if (!['submitted', 'accepted', 'correcting'].includes(claim.state)) throw refuse('wrong-state', '已经有结果，不能撤回');
    await ctx.sql`update policy_claim set state = 'withdrawn', version = version + 1 where county = ${ctx.county} and id = ${claimId}`;
    await addEvents(ctx, [{ claim: claimId, firm: claim.firm, unit: claim.unit, kind: 'withdrawn' }]);
    ctx.record({ subject: `policy-claim:${claimId}` });
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
    await notOwn(ctx, claim);
    if (outcome === 'refused') {
      if (explanation.length < 5) throw refuse('input', { faults: [{ path: 'explanation', message: '请写明不通过的原因，至少 5 个字' }] });
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
