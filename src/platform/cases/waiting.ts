/** Tasks of one's unit that wait to be accepted, decided, signed together. */
import type { Day } from '../calendar/index.ts';
import { ifAny, type Waits } from '../waiting/index.ts';

const queue = '/desk/tasks';

export const tasksWait: Waits = {
  may: 'task.accept',
  async find({ sql, county, actor }, units) {
    const wanted = JSON.stringify([{ staff: actor.id, agrees: null }]);
    const [n] = await sql<{ ready: number; readyDue: Day | null; accepted: number; acceptedDue: Day | null; cosign: number }[]>`
      select count(*) filter (where state = 'ready')::int as ready, min(due_on) filter (where state = 'ready') as ready_due,
        count(*) filter (where state = 'accepted')::int as accepted, min(due_on) filter (where state = 'accepted') as accepted_due,
        count(*) filter (where cosigns <> '[]' and cosigns @> ${wanted}::text::jsonb)::int as cosign
      from task where county = ${county} and state in ('ready', 'accepted', 'correcting', 'suspended') and unit = any(${[...units]}::text[])`;
    return [
      { title: '受理事项', count: n!.ready, due: n!.readyDue, link: `${queue}?state=ready` },
      { title: '办理已受理的事项', count: n!.accepted, due: n!.acceptedDue, link: `${queue}?state=accepted` },
      { title: '会签', count: n!.cosign, link: `${queue}?who=cosign` },
    ].flatMap(ifAny);
  },
};
