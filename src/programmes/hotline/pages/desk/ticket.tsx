/** One ticket with all its steps: who called, what asks the same, the next step for who looks at it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Empty, Form, Select } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { dutyStates, grades } from '#platform/supervision/pure';
import { api, Problem } from '#ui/api';
import { AnswerDuty, DutyCourse, DutyTag, DutyVerbs } from '#ui/duty';
import { clockTime, Frame, faultOf, Mark, Reveal, Trouble, unitOptions, useUnits, Waits } from '#ui/frame';
import { hasRole, type Session, useSession } from '#ui/session';
import { day, moment } from '#ui/words';
import type { Similar, TicketView } from '../../reads.ts';
import { categories, channels } from '../../words.ts';
import { Learn } from './learn.tsx';
import './hotline.css';

export default function TicketPage() {
  const { id } = useParams<{ id: string }>();
  const { data: session } = useSession();
  const client = useQueryClient();
  const one = useQuery({ queryKey: ['tickets', 'one', id], queryFn: ({ signal }) => api.get<TicketView>(`/desk/hotline/tickets/${id}`, signal) });
  const gone = one.error instanceof Problem && (one.error.status === 404 || one.error.status === 422);
  const refresh = () => client.invalidateQueries({ queryKey: ['tickets'] });
  const central = hasRole(session, 'hotline-seat', 'supervisor', 'leader', 'auditor');
  const back = central ? { to: '/desk/hotline', title: '热线工单' } : { to: '/desk/duties', title: '督办与投诉' };
  const duty = one.data?.duty;
  return (
    <Frame title={duty ? `12345 工单 ${duty.number}` : '12345 工单'} back={back} note={duty ? <DutyTag duty={duty} /> : null}>
      {gone ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有找到，或您无权查看" />
      ) : (
        <Waits of={one}>
          {view =>
            session ? (
              <div className="call">
                <div className="call-main">
                  <About view={view} session={session} />
                  {view.duty.state === 'new' && hasRole(session, 'hotline-seat') ? <Sorting view={view} refresh={refresh} /> : null}
                  <DutyVerbs whole={view} today={session.today} refresh={refresh} />
                </div>
                <aside className="call-side">
                  <section className="frame-panel" aria-labelledby="ticket-course">
                    <h2 id="ticket-course">经过</h2>
                    <DutyCourse whole={view} today={session.today} />
                  </section>
                  {view.messages.length > 0 ? <Messages view={view} today={session.today} /> : null}
                  {view.duty.answer && mayTeach(session, view.duty.unit) ? <Learn view={view} /> : null}
                  {view.may.includes('join') ? <Duplicates view={view} today={session.today} refresh={refresh} /> : null}
                </aside>
              </div>
            ) : null
          }
        </Waits>
      )}
    </Frame>
  );
}

/** What who asked was told, and when: a caller who says that nobody wrote can be answered. */
const Messages = ({ view: { messages }, today }: { view: TicketView; today: string }) => (
  <section className="frame-panel" aria-labelledby="ticket-messages">
    <h2 id="ticket-messages">告诉来电人的</h2>
    <ol className="hotline-messages">
      {messages.map(m => (
        <li key={`${m.madeAt}${m.text}`}>
          <span className="frame-muted frame-small">
            {moment(m.sentAt ?? m.madeAt, today)} {m.to === 'phone' ? '短信' : '账号消息'}
            {m.sentAt ? '' : '，还没有发出'}
          </span>
          <span>{m.text}</span>
        </li>
      ))}
    </ol>
  </section>
);

/** Seats write for every unit, a unit for itself. */
const mayTeach = (session: Session, unit: string) =>
  hasRole(session, 'hotline-seat') || session.roles.some(r => r.unit === unit && ['reviewer', 'unit-head', 'programme-officer'].includes(r.role));

