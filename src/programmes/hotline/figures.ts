/** Amounts of time of the hotline, each with its place. What the order leaves open is assumed and says so. */
import { cite } from '#platform/citations';

/** Working days until a unit answers a ticket. The order says 快速响应 and no number. */
export const answerDays = { value: 5, source: 'assumed' } as const;
/** Working days for an urgent one. */
export const urgentDays = { value: 1, source: 'assumed' } as const;
/** Working hours until the unit has it in hand; 7.5 are one working day. */
export const takeHours = { urgent: 2, ordinary: 7.5, source: 'assumed' } as const;
/** Share of calls that get through, in per cent; and how soon, in seconds. */
export const connected = { percent: 95, seconds: 15, source: cite('GB/T 33358-2016', '') };
/** Minutes until the caller has a message. */
export const smsMinutes = { value: 3, source: cite('GB/T 33358-2016', '') };
/** Hours until somebody has looked at what was written. */
export const mailboxHours = { value: 24, source: cite('GB/T 33358-2016', '') };
/** Days back in which the same is looked for. */
export const similarDays = { value: 30, source: 'assumed' } as const;
