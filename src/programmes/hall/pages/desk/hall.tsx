/** The hall for who keeps it: coverage, areas and windows, queues and hours, bookings of a day, statistics. */
import { useQuery } from '@tanstack/react-query';
import { Button, Tabs } from 'antd';
import { useSearchParams } from 'wouter';
import { api } from '#ui/api';
import { Frame, Waits } from '#ui/frame';
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
  const [params, setParams] = useSearchParams();
  const keeps = hasRole(session, 'service-owner');
  const plan = useQuery({ queryKey: ['hall-plan'], queryFn: () => api.get<Plan>('/desk/hall'), staleTime: 0, enabled: keeps });
  if (!session) return null;
  const empty = keeps && plan.data?.areas.length === 0;
  const withPlan = (show: (plan: Plan) => React.ReactNode) => <Waits of={plan}>{show}</Waits>;
  const items = [
    { key: 'coverage', label: '进驻检查', children: <CoverageCheck /> },
    ...(keeps
      ? [
          { key: 'windows', label: '区域和窗口', children: withPlan(p => <Windows plan={p} />) },
          { key: 'queues', label: '时间和预约量', children: withPlan(p => <Queues plan={p} />) },
          { key: 'bookings', label: '预约', children: <Bookings today={session.today} /> },
        ]
      : []),
    { key: 'statistics', label: '统计', children: <Statistics today={session.today} /> },
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
      <Tabs activeKey={params.get('tab') ?? 'coverage'} onChange={tab => setParams({ tab })} items={items} destroyOnHidden />
    </Frame>
  );
}
