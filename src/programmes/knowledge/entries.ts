/** Writing entries, four eyes before they answer, revisions, withdrawal. */
import { z } from 'zod';
import { action, type Ctx, guard, read, refuse } from '#platform/actions';
import { notifyUnit } from '#platform/notices';
import { anywhere } from '#platform/search';
import { currentVersion } from '#programmes/one-thing';
import { linkFaults } from './answer-text.ts';
import { audiences, type Content, categories, contentSchema, entryStates } from './forms.ts';
import { dateFaults, type Fault, lightOf, type Move, neverPublished, personalData, refusedMove, reviewsOwn } from './rules.ts';
import {
  bump,
  type EditionRecord,
  type EntryRecord,
  editionsOf,
  findEntry,
  grip,
  insertEdition,
  move,
  refuseKnowledge,
  requireUnit,
  rewrite,
} from './store.ts';
import { entryRow, entryView } from './views.ts';

const made = z.object({ id: z.string(), version: z.number() });
const onEntry = z.strictObject({ entryId: z.uuid(), version: z.number().int().positive() });
const words = (what: string) => z.string().trim().min(4, `请写明${what}，至少 4 个字`).max(300);

/** Everything that is wrong with what was typed, beside its field. */
async function contentFaults(ctx: Ctx, c: Content): Promise<Fault[]> {
  const { catalogue } = await currentVersion(ctx);
  const known = { things: new Set(catalogue.things.map(t => String(t.no))), matters: new Set(catalogue.matters.map(m => m.id)) };
  const personal = (path: string, text: string): Fault[] => {
    const found = personalData(text).filter(p => neverPublished.includes(p.kind));
    return found.length > 0 ? [{ path, message: `不能有个人信息：${found.map(p => p.what).join('、')}` }] : [];
  };
  return [
    ...dateFaults(c, ctx.today),
    ...linkFaults(c.answer, known).map(message => ({ path: 'answer', message })),
    ...c.things.filter(no => !known.things.has(String(no))).map(no => ({ path: 'things', message: `目录里没有第 ${no} 件事` })),
    ...personal('question', c.question),
    ...personal('answer', c.answer),
    ...c.variants.flatMap((v, i) => personal(`variants.${i}`, v)),
  ];
}

async function mustBeRight(ctx: Ctx, content: Content): Promise<void> {
  const faults = (await contentFaults(ctx, content)).map(f => ({ ...f, path: `content.${f.path}` }));
  if (faults.length > 0) throw refuse('input', { detail: faults[0]!.message, faults });
}

function mayMove(what: Move, entry: EntryRecord): void {
  const why = refusedMove(what, entry.state);
  if (why) throw refuseKnowledge('entry-state', why);
}

export async function newEntry(ctx: Ctx, unit: string, content: Content, origin: string, state: 'draft' | 'review' = 'draft'): Promise<string> {
  await requireUnit(ctx, unit);
  const id = crypto.randomUUID();
  await ctx.sql`
    insert into knowledge_entry (county, id, unit, origin, edition, state) values (${ctx.county}, ${id}, ${unit}, ${origin}, 1, ${state})`;
  await insertEdition(ctx, id, 1, state, content);
  ctx.record({ subject: `knowledge:${id}`, detail: { unit, question: content.question, state } });
  return id;
}

/** One message when the first of a unit's entries waits; those that join it wait in the same list. */
async function tellReviewers(ctx: Ctx, entry: { id: string; unit: string }, question: string): Promise<void> {
  const [other] = await ctx.sql`
    select 1 as waits from knowledge_entry where county = ${ctx.county} and unit = ${entry.unit} and state = 'review' and id <> ${entry.id} limit 1`;
  if (other) return;
  await notifyUnit(ctx, entry.unit, {
    template: 'knowledge-review',
    data: { question, by: ctx.actor.name },
    link: `/desk/knowledge?state=review&unit=${entry.unit}`,
  });
}

