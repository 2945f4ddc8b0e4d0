/** The verbs: register, mend, confirm, close; equipment that fails and works again. */
import { z } from 'zod';
import { action, type Ctx, guard, refusals, refuse } from '#platform/actions';
import { addDays, isDay } from '#platform/calendar';
import { guardedPlace } from './access.ts';
import { knownTowns } from './divisions.ts';
import { type PlaceForm, placeFaults, settled } from './forms.ts';
import { reviewDue, standsOn } from './rules.ts';
import { datumShape, hoursShape, kindShape, wayShape } from './shapes.ts';
import {
  closeRow,
  confirmRow,
  endOutage,
  insertPlaces,
  lockNumbers,
  lockPlace,
  nameTaken,
  nextNumber,
  openOutage,
  type PlaceRow,
  touch,
  updatePlaces,
} from './store.ts';
import { subjectNames } from './subjects.ts';

export const refusePlace = refusals({
  'place-closed': [409, '这个办事点已经停用，不能再改'],
  'place-name-taken': [422, '这个乡镇已经有同名的办事点'],
  'place-broken-already': [409, '已经登记了故障'],
  'place-works': [409, '没有登记故障，不用修复'],
  'not-a-kiosk': [422, '只有自助机登记故障'],
});

const day = z.string().refine(isDay, '日期写成 2024-12-25 的样子');

export const placeForm = z.strictObject({
  kind: kindShape,
  name: z.string().max(200),
  town: z.string().max(40),
  village: z.string().max(20).nullable(),
  address: z.string().max(300),
  lon: z.number(),
  lat: z.number(),
  datum: datumShape,
  approximate: z.boolean(),
  phone: z.string().trim().max(30).nullable(),
  hours: hoursShape,
  access: z.array(z.string().max(30)).max(10),
  services: z.array(z.strictObject({ subject: z.string().max(80), way: wayShape })).max(150),
  note: z.string().max(1000),
  validFrom: z.string().max(10),
});

/** Refuses with every fault of the form at once. */
async function checked(ctx: Ctx, form: PlaceForm, no?: number) {
  const faults = placeFaults(form, { towns: knownTowns(), subjects: new Set((await subjectNames(ctx)).keys()) });
  if (faults.length > 0) throw refuse('input', { detail: faults[0]!.message, faults });
  const place = settled(form);
  if (await nameTaken(ctx, { ...(no ? { no } : {}), ...place }))
    throw refuse('input', { detail: '这个乡镇已经有同名的办事点', faults: [{ path: 'name', message: '这个乡镇已经有同名的办事点' }] });
  return place;
}

export const makePlace = action({
  name: 'place.make',
  may: 'place.edit',
  creates: true,
  summary: '登记一个办事点',
  input: placeForm,
  output: z.object({ no: z.number() }),
  async do(ctx, form) {
    guard(ctx, guardedPlace(form));
    await lockNumbers(ctx);
    const place = await checked(ctx, form);
    const no = await nextNumber(ctx);
    await insertPlaces(ctx, [{ ...place, no, confirmedOn: ctx.today, confirmedBy: ctx.actor.name }]);
    ctx.record({ subject: `place:${no}`, detail: { made: place } });
    return { no };
  },
});

/** The place, held and not changed by anybody meanwhile. */
export async function grip(ctx: Ctx, no: number, version: number): Promise<PlaceRow> {
  const place = await lockPlace(ctx, no);
  if (!place) throw refuse('not-found');
  guard(ctx, guardedPlace(place));
  if (place.version !== version) throw refuse('changed', `“${place.name}”刚刚被别人改过`);
  if (!standsOn({ ...place, validFrom: '0001-01-01' }, ctx.today)) throw refusePlace('place-closed');
  return place;
}

export const onPlace = z.strictObject({ no: z.coerce.number().int().positive(), version: z.number().int().positive() });

