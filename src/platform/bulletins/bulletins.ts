/** 通报: figures that went out to the units concerned and stay, beside those of today. */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Guard } from '../access/index.ts';
import { type Action, action, type Ctx, guard, type Read, read, refuse } from '../actions/index.ts';
import { notifyUnit } from '../notices/index.ts';

export interface BulletinKind<F extends { title: string }> {
  /** Names its actions and the records in the audit: `solar-notice`. */
  id: string;
  may: { read: string; issue: string };
  summary: { read: string; issue: string };
  /** The unit that sends it. */
  unit: string;
  /** Under which name the period comes in, and its shape. */
  period: { key: string; shape: z.ZodType<string> };
  figures: z.ZodType<F>;
  /** In the house's scope. */
  figuresOf(ctx: Ctx, period: string): Promise<F>;
  /** Why it cannot go out; null: it can. */
  against(figures: F, period: string, today: string): string | null;
  /** Who gets it. */
  told(figures: F): string[];
  template: string;
  /** Its page. */
  link(period: string): string;
}

export interface Bulletin<F> {
  no: number;
  figures: F;
  because: string;
  issuedByName: string;
  issuedOn: string;
}

export interface BulletinView<F> {
  period: string;
  /** How it stands today. */
  now: F;
  issued: Bulletin<F>[];
  /** What went out last is not what holds now. */
  moved: boolean;
  /** Whether who asks may send it. */
  mayIssue: boolean;
  /** Why it cannot go out today; null: it can. */
  against: string | null;
  told: number;
}

const issuedOf = async <F>({ sql, county }: Ctx, kind: string, period: string): Promise<Bulletin<F>[]> => [
  ...(await sql<Bulletin<F>[]>`
    select no, figures, because, issued_by_name, issued_on from bulletin where county = ${county} and kind = ${kind} and period = ${period} order by no desc`),
];

export function bulletinOf<F extends { title: string }>(kind: BulletinKind<F>): { look: Read; issue: Action } {
  const { key, shape } = kind.period;
  const text = z.string();
  const issued = z.object({ no: z.number(), figures: kind.figures, because: text, issuedByName: text, issuedOn: text });
  const look = read({
    name: `${kind.id}.read`,
    may: kind.may.read,
    summary: kind.summary.read,
    input: z.strictObject({ [key]: shape }),
    output: z.object({
      ...{ period: text, now: kind.figures, issued: z.array(issued), moved: z.boolean() },
      ...{ mayIssue: z.boolean(), against: text.nullable(), told: z.number() },
    }),
    async do(ctx, input): Promise<BulletinView<F>> {
      const period = input[key]!;
      const mayIssue = ctx.house.permissions.on(ctx.actor, kind.may.issue, { units: [kind.unit] }) !== null;
      return ctx.asHouse(async ctx => {
        const [now, issued] = [await kind.figuresOf(ctx, period), await issuedOf<F>(ctx, kind.id, period)];
        // The database keeps an object's keys in an order of its own.
        const moved = issued.length > 0 && !isDeepStrictEqual(issued[0]!.figures, now);
        return { period, now, issued, moved, mayIssue, against: kind.against(now, period, ctx.today), told: kind.told(now).length };
      });
    },
  });
  const issue = action({
    name: `${kind.id}.issue`,
    may: kind.may.issue,
    creates: true,
    summary: kind.summary.issue,
    input: z.strictObject({ [key]: shape, because: text.trim().max(300, '最多 300 字') }),
    output: z.object({ no: z.number() }),
    async do(ctx, input) {
      guard(ctx, { units: [kind.unit] });
      const { [key]: period, because } = input as Record<string, string> as { [k: string]: string; because: string };
      const { no, now } = await ctx.asHouse(async ctx => {
        const { sql, county, actor, today } = ctx;
        await sql`select pg_advisory_xact_lock(hashtextextended(${`bulletin ${county} ${kind.id} ${period}`}, 0))`;
        const [last] = await issuedOf<F>(ctx, kind.id, period!);
        const now = await kind.figuresOf(ctx, period!);
        const against = kind.against(now, period!, today);
        if (against) throw refuse('wrong-state', against);
        if (last && because.length < 2) throw refuse('input', { faults: [{ path: 'because', message: '已经发过，再发要写明原因' }] });
        const no = (last?.no ?? 0) + 1;
        await sql`
          insert into bulletin (county, kind, period, no, figures, because, issued_by, issued_by_name, issued_on)
          values (${county}, ${kind.id}, ${period!}, ${no}, ${JSON.stringify(now)}::text::jsonb, ${because}, ${actor.id}, ${actor.name}, ${today})`;
        return { no, now };
      });
      for (const unit of kind.told(now)) await notifyUnit(ctx, unit, { template: kind.template, data: { title: now.title }, link: kind.link(period!) });
      ctx.record({ subject: `${kind.id}:${period}`, detail: { no, because } });
      return { no };
    },
  });
  return { look, issue };
}

/** Read and written by the house. */
export const bulletinGuards: Guard[] = [{ table: 'bulletin' }];
