/** The negative list (进驻负面清单): what is not done in the hall, why, where instead, and until when. */
import { z } from 'zod';
import { systemActor } from '#platform/access';
import { action, type Ctx, type House, knownActor, perform, read, refusals, refuse } from '#platform/actions';
import { inChinese } from '#platform/calendar';
import type { Job } from '#platform/jobs';
import { notifyUnit } from '#platform/notices';
import { currentVersion } from '#programmes/one-thing';
import { outsideLight, remindFrom, termFault } from './rules.ts';
import { addChange, changesOf, lockOutside, type Outside, outsideOf } from './store.ts';

const refuseEntry = refusals({
  'listed-already': [409, '清单里已经有这个事项'],
  'entry-ended': [409, '这一条已经移出清单'],
});

/** The bureau that keeps the list. */
const keeper = 'approval';

const wrong = (path: string, message: string) => refuse('input', { detail: message, faults: [{ path, message }] });
const validUntil = z.iso.date('请选择有效期');

const fields = {
  reason: z.string().trim().min(6, '理由至少 6 个字，说明为什么不能进大厅').max(300),
  basis: z.string().trim().min(4, '请写明依据的文件或条款').max(200),
  doneAt: z.string().trim().min(4, '请写明到哪里办').max(200),
  validUntil,
};

export const addOutside = action({
  name: 'outside.add',
  may: 'outside.keep',
  creates: true,
  summary: '把一个事项列入不进大厅的清单',
  input: z.strictObject({
    /** Of the catalogue; none: `name` and `unit` say what it is. */
    matter: z.string().max(80).optional(),
    name: z.string().trim().max(100).default(''),
    unit: z.string().max(60).default(''),
    ...fields,
  }),
  output: z.object({ id: z.string() }),
  async do(ctx, { matter, ...e }) {
    const { catalogue } = await currentVersion(ctx);
    const known = matter ? catalogue.matters.find(m => m.id === matter) : undefined;
    if (matter && !known) throw wrong('matter', '事项目录里没有这个事项');
    const name = known?.name ?? e.name;
    const unit = known?.department ?? e.unit;
    if (name.length < 2) throw wrong('name', '请选择事项，或填写名称');
    const [there] = await ctx.asHouse(ctx => ctx.sql`select 1 from unit where county = ${ctx.county} and id = ${unit}`);
    if (!there) throw wrong('unit', '请选择部门');
    const late = termFault(e.validUntil, ctx.today);
    if (late) throw wrong('validUntil', late);
    const id = crypto.randomUUID();
    const { count } = await ctx.sql`
      insert into outside_matter (county, id, matter, name, unit, reason, basis, done_at, valid_until, added_on)
      values (${ctx.county}, ${id}, ${matter ?? null}, ${name}, ${unit}, ${e.reason}, ${e.basis}, ${e.doneAt}, ${e.validUntil}, ${ctx.today})
      on conflict (county, name, unit) where ended_on is null do nothing`;
    if (count !== 1) throw refuseEntry('listed-already', `${name}：请续期，或先移出`);
    await addChange(ctx, { entry: id, what: 'added', validUntil: e.validUntil, reason: e.reason });
    ctx.record({ subject: `outside:${id}`, detail: { ...e, name, unit } });
    return { id };
  },
});

async function grip(ctx: Ctx, id: string, version: number): Promise<Outside> {
  const entry = await lockOutside(ctx, id);
  if (!entry) throw refuse('not-found');
  if (entry.version !== version) throw refuse('changed');
  if (entry.endedOn) throw refuseEntry('entry-ended', `${inChinese(entry.endedOn)}移出`);
  return entry;
}

const onEntry = z.strictObject({ entryId: z.uuid(), version: z.number().int().positive() });

export const prolongOutside = action({
  name: 'outside.prolong',
  may: 'outside.keep',
  summary: '重新评估后续期，写明理由',
  input: onEntry.extend({ validUntil, reason: fields.reason }),
  async do(ctx, { entryId, version, validUntil, reason }) {
    const entry = await grip(ctx, entryId, version);
    const fault = termFault(validUntil, ctx.today) ?? (validUntil <= entry.validUntil ? `要晚于现在的有效期 ${inChinese(entry.validUntil)}` : null);
    if (fault) throw wrong('validUntil', fault);
    await ctx.sql`
      update outside_matter set valid_until = ${validUntil}, reason = ${reason}, version = version + 1 where county = ${ctx.county} and id = ${entryId}`;
    await addChange(ctx, { entry: entryId, what: 'prolonged', validUntil, reason });
    ctx.record({ subject: `outside:${entryId}`, detail: { from: entry.validUntil, to: validUntil, reason } });
  },
});

