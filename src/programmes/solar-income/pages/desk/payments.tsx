/** 拨付: the lists of payments, and a new one of a run that became final. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { Link, useLocation } from 'wouter';
import { api, useCreate, wordsOf } from '#ui/api';
import { Bar, Frame, Mark, SortTable, Waits } from '#ui/frame';
import { useSession } from '#ui/session';
import { day } from '#ui/words';
import type { PaymentList } from '../../payment-reads.ts';
import { Pages } from './places.tsx';
import { yuanIn } from './shown.ts';
import './solar.css';

const states = { open: '拨付中', closed: '已办结', replaced: '已有新清单' } as const;
const looks = { open: 'info', closed: 'good', replaced: 'plain' } as const;

interface Lists {
  items: PaymentList[];
  ready: { id: string; title: string }[];
  makes: boolean;
}

export default function Payments() {
  const { data: session } = useSession();
  const list = useQuery({ queryKey: ['solar', 'payments'], queryFn: ({ signal }) => api.get<Lists>('/solar-income/payments', signal) });
  const today = session?.today ?? '';
  return (
    <Frame title="光伏收益：拨付" note="分配生效以后由县扶贫开发公司拨付；公示照片交齐才能办结">
      <Pages />
      <Waits of={list}>
        {({ items, ready }) => (
          <>
            {ready.map(r => (
              <Ready key={r.id} run={r} />
            ))}
            <section className="frame-panel" aria-label="清单">
              <SortTable
                label="拨付清单"
                rows={items}
                rowKey={l => l.run}
                sortBy="made"
                pageSize={20}
                empty={ready.length > 0 ? '还没有拨付清单，点“建立拨付清单”' : '还没有拨付清单：分配生效以后才能建'}
                columns={[
                  { key: 'title', title: '清单', value: l => l.title, show: l => <Link href={`/desk/solar/payments/${l.run}`}>{l.title}</Link> },
                  {
                    key: 'state',
                    title: '状态',
                    value: l => l.state,
                    show: l => <Mark look={looks[l.state]}>{states[l.state]}</Mark>,
                  },
                  {
                    key: 'paid',
                    title: '已到账（元）',
                    value: l => Number(l.paid),
                    show: l => (
                      <>
                        {yuanIn(l.paid)} / {yuanIn(l.total)} <Bar part={Number(l.paid) / Math.max(1, Number(l.total))} tone="good" />
                      </>
                    ),
                  },
                  { key: 'count', title: '笔数', value: l => l.paidCount, show: l => `${l.paidCount} / ${l.payments}` },
                  { key: 'failed', title: '退回', value: l => l.failed, show: l => (l.failed > 0 ? <Mark look="bad">{l.failed}</Mark> : 0) },
                  { key: 'proven', title: '公示照片', value: l => l.proven, show: l => `${l.proven} / ${l.toProve}` },
                  { key: 'made', title: '建立', value: l => l.madeOn, show: l => `${l.madeByName} ${day(l.madeOn, today)}` },
                ]}
              />
            </section>
          </>
        )}
      </Waits>
    </Frame>
  );
}

function Ready({ run }: { run: { id: string; title: string } }) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const [, go] = useLocation();
  const create = useCreate();
  const make = useMutation({
    mutationFn: () => create('/solar-income/payments', { runId: run.id }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['solar'] });
      go(`/desk/solar/payments/${run.id}`);
    },
    onError: error => {
      message.error(wordsOf(error, '没有建立，请再试一次'));
    },
  });
  return (
    <section className="frame-panel" aria-label={run.title}>
      <p className="solar-row">
        <strong>{run.title}</strong>已生效，还没有拨付清单
        <Button type="primary" loading={make.isPending} onClick={() => make.mutate()}>
          建立拨付清单
        </Button>
      </p>
    </section>
  );
}
