/** Queues: hours by weekday, booking capacity, limits. */
import { useQueryClient } from '@tanstack/react-query';
import { QueueSettings } from '#ui/seats';
import type { Plan } from './hall.tsx';

export function Queues({ plan }: { plan: Plan }) {
  const client = useQueryClient();
  return (
    <QueueSettings
      queues={plan.queues}
      path="/desk/hall/queues"
      inPerson
      note="节假日不办公，调休上班的周末按周一的时间；以工作日历为准。"
      refresh={() => client.invalidateQueries({ queryKey: ['hall-plan'] })}
    />
  );
}
