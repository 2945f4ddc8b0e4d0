/** What is overdue or about to be, whose, and since when; reminders and letters are sent from here. */
import { BellOutlined, FileTextOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Empty, Segmented, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import type { QueueRow } from '#platform/cases';
import { taskStates } from '#platform/cases/pure';
import type { BoardFigures, DutyView } from '#platform/supervision';
import { api, query } from '#ui/api';
import { leftInWords, useUnits, Waits } from '#ui/frame';
import { day } from '#ui/words';
import { LetterDialog } from './board-letter.tsx';
import { type BoardFilter, listOf } from './board-period.ts';
import { UrgeDialog } from './board-urge.tsx';

interface Props {
  filter: BoardFilter;
  today: string;
  /** May send reminders and letters. */
  acts: boolean;
  figures: BoardFigures;
}

export function BoardOverdue({ filter, today, acts, figures }: Props) {
  const [light, setLight] = useState<'red' | 'yellow'>('red');
  const [urging, setUrging] = useState<QueueRow | null>(null);
  const [writing, setWriting] = useState<QueueRow | null>(null);
  /** Reminded since this page was opened: so that nobody is reminded twice by accident. */
  const [urged, setUrged] = useState<ReadonlyMap<string, string>>(new Map());
  const { unit, subject, town } = filter;
  const late = useQuery({
    queryKey: ['tasks', 'board', light, unit, subject, town],
    queryFn: ({ signal }) =>
      api.get<{ items: QueueRow[]; total: number; more: boolean }>(`/desk/tasks${query({ tab: 'open', light, unit, subject, town })}`, signal),
    refetchInterval: 30_000,
    placeholderData: keepPreviousData,
  });
  const letters = useQuery({
    queryKey: ['duties', 'letters-open'],
    queryFn: ({ signal }) => api.get<{ items: DutyView[] }>('/desk/duties?kind=letter', signal),
    refetchInterval: 30_000,
  });
  const letterOf = (task: string) => letters.data?.items.find(d => d.taskId === task && d.state !== 'closed');
  return (
    <section className="frame-panel board-late" aria-labelledby="board-late">
      <div className="frame-panel-head">
        <h2 id="board-late">超期和即将超期</h2>
        <Segmented
          className="no-print"
          aria-label="看哪一类"
          value={light}
          onChange={setLight}
          options={[
            { value: 'red', label: `已超期 ${figures.red}` },
            { value: 'yellow', label: `即将超期 ${figures.yellow}` },
          ]}
        />
      </div>
      <Waits of={late} rows={3}>
        {({ items, total, more }) =>
          items.length === 0 ? (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={light === 'red' ? '没有超期的事项' : '没有即将超期的事项'} />
          ) : (
            <>
              <ul className="late-list">
                {items.map(task => {
                  const letter = letterOf(task.id);
                  const sent = urged.get(task.id);
                  return (
                    <li key={task.id}>
                      <div className="late-what">
                        <Link href={`/desk/tasks/${task.id}`}>{task.title}</Link>
                        <span className="frame-muted frame-small">
                          {task.caseTitle} · {task.principalName} · {task.number}
                        </span>
                      </div>
                      <UnitState task={task} />
                      <Late task={task} today={today} />
                      {acts ? (
                        <div className="late-acts no-print">
                          {sent ? <Tag color="blue">{sent} 已催办</Tag> : null}
                          {letter ? <Link href={`/desk/duties/${letter.id}`}>{letter.number}</Link> : null}
                          <Button size="small" icon={<BellOutlined />} onClick={() => setUrging(task)} aria-label={`催办：${task.title}`}>
                            催办
                          </Button>
                          <Button size="small" icon={<FileTextOutlined />} onClick={() => setWriting(task)} aria-label={`发督办函：${task.title}`}>
                            督办函
                          </Button>
                        </div>
                      ) : letter ? (
                        <Link href={`/desk/duties/${letter.id}`}>{letter.number}</Link>
                      ) : null}
                    </li>
                  );
                })}
              </ul>
              {total > items.length ? (
                <Link href={listOf(filter, { tab: 'open', light })}>
                  一共 {total} 个{more ? '以上' : ''}，看全部
                </Link>
              ) : null}
            </>
          )
        }
      </Waits>
      {urging ? (
        <UrgeDialog
          task={urging}
          close={() => setUrging(null)}
          sent={() => {
            const at = new Date().toLocaleTimeString('zh-CN', {
              timeZone: 'Asia/Shanghai',
              hour12: false,
              hour: '2-digit',
              minute: '2-digit',
            });
            setUrged(was => new Map(was).set(urging.id, at));
            setUrging(null);
          }}
        />
      ) : null}
      {writing ? <LetterDialog task={writing} today={today} earlier={letterOf(writing.id)?.number} close={() => setWriting(null)} /> : null}
    </section>
  );
}

function UnitState({ task }: { task: QueueRow }) {
  const units = useUnits();
  return (
    <div className="late-who">
      <span>{units.short(task.unit)}</span>
      <span className="frame-muted frame-small">
        {taskStates[task.state as keyof typeof taskStates]}
        {task.assigneeName ? ` · ${task.assigneeName}` : ' · 无人认领'}
      </span>
    </div>
  );
}

function Late({ task, today }: { task: QueueRow; today: string }) {
  if (!task.dueOn) return <div className="late-due frame-muted">到期日未定</div>;
  return (
    <div className="late-due">
      <strong className={task.light === 'red' ? 'board-bad' : 'board-warn'}>{leftInWords(task.daysLeft, task.light)}</strong>
      <span className="frame-muted frame-small">{day(task.dueOn, today)}到期</span>
    </div>
  );
}
