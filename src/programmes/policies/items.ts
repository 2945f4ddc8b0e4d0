/** Writing a benefit: a draft of the department, a trial on all firms, publishing by its head. A version that is out never changes. */
import { z } from 'zod';
import { action, type Ctx, guard, read, refuse } from '#platform/actions';
import { yuan } from '#platform/money';
import { notifyUnit } from '#platform/notices';
import { searchText } from '#platform/search';
import { facts } from './facts.ts';
import { itemFaults } from './forms.ts';
import { type Item, kinds, ways } from './item.ts';
import { knowFirms } from './known-firms.ts';
import { amountInWords, match, reckon, ruleInWords } from './rules.ts';
import { itemSchema } from './schema.ts';
import { namesOf } from './store.ts';

interface DraftRow {
  id: string;
  unit: string;
  body: Item;
  state: 'editing' | 'review' | 'published';
  note: string | null;
  madeBy: string;
  madeByName: string;
  version: number;
}
const draftColumns = 'id, unit, body, state, note, made_by, made_by_name, version';

export const wordsOf = (item: Item) => searchText([item.title, item.summary, kinds[item.kind], ways[item.way], item.document]);

async function lockDraft(ctx: Ctx, id: string, version: number): Promise<DraftRow> {
  const [row] = await ctx.sql<DraftRow[]>`select ${ctx.sql.unsafe(draftColumns)} from policy_draft where county = ${ctx.county} and id = ${id} for update`;
  if (!row) throw refuse('not-found');
  guard(ctx, { units: [row.unit] });
  if (row.version !== version) throw refuse('changed', `“${row.body.title}”刚刚被改过`);
  return row;
}

function mustFit(item: Item): void {
  const faults = itemFaults(item);
  if (faults.length > 0) throw refuse('input', { detail: faults[0]!.message, faults });
}

export const makeDraft = action({
  name: 'policy-draft.make',
  may: 'policy-draft.edit',
  creates: true,
  summary: '起草一项惠企政策',
  input: z.strictObject({ unit: z.string().max(60), item: itemSchema }),
  output: z.object({ id: z.string() }),
  async do(ctx, { unit, item }) {
    guard(ctx, { units: [unit] });
    mustFit(item);
    const id = crypto.randomUUID();
    await ctx.sql`
      insert into policy_draft (county, id, unit, body, made_by, made_by_name, changed_at)
      values (${ctx.county}, ${id}, ${unit}, ${JSON.stringify(item)}::text::jsonb, ${ctx.actor.id}, ${ctx.actor.name}, ${ctx.now})`;
    ctx.record({ subject: `policy:${id}`, detail: { unit, title: item.title } });
    return { id };
  },
});

/** Changes the draft; what is published stays as it is until the next version. */
export const editDraft = action({
  name: 'policy-draft.edit',
  may: 'policy-draft.edit',
  summary: '修改惠企政策草稿',
  input: z.strictObject({ itemId: z.uuid(), version: z.number().int().positive(), item: itemSchema }),
  async do(ctx, { itemId, version, item }) {
    const draft = await lockDraft(ctx, itemId, version);
    if (draft.state === 'review') throw refuse('wrong-state', '正在等负责人审核，退回以后才能改');
    mustFit(item);
    await ctx.sql`
      update policy_draft set body = ${JSON.stringify(item)}::text::jsonb, state = 'editing', changed_at = ${ctx.now}, made_by = ${ctx.actor.id},
        made_by_name = ${ctx.actor.name}, version = version + 1 where county = ${ctx.county} and id = ${itemId}`;
    ctx.record({ subject: `policy:${itemId}`, detail: { title: item.title } });
  },
});

const onDraft = z.strictObject({ itemId: z.uuid(), version: z.number().int().positive() });

export const submitDraft = action({
  name: 'policy-draft.submit',
  may: 'policy-draft.edit',
  summary: '把草稿送负责人审核',
  input: onDraft,
  async do(ctx, { itemId, version }) {
    const draft = await lockDraft(ctx, itemId, version);
    if (draft.state !== 'editing') throw refuse('wrong-state', '只有修改中的草稿能送审');
    mustFit(draft.body);
    await ctx.sql`update policy_draft set state = 'review', note = null, version = version + 1 where county = ${ctx.county} and id = ${itemId}`;
    ctx.record({ subject: `policy:${itemId}` });
    await notifyUnit(ctx, draft.unit, { template: 'policy-review', data: { title: draft.body.title, by: ctx.actor.name }, link: `/desk/policies/${itemId}` });
  },
});