export const editPlace = action({
  name: 'place.edit',
  may: 'place.edit',
  summary: '修改办事点；改动同时算作核对',
  input: onPlace.extend(placeForm.shape),
  async do(ctx, { no, version, ...form }) {
    const was = await grip(ctx, no, version);
    // Handing it to another town needs the right to that one too.
    guard(ctx, guardedPlace(form));
    const place = await checked(ctx, form, no);
    if (was.closedOn !== null && place.validFrom > was.closedOn) {
      const message = `不能晚于停用日期 ${was.closedOn}`;
      throw refuse('input', { detail: message, faults: [{ path: 'validFrom', message }] });
    }
    await updatePlaces(ctx, [{ ...place, no, confirmedOn: ctx.today, confirmedBy: ctx.actor.name }]);
    ctx.record({ subject: `place:${no}`, detail: changesOf(was, place) });
  },
});

/** What an edit changed, before and after, for the audit. */
export function changesOf(was: object, is: object): Record<string, { was: unknown; is: unknown }> {
  const before = was as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(is)
      .filter(([k, v]) => JSON.stringify(ordered(before[k])) !== JSON.stringify(ordered(v)))
      .map(([k, v]) => [k, { was: before[k] ?? null, is: v }]),
  );
}
/** The database gives back the keys of an object in an order of its own. */
const ordered = (v: unknown): unknown =>
  Array.isArray(v)
    ? v.map(ordered)
    : v && typeof v === 'object'
      ? Object.fromEntries(
          Object.entries(v)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([k, x]) => [k, ordered(x)]),
        )
      : v;

export const confirmPlace = action({
  name: 'place.confirm',
  may: 'place.confirm',
  summary: '核对：登记的信息现在是对的',
  input: onPlace,
  output: z.object({ due: z.string() }),
  async do(ctx, { no, version }) {
    await grip(ctx, no, version);
    await confirmRow(ctx, no);
    ctx.record({ subject: `place:${no}` });
    return { due: reviewDue(ctx.today) };
  },
});

export const closePlace = action({
  name: 'place.close',
  may: 'place.close',
  summary: '从某一天起停用',
  input: onPlace.extend({ on: day, why: z.string().trim().min(4, '请写明停用的原因，至少 4 个字').max(200) }),
  async do(ctx, { no, version, on, why }) {
    const place = await grip(ctx, no, version);
    const wrong =
      on < place.validFrom ? `不能早于启用日期 ${place.validFrom}` : on > addDays(ctx.today, 365) ? '最多提前一年' : on < ctx.today ? '不能早于今天' : '';
    if (wrong) throw refuse('input', { detail: wrong, faults: [{ path: 'on', message: wrong }] });
    await closeRow(ctx, no, on, why);
    ctx.record({ subject: `place:${no}`, detail: { on, why } });
  },
});

export const breakDown = action({
  name: 'place.break-down',
  may: 'place.mend',
  summary: '登记自助机故障',
  input: onPlace.extend({ since: day, why: z.string().trim().min(2, '请写明故障').max(200) }),
  async do(ctx, { no, version, since, why }) {
    const place = await grip(ctx, no, version);
    if (place.kind !== 'kiosk') throw refusePlace('not-a-kiosk');
    if (place.outages.some(o => o.until === null)) throw refusePlace('place-broken-already');
    const worked = place.outages.at(-1)?.until;
    const wrong =
      since > ctx.today
        ? '不能晚于今天'
        : since < place.validFrom
          ? `不能早于启用日期 ${place.validFrom}`
          : worked && since < worked
            ? `上一次故障 ${worked} 才修复`
            : '';
    if (wrong) throw refuse('input', { detail: wrong, faults: [{ path: 'since', message: wrong }] });
    await openOutage(ctx, no, since, why);
    await touch(ctx, no);
    ctx.record({ subject: `place:${no}`, detail: { since, why } });
  },
});

export const mend = action({
  name: 'place.mend',
  may: 'place.mend',
  summary: '登记故障已修复，今天起可用',
  input: onPlace,
  async do(ctx, { no, version }) {
    const place = await grip(ctx, no, version);
    if (!place.outages.some(o => o.until === null)) throw refusePlace('place-works');
    await endOutage(ctx, no, ctx.today);
    await touch(ctx, no);
    ctx.record({ subject: `place:${no}`, detail: { until: ctx.today } });
  },
});
