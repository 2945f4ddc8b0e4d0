/** At the window, a running case that waits for its applicant: the clerk answers corrections and hands in what was promised, with them. */
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'wouter';
import { api } from '#ui/api';
import { Waits } from '#ui/frame';
import { Empty, useToast } from '#ui/kit';
import { type Session, useSession } from '#ui/session';
import { day } from '#ui/words';
import type { CaseView } from '../../case-view.ts';
import type { WindowAnswer } from '../../window-answers.ts';
import { Answering } from '../form/answering.tsx';
import { Supply } from '../form/supply.tsx';
import { WindowCode } from './window-code.tsx';
import './window.css';

interface Open extends WindowAnswer {
  view: CaseView;
}

/** Every opening is recorded: it is asked for again only after something was handed in. */
const opening = (id: string, scan?: string) =>
  queryOptions({
    queryKey: ['case', id, 'answer', scan],
    queryFn: async (): Promise<Open> => {
      const [view, answer] = await Promise.all([api.get<CaseView>(`/cases/${id}`), api.post<WindowAnswer>(`/window/cases/${id}/answer`, scan ? { scan } : {})]);
      return { view, ...answer };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

export default function WindowAnswerPage() {
  const { id } = useParams<{ id: string }>();
  const { data: session } = useSession();
  return session ? <AtWindow key={id} id={id} session={session} /> : null;
}

function AtWindow({ id, session }: { id: string; session: Session }) {
  const client = useQueryClient();
  const [toast, tell] = useToast();
  const [scan, setScan] = useState<string>();
  // A scan opens licences beside what is being typed: the form stays where it is meanwhile.
  const open = useQuery({ ...opening(id, scan), placeholderData: before => before });
  const onScan = async (scanned: string) => {
    const { answerable } = await client.fetchQuery(opening(id, scanned));
    setScan(scanned);
    return new Set(Object.values(answerable?.materials ?? {}).flatMap(m => m.licences.map(l => l.id))).size;
  };
  return (
    <div className="kit window-form">
      <Link className="frame-back" href="/desk/window">
        ← 窗口受理
      </Link>
      <Waits of={open}>
        {data => (
          <div className="window-answer">
            <h1>{data.view.case.title}</h1>
            <p className="window-for">
              <strong>替来人补正、补交</strong>
              {data.view.case.principalName}
              {data.view.case.applicantName === data.view.case.principalName ? '' : `（${data.view.case.applicantName}代办）`}，编号 {data.view.case.number}
            </p>
            {data.answerable ? <WindowCode summary="要用电子证照，请申请人勾选后出示中阳码" onScan={onScan} /> : null}
            <Asked data={data} session={session} scan={scan} told={tell} again={() => void open.refetch()} />
            {toast}
          </div>
        )}
      </Waits>
    </div>
  );
}

interface AskedProps {
  data: Open;
  session: Session;
  scan: string | undefined;
  told(text: string): void;
  again(): void;
}

function Asked({ data: { view, answerable, materials }, session, scan, told, again }: AskedProps) {
  const [params] = useSearchParams();
  const correcting = view.tasks.filter(t => t.state === 'correcting');
  const task = correcting.find(t => t.id === params.get('task')) ?? correcting[0];
  const asked = view.corrections.find(c => c.taskId === task?.id && !c.answeredOn);
  const nothing = !asked && !materials.some(m => m.state === 'owed' && m.way === 'follow');
  return (
    <>
      {nothing ? (
        <Empty title="这个办件现在没有等补的">
          <div className="row">
            <Link href={`/desk/cases/${view.case.id}`} className="button secondary">
              看办理进度
            </Link>
            <Link href="/desk/window" className="button primary">
              接待下一位
            </Link>
          </div>
        </Empty>
      ) : null}
      {correcting.length > 1 ? (
        <nav className="window-answer-which" aria-label="等补正的事项">
          {correcting.map(t => (
            <Link key={t.id} href={`/desk/window/cases/${view.case.id}?task=${t.id}`} aria-current={t.id === task?.id ? 'page' : undefined}>
              {t.title}
            </Link>
          ))}
        </nav>
      ) : null}
      {task && asked && answerable ? (
        <section className="stack">
          <h2>补正：{task.title}</h2>
          <p className="muted">
            {view.units[task.unit] ?? task.unit} {day(asked.askedOn, session.today)}一次列明了 {asked.items.length} 处，提交后办理时限接着算。
          </p>
          <Answering
            key={asked.id}
            owner={session.id}
            today={session.today}
            task={task}
            asked={asked}
            answerable={answerable}
            materials={materials}
            heading="h3"
            scan={scan}
            onSent={() => told(`“${task.title}”已提交补正`)}
            again={again}
          />
        </section>
      ) : null}
      <Supply view={view} materials={materials} answerable={answerable} scan={scan} />
    </>
  );
}
