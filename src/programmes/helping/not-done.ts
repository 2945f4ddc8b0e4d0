/** 办不成事: what could not get done, said at the window or written; owned by whoever is asked first, answered, rated, counted. */
import { z } from 'zod';
import { action, type Ctx, refuse } from '#platform/actions';
import { personsByPhone } from '#platform/identity';
import { callInput, findDuty, followFor, openDuty } from '#platform/supervision';
import { readPhone } from '#platform/validators';
import { currentVersion } from '#programmes/one-thing';
import { notDoneFields } from './forms.ts';
import { firstAsked } from './rules.ts';
import { type Reason, reasons } from './words.ts';

export const visitorPlace = (dutyId: string) => `not_done.phone_sealed:${dutyId}`;

interface NewEntry {
  reason: Reason;
  thing?: number | undefined;
  caseNumber: string;
  text: string;
}
interface Visitor {
  channel: 'window' | 'web';
  name: string;
  phone: string | null;
  person: string | null;
}

async function openEntry(ctx: Ctx, entry: NewEntry, visitor: Visitor): Promise<{ id: string; number: string }> {
  const { byNo } = await currentVersion(ctx);
  const thing = entry.thing === undefined ? undefined : byNo.get(entry.thing);
  // Through the actor's own eyes: a number of somebody else's case is not found.
  const [file] = entry.caseNumber
    ? await ctx.sql<{ id: string; title: string }[]>`select id, title from case_file where county = ${ctx.county} and number = ${entry.caseNumber}`
    : [];
  const faults = [];
  if (entry.thing !== undefined && !thing) faults.push({ path: 'thing', message: '没有这件事' });
  if (entry.caseNumber && !file) faults.push({ path: 'caseNumber', message: '没有找到这个办件编号；不记得可以不填' });
  if (faults.length > 0) throw refuse('input', { detail: faults[0]!.message, faults });
  const title = `${file?.title ?? thing?.name ?? '办不成事'}：${reasons[entry.reason]}`;
  const id = await openDuty(ctx, {
    kind: 'not-done',
    unit: firstAsked(thing?.lead ?? null),
    title,
    body: entry.text,
    ...(file ? { caseId: file.id } : {}),
    parties: visitor.person ? [visitor.person] : [],
    asker: visitor.name,
    beside: (ctx, dutyId) => {
      const row = {
        county: ctx.county,
        dutyId,
        channel: visitor.channel,
        reason: entry.reason,
        thing: entry.thing ?? null,
        caseId: file?.id ?? null,
        visitorName: visitor.name,
        phoneSealed: visitor.phone ? ctx.vault.seal(ctx.county, visitorPlace(dutyId), visitor.phone) : null,
        phoneIndex: visitor.phone ? ctx.vault.blind(ctx.county, 'phone', visitor.phone) : null,
        firstBy: visitor.channel === 'window' ? ctx.actor.name : null,
        openedOn: ctx.today,
      };
      return ctx.sql`insert into not_done ${ctx.sql(row as never)}`;
    },
  });
  return { id, number: (await ctx.asHouse(ctx => findDuty(ctx, id))).number };
}

const made = z.object({ id: z.string(), number: z.string() });

export const enterNotDone = action({
  name: 'not-done.enter',
  may: 'not-done.enter',
  creates: true,
  summary: '窗口登记一件办不成的事',
  input: z.strictObject({
    ...notDoneFields,
    visitorName: z.string().trim().min(2, '请写来人姓名').max(30),
    phone: z
      .string('请填写回访电话')
      .trim()
      .max(30)
      .refine(text => readPhone(text) !== null, { error: issue => (issue.input ? '请填写 11 位手机号码' : '请填写回访电话') }),
  }),
  output: made,
  async do(ctx, { visitorName, phone, ...entry }) {
    const number = readPhone(phone)!;
    const named = (await ctx.asHouse(ctx => personsByPhone(ctx, number))).filter(p => p.name === visitorName);
    return openEntry(ctx, entry, { channel: 'window', name: visitorName, phone: number, person: named.length === 1 ? named[0]!.id : null });
  },
});

export const writeNotDone = action({
  name: 'not-done.write',
  may: 'not-done.write',
  creates: true,
  summary: '网上反映一件办不成的事',
  input: z.strictObject(notDoneFields),
  output: made,
  do: (ctx, entry) => openEntry(ctx, entry, { channel: 'web', name: ctx.actor.name, phone: null, person: ctx.actor.id }),
});

export const followNotDone = action({
  name: 'not-done.follow',
  may: 'not-done.follow',
  summary: '回访办不成事：接通没有，解决没有',
  input: z.strictObject({ dutyId: z.uuid(), version: z.number().int().positive(), ...callInput }),
  async do(ctx, { dutyId, version, ...call }) {
    await keptEntry(ctx, dutyId);
    await followFor(ctx, dutyId, version, call);
  },
});

/** Calling back needs the number: with a reason, after signing in again, and never without a record. */
export const revealVisitor = action({
  name: 'not-done.reveal',
  may: 'not-done.reveal',
  elevated: true,
  summary: '查看反映人的完整号码，写明原因，留下记录',
  input: z.strictObject({ dutyId: z.uuid(), reason: z.string().trim().min(4, '请写明查看的原因，至少 4 个字').max(200) }),
  output: z.object({ phone: z.string() }),
  async do(ctx, { dutyId, reason }) {
    const { phoneSealed } = await keptEntry(ctx, dutyId);
    if (!phoneSealed) throw refuse('not-found');
    ctx.record({ subject: `duty:${dutyId}`, detail: { reason } });
    return { phone: ctx.vault.open(ctx.county, visitorPlace(dutyId), phoneSealed) };
  },
});

interface Kept {
  channel: 'window' | 'web';
  reason: Reason;
  thing: number | null;
  visitorName: string;
  phoneSealed: string | null;
  firstBy: string | null;
}

export async function keptEntry(ctx: Ctx, dutyId: string): Promise<Kept> {
  const [row] = await ctx.sql<Kept[]>`
    select channel, reason, thing, visitor_name, phone_sealed, first_by from not_done where county = ${ctx.county} and duty_id = ${dutyId}`;
  if (!row) throw refuse('not-found');
  return row;
}
