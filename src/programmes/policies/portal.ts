/** What everybody sees of benefits, and what a firm sees of its own. */
import { z } from 'zod';
import { type Ctx, guard, read, refuse } from '#platform/actions';
import { principalsOf } from '#platform/identity';
import { yuan } from '#platform/money';
import { words } from '#platform/search';
import { accountAt, accountOf } from './accounts.ts';
import { itemChanges } from './changes.ts';
import { allLeft, type ClaimRow, claimColumns, declaredOf, leftOf } from './claims.ts';
import { type FactId, type FactValue, valueInWords } from './facts.ts';
import { objectionDays } from './figures.ts';
import { knowFirms } from './known-firms.ts';
import { amountInWords, factsOf, match, moneyOf, type Outcome, openOn, reckon, ruleInWords } from './rules.ts';
import { type GrantRow, grantColumns } from './runs.ts';
import { eventsOf, type ItemRow, namesOf, publishedItem, publishedItems, standsOn, versionAt, workdayAfter } from './store.ts';

/** Whether a row is found by what somebody typed: Chinese words, pinyin or initials. */
function fits(row: ItemRow, q: string): boolean {
  const asked = q.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '');
  return row.words.includes(asked) || (!/^[a-z0-9]+$/.test(asked) && words(asked).every(w => row.words.includes(w)));
}

const order: Record<Outcome, number> = { met: 0, unknown: 1, unmet: 2 };

export const listPolicies = read({
  name: 'policy.list',
  may: 'policy.read',
  summary: '惠企政策：按词、拼音、种类、部门、方式找；给出企业时先列符合的',
  input: z.strictObject({
    q: z.string().trim().max(40).optional(),
    kind: z.enum(['award', 'subsidy', 'interest', 'refund', 'relief']).optional(),
    way: z.enum(['claim', 'without-claim']).optional(),
    unit: z.string().max(60).optional(),
    firm: z.uuid().optional(),
  }),
  async do(ctx, f) {
    if (f.firm) guard(ctx, { parties: [f.firm] }, 'policy-match.read');
    const rows = (await publishedItems(ctx)).filter(r => !r.closedOn);
    const shown = rows.filter(r => (!f.q || fits(r, f.q)) && (!f.kind || r.kind === f.kind) && (!f.way || r.way === f.way) && (!f.unit || r.unit === f.unit));
    const money = await allLeft(ctx);
    const [firm] = f.firm ? await ctx.asHouse(ctx => knowFirms(ctx, [f.firm!])) : [];
    const names = firm ? await ctx.asHouse(ctx => namesOf(ctx)) : {};
    const items = shown.map(r => {
      const judged = firm ? match(r.body, firm.facts, ctx.today, { names, held: firm.held, item: r.id }) : null;
      const reckoned = firm && judged?.outcome !== 'unmet' ? reckon(r.body.amount, firm.facts, ctx.today) : null;
      return {
        id: r.id,
        title: r.title,
        summary: r.body.summary,
        kind: r.kind,
        way: r.way,
        unit: r.unit,
        amount: amountInWords(r.body.amount),
        to: r.claimsTo,
        open: openOn(r.body, ctx.today),
        money: moneyOf(money.get(r.id) ?? null, reckoned?.fen ?? null),
        outcome: judged?.outcome ?? null,
        /** Why not, or what is missing; empty where everything fits. */
        because: judged?.reasons.filter(x => x.outcome === judged.outcome && x.outcome !== 'met').map(x => x.condition) ?? [],
        mine: reckoned?.fen ? yuan(reckoned.fen) : null,
      };
    });
    items.sort((a, b) => Number(b.open) - Number(a.open) || order[a.outcome ?? 'met'] - order[b.outcome ?? 'met'] || a.title.localeCompare(b.title, 'zh-CN'));
    return { items, total: rows.length, units: [...new Set(rows.map(r => r.unit))] };
  },
});
export type PolicyList = Awaited<ReturnType<typeof listPolicies.do>>;

