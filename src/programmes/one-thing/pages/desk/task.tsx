/** One task on one screen: the application, what the checks say, the materials, the history, and what can be done with it. */
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Skeleton } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { api, Problem } from '#ui/api';
import { Frame, Light, leftInWords, Mark, Trouble } from '#ui/frame';
import { hasRole, type Session, useSession } from '#ui/session';
import { day } from '#ui/words';
import type { TaskView } from '../../task-view.ts';
import { ExtensionDialog, ResumptionDialog, SuspensionDialog } from './clock-dialogs.tsx';
import { AskCosignDialog, AssignmentDialog, CosignDialog, TransferDialog } from './colleague-dialogs.tsx';
import { CorrectionDialog } from './correction-dialog.tsx';
import { ApprovalDialog, RefusalDialog } from './decision-dialogs.tsx';
import { DeliveryDialog } from './delivery-dialog.tsx';
import { stateName } from './queue-table.tsx';
import { useShortcuts } from './shortcuts.tsx';
import { LetterDialog, ReminderDialog, SecondCorrectionDialog } from './supervision-dialogs.tsx';
import { type ActionId, actionsOn } from './task-actions.ts';
import { NextBar, TaskBar, useNeighbours } from './task-bar.tsx';
import { TaskForm } from './task-form.tsx';
import { TaskMaterials } from './task-materials.tsx';
import { MoveTrouble, useTaskMove } from './task-move.tsx';
import { History, TaskChecks, TaskCorrections, TaskSiblings } from './task-side.tsx';
import { channelNames, deliveryNames, standsWords } from './task-words.ts';
import './task.css';

export default function Task() {
  const { id } = useParams<{ id: string }>();
  const { data: session } = useSession();
  const view = useQuery({ queryKey: ['task', id], queryFn: () => api.get<TaskView>(`/desk/tasks/${id}`) });
  if (!session) return null;
  if (view.data) return <Opened key={id} view={view.data} session={session} stale={view.isError ? view.error : null} />;
  return (
    <Frame title="事项" back={{ to: '/desk/tasks', title: '待办事项' }}>
      {view.isError ? (
        <Trouble
          error={
            view.error instanceof Problem && view.error.status === 404
              ? new Problem({
                  status: 404,
                  code: 'not-found',
                  title: '没有找到这个事项',
                  detail: '它可能已经转给别的部门，或者不归您办理。',
                })
              : view.error
          }
          again={() => void view.refetch()}
        />
      ) : (
        <div role="status" aria-label="正在载入">
          <Skeleton active paragraph={{ rows: 12 }} />
        </div>
      )}
    </Frame>
  );
}

/** Moves after which a reviewer is through with this one for now. */
const passing = new Set<ActionId>(['approve', 'refuse', 'correct', 'suspend', 'transfer', 'deliver', 'cosign']);
const looksOn = ['supervisor', 'leader', 'auditor', 'window-clerk', 'helper'] as const;

