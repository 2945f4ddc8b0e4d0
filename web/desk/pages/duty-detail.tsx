/** One duty: what it is about, its course, and the next step for who has to take it. */
import { useQuery } from '@tanstack/react-query';
import { Alert, Empty } from 'antd';
import { Link } from 'wouter';
import type { DutyView } from '#platform/supervision';
import { api } from '#ui/api';
import { Frame, useUnits, Waits } from '#ui/frame';
import { type Session, useSession } from '#ui/session';
import { day } from '#ui/words';
import { AnswerDuty } from './duty-answer.tsx';
import { ConfirmDuty } from './duty-confirm.tsx';
import { DutyTag } from './duty-light.tsx';

const back = { to: '/desk/duties', title: '督办与投诉' };

export function DutyDetail({ id }: { id: string }) {
  const { data: session } = useSession();
  const one = useQuery({
    queryKey: ['duties', 'one', id],
    queryFn: ({ signal }) => api.get<{ items: DutyView[] }>(`/desk/duties?id=${encodeURIComponent(id)}`, signal),
  });
  const duty = one.data?.items[0];
  return (
    <Frame title={duty ? `${duty.kindTitle} ${duty.number}` : '督办与投诉'} back={back} note={duty ? <DutyTag duty={duty} /> : null}>
      <Waits of={one}>
        {() =>
          duty && session ? <Shown duty={duty} session={session} /> : <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有找到，或您无权查看" />
        }
      </Waits>
    </Frame>
  );
}

function Shown({ duty, session }: { duty: DutyView; session: Session }) {
  const { name } = useUnits();
  const owns = session.roles.some(r => (r.role === 'reviewer' || r.role === 'unit-head') && r.unit === duty.unit);
  const supervises = session.roles.some(r => r.role === 'supervisor');
  return (
    <>
      <section className="frame-panel" aria-label="基本情况">
        <dl className="frame-facts">
          <dt>事由</dt>
          <dd className="duty-about">
            <span>{duty.title}</span>
            {duty.taskId ? <Link href={`/desk/tasks/${duty.taskId}`}>看这个事项</Link> : null}
            {duty.caseId ? <Link href={`/desk/cases/${duty.caseId}`}>看整个办件</Link> : null}
          </dd>
          <dt>责任部门</dt>
          <dd>{name(duty.unit)}</dd>
          <dt>答复期限</dt>
          <dd>{duty.dueOn ? day(duty.dueOn, session.today) : '放假安排未载入，期限未定'}</dd>
        </dl>
      </section>
      <section className="frame-panel" aria-labelledby="duty-course">
        <h2 id="duty-course">经过</h2>
        <Course duty={duty} today={session.today} />
      </section>
      {duty.state === 'open' && owns ? <AnswerDuty duty={duty} /> : null}
      {duty.state === 'open' && !owns ? <Alert type="info" showIcon title={`等${name(duty.unit)}答复`} /> : null}
      {duty.state === 'answered' && supervises ? <ConfirmDuty duty={duty} /> : null}
      {duty.state === 'answered' && !supervises ? <Alert type="info" showIcon title="已经答复，等督导员确认" /> : null}
    </>
  );
}

/** What was written at first, and every return with its reason: the server keeps them in one text. */
function written(body: string): { first: string; returns: { on: string; reason: string }[] } {
  const [first = '', ...rest] = body.split(/\n\n【(?=\d{4}-\d{2}-\d{2} 退回】)/);
  return { first, returns: rest.map(r => ({ on: r.slice(0, 10), reason: r.slice(r.indexOf('】') + 1) })) };
}

function Course({ duty, today }: { duty: DutyView; today: string }) {
  const { first, returns } = written(duty.body);
  const { name } = useUnits();
  const opened = { letter: '发出督办函', 'bad-rating': '给了差评', complaint: '提出投诉' }[duty.kind];
  const step = (key: string, on: string | null, title: string, text?: string | null) => (
    <li key={key}>
      <p>
        <strong>{title}</strong> <span className="frame-muted">{day(on, today)}</span>
      </p>
      {text ? <p className="duty-text">{text}</p> : null}
    </li>
  );
  const answer = duty.answer
    ? step('answer', duty.answeredOn, `${duty.answeredByName ?? name(duty.unit)}${duty.state === 'open' ? '的上次答复（已退回）' : '答复'}`, duty.answer)
    : null;
  const back = returns.map(r => step(`return-${r.on}-${r.reason}`, r.on, '督导员退回', r.reason));
  return (
    <ol className="duty-course">
      {step('open', duty.openedOn, `${duty.openedByName}${opened}`, first)}
      {duty.state === 'open' ? [answer, ...back] : [...back, answer]}
      {duty.closedOn ? step('closed', duty.closedOn, '督导员确认，办结') : null}
    </ol>
  );
}