export const readPolicy = read({
  name: 'policy.read',
  may: 'policy.read',
  summary: '一项惠企政策：给谁、多少、到什么时候、依据；给出企业时逐条对照',
  input: z.strictObject({ policyId: z.uuid(), firm: z.uuid().optional() }),
  async do(ctx, { policyId, firm: firmId }) {
    if (firmId) guard(ctx, { parties: [firmId] }, 'policy-match.read');
    const row = await publishedItem(ctx, policyId);
    const [firm] = firmId ? await ctx.asHouse(ctx => knowFirms(ctx, [firmId])) : [];
    const [names, left, others] = await Promise.all([ctx.asHouse(ctx => namesOf(ctx)), leftOf(ctx, policyId), publishedItems(ctx)]);
    const before = row.no > 1 ? await versionAt(ctx, policyId, row.no - 1) : null;
    const judged = firm ? match(row.body, firm.facts, ctx.today, { names, held: firm.held, item: policyId }) : null;
    const reckoned = firm ? reckon(row.body.amount, firm.facts, ctx.today) : null;
    return {
      id: row.id,
      no: row.no,
      /** The day from which this version counts. */
      since: row.publishedOn,
      firstPublishedOn: row.firstPublishedOn,
      /** What it changed of the version before. */
      changes: before ? itemChanges(before, row.body, names, id => others.find(o => o.id === id)?.title ?? '另一项政策') : [],
      unit: row.unit,
      item: row.body,
      amount: amountInWords(row.body.amount),
      conditions: row.body.rules.map(r => ruleInWords(r, names)),
      /** Whichever of the two names the other. */
      excludes: others.filter(o => row.body.excludes.includes(o.id) || o.body.excludes.includes(row.id)).map(o => ({ id: o.id, title: o.title })),
      open: !row.closedOn && openOn(row.body, ctx.today),
      closedOn: row.closedOn,
      closedReason: row.closedReason,
      left: left === null ? null : yuan(left),
      money: moneyOf(left, reckoned?.fen ?? null),
      firm:
        firm && judged && reckoned
          ? { id: firm.id, name: firm.name, ...judged, amount: reckoned.fen === null ? null : yuan(reckoned.fen), lines: reckoned.lines }
          : null,
    };
  },
});
export type PolicyView = Awaited<ReturnType<typeof readPolicy.do>>;

export const myFirms = read({
  name: 'policy-match.firms',
  may: 'policy-match.read',
  summary: '我能代表的企业',
  input: z.strictObject({}),
  async do(ctx) {
    if (!ctx.actor.person) throw refuse('forbidden');
    const principals = await ctx.asHouse(ctx => principalsOf(ctx, ctx.actor.person!));
    // A mandate for some things only is none for the firm's money.
    return {
      items: principals.filter(p => p.kind === 'firm' && p.things === null && p.status !== 'cancelled').map(({ id, name, code }) => ({ id, name, code })),
    };
  },
});

const claimShown = (c: ClaimRow) => ({
  id: c.id,
  number: c.number,
  item: c.item,
  title: c.title,
  unit: c.unit,
  firm: c.firm,
  firmName: c.firmName,
  state: c.state,
  asked: c.asked === null ? null : yuan(c.asked),
  lines: c.lines,
  reasons: c.reasons,
  submittedOn: c.submittedOn,
  dueOn: c.dueOn,
  correction: c.correction,
  reply: c.reply,
  decidedOn: c.decidedOn,
  decision: c.decision,
  version: c.version,
});

const grantShown = (g: GrantRow) => ({
  id: g.id,
  number: g.number,
  item: g.item,
  title: g.title,
  unit: g.unit,
  firm: g.firm,
  firmName: g.firmName,
  way: g.way,
  claim: g.claim,
  amount: yuan(g.amount),
  lines: g.lines,
  reasons: g.reasons,
  state: g.state,
  stateReason: g.stateReason,
  noticeUntil: g.noticeUntil,
  account: g.account,
  paidOn: g.paidOn,
  version: g.version,
});

/** Claims and grants of the firms for which the person may act, newest first. */
export const myPolicies = read({
  name: 'policy-claim.mine',
  may: 'policy-claim.read',
  summary: '我的企业的申领和兑现',
  input: z.strictObject({}),
  async do(ctx) {
    if (ctx.actor.kind !== 'person') throw refuse('forbidden');
    const claims = await ctx.sql<ClaimRow[]>`
      select ${ctx.sql.unsafe(claimColumns)} from policy_claim where county = ${ctx.county} and firm = any(${ctx.actor.parties}::uuid[]) order by submitted_on desc, number desc limit 200`;
    const grants = await ctx.sql<GrantRow[]>`
      select ${ctx.sql.unsafe(grantColumns)} from policy_grant where county = ${ctx.county} and firm = any(${ctx.actor.parties}::uuid[]) and state <> 'proposed'
      order by begun_on desc, number desc limit 200`;
    const of = new Map(grants.filter(g => g.claim && g.state !== 'dropped').map(g => [g.claim!, g]));
    const paid = grants.filter(g => g.state === 'paid').reduce((sum, g) => sum + g.amount, 0n);
    return {
      claims: claims.map(c => ({ ...claimShown(c), grant: of.has(c.id) ? grantShown(of.get(c.id)!) : null })),
      grants: grants.filter(g => !g.claim && !(g.state === 'dropped' && !g.noticeUntil)).map(grantShown),
      paid: yuan(paid),
    };
  },
});
export type MyPolicies = Awaited<ReturnType<typeof myPolicies.do>>;

