/** The programme's SQL that several actions share: entries, editions, and the stand of what is published. */
import { type Ctx, guard, refusals, refuse } from '#platform/actions';
import type { Day } from '#platform/calendar';
import type { Content, EntryState } from './forms.ts';

export const refuseKnowledge = refusals({
  'own-edition': [403, '自己写的不能自己审核，请同部门的负责人或事项管理员审核'],
  'entry-state': [409, '现在的状态不能这样做'],
  'entry-twice': [409, '已经有同样的问题'],
  'no-unit': [422, '没有这个部门'],
});

export interface EntryRecord {
  id: string;
  unit: string;
  origin: string;
  live: number | null;
  edition: number;
  state: EntryState;
  version: number;
}

export interface EditionRecord extends Content {
  entry: string;
  number: number;
  state: EntryState;
  writers: string[];
  authorName: string;
  writtenAt: string;
  reviewedByName: string | null;
  reviewedAt: string | null;
  note: string;
}

const editionColumns = `entry, number, state, question, variants, answer, keywords, things, source, source_link, audience, category, valid_until, review_by,
  change, writers, author_name, written_at, reviewed_by_name, reviewed_at, note`;

export const editionsOf = (ctx: Ctx, entry: string) =>
  ctx.sql<EditionRecord[]>`
    select ${ctx.sql.unsafe(editionColumns)} from knowledge_edition where county = ${ctx.county} and entry = ${entry} order by number desc`;

export async function findEntry(ctx: Ctx, id: string): Promise<EntryRecord> {
  const [row] = await ctx.sql<EntryRecord[]>`
    select id, unit, origin, live, edition, state, version from knowledge_entry where county = ${ctx.county} and id = ${id}`;
  if (!row) throw refuse('not-found');
  guard(ctx, { units: [row.unit] });
  return row;
}

/** The entry and its newest edition, locked; a page that is older than the record is told so. */
export async function grip(ctx: Ctx, id: string, version: number): Promise<{ entry: EntryRecord; edition: EditionRecord }> {
  const [entry] = await ctx.sql<EntryRecord[]>`
    select id, unit, origin, live, edition, state, version from knowledge_entry where county = ${ctx.county} and id = ${id} for update`;
  if (!entry) throw refuse('not-found');
  guard(ctx, { units: [entry.unit] });
  const [edition] = await ctx.sql<EditionRecord[]>`
    select ${ctx.sql.unsafe(editionColumns)} from knowledge_edition where county = ${ctx.county} and entry = ${id} and number = ${entry.edition}`;
  if (entry.version !== version) throw refuse('changed', edition!.reviewedByName ? `${edition!.reviewedByName} 刚刚审核过` : `${edition!.authorName} 刚刚改过`);
  return { entry, edition: edition! };
}

export async function insertEdition(ctx: Ctx, entry: string, number: number, state: EntryState, c: Content): Promise<void> {
  await ctx.sql`
    insert into knowledge_edition (county, entry, number, state, question, variants, answer, keywords, things, source, source_link, audience, category,
      valid_until, review_by, change, writers, author_name, written_at)
    values (${ctx.county}, ${entry}, ${number}, ${state}, ${c.question}, ${c.variants}, ${c.answer}, ${c.keywords}, ${c.things}, ${c.source}, ${c.sourceLink},
      ${c.audience}, ${c.category}, ${c.validUntil}, ${c.reviewBy}, ${c.change}, ${[writerOf(ctx)]}::uuid[], ${ctx.actor.name}, ${ctx.now})`;
}

/** A draft is the only edition whose words change; who changes it is among its writers. */
export async function rewrite(ctx: Ctx, edition: EditionRecord, c: Content): Promise<void> {
  const writers = [...new Set([...edition.writers, writerOf(ctx)])];
  await ctx.sql`
    update knowledge_edition set question = ${c.question}, variants = ${c.variants}, answer = ${c.answer}, keywords = ${c.keywords}, things = ${c.things},
      source = ${c.source}, source_link = ${c.sourceLink}, audience = ${c.audience}, category = ${c.category}, valid_until = ${c.validUntil},
      review_by = ${c.reviewBy}, change = ${c.change}, writers = ${writers}::uuid[], author_name = ${ctx.actor.name}, written_at = ${ctx.now}
    where county = ${ctx.county} and entry = ${edition.entry} and number = ${edition.number} and state = 'draft'`;
}

/** The house has no id of its own. */
const writerOf = (ctx: Ctx) => (ctx.actor.kind === 'system' ? '00000000-0000-0000-0000-000000000000' : ctx.actor.id);

/** Moves the newest edition and the entry with it. */
export async function move(ctx: Ctx, entry: EntryRecord, to: EntryState, more: { live?: number | null } = {}): Promise<number> {
  await ctx.sql`
    update knowledge_edition set state = ${to} where county = ${ctx.county} and entry = ${entry.id} and number = ${entry.edition}`;
  const live = more.live === undefined ? entry.live : more.live;
  await ctx.sql`
    update knowledge_entry set state = ${to}, live = ${live}, version = version + 1 where county = ${ctx.county} and id = ${entry.id}`;
  if (live !== entry.live) await bump(ctx);
  return entry.version + 1;
}

/** What is published changed: the index of every node is old from the commit on. */
export const bump = (ctx: Ctx): Promise<unknown> =>
  ctx.asHouse(
    ctx => ctx.sql`
      insert into knowledge_stand (county, stand) values (${ctx.county}, 1) on conflict (county) do update set stand = knowledge_stand.stand + 1`,
  );

export async function requireUnit(ctx: Ctx, unit: string): Promise<void> {
  const [row] = await ctx.asHouse(ctx => ctx.sql`select 1 as here from unit where county = ${ctx.county} and id = ${unit} and active`);
  if (!row) throw refuseKnowledge('no-unit', { faults: [{ path: 'unit', message: '没有这个部门，请从名单里选' }] });
}

/** Entries that answer today. Past the reader's own row-level security, because what is published is for everybody. */
export interface Published extends Content {
  id: string;
  unit: string;
  number: number;
  reviewedOn: Day;
}

export const publishedEntries = (ctx: Ctx) =>
  ctx.asHouse(
    ctx => ctx.sql<Published[]>`
      select e.id, e.unit, d.number, d.question, d.variants, d.answer, d.keywords, d.things, d.source, d.source_link, d.audience, d.category, d.valid_until,
        d.review_by, d.change, (d.reviewed_at at time zone 'Asia/Shanghai')::date as reviewed_on
      from knowledge_entry e join knowledge_edition d on d.county = e.county and d.entry = e.id and d.number = e.live
      where e.county = ${ctx.county} and e.live is not null order by e.id`,
  );