/** One question makes one entry, also when two write at once. */
async function openGap(ctx: Ctx, id: string): Promise<void> {
  const [gap] = await ctx.sql<{ state: string }[]>`select state from knowledge_gap where county = ${ctx.county} and id = ${id} for update`;
  if (!gap) throw refuse('not-found');
  if (gap.state !== 'open') throw refuse('changed', gap.state === 'written' ? '这个问题已经有人写成条目' : '这个问题已经有人定为不用回答');
}

export const makeEntry = action({
  name: 'knowledge.make',
  may: 'knowledge.write',
  creates: true,
  summary: '编写一条知识库条目；可以直接送审',
  input: z.strictObject({
    unit: z.string().min(1, '请选责任部门').max(60),
    content: contentSchema,
    submit: z.boolean().default(false),
    /** The question that nobody could answer, from which it is written. */
    gapId: z.uuid().optional(),
  }),
  output: made,
  async do(ctx, { unit, content, submit, gapId }) {
    guard(ctx, { units: [unit] });
    await mustBeRight(ctx, content);
    if (gapId) await openGap(ctx, gapId);
    const id = await newEntry(ctx, unit, content, gapId ? '没有答上的问题' : '', submit ? 'review' : 'draft');
    if (gapId)
      await ctx.sql`
        update knowledge_gap set state = 'written', entry = ${id}, version = version + 1 where county = ${ctx.county} and id = ${gapId}`;
    if (submit) await tellReviewers(ctx, { id, unit }, content.question);
    return { id, version: 1 };
  },
});

export const editEntry = action({
  name: 'knowledge.edit',
  may: 'knowledge.write',
  summary: '修改草稿',
  input: onEntry.extend({ content: contentSchema, submit: z.boolean().default(false) }),
  output: made,
  async do(ctx, { entryId, version, content, submit }) {
    const { entry, edition } = await grip(ctx, entryId, version);
    mayMove('edit', entry);
    await mustBeRight(ctx, content);
    await rewrite(ctx, edition, content);
    const next = await move(ctx, entry, submit ? 'review' : 'draft');
    if (submit) await tellReviewers(ctx, entry, content.question);
    ctx.record({ subject: `knowledge:${entryId}`, detail: { edition: edition.number, submit } });
    return { id: entryId, version: next };
  },
});

/** The next edition, from the newest one's words. */
export const reviseEntry = action({
  name: 'knowledge.revise',
  may: 'knowledge.write',
  summary: '修订：在已发布、已过期或已撤下的一版之后开新的一版',
  input: onEntry,
  output: made,
  async do(ctx, { entryId, version }) {
    const { entry, edition } = await grip(ctx, entryId, version);
    mayMove('revise', entry);
    const [last] = await ctx.sql<{ number: number }[]>`
      select max(number)::int as number from knowledge_edition where county = ${ctx.county} and entry = ${entryId}`;
    const number = last!.number + 1;
    await insertEdition(ctx, entryId, number, 'draft', { ...edition, change: '' });
    await ctx.sql`
      update knowledge_entry set edition = ${number}, state = 'draft', version = version + 1 where county = ${ctx.county} and id = ${entryId}`;
    ctx.record({ subject: `knowledge:${entryId}`, detail: { edition: number } });
    return { id: entryId, version: version + 1 };
  },
});

/** Gives up the edition that was not published; what answers goes on answering. */
export const dropEdition = action({
  name: 'knowledge.drop',
  may: 'knowledge.write',
  summary: '放弃还没发布的一版',
  input: onEntry,
  async do(ctx, { entryId, version }) {
    const { entry, edition } = await grip(ctx, entryId, version);
    mayMove('drop', entry);
    await move(ctx, entry, 'withdrawn');
    if (entry.live !== null) await ctx.sql`update knowledge_entry set edition = live, state = 'published' where county = ${ctx.county} and id = ${entryId}`;
    ctx.record({ subject: `knowledge:${entryId}`, detail: { edition: edition.number } });
  },
});

