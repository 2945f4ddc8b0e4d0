/** What a unit does with its report: fill in, send, recall before it is accepted, correct afterwards. */
import { z } from 'zod';
import { action, type Ctx, type Fault, guard, refuse } from '../actions/index.ts';
import { filesOf, shareFiles } from '../files/index.ts';
import { notifyUnit } from '../notices/index.ts';
import { Seals, typedOf } from '../registers/index.ts';
import { settleDuty } from '../supervision/index.ts';
import { formOf } from './kinds.ts';
import { changesOf, faultsOf, isFixed, isOwn, merged, type ReportRow } from './rules.ts';
import { dueInstant } from './schedule.ts';
import {
  allow,
  beforeOf,
  beginReport,
  checkVersion,
  currentOf,
  knownOf,
  lockPlace,
  owedOf,
  type Place,
  placeAt,
  type ReportFile,
  refuseRound,
  saveReport,
} from './store.ts';

export const kindShape = z.string().max(40);
export const periodShape = z.string().max(20);
export const unitShape = z.string().max(60);
const at = { kind: kindShape, period: periodShape, unit: unitShape };
const onReport = z.strictObject({ ...at, version: z.number().int().min(0) });
const reason = z.string().trim().min(2, '请写明原因，至少 2 个字').max(300, '最多 300 字');

export const mostRows = 2000;
const mostFiles = 10;
const typedRow = z.strictObject({
  id: z.string().min(1).max(60),
  /** Texts as somebody types them, by column. */
  values: z.record(z.string().max(40), z.string().max(500)),
  note: z.string().trim().max(300, '说明最多 300 字').default(''),
});

/** The place of a report that the actor writes. */
async function mine(ctx: Ctx, input: { kind: string; period: string; unit: string }): Promise<Place> {
  guard(ctx, { units: [input.unit] }, 'round.write');
  return placeAt(ctx, input.kind, input.period, input.unit);
}

/** What was typed, upon what the system knows, with every fault at its cell. */
export function typedRows(ctx: Ctx, { kind }: Place, now: readonly ReportRow[], typed: readonly z.infer<typeof typedRow>[]): ReportRow[] {
  const form = formOf(kind);
  // A form has no sealed numbers, so nothing is gathered.
  const { seal } = new Seals(ctx);
  const faults: Fault[] = [];
  const fault = (path: string, message: string) => void faults.push({ path, message });
  const there = new Map(now.map(r => [r.id, r]));
  const said = new Map(typed.map((r, i) => [r.id, i]));
  if (said.size !== typed.length) throw refuse('input', { detail: '有两行是同一行' });
  const rows = typed.map((row, i): ReportRow => {
    const base = there.get(row.id) ?? { id: row.id, cells: {}, known: {}, note: '' };
    if (!there.has(row.id) && !(isOwn(row.id) && kind.rows !== 'one' && kind.rows.added)) fault(`rows.${i}`, '系统里没有这一行，请刷新');
    const strange = Object.keys(row.values).filter(k => !kind.columns.some(c => c.key === k));
    if (strange.length > 0) throw refuse('unknown-input', strange.join('、'));
    const read = typedOf(form, row.values, seal);
    for (const f of read.faults) fault(`rows.${i}.${f.path}`, f.message);
    for (const c of kind.columns)
      if (isFixed(c, base) && c.key in read.values && read.values[c.key] !== base.known[c.key]) fault(`rows.${i}.values.${c.key}`, '这一格由系统取数，不能改');
    return { ...base, cells: { ...base.cells, ...read.values }, note: row.note };
  });
  if (faults.length > 0) throw refuse('input', { detail: faults[0]!.message, faults });
  // Rows that the system knows stay, also when the page did not have them yet.
  const missing = now.filter(r => !isOwn(r.id) && !said.has(r.id));
  return missing.length > 0 ? [...missing, ...rows] : rows;
}

/** What is there stays; what is new the reporter has uploaded, and the unit and the collector may open it from now on. */
async function papers(
  ctx: Ctx,
  { kind, unit }: Place,
  there: readonly ReportFile[],
  given: readonly { id: string; stamped: boolean }[],
): Promise<ReportFile[]> {
  const fresh = given.filter(g => !there.some(t => t.id === g.id)).map(g => g.id);
  const found = await filesOf(ctx, fresh);
  const files = given.flatMap(({ id, stamped }) => {
    const file = there.find(t => t.id === id) ?? found.find(f => f.id === id);
    return file ? [{ id, name: file.name, size: file.size, stamped }] : [];
  });
  if (files.length < given.length) throw refuse('input', { faults: [{ path: 'files', message: '有附件找不到了，请重新上传' }] });
  await shareFiles(ctx, fresh, [], [unit, kind.collects]);
  return files;
}

