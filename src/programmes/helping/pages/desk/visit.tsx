/** One visit: its steps, and what came of each finding; who found it confirms. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Empty, Form, Input, Modal, Space } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { api, Problem } from '#ui/api';
import { DutyTag, ReasonDialog } from '#ui/duty';
import { Frame, Mark, SortTable, Trouble, useUnits, Waits } from '#ui/frame';
import { hasRole, useSession } from '#ui/session';
import { day } from '#ui/words';
import type { VisitView } from '../../visits.ts';
import { findingKinds, severities, ways } from '../../words.ts';
import './helping.css';

type Found = VisitView['list'][number];

export default function VisitPage() {
  const { id } = useParams<{ id: string }>();
  const today = useSession().data?.today ?? '';
  const client = useQueryClient();
  const one = useQuery({ queryKey: ['visits', 'one', id], queryFn: ({ signal }) => api.get<VisitView>(`/desk/visits/${id}`, signal) });
  const gone = one.error instanceof Problem && (one.error.status === 404 || one.error.status === 422);
  const visit = one.data;
  return (
    <Frame title={visit ? (visit.thingName ?? visit.matter) : '走流程'} back={{ to: '/desk/visits', title: '走流程' }}>
      {gone ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有找到，或您无权查看" />
      ) : (
        <Waits of={one}>
          {v => (
            <>
              <section className="frame-panel" aria-label="基本情况">
                <dl className="frame-facts">
                  <dt>方式</dt>
                  <dd>
                    {ways[v.way]}
                    {v.officerName ? `：${v.officerName}` : v.walkedWith ? `：陪同${v.walkedWith}` : ''}
                  </dd>
                  <dt>时间、地点</dt>
                  <dd>
                    {day(v.onDay, today)}，{v.place}，{v.ledByName}带队
                  </dd>
                  <dt>总用时</dt>
                  <dd>{v.minutes} 分钟</dd>
                  {v.summary ? (
                    <>
                      <dt>总的感受</dt>
                      <dd>{v.summary}</dd>
                    </>
                  ) : null}
                </dl>
              </section>
              <section className="frame-panel" aria-label="每一步">
                <SortTable
                  label="每一步"
                  rows={v.steps.map((s, i) => ({ ...s, n: i + 1 }))}
                  rowKey={s => String(s.n)}
                  sortBy="n"
                  ascending
                  columns={[
                    { key: 'n', title: '步', value: s => s.n },
                    { key: 'title', title: '做什么', value: s => s.title },
                    { key: 'minutes', title: '分钟', value: s => s.minutes },
                    { key: 'trouble', title: '遇到的麻烦', value: s => s.trouble || null, show: s => s.trouble || '没有' },
                  ]}
                />
              </section>
              <section className="frame-panel" aria-labelledby="visit-found">
                <h2 id="visit-found">发现的问题</h2>
                {v.list.length === 0 ? <p className="frame-muted">没有发现问题。</p> : null}
                {v.list.map(f => (
                  <FindingCard
                    key={f.duty.id}
                    found={f}
                    confirms={v.confirms}
                    today={today}
                    refresh={() => client.invalidateQueries({ queryKey: ['visits'] })}
                  />
                ))}
              </section>
            </>
          )}
        </Waits>
      )}
    </Frame>
  );
}

function FindingCard({ found: { duty, ...f }, confirms, today, refresh }: { found: Found; confirms: boolean; today: string; refresh(): Promise<unknown> }) {
  const { message } = App.useApp();
  const { name } = useUnits();
  const { data: session } = useSession();
  const [asking, ask] = useState<'confirm' | 'return' | null>(null);
  const path = `/desk/findings/${duty.id}/confirmation`;
  const done = async (text: string) => {
    message.success(text);
    ask(null);
    await refresh();
  };
  return (
    <article className="helping-item">
      <div className="helping-marks">
        <h3>{hasRole(session, 'supervisor', 'leader', 'auditor') ? <Link href={`/desk/duties/${duty.id}`}>{duty.title}</Link> : duty.title}</h3>
        <Mark look={f.severity === 3 ? 'bad' : f.severity === 2 ? 'warn' : 'plain'}>{severities[f.severity as keyof typeof severities]}</Mark>
        <Mark>{findingKinds[f.kind as keyof typeof findingKinds]}</Mark>
        <DutyTag duty={duty} />
      </div>
      <p className="duty-text">{duty.body}</p>
      <p className="frame-muted">
        {duty.number}，{name(duty.unit)}
        {duty.state === 'open' && duty.dueOn ? `，${day(duty.dueOn, today)}前改好` : ''}
      </p>
      {duty.answer && duty.state !== 'open' ? (
        <p>
          <strong>部门答复：</strong>
          {duty.answer}
        </p>
      ) : null}
      {f.published ? (
        <p>
          <strong>已公布：</strong>
          {f.published}
        </p>
      ) : null}
      {confirms && duty.state === 'answered' ? (
        <Space wrap>
          <Button type="primary" onClick={() => ask('confirm')}>
            确认改好
          </Button>
          <Button onClick={() => ask('return')}>还没改好</Button>
        </Space>
      ) : null}
      {asking === 'return' ? (
        <ReasonDialog
          title="还没改好"
          ok="退回"
          label="哪里没有改到位"
          send={({ reason }) => api.post(path, { version: duty.version, confirmed: false, reason })}
          done={() => void done('已退回部门')}
          cancel={() => ask(null)}
        />
      ) : null}
      {asking === 'confirm' ? (
        <Confirm
          send={published => api.post(path, { version: duty.version, confirmed: true, published })}
          done={() => void done('已确认')}
          cancel={() => ask(null)}
        />
      ) : null}
    </article>
  );
}

function Confirm({ send, done, cancel }: { send(published: string): Promise<unknown>; done(): void; cancel(): void }) {
  const [published, setPublished] = useState('');
  const sending = useMutation({ mutationFn: () => send(published.trim()), onSuccess: done });
  return (
    <Modal
      open
      title="确认改好"
      okText="确认"
      cancelText="取消"
      confirmLoading={sending.isPending}
      onOk={() => !sending.isPending && sending.mutate()}
      onCancel={cancel}
    >
      <Form layout="vertical">
        <Form.Item label="在门户公布改进了什么（不公布就留空）" htmlFor="confirm-published">
          <Input.TextArea id="confirm-published" rows={3} maxLength={200} showCount value={published} onChange={e => setPublished(e.target.value)} />
        </Form.Item>
      </Form>
      {sending.isError ? <Trouble error={sending.error} /> : null}
    </Modal>
  );
}