export const withdrawEntry = action({
  name: 'knowledge.withdraw',
  may: 'knowledge.write',
  summary: '撤下：不再作答',
  input: onEntry.extend({ reason: words('撤下的原因') }),
  async do(ctx, { entryId, version, reason }) {
    const { entry } = await grip(ctx, entryId, version);
    if (entry.live === null) throw refuseKnowledge('entry-state', '这一条现在没有在作答');
    await ctx.sql`
      update knowledge_edition set state = 'withdrawn', note = ${reason} where county = ${ctx.county} and entry = ${entryId} and number = ${entry.live}`;
    await ctx.sql`
      update knowledge_entry set live = null, state = ${entry.edition === entry.live ? 'withdrawn' : entry.state}, version = version + 1
      where county = ${ctx.county} and id = ${entryId}`;
    await bump(ctx);
    ctx.record({ subject: `knowledge:${entryId}`, detail: { reason } });
  },
});

async function publishOne(ctx: Ctx, id: string, version: number): Promise<void> {
  const { entry, edition } = await grip(ctx, id, version);
  mayMove('publish', entry);
  if (reviewsOwn(edition.writers, ctx.actor.id)) throw refuseKnowledge('own-edition');
  await mustBeRight(ctx, edition);
  const [twin] = await ctx.sql<{ id: string }[]>`
    select e.id from knowledge_entry e join knowledge_edition d on d.county = e.county and d.entry = e.id and d.number = e.live
    where e.county = ${ctx.county} and e.id <> ${id} and d.question = ${edition.question}`;
  if (twin) throw refuseKnowledge('entry-twice', `“${edition.question}”已经发布，请修订那一条`);
  if (entry.live !== null)
    await ctx.sql`
      update knowledge_edition set state = 'superseded' where county = ${ctx.county} and entry = ${id} and number = ${entry.live}`;
  await ctx.sql`
    update knowledge_edition set reviewed_by = ${ctx.actor.kind === 'staff' ? ctx.actor.id : null}, reviewed_by_name = ${ctx.actor.name}, reviewed_at = ${ctx.now}
    where county = ${ctx.county} and entry = ${id} and number = ${edition.number}`;
  await move(ctx, entry, 'published', { live: edition.number });
  await ctx.sql`update knowledge_entry set reminded_on = null where county = ${ctx.county} and id = ${id}`;
  ctx.record({ subject: `knowledge:${id}`, detail: { edition: edition.number, question: edition.question } });
}

export const publishEntries = action({
  name: 'knowledge.publish',
  may: 'knowledge.review',
  summary: '审核通过，发布：从这时起作答',
  input: z.strictObject({ entries: z.array(onEntry).min(1).max(50) }),
  async do(ctx, { entries }) {
    for (const { entryId, version } of entries) await publishOne(ctx, entryId, version);
  },
});

export const returnEntry = action({
  name: 'knowledge.return',
  may: 'knowledge.review',
  summary: '审核退回，写明原因',
  input: onEntry.extend({ reason: words('退回的原因') }),
  async do(ctx, { entryId, version, reason }) {
    const { entry, edition } = await grip(ctx, entryId, version);
    mayMove('return', entry);
    await ctx.sql`
      update knowledge_edition set note = ${reason}, reviewed_by_name = ${ctx.actor.name}, reviewed_at = ${ctx.now}
      where county = ${ctx.county} and entry = ${entryId} and number = ${edition.number}`;
    await move(ctx, entry, 'draft');
    await notifyUnit(ctx, entry.unit, { template: 'knowledge-returned', data: { question: edition.question, reason }, link: `/desk/knowledge/${entryId}` });
    ctx.record({ subject: `knowledge:${entryId}`, detail: { reason } });
  },
});

export const readEntry = read({
  name: 'knowledge.entry',
  may: 'knowledge.read',
  summary: '一条知识库条目：各版、差别、现在能做什么',
  input: z.strictObject({ entryId: z.uuid() }),
  output: entryView,
  async do(ctx, { entryId }) {
    const entry = await findEntry(ctx, entryId);
    const editions = await editionsOf(ctx, entryId);
    const newest = editions.find(e => e.number === entry.edition)!;
    const live = editions.find(e => e.number === entry.live);
    const on = (may: string) => ctx.house.permissions.on(ctx.actor, may, { units: [entry.unit] }) !== null;
    const own = reviewsOwn(newest.writers, ctx.actor.id);
    return {
      id: entry.id,
      unit: entry.unit,
      origin: entry.origin,
      live: entry.live,
      light: live ? lightOf(live, ctx.today) : ('none' as const),
      version: entry.version,
      newest: entry.edition,
      editions: editions.map(shown),
      may: {
        write: on('knowledge.write'),
        review: on('knowledge.review') && !own,
        why: on('knowledge.review') && own ? '这一版有您写的内容，要由别人审核' : '',
      },
    };
  },
});

