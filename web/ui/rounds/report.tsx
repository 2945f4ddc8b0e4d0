/** One unit's report of one period: filled in, sent, looked at, corrected; what was ever done to it. */
import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link, useParams } from 'wouter';
import type { ReportView } from '#platform/rounds';
import { reportStates, reportSteps } from '#platform/rounds/pure';
import { api, Problem, wordsOf } from '../api/index.ts';
import { ReasonDialog } from '../duty/index.ts';
import { Frame, faultOf, Light, Mark, Trouble, Waits } from '../frame/index.ts';
import { useSession } from '../session/index.ts';
import { day, moment } from '../words/index.ts';
import { base, looks, said, useReport, useStale } from './data.ts';
import { Fill, type Typed, typedOf } from './fill.tsx';
import { FormTable } from './form-table.tsx';
import { FromTable } from './from-table.tsx';
import { Papers } from './papers.tsx';
import { Print, TakeTable } from './period.tsx';
import './rounds.css';

export function ReportPage() {
  const { kind, period, unit } = useParams<{ kind: string; period: string; unit: string }>();
  return <Waits of={useReport(kind, period, unit)}>{view => <Report key={`${view.no} ${view.may.write}`} view={view} />}</Waits>;
}

const asks = {
  return: { title: '退回报表', ok: '退回', label: '退回的原因', note: '对方改好以后再报。' },
  recall: { title: '撤回报表', ok: '撤回', label: '撤回的原因', note: '审核以前可以撤回，改好再报。' },
  correction: { title: '更正报表', ok: '开始更正', label: '更正的原因', note: '原来的一版留着，更正稿报送并审核以后代替它。' },
} as const;

/** The first cell that was refused comes into sight. */
const toFault = () => setTimeout(() => document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());