export const saveDraft = action({
  name: 'round.save',
  may: 'round.write',
  summary: '填报：保存还没有报送的内容',
  input: onReport.extend({
    rows: z.array(typedRow).max(mostRows, `最多 ${mostRows} 行`),
    /** Left out: they stay as they are. */
    files: z
      .array(z.strictObject({ id: z.uuid(), stamped: z.boolean() }))
      .max(mostFiles, `附件最多 ${mostFiles} 个`)
      .optional(),
  }),
  output: z.object({ version: z.number() }),
  async do(ctx, { version, rows: typed, files: given, ...input }) {
    const place = await mine(ctx, input);
    const current = currentOf(await lockPlace(ctx, place));
    await checkVersion(ctx, current, version);
    if (current) allow(current, 'saved');
    const now = merged(place.kind, current?.rows ?? [], await knownOf(ctx, place));
    const rows = typedRows(ctx, place, now, typed);
    const changes = changesOf(place.kind, current?.rows ?? [], rows);
    const files = given && (await papers(ctx, place, current?.files ?? [], given));
    if (!current) {
      await beginReport(ctx, place, { no: 1, because: '', rows, files: files ?? [] }, { step: 'begun', changes });
      return { version: 1 };
    }
    return { version: await saveReport(ctx, current, { rows, ...(files ? { files } : {}) }, { step: 'saved', changes }) };
  },
});

const link = ({ kind, period, unit }: Place) => `/desk/rounds/${kind.id}/${period.id}/${unit}`;
const called = ({ kind, period }: Place) => ({ title: kind.title, period: period.title });
const nameOf = async (ctx: Ctx, unit: string) =>
  (await ctx.asHouse(({ sql, county }) => sql<{ name: string }[]>`select name from unit where county = ${county} and id = ${unit}`))[0]!.name;

export const sendReport = action({
  name: 'round.send',
  may: 'round.write',
  summary: '报送：先检查每一格，没有问题才送出',
  input: onReport,
  output: z.object({ version: z.number(), late: z.boolean() }),
  async do(ctx, { version, ...input }) {
    const place = await mine(ctx, input);
    const { kind, period, unit } = place;
    const current = currentOf(await lockPlace(ctx, place));
    await checkVersion(ctx, current, version);
    allow(current, 'sent');
    const rows = merged(kind, current.rows, await knownOf(ctx, place));
    // What the reporter has not seen is not sent in their name.
    if (changesOf(kind, current.rows, rows).length > 0) throw refuseRound('filled-anew');
    if (rows.length === 0 && kind.rows !== 'one' && !kind.rows.added) throw refuseRound('report-step', '没有要报的内容');
    const faults = faultsOf(kind, rows, await beforeOf(ctx, place));
    if (faults.length > 0) throw refuse('input', { detail: `有 ${faults.length} 处要改，改好再报送`, faults });
    const due = dueInstant(period.due, kind.schedule.by);
    const late = due !== null && ctx.now > due && current.no === 1;
    const next = await saveReport(
      ctx,
      current,
      { rows, state: 'sent', note: '', sentAt: ctx.now, sentByName: ctx.actor.name, late: late || current.late },
      { step: 'sent' },
    );
    await notifyUnit(ctx, kind.collects, { template: 'round-sent', data: { ...called(place), unit: await nameOf(ctx, unit) }, link: link(place) });
    const owed = (await owedOf(ctx, kind, [period.id]))(period.id, unit);
    if (owed?.duty) await settleDuty(ctx, owed.duty, `${period.title}的${kind.title}已于 ${ctx.today} 报送`);
    return { version: next, late };
  },
});

export const recallReport = action({
  name: 'round.recall',
  may: 'round.write',
  summary: '审核以前撤回报表',
  input: onReport.extend({ reason }),
  async do(ctx, { version, reason, ...input }) {
    const place = await mine(ctx, input);
    const current = currentOf(await lockPlace(ctx, place));
    await checkVersion(ctx, current, version);
    allow(current, 'recalled');
    await saveReport(ctx, current, { state: 'draft' }, { step: 'recalled', reason });
  },
});

export const correctReport = action({
  name: 'round.correct',
  may: 'round.write',
  summary: '更正审核过的报表：出一个新版，写明原因',
  input: onReport.extend({ reason }),
  async do(ctx, { version, reason, ...input }) {
    const place = await mine(ctx, input);
    const current = currentOf(await lockPlace(ctx, place));
    await checkVersion(ctx, current, version);
    allow(current, 'corrected');
    const no = (await lockPlace(ctx, place))[0]!.no + 1;
    await beginReport(ctx, place, { no, because: reason, rows: current.rows, files: current.files }, { step: 'corrected', reason });
  },
});

export const dropCorrection = action({
  name: 'round.drop',
  may: 'round.write',
  summary: '放弃一次还没有报送的更正',
  input: onReport,
  async do(ctx, { version, ...input }) {
    const place = await mine(ctx, input);
    const current = currentOf(await lockPlace(ctx, place));
    await checkVersion(ctx, current, version);
    allow(current, 'dropped');
    await saveReport(ctx, current, { state: 'dropped' }, { step: 'dropped' });
  },
});
