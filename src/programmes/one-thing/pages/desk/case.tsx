/** A whole case: its matters and how they stand, what has happened, what is owed for it. */
import { PrinterOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { caseStates } from '#platform/cases/pure';
import { dutyStates, grades } from '#platform/supervision/pure';
import { api } from '#ui/api';
import { Frame, Mark, Waits } from '#ui/frame';
import { hasRole, type Session, useSession } from '#ui/session';
import { day } from '#ui/words';
import type { CaseView } from '../../case-view.ts';
import { CaseOrder } from './case-order.tsx';
import { CaseWithdrawal, withdrawable } from './case-withdrawal.tsx';
import { History } from './task-side.tsx';
import { channelNames, deliveryNames } from './task-words.ts';
import './task.css';
import './case.css';

export default function CasePage() {
  const { id } = useParams<{ id: string }>();
  const { data: session } = useSession();
  const view = useQuery({ queryKey: ['case', id], queryFn: () => api.get<CaseView>(`/cases/${id}`) });
  const clerk = hasRole(session, 'window-clerk', 'helper');
  const back = clerk
    ? { to: '/desk/window', title: '窗口受理' }
    : { to: '/desk/tasks', title: hasRole(session, 'reviewer', 'unit-head') ? '待办事项' : '全部事项' };
  const [withdrawing, setWithdrawing] = useState(false);
  if (!session) return null;
  return (
    <Frame
      title={view.data ? view.data.case.title : '办件'}
      back={back}
      note={view.data ? <Mark look={view.data.case.state === 'finished' ? 'good' : 'plain'}>{caseStates[view.data.case.state]}</Mark> : undefined}
      actions={
        view.data && clerk ? (
          <>
            <Link className="ant-btn ant-btn-default case-receipt" href={`/desk/window/applications/${id}/receipt`}>
              <PrinterOutlined /> 受理回执
            </Link>
            {hasRole(session, 'window-clerk') && withdrawable(view.data).length > 0 ? (
              <Button danger onClick={() => setWithdrawing(true)}>
                代为撤回
              </Button>
            ) : null}
          </>
        ) : undefined
      }
    >
      <Waits of={view} rows={12}>
        {data => (
          <>
            <Heads view={data} today={session.today} />
            <CaseOrder
              view={data}
              today={session.today}
              sees={unit => hasRole(session, 'supervisor', 'leader', 'auditor', 'window-clerk', 'helper') || session.roles.some(r => r.unit === unit)}
            />
            <div className="task-grid">
              <History
                events={data.events}
                today={session.today}
                titleOf={taskId => data.tasks.find(t => t.id === taskId)?.title ?? ''}
                nameOf={key => data.tasks.find(t => t.key === key)?.title ?? data.materials?.find(m => m.id === key)?.name}
              />
              <div className="task-column">
                <Corrections view={data} today={session.today} clerk={hasRole(session, 'window-clerk')} />
                <Duties view={data} session={session} />
                <Rating view={data} today={session.today} />
              </div>
            </div>
            <CaseWithdrawal view={data} open={withdrawing} onClose={() => setWithdrawing(false)} />
          </>
        )}
      </Waits>
    </Frame>
  );
}

function Heads({ view, today }: { view: CaseView; today: string }) {
  const { case: file, tasks, postTo } = view;
  const done = tasks.filter(t => ['approved', 'refused', 'delivered', 'withdrawn', 'not-needed'].includes(t.state)).length;
  const facts = [
    { name: '编号', value: file.number },
    { name: file.principalKind === 'firm' ? '企业' : '申请人', value: file.principalName },
    ...(file.applicantName === file.principalName ? [] : [{ name: '经手人', value: file.applicantName }]),
    { name: '收件', value: `${day(file.filedOn, today)}，${channelNames[file.channel] ?? file.channel}` },
    ...(file.finishedOn ? [{ name: '办结', value: day(file.finishedOn, today) }] : []),
    { name: '进度', value: `${done} / ${tasks.length} 个事项有结果` },
    { name: '取件', value: deliveryNames[file.delivery] ?? file.delivery },
    ...(postTo ? [{ name: '邮寄到', value: `${postTo.receiver} ${postTo.phone} ${postTo.address}` }] : []),
  ];
  return (
    <dl className="frame-panel task-heads">
      {facts.map(f => (
        <div key={f.name}>
          <dt>{f.name}</dt>
          <dd>{f.value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Corrections({ view, today, clerk }: { view: CaseView; today: string; clerk: boolean }) {
  const open = view.corrections.filter(c => !c.answeredOn);
  if (open.length === 0) return null;
  return (
    <section className="frame-panel">
      <h2>等申请人补正</h2>
      {open.map(c => (
        <div key={c.id} className="task-correction">
          <p>
            {view.tasks.find(t => t.id === c.taskId)?.title}，{day(c.askedOn, today)}
          </p>
          <ol>
            {c.items.map(i => (
              <li key={i.what}>{i.what}</li>
            ))}
          </ol>
        </div>
      ))}
      {clerk ? <Link href={`/desk/window/cases/${view.case.id}`}>申请人来了，替其补正</Link> : null}
    </section>
  );
}

function Duties({ view, session }: { view: CaseView; session: Session }) {
  if (view.duties.length === 0) return null;
  const opens = hasRole(session, 'supervisor', 'leader', 'auditor', 'reviewer', 'unit-head');
  return (
    <section className="frame-panel">
      <h2>督办和投诉</h2>
      <ul className="case-duties">
        {view.duties.map(d => (
          <li key={d.id}>
            <p>
              {opens ? <Link href={`/desk/duties/${d.id}`}>{d.number}</Link> : d.number}{' '}
              <Mark look={d.state === 'closed' ? 'good' : 'warn'}>{dutyStates[d.state as keyof typeof dutyStates] ?? d.state}</Mark>
            </p>
            <p>
              {d.kindTitle}：{d.body}
            </p>
            {d.answer ? (
              <p className="frame-muted">
                {d.answeredOn ? `${day(d.answeredOn, session.today)} ` : ''}答复：{d.answer}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Rating({ view, today }: { view: CaseView; today: string }) {
  if (!view.rating) return null;
  const { grade, comment, givenOn } = view.rating;
  return (
    <section className="frame-panel">
      <h2>评价</h2>
      <p>
        <strong>{grades[grade as keyof typeof grades] ?? grade}</strong>，{day(givenOn, today)}
      </p>
      {comment ? <p className="frame-muted">{comment}</p> : null}
    </section>
  );
}
