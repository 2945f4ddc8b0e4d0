/** Tickets: a call that is taken, a ticket that is written, what was written sent on or answered at once. */
import { z } from 'zod';
import { action, type Ctx, parse, refuse } from '#platform/actions';
import { findPerson, personsByPhone } from '#platform/identity';
import { words } from '#platform/search';
import { answerHeld, answerText, findDuty, joinTo, openDuty, sendTo, workingUnit } from '#platform/supervision';
import { readPhone } from '#platform/validators';
import { type Caller, callerFaults, callerFields, ticketFields } from './forms.ts';
import { callerPlace } from './kind.ts';
import { telling } from './rules.ts';
import type { Category, Channel } from './words.ts';

/** The bureau that leads the hotline (16号 二（三）9): what nobody has sent yet stands in its name. */
export const keeper = 'approval';
const wordsOf = (title: string, body: string) => telling(words(`${title} ${body}`));

interface NewTicket {
  channel: Channel;
  category: Category;
  title: string;
  body: string;
  town?: string | undefined;
  place: string;
  urgent: boolean;
  confidential: boolean;
  outside?: string | undefined;
}

/** What stands beside the duty: in the house's scope, in the same transaction. */
const keepTicket = (t: NewTicket, caller: Caller, takenBy: string | null) => (ctx: Ctx, id: string) => {
  const phone = readPhone(caller.phone);
  const row = {
    county: ctx.county,
    dutyId: id,
    channel: t.channel,
    category: t.category,
    town: t.town ?? null,
    place: t.place,
    confidential: t.confidential,
    anonymous: caller.anonymous,
    callerName: caller.anonymous ? null : caller.callerName,
    phoneSealed: phone ? ctx.vault.seal(ctx.county, callerPlace(id), phone) : null,
    phoneIndex: phone ? ctx.vault.blind(ctx.county, 'phone', phone) : null,
    outside: t.outside ?? null,
    words: wordsOf(t.title, t.body),
    openedOn: ctx.today,
    takenBy,
  };
  return ctx.sql`insert into hotline_ticket ${ctx.sql(row as never)}`;
};

/** Whose account it is: the one person who has left this number and bears this name. A family may share a telephone. */
async function accountOf(ctx: Ctx, { anonymous, callerName, phone }: Caller): Promise<string[]> {
  const number = readPhone(phone);
  if (anonymous || !number) return [];
  const named = (await ctx.asHouse(ctx => personsByPhone(ctx, number))).filter(p => p.name === callerName);
  return named.length === 1 ? [named[0]!.id] : [];
}

/** How the unit sees who asked. */
const shownName = (confidential: boolean, caller: Caller) => (caller.anonymous ? '匿名来电人' : confidential ? '来电人（要求保密）' : caller.callerName);

function checked(caller: Caller): Caller {
  const faults = callerFaults(caller);
  if (faults.length > 0) throw refuse('input', { detail: faults[0]!.message, faults });
  return caller;
}

interface Opening {
  parties: string[];
  held: boolean;
  /** Where it goes at once. */
  unit?: string;
  answer?: string;
  takenBy?: string;
}

export async function openTicket(ctx: Ctx, ticket: NewTicket, caller: Caller, { takenBy, ...how }: Opening): Promise<{ id: string; number: string }> {
  const id = await openDuty(ctx, {
    kind: 'ticket',
    unit: keeper,
    title: ticket.title,
    body: ticket.body,
    urgent: ticket.urgent,
    asker: shownName(ticket.confidential, caller),
    ...how,
    beside: keepTicket(ticket, caller, takenBy ?? null),
  });
  return { id, number: (await findDuty(ctx, id)).number };
}

const next = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('answer'), answer: answerText }),
  z.strictObject({ do: z.literal('send'), unit: z.string().min(1, '请选择部门').max(60) }),
  z.strictObject({ do: z.literal('join'), leader: z.uuid() }),
]);

export const takeTicket = action({
  name: 'hotline-ticket.take',
  may: 'hotline-ticket.take',
  creates: true,
  summary: '接听登记一个工单：当场答复、交办部门或并入同一诉求',
  input: z.strictObject({
    ...ticketFields,
    ...callerFields,
    channel: z.enum(['phone', 'city']).default('phone'),
    outside: z.string().trim().max(40).optional(),
    next,
  }),
  output: z.object({ id: z.string(), number: z.string() }),
  async do(ctx, { next, anonymous, callerName, phone, ...ticket }) {
    const caller = checked({ anonymous, callerName, phone });
    if (next.do === 'send') await workingUnit(ctx, next.unit, 'next.unit');
    const opened = await openTicket(ctx, ticket, caller, {
      parties: await accountOf(ctx, caller),
      takenBy: ctx.actor.id,
      held: next.do === 'join',
      ...(next.do === 'send' ? { unit: next.unit } : {}),
      ...(next.do === 'answer' ? { answer: next.answer } : {}),
    });
    if (next.do === 'join') await joinTo(ctx, await findDuty(ctx, opened.id), next.leader);
    return opened;
  },
});

/** By somebody who is signed in: the name and the number are those of the account. */
export const writeTicket = action({
  name: 'hotline-ticket.write',
  may: 'hotline-ticket.write',
  creates: true,
  summary: '网上写一个 12345 工单',
  input: z.strictObject({ ...ticketFields }),
  output: z.object({ id: z.string(), number: z.string() }),
  async do(ctx, ticket) {
    const person = await findPerson(ctx, ctx.actor.id);
    const caller = { anonymous: false, callerName: ctx.actor.name, phone: person?.phone ?? '' };
    return openTicket(ctx, { ...ticket, channel: 'web' }, caller, { parties: [ctx.actor.id], held: true });
  },
});

/** One that the city's hotline hands over: it waits like what was written, for a seat to send it on or to answer. */
export async function takeFromCity(ctx: Ctx, asked: unknown, outside: string): Promise<{ id: string; number: string }> {
  const { anonymous, callerName, phone, ...ticket } = parse(z.strictObject({ ...ticketFields, ...callerFields }), asked);
  const caller = checked({ anonymous, callerName, phone });
  return openTicket(ctx, { ...ticket, channel: 'city', outside }, caller, { parties: await accountOf(ctx, caller), held: true });
}

const held = z.strictObject({ dutyId: z.uuid(), version: z.number().int().positive() });

export const sendTicket = action({
  name: 'hotline-ticket.send',
  may: 'hotline-ticket.take',
  summary: '把网上的工单交办给一个部门；从此由它首问负责',
  input: held.extend({ unit: z.string().min(1, '请选择部门').max(60) }),
  async do(ctx, { dutyId, version, unit }) {
    await notOwn(ctx, dutyId);
    await sendTo(ctx, dutyId, version, unit);
  },
});

export const answerTicket = action({
  name: 'hotline-ticket.answer',
  may: 'hotline-ticket.take',
  summary: '不用交办的，话务员当场答复',
  input: held.extend({ answer: answerText }),
  async do(ctx, { dutyId, version, answer }) {
    await notOwn(ctx, dutyId);
    await answerHeld(ctx, dutyId, version, answer);
  },
});

async function notOwn(ctx: Ctx, dutyId: string) {
  const duty = await findDuty(ctx, dutyId);
  if (duty.kind !== 'ticket') throw refuse('not-found');
  if (ctx.actor.person !== undefined && duty.parties.includes(ctx.actor.person)) throw refuse('forbidden', '不能处理自己提出的诉求，请转给同事');
}
