/** One duty: what it is about, its course, and the next step for who has to take it. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Empty } from 'antd';
import { Link } from 'wouter';
import type { WholeDuty } from '#platform/supervision';
import { grades } from '#platform/supervision/pure';
import { api, Problem } from '#ui/api';
import { DutyCourse, DutyTag, DutyVerbs } from '#ui/duty';
import { clockTime, Frame, Mark, useUnits, Waits } from '#ui/frame';
import { hasRole, useSession } from '#ui/session';
import { day } from '#ui/words';

const back = { to: '/desk/duties', title: '督办与投诉' };

export function DutyDetail({ id }: { id: string }) {
  const { data: session } = useSession();
  const client = useQueryClient();
  const one = useQuery({
    queryKey: ['duties', 'one', id],
    queryFn: ({ signal }) => api.get<WholeDuty>(`/desk/duties/${encodeURIComponent(id)}`, signal),
  });
  const duty = one.data?.duty;
  const gone = one.error instanceof Problem && (one.error.status === 404 || one.error.status === 422);
  return (
    <Frame title={duty ? `${duty.kindTitle} ${duty.number}` : '督办与投诉'} back={back} note={duty ? <DutyTag duty={duty} /> : null}>
      {gone ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有找到，或您无权查看" />
      ) : (
        <Waits of={one}>
          {whole =>
            session ? (
              <>
                <About whole={whole} today={session.today} pages={hasRole(session, 'reviewer', 'unit-head', 'supervisor', 'leader', 'auditor')} />
                <section className="frame-panel" aria-labelledby="duty-course">
                  <h2 id="duty-course">经过</h2>
                  <DutyCourse whole={whole} today={session.today} />
                </section>
                <DutyVerbs whole={whole} today={session.today} refresh={() => client.invalidateQueries({ queryKey: ['duties'] })} />
              </>
            ) : null
          }
        </Waits>
      )}
    </Frame>
  );
}

function About({ whole: { duty, joined, leader }, today, pages }: { whole: WholeDuty; today: string; pages: boolean }) {
  const { name } = useUnits();
  return (
    <section className="frame-panel" aria-label="基本情况">
      <dl className="frame-facts">
        <dt>事由</dt>
        <dd className="duty-about">
          <span>
            {duty.urgent ? <Mark look="bad">紧急</Mark> : null} {duty.title}
          </span>
          {duty.page ? <Link href={duty.page}>看{duty.kindTitle}</Link> : null}
          {pages && duty.taskId ? <Link href={`/desk/tasks/${duty.taskId}`}>看这个事项</Link> : null}
          {pages && duty.caseId ? <Link href={`/desk/cases/${duty.caseId}`}>看整个办件</Link> : null}
        </dd>
        <dt>责任部门</dt>
        <dd>
          {name(duty.unit)}
          {duty.firstUnit === duty.unit ? '' : `（首问：${name(duty.firstUnit)}）`}
        </dd>
        <dt>答复期限</dt>
        <dd>
          {duty.dueOn ? day(duty.dueOn, today) : '放假安排未载入，期限未定'}
          {duty.extendedOn ? '（已延期一次）' : ''}
        </dd>
        {duty.takeBy ? (
          <>
            <dt>签收</dt>
            <dd>
              {duty.takenAt ? `${duty.takenByName}，${clockTime(duty.takenAt, today)}` : `${clockTime(duty.takeBy, today)}前签收`}{' '}
              {duty.takenLate ? <Mark look="bad">{duty.takenAt ? '签收超时' : '超时未签收'}</Mark> : null}
            </dd>
          </>
        ) : null}
        {duty.grade ? (
          <>
            <dt>评价</dt>
            <dd>
              {grades[duty.grade as keyof typeof grades]}
              {duty.gradeComment ? `：${duty.gradeComment}` : ''}
            </dd>
          </>
        ) : null}
        {leader ? (
          <>
            <dt>已并入</dt>
            <dd>
              <Link href={`/desk/duties/${leader.id}`}>{leader.number}</Link> {leader.title}
            </dd>
          </>
        ) : null}
        {joined.length > 0 ? (
          <>
            <dt>一并办理</dt>
            <dd>{joined.map(j => `${j.number} ${j.title}`).join('；')}</dd>
          </>
        ) : null}
      </dl>
    </section>
  );
}