const shown = ({ entry: _, writers: __, ...e }: EditionRecord) => e;

export const listEntries = read({
  name: 'knowledge.list',
  may: 'knowledge.read',
  summary: '知识库条目清单：按状态、到期、部门、类别筛选，按字词找',
  input: z.strictObject({
    state: z.enum([...entryStates, 'live', 'due'] as const).optional(),
    unit: z.string().max(60).optional(),
    category: z.enum(categories).optional(),
    audience: z.enum(audiences).optional(),
    q: z.string().trim().max(60).optional(),
    sort: z.enum(['due', 'newest', 'unhelpful']).default('newest'),
    page: z.coerce.number().int().min(1).max(1000).default(1),
    /** Rows a page; the whole list for a table to take along. */
    size: z.coerce.number().int().min(1).max(1000).default(50),
  }),
  output: z.object({ items: z.array(entryRow), total: z.number(), counts: z.record(z.string(), z.number()) }),
  async do(ctx, f) {
    const { sql, today } = ctx;
    const like = anywhere(f.q);
    const due = sql`least(coalesce(d.valid_until, d.review_by), d.review_by)`;
    const soon = sql`e.live is not null and ${due} <= ${today}::date + 30`;
    const about = sql`e.county = ${ctx.county} ${f.unit ? sql`and e.unit = ${f.unit}` : sql``} ${f.category ? sql`and d.category = ${f.category}` : sql``}
      ${f.audience ? sql`and d.audience = ${f.audience}` : sql``}
      ${f.q ? sql`and (d.search ilike ${like} or d.answer ilike ${like})` : sql``}`;
    const state =
      f.state === undefined ? sql`` : f.state === 'live' ? sql`and e.live is not null` : f.state === 'due' ? sql`and ${soon}` : sql`and e.state = ${f.state}`;
    const order = {
      due: sql`(e.live is null), ${due}, e.id`,
      newest: sql`d.written_at desc, e.id`,
      unhelpful: sql`unhelpful desc, d.written_at desc, e.id`,
    }[f.sort];
    const from = sql`knowledge_entry e join knowledge_edition d on d.county = e.county and d.entry = e.id and d.number = e.edition`;
    const rows = await sql<Omit<z.infer<typeof entryRow>, 'light'>[]>`
      select e.id, e.unit, d.question, d.category, d.audience, e.state, e.live, d.valid_until, d.review_by, d.author_name, d.written_at, e.version,
        (select count(*)::int from knowledge_feedback b where b.county = e.county and b.kind = 'entry' and b.target = e.id::text and b.helpful) as helpful,
        (select count(*)::int from knowledge_feedback b where b.county = e.county and b.kind = 'entry' and b.target = e.id::text and not b.helpful) as unhelpful
      from ${from} where ${about} ${state} order by ${order} limit ${f.size} offset ${(f.page - 1) * f.size}`;
    const [all] = await sql<{ total: number }[]>`select count(*)::int as total from ${from} where ${about} ${state}`;
    const [counts] = await sql<Record<string, number>[]>`
      select count(*)::int as all, count(*) filter (where e.state = 'draft')::int as draft, count(*) filter (where e.state = 'review')::int as review,
        count(*) filter (where e.live is not null)::int as live, count(*) filter (where ${soon})::int as due,
        count(*) filter (where e.state = 'expired')::int as expired, count(*) filter (where e.state = 'withdrawn')::int as withdrawn
      from ${from} where ${about}`;
    return {
      items: rows.map(r => ({ ...r, light: r.live === null ? ('none' as const) : lightOf(r, today) })),
      total: all?.total ?? 0,
      counts: { ...counts! },
    };
  },
});
