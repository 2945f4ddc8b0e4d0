/** Booking for somebody who calls or stands there: staff look the person up, and the same rules hold as for booking oneself. */
import { z } from 'zod';
import { action, read, refuse } from '../actions/index.ts';
import { scanOf } from '../code/index.ts';
import { findPerson, type KnownPerson, masked, newcomerFields, personByIdentity, personsByPhone, registerNewcomer } from '../identity/index.ts';
import { identityFaults, plain, readIdentityNumber, readPhone } from '../validators/index.ts';
import { bookingsOf, bookingView, giveUp, keepSlot, lockBooking, personBookings, slotWanted, whichBooking } from './bookings.ts';

const caller = z.object({ id: z.string(), name: z.string(), identity: z.string().nullable(), phone: z.string().nullable() });
export type Caller = z.infer<typeof caller>;

const shown = (p: KnownPerson): Caller => {
  const { id, name, identity, phone } = masked(p);
  return { id, name, identity, phone };
};

const wrong = (message: string) => refuse('input', { detail: message, faults: [{ path: 'said', message }] });

export const findCaller = read({
  name: 'booking-for.person',
  may: 'booking-for.make',
  summary: '代预约：按公民身份号码、手机号或刚扫的中阳码查找来电、来访的人',
  input: z.union([z.strictObject({ said: z.string().trim().max(60) }), z.strictObject({ scan: z.uuid() })]),
  output: z.object({
    items: z.array(caller),
    /** A valid identity number that nobody here has yet: such a person can be registered. */
    identity: z.string().nullable(),
  }),
  async do(ctx, by) {
    if ('scan' in by) {
      const { person } = (await scanOf(ctx, by.scan)).holder;
      return { items: [person], identity: null };
    }
    const { said } = by;
    const phone = readPhone(said);
    if (phone) return { items: (await ctx.asHouse(ctx => personsByPhone(ctx, phone))).map(shown), identity: null };
    const reading = readIdentityNumber(said, ctx.today);
    if (!reading.valid) throw wrong(/^\d{14,}/.test(plain(said)) ? identityFaults[reading.reason] : '请输入 18 位公民身份号码或 11 位手机号码');
    const person = await ctx.asHouse(ctx => personByIdentity(ctx, reading.normalized));
    return { items: person?.status === 'alive' ? [shown(person)] : [], identity: person ? null : reading.normalized };
  },
});

export const registerCaller = action({
  name: 'booking-for.register',
  may: 'booking-for.make',
  creates: true,
  summary: '代预约：登记县里还没有信息的人',
  input: z.strictObject(newcomerFields),
  output: z.object({ id: z.string() }),
  do: (ctx, newcomer) => ctx.asHouse(ctx => registerNewcomer(ctx, newcomer)),
});

export const bookFor = action({
  name: 'booking-for.make',
  may: 'booking-for.make',
  creates: true,
  summary: '代预约：替来电、来访的人约一个时段，短信发给本人',
  input: z.strictObject({ person: z.uuid(), ...slotWanted }),
  output: bookingView,
  async do(ctx, { person, ...wanted }) {
    return ctx.asHouse(async ctx => {
      if (!(await findPerson(ctx, person))) throw refuse('not-found');
      return keepSlot(ctx, person, wanted);
    });
  },
});

export const callerBookings = read({
  name: 'booking-for.list',
  may: 'booking-for.make',
  summary: '代预约：一个人的预约',
  input: z.strictObject({ person: z.uuid() }),
  output: personBookings,
  do: (ctx, { person }) => ctx.asHouse(ctx => bookingsOf(ctx, person)),
});

export const cancelFor = action({
  name: 'booking-for.cancel',
  may: 'booking-for.make',
  summary: '代预约：替来电、来访的人取消',
  input: z.strictObject(whichBooking),
  async do(ctx, { bookingId, version }) {
    await ctx.asHouse(async ctx => giveUp(ctx, await lockBooking(ctx, bookingId), version));
  },
});