function About({ view: { duty, ticket, joined, leader }, session }: { view: TicketView; session: Session }) {
  const { name, town } = useUnits();
  const unseen = ticket.confidential && ticket.callerName === null;
  const reveals = hasRole(session, 'hotline-seat', 'reviewer', 'unit-head', 'town-officer');
  const facts: [string, React.ReactNode][] = [
    [
      '事由',
      <span key="title">
        {duty.urgent ? <Mark look="bad">紧急</Mark> : null} {duty.title}
      </span>,
    ],
    [
      '内容',
      <span key="body" className="duty-text">
        {duty.body}
      </span>,
    ],
    ['来电人', ticket.anonymous ? '匿名' : unseen ? '要求对承办部门保密，需联系请找热线' : (ticket.callerName ?? '不显示')],
    ...(ticket.phone
      ? ([
          [
            '电话',
            <Reveal
              key="phone"
              label="电话"
              masked={ticket.phone}
              tel
              open={reveals ? reason => api.post<{ phone: string }>(`/desk/hotline/tickets/${duty.id}/reveal`, { reason }).then(r => r.phone) : null}
            />,
          ],
        ] as [string, React.ReactNode][])
      : []),
    [
      '来源',
      `${channels[ticket.channel as keyof typeof channels]}，${categories[ticket.category as keyof typeof categories]}${ticket.outside ? `，市平台编号 ${ticket.outside}` : ''}${ticket.takenByName ? `，${ticket.takenByName} 接听` : ''}`,
    ],
    ['地点', [ticket.town ? town(ticket.town) : '', ticket.place].filter(Boolean).join(' ') || '没有写'],
    [
      '责任部门',
      leader
        ? '随并入的工单'
        : duty.state === 'new'
          ? '还没有分派'
          : `${name(duty.unit)}${duty.firstUnit === duty.unit ? '' : `（首问：${name(duty.firstUnit)}）`}`,
    ],
    [
      '答复期限',
      leader ? '随并入的工单' : duty.dueOn ? `${day(duty.dueOn, session.today)}${duty.extendedOn ? '（已延期一次）' : ''}` : '放假安排未载入，期限未定',
    ],
    ...(duty.takeBy
      ? ([
          [
            '签收',
            <span key="taken">
              {duty.takenAt ? `${duty.takenByName}，${clockTime(duty.takenAt, session.today)}` : `${clockTime(duty.takeBy, session.today)}前签收`}{' '}
              {duty.takenLate ? <Mark look="bad">{duty.takenAt ? '签收超时' : '超时未签收'}</Mark> : null}
            </span>,
          ],
        ] as [string, React.ReactNode][])
      : []),
    ...(duty.grade
      ? ([['评价', `${grades[duty.grade as keyof typeof grades]}${duty.gradeComment ? `：${duty.gradeComment}` : ''}`]] as [string, string][])
      : []),
    ...(leader
      ? ([['已并入', <Link key="leader" href={`/desk/hotline/${leader.id}`}>{`${leader.number} ${leader.title}`}</Link>]] as [string, React.ReactNode][])
      : []),
    ...(joined.length > 0
      ? ([
          [
            '一并办理',
            <span key="joined" className="call-list">
              {joined.map(j => (
                <Link key={j.id} href={`/desk/hotline/${j.id}`}>{`${j.number} ${j.title}`}</Link>
              ))}
            </span>,
          ],
        ] as [string, React.ReactNode][])
      : []),
  ];
  return (
    <section className="frame-panel" aria-label="基本情况">
      <dl className="frame-facts">
        {facts.map(([label, content]) => (
          <div key={label} className="hotline-fact">
            <dt>{label}</dt>
            <dd>{content}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What was written: sent to a unit, or answered by who reads it. */
function Sorting({ view: { duty }, refresh }: { view: TicketView; refresh(): Promise<unknown> }) {
  const { message } = App.useApp();
  const { units } = useUnits();
  const [unit, setUnit] = useState<string>();
  const [asked, setAsked] = useState(false);
  const send = useMutation({
    mutationFn: () => api.post(`/desk/hotline/tickets/${duty.id}/sending`, { version: duty.version, unit }),
    onSuccess: async () => {
      message.success('已交办');
      await refresh();
    },
  });
  const fault = faultOf(send.error, 'unit') ?? (asked && !unit ? '请选择部门' : undefined);
  return (
    <>
      <section className="frame-panel" aria-labelledby="ticket-send">
        <h2 id="ticket-send">交办部门</h2>
        <Form
          layout="vertical"
          onFinish={() => {
            setAsked(true);
            if (unit && !send.isPending) send.mutate();
          }}
        >
          <Form.Item label="交给哪个部门" htmlFor="send-unit" required validateStatus={fault ? 'error' : ''} help={fault}>
            <Select
              id="send-unit"
              aria-label="交给哪个部门"
              showSearch={{ optionFilterProp: ['label', 'short'] }}
              value={unit ?? null}
              onChange={setUnit}
              options={unitOptions(units)}
            />
          </Form.Item>
          {send.isError && !fault ? <Trouble error={send.error} again={() => void refresh()} /> : null}
          <Button type="primary" htmlType="submit" loading={send.isPending}>
            交办
          </Button>
        </Form>
      </section>
      <AnswerDuty duty={duty} path={`/desk/hotline/tickets/${duty.id}/answer`} title="或者当场答复，办结" label="答复的内容" done={refresh} />
    </>
  );
}

function Duplicates({ view: { duty }, today, refresh }: { view: TicketView; today: string; refresh(): Promise<unknown> }) {
  const { message } = App.useApp();
  const similar = useQuery({
    queryKey: ['tickets', 'similar', duty.id, duty.version],
    queryFn: () => api.post<{ items: Similar[] }>('/desk/hotline/similar', { text: `${duty.title} ${duty.body}`.slice(0, 2000), dutyId: duty.id }),
  });
  const join = useMutation({
    mutationFn: (leader: string) => api.post(`/desk/duties/${duty.id}/joining`, { version: duty.version, leader }),
    onSuccess: async () => {
      message.success('已并入，答复会一并给');
      await refresh();
    },
  });
  if ((similar.data?.items.length ?? 0) === 0) return null;
  return (
    <section className="frame-panel" aria-labelledby="ticket-similar">
      <h2 id="ticket-similar">可能是同一件事</h2>
      {join.isError ? <Trouble error={join.error} again={() => void refresh().then(() => join.reset())} /> : null}
      <ul className="call-list">
        {similar.data!.items.map(t => (
          <li key={t.id}>
            <Link href={`/desk/hotline/${t.id}`}>{t.title}</Link>
            <span className="frame-muted frame-small">
              {t.number}，{day(t.openedOn, today)}，{dutyStates[t.state as keyof typeof dutyStates]}
            </span>
            <span className="call-marks">
              {t.samePhone ? <Mark look="info">同一号码</Mark> : null}
              {t.likeness > 0 ? <Mark>用词相近 {Math.round(t.likeness * 100)}%</Mark> : null}
              <Button size="small" loading={join.isPending} onClick={() => join.mutate(t.id)}>
                并入这一件<span className="frame-hidden">：{t.title}</span>
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