function Opened({ view, session, stale }: { view: TaskView; session: Session; stale: unknown }) {
  const [, navigate] = useLocation();
  const [asked, setAsked] = useState<ActionId | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const near = useNeighbours(view.task.id);
  const { task } = view;
  const actions = actionsOn(view, session);
  const move = useTaskMove(view, change => {
    const was = asked;
    setAsked(null);
    if (was && passing.has(was)) setDone(change.done);
  });
  const act = (what: ActionId) => {
    // A key is as good as its button: neither does anything while a change is on its way.
    if (move.isPending) return;
    setDone(null);
    // Accepting asks nothing; everything else opens its dialog.
    if (what === 'accept') {
      setAsked(null);
      move.mutate({ path: 'acceptance', done: '已受理，开始计时' });
    } else {
      move.reset();
      setAsked(what);
    }
  };
  const leave = (to: string) => {
    sessionStorage.setItem('queue-row', task.id);
    navigate(to);
  };
  const { list: keys, showHelp } = useShortcuts([
    ...actions.map(a => ({ keys: [a.key], what: a.title, run: () => act(a.id) })),
    { keys: ['j'], what: '清单里的下一件', run: () => near.after && navigate(`/desk/tasks/${near.after.id}`) },
    { keys: ['k'], what: '清单里的上一件', run: () => near.before && navigate(`/desk/tasks/${near.before.id}`) },
    { keys: ['u'], what: '回到清单', run: () => leave(near.back) },
  ]);
  const sees = (unit: string) => hasRole(session, ...looksOn) || session.roles.some(r => r.unit === unit);
  const dialog = (what: ActionId) => ({ view, move, open: asked === what, onClose: () => setAsked(null) });
  const reveals = actions.length > 0 && session.roles.some(r => r.role === 'reviewer' && r.unit === task.unit);
  return (
    <Frame
      title={task.title}
      back={{ to: near.back, title: hasRole(session, 'reviewer', 'unit-head') ? '待办事项' : '全部事项' }}
      note={<Standing view={view} today={session.today} />}
      actions={
        <>
          {near.position ? <span className="frame-note task-position">清单第 {near.position} 件</span> : null}
          <Button size="small" disabled={!near.before} onClick={() => near.before && navigate(`/desk/tasks/${near.before.id}`)} aria-keyshortcuts="K">
            上一件
          </Button>
          <Button size="small" disabled={!near.after} onClick={() => near.after && navigate(`/desk/tasks/${near.after.id}`)} aria-keyshortcuts="J">
            下一件
          </Button>
          <Button size="small" type="text" onClick={showHelp} aria-label="键盘快捷键" title="键盘快捷键（?）">
            ?
          </Button>
        </>
      }
    >
      {stale ? <Trouble error={stale} /> : null}
      <Heads view={view} session={session} />
      <Callouts view={view} session={session} />
      <div className="task-grid">
        <div className="task-column">
          {view.form.length > 0 || view.answers.length > 0 ? <TaskForm view={view} reveals={reveals} /> : null}
          <TaskSiblings view={view} sees={sees} />
        </div>
        <div className="task-column">
          <TaskChecks view={view} />
          {hasRole(session, 'reviewer', 'unit-head') ? <TaskMaterials view={view} today={session.today} /> : null}
          <TaskCorrections view={view} today={session.today} />
          <History
            events={view.events}
            taskId={task.id}
            today={session.today}
            titleOf={taskId => view.siblings.find(s => s.id === taskId)?.title ?? ''}
            nameOf={key => view.materials.find(m => m.id === key)?.name ?? view.siblings.find(s => s.key === key)?.title}
          />
        </div>
      </div>
      <div className="task-foot no-print">
        {asked === null ? <MoveTrouble move={move} taskId={task.id} /> : null}
        {done ? (
          <NextBar done={done} next={near.after} back={near.back} onStay={() => setDone(null)} />
        ) : actions.length > 0 ? (
          <TaskBar actions={actions} busy={move.isPending} onAct={act} />
        ) : null}
      </div>
      {keys}
      <CorrectionDialog {...dialog('correct')} today={session.today} />
      <ApprovalDialog {...dialog('approve')} />
      <RefusalDialog {...dialog('refuse')} />
      <SuspensionDialog {...dialog('suspend')} />
      <ResumptionDialog {...dialog('resume')} />
      <ExtensionDialog {...dialog('extend')} />
      <AssignmentDialog {...dialog('assign')} me={session.id} />
      <AskCosignDialog {...dialog('ask-cosign')} me={session.id} />
      <CosignDialog {...dialog('cosign')} />
      <TransferDialog {...dialog('transfer')} />
      <DeliveryDialog {...dialog('deliver')} />
      <ReminderDialog {...dialog('remind')} />
      <LetterDialog {...dialog('letter')} />
      <SecondCorrectionDialog {...dialog('allow-second')} />
    </Frame>
  );
}

