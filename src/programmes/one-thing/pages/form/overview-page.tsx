/** The first page of an application: what lies ahead, how far it is, and where to go on. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { api, Problem } from '#ui/api';
import { Banner, Button, Dialog, Tag } from '#ui/kit';
import { days, moment } from '#ui/words';
import type { ThingView } from '../../views.ts';
import { feesOf } from '../portal/notice-words.ts';
import type { FormPage } from './page.ts';
import { StepList } from './progress.tsx';

export function OverviewPage(props: FormPage & { home: string }) {
  const { view, standings, basePath, filled, ways } = props;
  const { notice } = view;
  const open = standings.find(s => s.state !== 'done') ?? standings.at(-1)!;
  const ready = open.step.id === 'check';
  // Nothing was saved yet: from the first page on, so that what the county filled in is looked at.
  const begun = view.version > 1;
  const at = begun || ready ? open : standings[0]!;
  const known = Object.keys(view.prefilled).length;
  const has = [...ways.values()].filter(w => w === 'wallet' || w === 'query' || w === 'result').length;
  const blocked = props.faults.some(f => f.path === 'principal');
  return (
    <div className="stack-l">
      <dl className="form-facts">
        <div>
          <dt>以谁的名义</dt>
          <dd>{view.principal.name}</dd>
        </div>
        <div>
          <dt>一起办</dt>
          <dd>{notice.matters.length} 个事项</dd>
        </div>
        <div>
          <dt>最长</dt>
          <dd>{days(notice.days)}</dd>
        </div>
        <div>
          <dt>费用</dt>
          <dd>{feesOf(notice)}</dd>
        </div>
      </dl>
      {known + has > 0 ? (
        <Banner look="good">
          <p>
            县里已经有{props.atWindow ? '这些' : '您的'}信息：{known > 0 ? `${props.atWindow ? '' : '替您'}填好了 ${known} 项` : ''}
            {known > 0 && has > 0 ? '，' : ''}
            {has > 0 ? `${has} 份材料不用交` : ''}。
          </p>
        </Banner>
      ) : null}
      {blocked ? null : (
        <p className="row">
          <Link href={`${basePath}/${at.step.id}`} className="button primary form-go">
            {ready ? '核对并提交' : begun ? `接着填：${open.step.title}` : '开始填写'}
          </Link>
        </p>
      )}
      <section className="stack">
        <h2>要填的内容</h2>
        <p className="muted">
          一页一个主题，填的内容自动保存。{props.atWindow ? '可以随时离开，以后在“窗口受理”里接着填' : '可以随时离开，换一台手机登录也能接着填'}（上次保存：
          {moment(view.changedAt).replace(/^\d+年/, '')}）。
        </p>
        <div className="card form-overview-steps">
          <StepList standings={standings} current="" basePath={basePath} />
        </div>
      </section>
      <Situation view={view} answers={filled.answers} basePath={basePath} title={props.atWindow ? '申请人的情况' : '您的情况'} />
      {props.atWindow ? null : (
        <p className="muted">
          不会填？<Link href={`/helpers?draft=${view.id}`}>请帮办员打电话或视频，和您一起填</Link>
        </p>
      )}
      <Discard {...props} />
    </div>
  );
}

/** The answers that settled what has to be done, with the way to change them. */
function Situation({ view, answers, basePath, title }: { view: FormPage['view']; answers: Record<string, string>; basePath: string; title: string }) {
  const { data } = useQuery({
    queryKey: ['thing', String(view.thing.no)],
    queryFn: () => api.get<ThingView>(`/things/${view.thing.no}`),
    staleTime: 300_000,
  });
  const asked = (data?.questions ?? []).filter(q => q.id in answers);
  if (asked.length === 0) return null;
  return (
    <section className="stack">
      <div className="row between">
        <h2>{title}</h2>
        <Link href={`${basePath}/questions`}>修改</Link>
      </div>
      <div className="card form-situation">
        <dl className="form-answers">
          {asked.map(q => (
            <div key={q.id}>
              <dt>{q.ask}</dt>
              <dd>{q.options.find(o => o.value === answers[q.id])?.label}</dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}

function Discard({ draft, view, home }: FormPage & { home: string }) {
  const [asking, ask] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [, go] = useLocation();
  const discard = async () => {
    setBusy(true);
    setProblem(null);
    await draft.flush();
    try {
      await api.post(`/applications/${view.id}/discard`, { version: draft.state().view?.version ?? view.version });
      draft.close();
      go(home, { replace: true });
    } catch (error) {
      setBusy(false);
      setProblem(error instanceof Problem ? [error.message, error.detail].filter(Boolean).join('。') : '没有成功，请再试一次');
    }
  };
  return (
    <section className="form-discard">
      <Button look="plain" onClick={() => ask(true)}>
        不办了，放弃这份申请
      </Button>
      <Dialog
        open={asking}
        onClose={() => ask(false)}
        title={`放弃“${view.thing.name}”的申请？`}
        actions={
          <>
            <Button look="secondary" onClick={() => ask(false)}>
              先留着
            </Button>
            <Button look="danger" busy={busy} onClick={discard}>
              放弃
            </Button>
          </>
        }
      >
        <p>填写的内容和上传的材料都会作废，不能恢复。以后想办，可以重新申请。</p>
        {problem ? (
          <p role="alert">
            <Tag look="bad">没有成功</Tag> {problem}
          </p>
        ) : null}
      </Dialog>
    </section>
  );
}
