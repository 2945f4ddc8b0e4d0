/** The firm's side of a claim: what is known is not asked, what nobody knows is declared; correcting once, and taking it back. */
import { z } from 'zod';
import { action, type Ctx, type Fault, guard, read, refuse } from '#platform/actions';
import { isDay } from '#platform/calendar';
import { filesOf, shareFiles } from '#platform/files';
import { shownYuan, yuan } from '#platform/money';
import { notifyPerson, notifyUnit } from '#platform/notices';
import { accountFaults, accountInput, accountOf, keepAccount } from './accounts.ts';
import { type ClaimRow, declaredOf, declaredPlace, knowFirm, leftOf, lockClaim, lockFirm, onClaim } from './claims.ts';
import { defOf, type FactId, type Facts, isFact, readFact } from './facts.ts';
import type { Item } from './item.ts';
import { factsOf, match, moneyOf, openOn, periodOf, reckon } from './rules.ts';
import { factValue } from './schema.ts';
import { addEvents, type ItemRow, namesOf, nextNumbers, publishedItem, refusePolicy, versionAt, workdayAfter, workdaysSince } from './store.ts';

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
      money: moneyOf(left, fen),
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
    const all = [
      ...faults,
      ...missing,
      ...(account ? await accountFaults(ctx, known, account) : there ? [] : [{ path: 'account', message: '请填写收款账户' }]),
    ];
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