function Report({ view }: { view: ReportView }) {
  const { message } = App.useApp();
  const stale = useStale();
  const today = useSession().data?.today ?? '';
  const path = `/rounds/${view.kind}/${view.period.id}/${view.unit.id}`;
  const [typed, setTyped] = useState<Typed[] | null>(null);
  const [asked, setAsked] = useState(false);
  const [asking, ask] = useState<keyof typeof asks | null>(null);
  const [papers, setPapers] = useState<ReportView['files'] | null>(null);
  const rows = typed ?? typedOf(view);
  const version = useRef(view.version);
  const kept = useRef(false);
  // What was just saved is newer than the page until it has been asked for again.
  version.current = Math.max(version.current, view.version);
  useEffect(() => {
    if (!typed && !papers) return;
    const stay = (e: BeforeUnloadEvent) => e.preventDefault();
    window.addEventListener('beforeunload', stay);
    return () => window.removeEventListener('beforeunload', stay);
  }, [typed, papers]);
  const keep = async () => {
    version.current = (
      await api.put<{ version: number }>(path, {
        ...{ version: version.current, rows },
        ...(papers ? { files: papers.map(({ id, stamped }) => ({ id, stamped })) } : {}),
      })
    ).version;
  };
  // What was typed stays until the page has what was saved; what is typed meanwhile stays, too.
  const settle = async () => {
    await stale();
    setTyped(now => (now === rows ? null : now));
    setPapers(now => (now === papers ? null : now));
  };
  const save = useMutation({
    mutationFn: keep,
    onSuccess: async () => {
      send.reset();
      message.success('已保存，还没有报送');
      await settle();
    },
    onError: toFault,
  });
  const send = useMutation({
    mutationFn: async () => {
      setAsked(true);
      if (typed || papers || view.state === 'owed') {
        await keep();
        kept.current = true;
      }
      return api.post<{ late: boolean }>(`${path}/sending`, { version: version.current });
    },
    onSuccess: async ({ late }) => {
      message.success(late ? '已报送（迟报）' : '已报送');
      await settle();
    },
    // What was refused at sending is saved all the same.
    onError: async () => {
      await (kept.current ? settle() : stale());
      toFault();
    },
    onMutate: () => {
      kept.current = false;
    },
  });
  const step = useMutation({
    mutationFn: (name: 'acceptance' | 'correction/drop') => api.post(`${path}/${name}`, { version: view.version }),
    onSuccess: async () => {
      message.success('已办');
      await stale();
    },
    onError: async error => {
      message.error(wordsOf(error, '没有办成，请再试一次'));
      await stale();
    },
  });
  const failed = save.error ?? send.error;
  // What was refused at a cell stays there until it is saved anew; before the first sending nobody is told of empty cells.
  const fault = (at: string) => faultOf(failed, at) ?? (asked && !typed ? view.faults.find(f => f.path === at)?.message : undefined);
  const { may } = view;
  return (
    <Frame
      title={`${view.title}：${view.period.title}`}
      back={{ to: `${base}/${view.kind}/${view.period.id}`, title: `${view.period.title}汇总` }}
      note={
        <span className="round-state">
          {view.unit.name} <Mark look={looks[view.state]}>{reportStates[view.state]}</Mark>
          {view.light === 'none' ? null : <Light light={view.light} />}
          {view.late ? <Mark look="warn">迟报</Mark> : null}
          {view.no > 1 ? <Mark look="info">第 {view.no} 版</Mark> : null}
          {view.period.due ? `应于 ${day(view.period.due, today)}${view.by ? ` ${view.by} 前` : ''}报送` : ''}
        </span>
      }
      actions={
        <>
          <TakeTable kind={view.kind} period={view.period.id} unit={view.unit.id} />
          <Print />
          {may.recall ? <Button onClick={() => ask('recall')}>撤回</Button> : null}
          {may.correct ? <Button onClick={() => ask('correction')}>更正</Button> : null}
          {may.drop ? (
            <Button danger loading={step.isPending} onClick={() => step.mutate('correction/drop')}>
              放弃更正
            </Button>
          ) : null}
          {may.accept ? (
            <>
              <Button onClick={() => ask('return')}>退回</Button>
              <Button type="primary" loading={step.isPending} onClick={() => step.mutate('acceptance')}>
                审核通过
              </Button>
            </>
          ) : null}
        </>
      }
    >
      {view.note ? <Alert type="warning" showIcon title={`退回：${view.note}`} /> : null}
      {view.because ? <Alert type="info" showIcon title={`更正的原因：${view.because}`} /> : null}
      {view.chased ? (
        <Alert
          type="warning"
          showIcon
          title={`${view.chased.by}催过 ${view.chased.times} 次，最近 ${day(view.chased.on, today)}`}
          action={view.chased.duty ? <Link href={`/desk/duties/${view.chased.duty}`}>看督办</Link> : undefined}
        />
      ) : null}
      <section className="frame-panel" aria-label={may.write ? '填报' : '内容'}>
        {may.write ? (
          <>
            <p className="frame-muted frame-small">
              依据 {view.basis.document} {view.basis.place}。
              {view.form.columns.some(c => c.known) ? '没有输入框的由系统取数；和系统里不一样的，在“说明”里写原因。' : ''}
            </p>
            {view.form.rows ? <FromTable view={view} path={path} rows={rows} change={setTyped} /> : null}
            <Fill view={view} rows={rows} change={setTyped} faultOf={fault} />
            <Papers files={papers ?? view.files} change={setPapers} opens />
            {failed && !(failed instanceof Problem && failed.faults.length > 0) ? <Trouble error={failed} /> : null}
            {failed instanceof Problem && failed.faults.length > 0 ? (
              <Alert type="error" showIcon role="alert" title={failed.detail || failed.message} />
            ) : null}
            <div className="round-steps no-print">
              <Button loading={save.isPending} onClick={() => save.mutate()}>
                保存
              </Button>
              <Button type="primary" loading={send.isPending} onClick={() => send.mutate()}>
                检查并报送
              </Button>
              {typed || papers ? <span className="frame-muted">有没保存的修改</span> : null}
            </div>
          </>
        ) : (
          <>
            <FormTable view={view} />
            <Papers files={view.files} opens={may.open} />
          </>
        )}
        {view.form.notes.map(n => (
          <p key={n} className="frame-muted frame-small">
            {n}
          </p>
        ))}
      </section>
      {view.sentAt ? (
        <p className="frame-muted frame-small">
          {view.sentByName} {moment(view.sentAt)} 报送{view.acceptedAt ? `；${view.acceptedByName} ${moment(view.acceptedAt)} 审核` : ''}
        </p>
      ) : null}
      {view.differences.length > 0 ? (
        <section className="frame-panel" aria-labelledby="report-difference">
          <h2 id="report-difference">和上一版比</h2>
          <Changes view={view} changes={view.differences} />
        </section>
      ) : null}
      {view.history.length > 0 ? <History view={view} /> : null}
      {asking ? (
        <ReasonDialog
          {...asks[asking]}
          send={({ reason }) => api.post(`${path}/${asking}`, { version: view.version, reason })}
          done={() => {
            ask(null);
            void stale();
          }}
          cancel={() => ask(null)}
        />
      ) : null}
    </Frame>
  );
}

function Changes({ view, changes }: { view: ReportView; changes: ReportView['differences'] }) {
  const words = (c: ReportView['differences'][number]) => {
    const name = c.name ? `${c.name} ` : '';
    if (c.column === '') return `${c.is === null ? '少了' : '多了'}一行：${c.name}`;
    if (c.column === 'note') return `${name}说明：${c.was || '—'} → ${c.is || '—'}`;
    const column = view.form.columns.find(x => x.key === c.column);
    return column ? `${name}${column.title}：${said(column, c.was)} → ${said(column, c.is)}` : '';
  };
  return (
    <ul className="round-changes">
      {changes.map(c => (
        <li key={`${c.row} ${c.column}`}>{words(c)}</li>
      ))}
    </ul>
  );
}

const History = ({ view }: { view: ReportView }) => (
  <section className="frame-panel no-print" aria-labelledby="report-history">
    <h2 id="report-history">记录</h2>
    <ol className="round-history">
      {view.history.map(h => (
        <li key={`${h.no} ${h.seq}`}>
          <p>
            <strong>{reportSteps[h.step]}</strong> {moment(h.madeAt)} {h.madeByName}
            {h.no > 1 ? `（第 ${h.no} 版）` : ''}
            {h.reason ? `，${h.reason}` : ''}
          </p>
          {h.changes.length > 0 ? (
            <details>
              <summary>{h.changes.length} 处</summary>
              <Changes view={view} changes={h.changes} />
            </details>
          ) : null}
        </li>
      ))}
    </ol>
  </section>
);