/** One claim or one grant without claim, by the id of either: what it is, what happened, what the firm can do now. */
/** As the form takes it. */
const typedOf = (value: FactValue): string => (typeof value === 'boolean' ? (value ? '是' : '否') : String(value));

export const myPolicy = read({
  name: 'policy-claim.one',
  may: 'policy-claim.read',
  summary: '一笔申领或免申即享兑现的经过',
  input: z.strictObject({ recordId: z.uuid() }),
  async do(ctx, { recordId }) {
    if (ctx.actor.kind !== 'person') throw refuse('forbidden');
    const [claim] = await ctx.sql<ClaimRow[]>`select ${ctx.sql.unsafe(claimColumns)} from policy_claim where county = ${ctx.county} and id = ${recordId}`;
    const [grant] = await ctx.sql<GrantRow[]>`
      select ${ctx.sql.unsafe(grantColumns)} from policy_grant where county = ${ctx.county} and state <> 'proposed'
        and (id = ${recordId} or (claim = ${recordId} and state <> 'dropped'))`;
    const firm = claim?.firm ?? grant?.firm;
    if (!firm) throw refuse('not-found');
    guard(ctx, { parties: [firm] });
    const item = await versionAt(ctx, claim?.item ?? grant!.item, claim?.itemNo ?? grant!.itemNo);
    const objections = await ctx.sql<{ words: string; madeOn: string; state: string; answer: string | null }[]>`
      select words, made_on, state, answer from policy_objection where county = ${ctx.county} and (claim = ${claim?.id ?? null} or grant_id = ${grant?.id ?? null}) order by made_on, id`;
    const [owner] = await ctx.sql<{ kind: string; name: string }[]>`select kind, name from firm where county = ${ctx.county} and id = ${firm}`;
    return {
      claim: claim ? claimShown(claim) : null,
      grant: grant ? grantShown(grant) : null,
      firmKind: owner?.kind ?? 'company',
      materials: claim ? item.materials.map(m => ({ ...m, file: claim.materials.find(x => x.id === m.id)?.name ?? null })) : [],
      declare: claim?.state === 'correcting' ? factsOf(item) : [],
      declared: claim
        ? Object.entries(declaredOf(ctx, claim)).map(([id, f]) => ({
            id: id as FactId,
            value: valueInWords(id as FactId, f!.value, {}),
            typed: typedOf(f!.value),
          }))
        : [],
      /** The last day for an objection to the decision; null where there is none yet, or past the known calendar. */
      objectUntil: claim?.decidedOn ? workdayAfter(ctx, objectionDays, claim.decidedOn) : null,
      /** Where this one goes or went, whatever account the firm has named since. */
      paysTo: await accountAt(ctx, grant?.account ?? claim?.account),
      document: `${item.document} ${item.place}`,
      version: await standsOn(ctx, claim?.item ?? grant!.item, claim?.itemNo ?? grant!.itemNo),
      contact: item.contact,
      account: await accountOf(ctx, firm),
      events: await eventsOf(ctx, { claim: claim?.id, grant: grant?.id }),
      objections: [...objections],
    };
  },
});
export type MyPolicy = Awaited<ReturnType<typeof myPolicy.do>>;

/** Lists in public notice, and those of the last ninety days: the firm's name and the sum, as such lists are published. */
export const notices = read({
  name: 'policy-notice.list',
  may: 'policy-notice.read',
  summary: '免申即享公示名单',
  input: z.strictObject({}),
  async do(ctx: Ctx) {
    const rows = await ctx.asHouse(
      ctx => ctx.sql<
        {
          run: string;
          number: string;
          title: string;
          item: string;
          unit: string;
          noticedOn: string;
          noticeUntil: string;
          grant: string;
          firmName: string;
          amount: bigint;
        }[]
      >`
        select r.id as run, r.number, r.title, r.item, r.unit, r.noticed_on, r.notice_until, g.id as "grant", g.firm_name, g.amount
        from policy_run r join policy_grant g on g.county = r.county and g.run = r.id and g.state not in ('dropped', 'declined')
        where r.county = ${ctx.county} and r.state = 'noticed' and r.notice_until >= ${ctx.today}::date - 90 order by r.notice_until desc, r.number desc, g.firm_name`,
    );
    const runs = [...Map.groupBy(rows, r => r.run).values()].map(list => {
      const { run, number, title, item, unit, noticedOn, noticeUntil } = list[0]!;
      return {
        id: run,
        number,
        title,
        item,
        unit,
        noticedOn,
        noticeUntil,
        running: ctx.today <= noticeUntil,
        firms: list.map(g => ({ id: g.grant, name: g.firmName, amount: yuan(g.amount) })),
      };
    });
    return { runs };
  },
});
export type Notices = Awaited<ReturnType<typeof notices.do>>;
