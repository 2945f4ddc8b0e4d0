/** The hall for who keeps it: coverage, areas and windows, queues and hours, bookings of a day, statistics. */
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useSearchParams } from 'wouter';
import { api } from '#ui/api';
import { Filters, Frame, Tabs, Waits } from '#ui/frame';
import { hasRole, useSession } from '#ui/session';
import type { KeptQueue, KeptWindow } from '../../reads.ts';
import { Bookings } from './hall-bookings.tsx';
import { CoverageCheck } from './hall-coverage.tsx';
import { LayOut } from './hall-layout.tsx';
import { Queues } from './hall-queues.tsx';
import { Statistics } from './hall-statistics.tsx';
import { Windows } from './hall-windows.tsx';
import './hall.css';

export interface Plan {
  areas: { id: string; kind: 'comprehensive' | 'specialised' | 'special'; name: string; place: string; note: string; queues: string[]; version: number }[];
  windows: KeptWindow[];
  queues: KeptQueue[];
  matters: { id: string; name: string; unit: string }[];
  units: { id: string; name: string }[];
}

export default function HallDesk() {
  const { data: session } = useSession();
  const [params] = useSearchParams();
  const keeps = hasRole(session, 'service-owner');
  const plan = useQuery({ queryKey: ['hall-plan'], queryFn: () => api.get<Plan>('/desk/hall'), staleTime: 0, enabled: keeps });
  if (!session) return null;
  const empty = keeps && plan.data?.areas.length === 0;
  const withPlan = (show: (plan: Plan) => React.ReactNode) => <Waits of={plan}>{show}</Waits>;
  const items = [
    { key: 'coverage', label: '进驻检查', show: <CoverageCheck /> },
    ...(keeps
      ? [
          { key: 'windows', label: '区域和窗口', show: withPlan(p => <Windows plan={p} />) },
          { key: 'queues', label: '时间和预约量', show: withPlan(p => <Queues plan={p} />) },
          { key: 'bookings', label: '预约', show: <Bookings today={session.today} /> },
        ]
      : []),
    { key: 'statistics', label: '统计', show: <Statistics today={session.today} /> },
  ];
  return (
    <Frame
      title="大厅和窗口"
      note="按“1+6+3”设置"
      actions={
        <>
          <Button href="/hall/screen" target="_blank">
            叫号屏
          </Button>
          <Button href="/kiosk" target="_blank">
            取号机
          </Button>
        </>
      }
    >
      {empty ? <LayOut /> : null}
      <Filters label="看什么">
        <Tabs of="tab" label="看什么" options={items.map(({ key, label }, i) => ({ value: i === 0 ? '' : key, label }))} />
      </Filters>
      {(items.find(i => i.key === params.get('tab')) ?? items[0]!).show}
    </Frame>
  );
}