export const returnDraft = action({
  name: 'policy-draft.return',
  may: 'policy-draft.publish',
  summary: '退回草稿修改',
  input: onDraft.extend({ reason: z.string().trim().min(2, '请写明为什么退回').max(300) }),
  async do(ctx, { itemId, version, reason }) {
    const draft = await lockDraft(ctx, itemId, version);
    if (draft.state !== 'review') throw refuse('wrong-state', '只有送审的草稿能退回');
    await ctx.sql`update policy_draft set state = 'editing', note = ${reason}, version = version + 1 where county = ${ctx.county} and id = ${itemId}`;
    ctx.record({ subject: `policy:${itemId}`, detail: { reason } });
    await notifyUnit(ctx, draft.unit, { template: 'policy-returned', data: { title: draft.body.title, reason }, link: `/desk/policies/${itemId}` });
  },
});

/** Writes a version; in the scope of whoever may, or of the house for the demo county. */
export async function publishVersion(ctx: Ctx, id: string, unit: string, item: Item, writtenBy: string): Promise<number> {
  const [there] = await ctx.sql<{ no: number }[]>`select no from policy_item where county = ${ctx.county} and id = ${id} for update`;
  const no = (there?.no ?? 0) + 1;
  await ctx.sql`
    insert into policy_item (county, id, unit, no, title, kind, way, claims_from, claims_to, first_published_on, words)
    values (${ctx.county}, ${id}, ${unit}, ${no}, ${item.title}, ${item.kind}, ${item.way}, ${item.from}, ${item.to}, ${ctx.today}, ${wordsOf(item)})
    on conflict (county, id) do update set no = ${no}, title = ${item.title}, kind = ${item.kind}, way = ${item.way}, claims_from = ${item.from},
      claims_to = ${item.to}, words = ${wordsOf(item)}, closed_on = null, closed_reason = null, version = policy_item.version + 1`;
  await ctx.sql`
    insert into policy_version (county, item, no, unit, body, published_on, published_by, published_by_name, written_by_name)
    values (${ctx.county}, ${id}, ${no}, ${unit}, ${JSON.stringify(item)}::text::jsonb, ${ctx.today}, ${ctx.actor.id}, ${ctx.actor.name}, ${writtenBy})`;
  return no;
}

export const publishDraft = action({
  name: 'policy-draft.publish',
  may: 'policy-draft.publish',
  summary: '审核并发布：新的申领按这一版，已有的申领留在原来的版本',
  input: onDraft,
  output: z.object({ no: z.number() }),
  async do(ctx, { itemId, version }) {
    const draft = await lockDraft(ctx, itemId, version);
    if (draft.state !== 'review') throw refuse('wrong-state', '送审以后才能发布');
    if (draft.madeBy === ctx.actor.id) throw refuse('two-persons', '自己写的由另一个人审核发布');
    mustFit(draft.body);
    const no = await publishVersion(ctx, itemId, draft.unit, draft.body, draft.madeByName);
    await ctx.sql`update policy_draft set state = 'published', version = version + 1 where county = ${ctx.county} and id = ${itemId}`;
    ctx.record({ subject: `policy:${itemId}`, detail: { no, title: draft.body.title } });
    return { no };
  },
});

/** No new claims; those under way go on. */
export const closeItem = action({
  name: 'policy-draft.close',
  may: 'policy-draft.publish',
  summary: '关闭一项惠企政策：不再接受申领，已有的继续办',
  input: z.strictObject({ itemId: z.uuid(), reason: z.string().trim().min(2, '请写明为什么关闭').max(300) }),
  async do(ctx, { itemId, reason }) {
    const [row] = await ctx.sql<{ unit: string; closedOn: string | null }[]>`
      select unit, closed_on from policy_item where county = ${ctx.county} and id = ${itemId} for update`;
    if (!row) throw refuse('not-found');
    guard(ctx, { units: [row.unit] });
    if (row.closedOn) throw refuse('wrong-state', '已经关闭了');
    await ctx.sql`
      update policy_item set closed_on = ${ctx.today}, closed_reason = ${reason}, version = version + 1 where county = ${ctx.county} and id = ${itemId}`;
    ctx.record({ subject: `policy:${itemId}`, detail: { reason } });
  },
});

