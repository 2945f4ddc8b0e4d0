/** One entry: who said it, its course, the call back. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Empty } from 'antd';
import { Link, useParams } from 'wouter';
import { api, Problem } from '#ui/api';
import { DutyCourse, DutyTag, DutyVerbs } from '#ui/duty';
import { Frame, Reveal, useUnits, Waits } from '#ui/frame';
import { hasRole, useSession } from '#ui/session';
import { day } from '#ui/words';
import type { EntryView } from '../../not-done-reads.ts';
import { reasons } from '../../words.ts';
import './helping.css';

export default function EntryPage() {
  const { id } = useParams<{ id: string }>();
  const { data: session } = useSession();
  const { name } = useUnits();
  const client = useQueryClient();
  const one = useQuery({ queryKey: ['not-done', 'one', id], queryFn: ({ signal }) => api.get<EntryView>(`/desk/not-done/${id}`, signal) });
  const gone = one.error instanceof Problem && (one.error.status === 404 || one.error.status === 422);
  const duty = one.data?.duty;
  const reveals = hasRole(session, 'helper', 'window-clerk', 'reviewer', 'unit-head');
  return (
    <Frame
      title={duty ? `办不成事 ${duty.number}` : '办不成事'}
      back={{ to: '/desk/not-done', title: '办不成事反映' }}
      note={duty ? <DutyTag duty={duty} /> : null}
    >
      {gone ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有找到，或您无权查看" />
      ) : (
        <Waits of={one}>
          {view =>
            session ? (
              <>
                <section className="frame-panel" aria-label="基本情况">
                  <dl className="frame-facts">
                    <dt>一件事</dt>
                    <dd>{view.entry.thingName ?? '没有写明'}</dd>
                    <dt>原因</dt>
                    <dd>{reasons[view.entry.reason as keyof typeof reasons]}</dd>
                    <dt>反映人</dt>
                    <dd>
                      {view.entry.visitorName}
                      {view.entry.channel === 'window' ? `，窗口登记${view.entry.firstBy ? `（首问：${view.entry.firstBy}）` : ''}` : '，网上反映'}
                    </dd>
                    {view.entry.phone ? (
                      <>
                        <dt>电话</dt>
                        <dd>
                          <Reveal
                            label="电话"
                            masked={view.entry.phone}
                            tel
                            open={reveals ? reason => api.post<{ phone: string }>(`/desk/not-done/${id}/reveal`, { reason }).then(r => r.phone) : null}
                          />
                        </dd>
                      </>
                    ) : null}
                    <dt>责任部门</dt>
                    <dd>{name(view.duty.unit)}</dd>
                    <dt>答复期限</dt>
                    <dd>{view.duty.dueOn ? day(view.duty.dueOn, session.today) : '放假安排未载入，期限未定'}</dd>
                    {view.duty.caseId && hasRole(session, 'helper', 'window-clerk', 'reviewer', 'unit-head', 'supervisor', 'leader') ? (
                      <>
                        <dt>办件</dt>
                        <dd>
                          <Link href={`/desk/cases/${view.duty.caseId}`}>看整个办件</Link>
                        </dd>
                      </>
                    ) : null}
                  </dl>
                </section>
                <section className="frame-panel" aria-labelledby="entry-course">
                  <h2 id="entry-course">经过</h2>
                  <DutyCourse whole={view} today={session.today} />
                </section>
                <DutyVerbs
                  whole={view}
                  today={session.today}
                  followPath={`/desk/not-done/${id}/follow-ups`}
                  refresh={() => client.invalidateQueries({ queryKey: ['not-done'] })}
                />
              </>
            ) : null
          }
        </Waits>
      )}
    </Frame>
  );
}