function Standing({ view, today }: { view: TaskView; today: string }) {
  const { task } = view;
  return (
    <span className="task-standing">
      <Mark look={task.outcome === 'approved' ? 'good' : task.outcome === 'refused' ? 'bad' : 'plain'}>{stateName(task.state)}</Mark>
      {task.light !== 'none' ? <Light light={task.light} /> : null}
      {task.dueOn && task.light !== 'stopped' && task.light !== 'none' ? (
        <span>
          {day(task.dueOn, today)}到期，{leftInWords(task.daysLeft, task.light)}
        </span>
      ) : null}
      <span>{standsWords(task, today)}</span>
    </span>
  );
}

function Heads({ view, session }: { view: TaskView; session: Session }) {
  const { task, case: file } = view;
  const overlooks = hasRole(session, ...looksOn);
  const { assignee } = task;
  const facts: { name: string; value: ReactNode }[] = [
    { name: '编号', value: overlooks ? <Link href={`/desk/cases/${file.id}`}>{file.number}</Link> : file.number },
    { name: '一件事', value: file.title },
    { name: file.principalKind === 'firm' ? '企业' : '申请人', value: file.principalName },
    ...(file.applicantName === file.principalName ? [] : [{ name: '经手人', value: file.applicantName }]),
    { name: '收件', value: `${day(file.filedOn, session.today)}，${channelNames[file.channel] ?? file.channel}` },
    {
      name: '时限',
      value: `承诺 ${task.promisedDays + task.extendedDays} 个工作日${task.legalDays ? `，法定 ${task.legalDays + task.extendedDays} 个` : ''}${task.extendedDays ? '（已延长）' : ''}`,
    },
    { name: '取件', value: deliveryNames[file.delivery] ?? file.delivery },
    { name: '经办', value: view.colleagues.find(c => c.id === assignee)?.name ?? (assignee ? '已分派' : '未分派') },
    ...(overlooks ? [{ name: '部门', value: view.units[task.unit] ?? task.unit }] : []),
  ];
  return (
    <dl className="frame-panel task-heads">
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What one has to know before doing anything. */
function Callouts({ view, session }: { view: TaskView; session: Session }) {
  const { task } = view;
  const waiting = task.cosigns.filter(c => c.agrees === null);
  const answered = task.cosigns.filter(c => c.agrees !== null);
  return (
    <>
      {view.ownCase ? <Alert type="warning" showIcon title="这是您本人或您受托申请的办件" description="按规定不能自己办理，请部门里的其他同事来办。" /> : null}
      {task.decision ? (
        <Alert
          type={task.outcome === 'refused' ? 'error' : 'success'}
          showIcon
          title={`${task.decision.byName}${task.closedOn ? ` ${day(task.closedOn, session.today)}` : ''} ${task.outcome === 'refused' ? '不予通过' : '通过'}${task.decision.reason && task.outcome === 'refused' ? `：${task.decision.reason}` : ''}`}
          description={task.outcome === 'refused' ? `${task.decision.basis}。${task.decision.remedy}` : task.decision.reason || undefined}
        />
      ) : null}
      {task.fromUnit && task.fromUnit !== task.unit ? (
        <Alert type="info" showIcon title={`由${view.units[task.fromUnit] ?? task.fromUnit}转来，办不了可以退回。`} />
      ) : null}
      {waiting.length > 0 ? <Alert type="info" showIcon title={`等 ${waiting.map(c => (c.staff === session.id ? '您' : c.name)).join('、')} 会签`} /> : null}
      {answered.length > 0 ? (
        <Alert
          type={answered.some(c => c.agrees === false) ? 'warning' : 'success'}
          showIcon
          title={answered.map(c => `${c.name}会签${c.agrees ? '同意' : '不同意'}${c.opinion ? `：${c.opinion}` : ''}`).join('；')}
        />
      ) : null}
      {task.state === 'not-needed' && task.because ? (
        <Alert type="info" showIcon title={`因为“${view.siblings.find(s => s.key === task.because)?.title ?? ''}”没有办成，这个事项不再办理。`} />
      ) : null}
    </>
  );
}