/** The items of the actor's units with what state they are in; overseers use the public list and the figures. */
export const deskItems = read({
  name: 'policy-draft.list',
  may: 'policy-draft.read',
  summary: '本部门的惠企政策和草稿',
  input: z.strictObject({}),
  async do(ctx) {
    const rows = await ctx.sql<
      (DraftRow & { no: number | null; closedOn: string | null; claims: number; granted: number; total: bigint | null; committed: bigint | null })[]
    >`
      select d.id, d.unit, d.body, d.state, d.note, d.made_by, d.made_by_name, d.version, i.no, i.closed_on,
        (select count(*)::int from policy_claim c where c.county = d.county and c.item = d.id) as claims,
        (select count(*)::int from policy_grant g where g.county = d.county and g.item = d.id and g.state not in ('declined', 'dropped')) as granted,
        b.total, b.reserved + b.paid as committed
      from policy_draft d
      left join policy_item i on i.county = d.county and i.id = d.id
      left join policy_budget b on b.county = d.county and b.item = d.id and b.year = ${Number(ctx.today.slice(0, 4))}
      where d.county = ${ctx.county} and d.unit = any(${ctx.actor.grants.flatMap(g => g.unit ?? [])})
      order by d.state = 'published', d.changed_at desc, d.id`;
    return {
      items: rows.map(r => ({
        id: r.id,
        unit: r.unit,
        title: r.body.title,
        kind: r.body.kind,
        way: r.body.way,
        from: r.body.from,
        to: r.body.to,
        state: r.state,
        note: r.note,
        no: r.no,
        closedOn: r.closedOn,
        claims: r.claims,
        granted: r.granted,
        total: r.total === null ? null : yuan(r.total),
        left: r.total === null ? null : yuan(r.total - (r.committed ?? 0n)),
      })),
    };
  },
});

export const deskItem = read({
  name: 'policy-draft.read',
  may: 'policy-draft.read',
  summary: '一项惠企政策的草稿和各版本',
  input: z.strictObject({ itemId: z.uuid() }),
  async do(ctx, { itemId }) {
    const [draft] = await ctx.sql<DraftRow[]>`select ${ctx.sql.unsafe(draftColumns)} from policy_draft where county = ${ctx.county} and id = ${itemId}`;
    if (!draft) throw refuse('not-found');
    guard(ctx, { units: [draft.unit] });
    const versions = await ctx.sql<{ no: number; publishedOn: string; publishedByName: string; writtenByName: string | null; body: Item }[]>`
      select no, published_on, published_by_name, written_by_name, body from policy_version where county = ${ctx.county} and item = ${itemId} order by no desc`;
    const [item] = await ctx.sql<{ closedOn: string | null; closedReason: string | null }[]>`
      select closed_on, closed_reason from policy_item where county = ${ctx.county} and id = ${itemId}`;
    return {
      ...draft,
      own: draft.madeBy === ctx.actor.id,
      versions: [...versions],
      closedOn: item?.closedOn ?? null,
      closedReason: item?.closedReason ?? null,
    };
  },
});

/** Options of the builder that the county keeps itself, and the other items for what excludes what. */
export const vocabulary = read({
  name: 'policy-draft.vocabulary',
  may: 'policy-draft.read',
  summary: '编写条件时可以选的企业信息、证照、一件事、乡镇',
  input: z.strictObject({}),
  async do(ctx) {
    const items = await ctx.sql<{ id: string; title: string }[]>`select id, title from policy_item where county = ${ctx.county} order by title`;
    return { names: await namesOf(ctx), facts: Object.keys(facts), items: [...items] };
  },
});

/** Tries a draft on every firm of the county before anybody is promised anything; nothing is stored. */
export const trial = action({
  name: 'policy-draft.try',
  may: 'policy-draft.try',
  summary: '试算：哪些企业符合、为什么、各多少钱',
  input: z.strictObject({ item: itemSchema, itemId: z.uuid().optional() }),
  async do(ctx, { item, itemId }) {
    mustFit(item);
    const names = await namesOf(ctx);
    const firms = await ctx.asHouse(ctx => knowFirms(ctx));
    const judged = firms.map(f => {
      const { outcome, reasons } = match(item, f.facts, ctx.today, { names, held: f.held, item: itemId, masked: true });
      const reckoned = reckon(item.amount, f.facts, ctx.today);
      return { firm: f.id, name: f.name, town: f.town, outcome, reasons, fen: reckoned.fen, lines: reckoned.lines };
    });
    const order = { met: 0, unknown: 1, unmet: 2 };
    const met = judged.filter(j => j.outcome === 'met');
    ctx.record({ subject: itemId ? `policy:${itemId}` : undefined, detail: { looked: firms.length, met: met.length } });
    return {
      looked: firms.length,
      met: met.length,
      unknown: judged.filter(j => j.outcome === 'unknown').length,
      total: yuan(met.reduce((sum, j) => sum + (j.fen ?? 0n), 0n)),
      amount: amountInWords(item.amount),
      conditions: item.rules.map(r => ruleInWords(r, names)),
      firms: judged
        .sort((a, b) => order[a.outcome] - order[b.outcome] || a.name.localeCompare(b.name, 'zh-CN'))
        .slice(0, 300)
        .map(({ fen, ...j }) => ({ ...j, amount: fen === null ? null : yuan(fen) })),
    };
  },
});
export type Trial = Awaited<ReturnType<typeof trial.do>>;
