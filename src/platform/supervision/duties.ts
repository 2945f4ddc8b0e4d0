/** Looking at duties: anything with an owner and a due day. The list with its figures, and one with its whole course. */
import { z } from 'zod';
import { guard, read } from '../actions/index.ts';
import type { Day } from '../calendar/index.ts';
import { anywhere } from '../search/index.ts';
import { type DutyRow, dutyColumns, findDuty } from './duty-row.ts';
import { type DutyKind, kindOf } from './kinds.ts';
import { against, type DutyMove, dutyLight } from './rules.ts';
import { dutyStates } from './words.ts';

const states = Object.keys(dutyStates) as [keyof typeof dutyStates];

export const dutyView = z.object({
  id: z.string(),
  number: z.string(),
  kind: z.string(),
  kindTitle: z.string(),
  /** Page of the desk that says more of this kind. */
  page: z.string().nullable(),
  /** Ends by a call back. */
  follow: z.boolean(),
  caseId: z.string().nullable(),
  taskId: z.string().nullable(),
  unit: z.string(),
  firstUnit: z.string(),
  title: z.string(),
  body: z.string(),
  openedByName: z.string(),
  openedOn: z.string(),
  openedAt: z.string().nullable(),
  urgent: z.boolean(),
  dueOn: z.string().nullable(),
  takeBy: z.string().nullable(),
  takenAt: z.string().nullable(),
  takenByName: z.string().nullable(),
  /** Taken in hand too late, or not yet and the time is over. */
  takenLate: z.boolean(),
  toUnit: z.string().nullable(),
  toReason: z.string().nullable(),
  toBy: z.string().nullable(),
  declined: z.number(),
  extendedOn: z.string().nullable(),
  joinedTo: z.string().nullable(),
  state: z.enum(states),
  light: z.enum(['green', 'yellow', 'red', 'none']),
  answer: z.string().nullable(),
  answeredByName: z.string().nullable(),
  answeredOn: z.string().nullable(),
  atOnce: z.boolean(),
  returned: z.number(),
  followTries: z.number(),
  satisfied: z.boolean().nullable(),
  reopened: z.number(),
  grade: z.number().nullable(),
  gradeComment: z.string().nullable(),
  reminded: z.number(),
  closedOn: z.string().nullable(),
  version: z.number(),
});
export type DutyView = z.infer<typeof dutyView>;

export const viewDuty = (d: DutyRow, kind: DutyKind, { today, now }: { today: Day; now: string }): DutyView => {
  const { parties: _, warnOn: _w, openedBy: _o, days: _d, handed: _h, badRated: _b, gradedOn: _g, answeredAt: _a, ...rest } = d;
  return {
    ...rest,
    kindTitle: kind.title,
    page: kind.page ? `${kind.page}${d.id}` : null,
    follow: kind.follow ?? false,
    light: dutyLight(d, today),
    takenLate: d.takeBy !== null && Date.parse(d.takenAt ?? d.answeredAt ?? now) > Date.parse(d.takeBy),
  };
};

export const duties = read({
  name: 'duty.read',
  may: 'duty.read',
  summary: '督办、差评整改、投诉、工单清单',
  input: z.strictObject({
    kind: z.string().max(40).optional(),
    state: z.enum(['new', 'open', 'answered', 'closed']).optional(),
    unit: z.string().max(60).optional(),
    caseId: z.uuid().optional(),
    id: z.uuid().optional(),
    light: z.enum(['yellow', 'red']).optional(),
    /** Hand-overs that wait for consent; disputes that wait for the coordinator; those that came to the supervisor. */
    waits: z.enum(['consent', 'dispute', 'supervisor']).optional(),
    /** Words of the number or of the title, which holds the case number. */
    q: z.string().trim().max(60).optional(),
    page: z.coerce.number().int().min(1).max(1000).default(1),
  }),
  output: z.object({
    items: z.array(dutyView),
    total: z.number(),
    /** How many there are by state and light, whatever state and light is looked at. */
    counts: z.object({
      open: z.number(),
      yellow: z.number(),
      red: z.number(),
      answered: z.number(),
      closed: z.number(),
      consent: z.number(),
      dispute: z.number(),
    }),
    kinds: z.array(z.object({ id: z.string(), title: z.string() })),
  }),
  async do(ctx, f) {
    const { sql, today } = ctx;
    const like = anywhere(f.q);
    const about = sql`county = ${ctx.county} ${f.kind ? sql`and kind = ${f.kind}` : sql``} ${f.unit ? sql`and unit = ${f.unit}` : sql``}
      ${f.caseId ? sql`and case_id = ${f.caseId}` : sql``} ${f.id ? sql`and id = ${f.id}` : sql``}
      ${f.q ? sql`and (number ilike ${like} or title ilike ${like})` : sql``}`;
    const red = sql`state = 'open' and due_on < ${today}`;
    const yellow = sql`state = 'open' and warn_on <= ${today} and (due_on >= ${today} or due_on is null)`;
    const consent = sql`state = 'open' and to_unit is not null`;
    const dispute = sql`state = 'open' and declined >= 2`;
    const ended = sql`state in ('closed', 'joined', 'withdrawn')`;
    const waits = { consent, dispute, supervisor: sql`state = 'open' and reminded = 4` };
    const where = sql`${about} ${f.state ? (f.state === 'closed' ? sql`and ${ended}` : sql`and state = ${f.state}`) : sql``}
      ${f.light ? sql`and ${f.light === 'red' ? red : yellow}` : sql``} ${f.waits ? sql`and ${waits[f.waits]}` : sql``}`;
    const rows = await sql<DutyRow[]>`
      select ${sql.unsafe(dutyColumns)} from duty where ${where}
      order by (${ended}), due_on nulls last, opened_on desc, number desc limit 50 offset ${(f.page - 1) * 50}`;
    const [count] = await sql<{ n: number }[]>`select count(*)::int as n from duty where ${where}`;
    const [counts] = await sql<{ open: number; yellow: number; red: number; answered: number; closed: number; consent: number; dispute: number }[]>`
      select count(*) filter (where state = 'open')::int as open, count(*) filter (where ${yellow})::int as yellow,
        count(*) filter (where ${red})::int as red, count(*) filter (where state = 'answered')::int as answered,
        count(*) filter (where ${ended})::int as closed, count(*) filter (where ${consent})::int as consent,
        count(*) filter (where ${dispute})::int as dispute from duty where ${about}`;
    return {
      items: rows.map(d => viewDuty(d, kindOf(ctx, d.kind), ctx)),
      total: count?.n ?? 0,
      counts: counts!,
      kinds: Object.values(ctx.house.duties).map(({ id, title }) => ({ id, title })),
    };
  },
});

