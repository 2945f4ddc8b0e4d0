/** What the service owner keeps of the helper seats. */
import { z } from 'zod';
import { read } from '#platform/actions';
import { listQueuesOf, listSeatsOf, queueFields } from '#platform/queues';
import { helperSite } from './words.ts';

const keptQueue = z.object({ ...queueFields, id: z.string(), version: z.number() });
const keptSeat = z.object({
  id: z.string(),
  number: z.number(),
  name: z.string(),
  serves: z.array(z.string()),
  staffName: z.string().nullable(),
  version: z.number(),
});
export type HelperQueue = z.infer<typeof keptQueue>;
export type HelperSeat = z.infer<typeof keptSeat>;

export const readHelperPlan = read({
  name: 'helper-seat.plan',
  may: 'helper-seat.keep',
  summary: '维护帮办席用：队和席位的全部设置',
  input: z.strictObject({}),
  output: z.object({ queues: z.array(keptQueue), seats: z.array(keptSeat) }),
  async do(ctx) {
    const queues = await listQueuesOf(ctx, helperSite);
    const seats = await listSeatsOf(ctx, helperSite);
    return {
      queues: queues.map(({ site: _, kind: __, position: ___, state: ____, hours, ...q }) => ({ ...q, hours: hours.map(day => [...day]) })),
      seats: seats.map(({ id, number, name, serves, staffName, version }) => ({ id, number, name, serves, staffName, version })),
    };
  },
});
