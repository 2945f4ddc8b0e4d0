/** Opening a duty: number, owner, clock; the unit is told. */
import { hasRole } from '../access/index.ts';
import { type Ctx, refuse } from '../actions/index.ts';
import { notifyRole, notifyUnit } from '../notices/index.ts';
import { addStep, clock, type DutyRow, findDuty, workHourAfter } from './duty-row.ts';
import { deskPage, kindOf, tellAsker } from './kinds.ts';

export interface NewDuty {
  kind: string;
  unit: string;
  title: string;
  body: string;
  caseId?: string;
  taskId?: string;
  parties?: readonly string[];
  days?: number;
  urgent?: boolean;
  /** How who asked is named to the unit, where it is not the name of the account. */
  asker?: string;
  /** Waits for somebody to send it; the unit is whoever sends. */
  held?: boolean;
  /** Answered when it was first asked (接诉即办): closed at once. */
  answer?: string;
  /** Runs when the row is there, before anybody is told: what a programme keeps beside it. */
  beside?(ctx: Ctx, id: string): Promise<unknown>;
}

export async function openDuty(ctx: Ctx, d: NewDuty): Promise<string> {
  const id = crypto.randomUUID();
  const kind = kindOf(ctx, d.kind);
  if (ctx.actor.kind !== 'system' && !hasRole(ctx.actor, ...kind.openedBy)) throw refuse('forbidden');
  const days = d.urgent ? 1 : (d.days ?? kind.days);
  return ctx.asHouse(async ctx => {
    // Who opens one of the same kind at the same time waits: the numbers of a year have no gap and none is given twice.
    await ctx.sql`select pg_advisory_xact_lock(hashtextextended(${`duty ${ctx.county} ${d.kind}`}, 0))`;
    const [last] = await ctx.sql<{ n: number }[]>`
      select count(*)::int + 1 as n from duty where county = ${ctx.county} and kind = ${d.kind} and opened_on >= ${`${ctx.today.slice(0, 4)}-01-01`}`;
    const number = `${kind.prefix}〔${ctx.today.slice(0, 4)}〕${last!.n}号`;
    const openedByName = d.asker ?? ctx.actor.name;
    const answered = d.answer
      ? { answer: d.answer, answeredByName: ctx.actor.name, answeredOn: ctx.today, answeredAt: ctx.now, closedOn: ctx.today, atOnce: true }
      : {};
    const row = {
      county: ctx.county,
      id,
      number,
      kind: d.kind,
      caseId: d.caseId ?? null,
      taskId: d.taskId ?? null,
      unit: d.unit,
      firstUnit: d.unit,
      title: d.title,
      body: d.body,
      openedBy: ctx.actor.id,
      openedByName,
      openedOn: ctx.today,
      openedAt: ctx.now,
      days,
      urgent: d.urgent ?? false,
      ...clock(ctx, days),
      takeBy: d.held || d.answer || !kind.takeHours ? null : workHourAfter(ctx, kind.takeHours[d.urgent ? 'urgent' : 'ordinary']),
      parties: [...(d.parties ?? [])],
      state: d.answer ? 'closed' : d.held ? 'new' : 'open',
      ...answered,
    };
    await ctx.sql`insert into duty ${ctx.sql(row as never)}`;
    await addStep(ctx, { id, openedByName }, { kind: 'opened', unit: d.unit, text: d.body });
    if (d.answer) await addStep(ctx, { id, openedByName }, { kind: 'answered', unit: d.unit, text: d.answer });
    await d.beside?.(ctx, id);
    ctx.record({ subject: `duty:${id}`, action: 'duty.open', detail: { number, kind: d.kind, unit: d.unit } });
    const duty = await findDuty(ctx, id);
    if (duty.state === 'open') await tellUnit(ctx, duty);
    else if (kind.sentBy && duty.state === 'new' && !hasRole(ctx.actor, kind.sentBy))
      await notifyRole(ctx, kind.sentBy, {
        template: 'duty-waits',
        data: { kind: kind.title, number, title: duty.title },
        link: deskPage(kind, id),
      });
    await tellAsker(ctx, duty, duty.state === 'closed' ? 'closed' : 'opened');
    return id;
  });
}

/** To everybody of the unit that owns it now. */
export const tellUnit = (ctx: Ctx, duty: DutyRow): Promise<void> =>
  notifyUnit(ctx, duty.unit, {
    template: 'duty-opened',
    data: { kind: kindOf(ctx, duty.kind).title, number: duty.number, title: duty.title, days: String(duty.days ?? kindOf(ctx, duty.kind).days) },
    link: `/desk/duties/${duty.id}`,
  });
