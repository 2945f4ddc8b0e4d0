/** 季度支付目标 and industry's share on the leaders' page: what was decided beside what was paid by then. */
import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { query, useCreate } from '#ui/api';
import { Bar, faultOf, Mark, SortTable, Trouble } from '#ui/frame';
import { day } from '#ui/words';
import type { FundsOverview } from '../../overview.ts';
import { Labelled } from './field.tsx';

type Quarter = FundsOverview['quarters'][number];

const states = {
  none: ['plain', '没有定目标'],
  ahead: ['plain', '还没有开始'],
  running: ['warn', '还差一些'],
  met: ['good', '达到'],
  missed: ['bad', '没有达到'],
} as const;

export function Goals({ view, refresh }: { view: FundsOverview; refresh(): Promise<unknown> }) {
  const [setting, set] = useState<Quarter | null>(null);
  return (
    <section className="frame-panel" aria-labelledby="funds-goals">
      <h2 id="funds-goals">季度支付目标</h2>
      <SortTable
        label="季度支付目标"
        rows={view.quarters}
        rowKey={q => String(q.quarter)}
        sortBy=""
        columns={[
          { key: 'quarter', title: '季度末', value: q => q.by, show: q => `第${'一二三四'[q.quarter - 1]}季度，${day(q.by, view.today)}`, unsorted: true },
          { key: 'percent', title: '目标', value: q => q.percent, show: q => (q.percent === null ? '—' : `${q.percent}%`), unsorted: true },
          {
            key: 'rate',
            title: '到那天的支付率',
            value: q => (q.rate === null ? null : Number(q.rate)),
            unsorted: true,
            show: q =>
              q.rate === null || q.state === 'ahead' ? (
                '—'
              ) : (
                <Link href={`/desk/funds/payments${query({ year: view.year })}`}>
                  {q.rate}% <Bar part={Number(q.rate) / 100} />
                </Link>
              ),
          },
          {
            key: 'state',
            title: '结果',
            value: q => states[q.state][1],
            show: q => <Mark look={states[q.state][0]}>{states[q.state][1]}</Mark>,
            unsorted: true,
          },
          { key: 'paid', title: '支付', value: q => Number(q.paid), show: q => (q.state === 'ahead' ? '—' : q.paid), unsorted: true },
          { key: 'allotted', title: '下达', value: q => Number(q.allotted), show: q => (q.state === 'ahead' ? '—' : q.allotted), unsorted: true },
          {
            key: 'basis',
            title: '依据',
            value: q => q.basis,
            unsorted: true,
            show: q => (
              <span className="funds-said">
                {q.decidedOn ? `${q.basis}（${q.decidedByName} ${day(q.decidedOn, view.today)}）` : '—'}
                {view.maySetGoal ? (
                  <Button size="small" className="no-print" onClick={() => set(q)}>
                    {q.percent === null ? '定目标' : '改目标'}
                    <span className="frame-hidden">：第 {q.quarter} 季度</span>
                  </Button>
                ) : null}
              </span>
            ),
          },
        ]}
      />
      {setting ? (
        <GoalDialog
          year={view.year}
          of={setting}
          done={() => {
            set(null);
            void refresh();
          }}
          cancel={() => set(null)}
        />
      ) : null}
    </section>
  );
}

function GoalDialog({ year, of, done, cancel }: { year: number; of: Quarter; done(): void; cancel(): void }) {
  const create = useCreate();
  const [percent, setPercent] = useState<number | null>(of.percent);
  const [basis, setBasis] = useState('');
  const sending = useMutation({
    mutationFn: () => create('/desk/funds/goals', { year, quarter: of.quarter, percent, basis }),
    onSuccess: done,
  });
  const { error } = sending;
  const told = ['percent', 'basis'].some(p => faultOf(error, p));
  return (
    <Modal
      open
      title={`${year} 年第${'一二三四'[of.quarter - 1]}季度末的支付目标`}
      okText="保存"
      cancelText="取消"
      confirmLoading={sending.isPending}
      onOk={() => !sending.isPending && sending.mutate()}
      onCancel={cancel}
    >
      <p className="frame-muted">文件只要求按时序推进、按时完成支付，各季度付到多少要县里定；改过的都留着。</p>
      <Form layout="vertical">
        <Labelled error={error} path="percent" id="goal-percent" label="支付率（%）" required>
          <InputNumber id="goal-percent" min={1} max={100} value={percent} onChange={setPercent} />
        </Labelled>
        <Labelled error={error} path="basis" id="goal-basis" label="依据" required>
          <Input id="goal-basis" value={basis} maxLength={300} onChange={e => setBasis(e.target.value)} />
        </Labelled>
      </Form>
      {sending.isError && !told ? <Trouble error={error} /> : null}
    </Modal>
  );
}

export function Shares({ view }: { view: FundsOverview }) {
  return (
    <section className="frame-panel" aria-labelledby="funds-shares">
      <h2 id="funds-shares">产业占比</h2>
      <SortTable
        label="产业占比"
        rows={view.shares}
        rowKey={s => s.source || 'all'}
        sortBy=""
        columns={[
          { key: 'of', title: '资金', value: s => (s.source ? '中央资金' : '全部资金'), unsorted: true },
          {
            key: 'rate',
            title: '产业类占',
            value: s => (s.rate === null ? null : Number(s.rate)),
            unsorted: true,
            show: s => (s.rate === null ? '—' : <Link href={`/desk/funds${query({ year: view.year, kind: '产业类' })}`}>{s.rate}%</Link>),
          },
          {
            key: 'met',
            title: '结果',
            value: s => String(s.met),
            unsorted: true,
            show: s => (s.met === null ? '—' : <Mark look={s.met ? 'good' : 'bad'}>{s.met ? `不低于 ${s.least}%` : `低于 ${s.least}%`}</Mark>),
          },
          { key: 'industry', title: '产业类下达', value: s => Number(s.industry), show: s => s.industry, unsorted: true },
          { key: 'all', title: '下达', value: s => Number(s.all), show: s => s.all, unsorted: true },
        ]}
      />
      <p className="frame-muted frame-small">
        {view.shares.find(s => s.least !== null)?.least}% 按{view.industryFrom}。
      </p>
    </section>
  );
}