export const endOutside = action({
  name: 'outside.end',
  may: 'outside.keep',
  summary: '移出清单：事项进大厅办，或不再办',
  input: onEntry.extend({ reason: z.string().trim().min(4, '请写明为什么移出').max(300) }),
  async do(ctx, { entryId, version, reason }) {
    await grip(ctx, entryId, version);
    await ctx.sql`
      update outside_matter set ended_on = ${ctx.today}, end_reason = ${reason}, version = version + 1 where county = ${ctx.county} and id = ${entryId}`;
    await addChange(ctx, { entry: entryId, what: 'ended', validUntil: null, reason });
    ctx.record({ subject: `outside:${entryId}`, detail: { reason } });
  },
});

const change = z.object({
  what: z.enum(['added', 'prolonged', 'ended']),
  onDay: z.string(),
  byName: z.string(),
  validUntil: z.string().nullable(),
  reason: z.string(),
});
const entryView = z.object({
  id: z.string(),
  matter: z.string().nullable(),
  name: z.string(),
  unit: z.string(),
  unitName: z.string(),
  reason: z.string(),
  basis: z.string(),
  doneAt: z.string(),
  validUntil: z.string(),
  addedOn: z.string(),
  endedOn: z.string().nullable(),
  endReason: z.string().nullable(),
  light: z.enum(['green', 'yellow', 'red', 'none']),
  version: z.number(),
  history: z.array(change),
});
export type OutsideView = z.infer<typeof entryView>;

export const readOutside = read({
  name: 'outside.list',
  may: 'outside.read',
  summary: '不进大厅的事项清单：理由、依据、到哪里办、有效期',
  input: z.strictObject({}),
  output: z.object({ items: z.array(entryView) }),
  async do(ctx) {
    const [entries, changes] = [await outsideOf(ctx), await changesOf(ctx)];
    const units = await ctx.sql<{ id: string; name: string }[]>`select id, name from unit where county = ${ctx.county}`;
    const staff = ctx.actor.kind === 'staff';
    return {
      items: entries
        .filter(e => staff || e.endedOn === null)
        .map(({ remindedFor: _, ...e }) => ({
          ...e,
          unitName: units.find(u => u.id === e.unit)?.name ?? e.unit,
          light: outsideLight(e, ctx.today),
          history: changes.filter(c => c.entry === e.id).map(({ entry: __, ...c }) => c),
        })),
    };
  },
});

/** Tells department and keeper once of every entry that ends soon or has ended; a server that was down catches up. */
export const remindOutside = action({
  name: 'outside.remind',
  may: 'outside.remind',
  summary: '提醒清单快到期或已经过期',
  input: z.strictObject({}),
  async do(ctx) {
    const due = (await outsideOf(ctx)).filter(e => e.endedOn === null && ctx.today >= remindFrom(e.validUntil) && e.remindedFor !== e.validUntil);
    for (const e of due) {
      for (const unit of new Set([e.unit, keeper]))
        await notifyUnit(ctx, unit, {
          template: ctx.today > e.validUntil ? 'outside-expired' : 'outside-expiring',
          data: { name: e.name, until: inChinese(e.validUntil) },
          link: '/desk/hall/outside',
        });
      await ctx.sql`update outside_matter set reminded_for = ${e.validUntil} where county = ${ctx.county} and id = ${e.id}`;
      ctx.record({ subject: `outside:${e.id}`, detail: { until: e.validUntil } });
    }
    return { reminded: due.length };
  },
});

export const outsideJob = (house: House): Job => ({
  name: 'hall-outside',
  cron: '10 8 * * *',
  handle: async (_, county) =>
    void (await perform(house, remindOutside, knownActor(systemActor(county, '大厅')), {}, { county, requestId: `outside:${house.clock.today()}` })),
});