const dutyStep = z.object({
  seq: z.number(),
  at: z.string(),
  onDay: z.string(),
  kind: z.string(),
  actorName: z.string(),
  unit: z.string().nullable(),
  text: z.string(),
});
export type DutyStep = z.infer<typeof dutyStep>;

const inShort = z.object({ id: z.string(), number: z.string(), title: z.string(), openedOn: z.string() });

/** One with its course, and the verbs that are offered to the reader now. */
export const wholeDuty = z.object({
  duty: dutyView,
  steps: z.array(dutyStep),
  joined: z.array(inShort),
  leader: inShort.nullable(),
  may: z.array(z.string()),
});
export type WholeDuty = z.infer<typeof wholeDuty>;

/** Which moves are possible now and are this actor's, so that a page shows no button that would be refused. */
const offered: Record<string, { may: string; move: DutyMove; to?: true }> = {
  take: { may: 'duty.take', move: 'take' },
  answer: { may: 'duty.answer', move: 'answer' },
  propose: { may: 'duty.hand-over', move: 'propose' },
  recall: { may: 'duty.hand-over', move: 'recall' },
  accept: { may: 'duty.hand-over', move: 'accept', to: true },
  assign: { may: 'duty.assign', move: 'assign' },
  extend: { may: 'duty.extend', move: 'extend' },
  close: { may: 'duty.close', move: 'close' },
  follow: { may: 'duty.follow', move: 'follow' },
  join: { may: 'duty.join', move: 'join' },
  separate: { may: 'duty.join', move: 'separate' },
};

export const oneDuty = read({
  name: 'duty.one',
  may: 'duty.read',
  summary: '一件督办、投诉或工单和它的经过',
  input: z.strictObject({ dutyId: z.uuid() }),
  output: wholeDuty,
  async do(ctx, { dutyId }) {
    const { sql, county } = ctx;
    const duty = await findDuty(ctx, dutyId);
    const units = [duty.unit, ...(duty.toUnit ? [duty.toUnit] : [])];
    guard(ctx, { units, parties: duty.parties, owner: duty.openedBy });
    const steps = await sql<DutyStep[]>`
      select seq, at, on_day, kind, actor_name, unit, text from duty_event where county = ${county} and duty_id = ${dutyId} order by seq`;
    const joined = await sql<z.infer<typeof inShort>[]>`
      select id, number, title, opened_on from duty where county = ${county} and joined_to = ${dutyId} and state = 'joined' order by opened_on, number`;
    const [leader] = duty.joinedTo
      ? await sql<z.infer<typeof inShort>[]>`select id, number, title, opened_on from duty where county = ${county} and id = ${duty.joinedTo}`
      : [];
    const kind = kindOf(ctx, duty.kind);
    const own = ctx.actor.person !== undefined && duty.parties.includes(ctx.actor.person);
    const may = Object.entries(offered).flatMap(([name, { may, move, to }]) => {
      if (own || against(duty, move).length > 0) return [];
      if (name === 'follow' && !kind.follow) return [];
      const unit = to ? duty.toUnit : duty.unit;
      return ctx.house.permissions.on(ctx.actor, may, { units: unit ? [unit] : [], parties: duty.parties, owner: duty.openedBy }) ? [name] : [];
    });
    return { duty: viewDuty(duty, kind, ctx), steps: [...steps], joined: [...joined], leader: leader ?? null, may };
  },
});
