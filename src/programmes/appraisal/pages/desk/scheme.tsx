/** 考核办法: which indicators, with how many points, between which lines; proposed by a supervisor, adopted by a leader. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Select } from 'antd';
import { useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { api } from '#ui/api';
import { Trouble, Waits } from '#ui/frame';
import { hasRole, type Session, useSession } from '#ui/session';
import { day } from '#ui/words';
import type { Scheme, SchemeItem } from '../../rules.ts';
import { AppraisalFrame } from './appraisal-frame.tsx';
import { SchemeEditor } from './scheme-editor.tsx';

interface Draft {
  number: number;
  scheme: Scheme;
  proposedByName: string;
  proposedOn: string;
  adoptedByName: string | null;
  adoptedOn: string | null;
}
export interface Measure {
  id: string;
  title: string;
  counts: string;
  citation: { document: string; place: string };
}
interface SchemesView {
  drafts: Draft[];
  suggestion: Scheme;
  measures: Measure[];
}

export default function SchemePage() {
  const { data: session } = useSession();
  const { year } = useParams<{ year?: string }>();
  return session ? <SchemeOfYear key={year} session={session} year={Number(year ?? session.today.slice(0, 4))} /> : null;
}

function SchemeOfYear({ session, year }: { session: Session; year: number }) {
  const [, go] = useLocation();
  const data = useQuery({ queryKey: ['appraisal', 'scheme', year], queryFn: ({ signal }) => api.get<SchemesView>(`/appraisal/schemes/${year}`, signal) });
  const thisYear = Number(session.today.slice(0, 4));
  const years = Array.from({ length: thisYear + 2 - 2024 }, (_, n) => thisYear + 1 - n);
  return (
    <AppraisalFrame
      note="拟定的人和批准的人不能是同一个；批准以后不再改动，要改就再拟一稿"
      actions={
        <Select aria-label="哪一年" value={year} onChange={y => go(`/desk/appraisal/scheme/${y}`)} options={years.map(y => ({ value: y, label: `${y} 年` }))} />
      }
    >
      <Waits of={data}>{view => <Shown key={view.drafts[0]?.number ?? 0} view={view} session={session} year={year} />}</Waits>
    </AppraisalFrame>
  );
}

function Shown({ view, session, year }: { view: SchemesView; session: Session; year: number }) {
  const [editing, setEditing] = useState(false);
  const newest = view.drafts[0];
  const drafts = hasRole(session, 'supervisor');
  return (
    <>
      <Standing draft={newest} today={session.today} year={year} />
      {newest && !newest.adoptedOn && hasRole(session, 'leader') ? <Adopt draft={newest} year={year} /> : null}
      {editing ? (
        <SchemeEditor start={newest?.scheme ?? view.suggestion} measures={view.measures} year={year} onClose={() => setEditing(false)} />
      ) : (
        <>
          <SchemeTable scheme={newest?.scheme ?? view.suggestion} measures={view.measures} />
          {drafts ? (
            <Button className="appraisal-left no-print" type={newest ? 'default' : 'primary'} onClick={() => setEditing(true)}>
              {newest ? '再拟一稿' : `拟定 ${year} 年的考核办法`}
            </Button>
          ) : null}
        </>
      )}
      {view.drafts.length > 1 ? (
        <section className="frame-panel" aria-labelledby="scheme-earlier">
          <h2 id="scheme-earlier">以前的稿</h2>
          <ul className="appraisal-lines">
            {view.drafts.slice(1).map(d => (
              <li key={d.number}>
                <span>
                  第 {d.number} 稿，{d.proposedByName} {day(d.proposedOn, session.today)}拟定
                </span>
                <span className="frame-muted">{d.adoptedOn ? `${d.adoptedByName} ${day(d.adoptedOn, session.today)}批准` : '没有批准'}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

function Standing({ draft, today, year }: { draft: Draft | undefined; today: string; year: number }) {
  if (!draft) return <Alert type="info" showIcon title={`${year} 年还没有考核办法，下面是可以参照的`} />;
  const proposed = `第 ${draft.number} 稿，${draft.proposedByName} ${day(draft.proposedOn, today)}拟定`;
  return draft.adoptedOn ? (
    <Alert type="success" showIcon title={`已批准：${draft.adoptedByName}，${day(draft.adoptedOn, today)}`} description={proposed} />
  ) : (
    <Alert type="warning" showIcon title="等县领导批准" description={proposed} />
  );
}

function Adopt({ draft, year }: { draft: Draft; year: number }) {
  const client = useQueryClient();
  const { modal } = App.useApp();
  const adopt = useMutation({
    mutationFn: () => api.post(`/appraisal/schemes/${year}/adoption`, { number: draft.number }),
    onSettled: () => client.invalidateQueries({ queryKey: ['appraisal', 'scheme', year] }),
  });
  return (
    <div className="appraisal-left no-print">
      <Button
        type="primary"
        loading={adopt.isPending}
        onClick={() =>
          modal.confirm({
            title: `批准 ${year} 年的考核办法（第 ${draft.number} 稿）？`,
            content: '批准以后按它计分，不能再改这一稿。',
            okText: '批准',
            cancelText: '取消',
            onOk: () => void adopt.mutate(),
          })
        }
      >
        批准这一稿
      </Button>
      {adopt.isError ? <Trouble error={adopt.error} /> : null}
    </div>
  );
}

const scoringInWords = ({ weight, scoring }: SchemeItem) =>
  scoring.kind === 'each'
    ? `每有一件不符合扣 ${scoring.points} 分，扣完 ${weight} 分为止`
    : `达到 ${scoring.full}% 得满分，${scoring.none}% 以下得 0 分，中间按比例`;

function SchemeTable({ scheme, measures }: { scheme: Scheme; measures: readonly Measure[] }) {
  return (
    <section className="frame-panel" aria-label="各项指标">
      <ul className="appraisal-lines">
        {scheme.items.map(item => {
          const m = measures.find(m => m.id === item.measure);
          return (
            <li key={item.measure}>
              <strong>
                {m?.title ?? item.measure}（{item.weight} 分）
              </strong>
              <span>{scoringInWords(item)}</span>
              {m ? (
                <span className="frame-muted frame-small">
                  统计的是：{m.counts}。依据：{m.citation.document} {m.citation.place}
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
      <p className="frame-muted frame-small">没有可以统计的项，分值由其他项按比例分担。办结不到 {scheme.smallest} 件的部门只计分、不排名。</p>
    </section>
  );
}
