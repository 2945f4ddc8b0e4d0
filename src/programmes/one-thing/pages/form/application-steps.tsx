/**
 * One application, page by page: overview, one subject a page, materials, delivery, check your answers. The portal and
 * the desk at the window use the same pages; each page has its own address, so that back and reload work.
 */
import { type FormEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { Link, Redirect, useLocation } from 'wouter';
import { dayInChina } from '#platform/calendar';
import { Banner, Button, Empty, ErrorSummary, Failed, Loading, useTitle } from '#ui/kit';
import { useSession } from '#ui/session';
import type { ApplicationView } from '../../application-view.ts';
import type { NoticeView } from '../../views.ts';
import { CheckPage } from './check-page.tsx';
import { Conflict } from './conflict.tsx';
import { DeliveryPage } from './delivery-page.tsx';
import './form.css';
import { GroupPage } from './group-page.tsx';
import { MaterialsPage } from './materials-page.tsx';
import { OverviewPage } from './overview-page.tsx';
import type { FormPage } from './page.ts';
import { Progress, StepList } from './progress.tsx';
import { QuestionsPage } from './questions-page.tsx';
import { SaveLine, SaveTrouble } from './save-state.tsx';
import { faultsOf, standings as standingsOf, waysNow } from './steps.ts';
import { useDraft } from './use-draft.ts';
import { useLeft } from './use-left.ts';

export interface ApplicationStepsProps {
  id: string;
  /** Absent: the overview. */
  step?: string | undefined;
  /** `/applications/<id>` or `/desk/window/applications/<id>`. */
  basePath: string;
  onSubmitted(caseId: string): void;
  /** A helper fills in, but does not hand in. */
  maySubmit?: boolean;
  /** Above every page: at the window, who is there and in whose name. */
  head?(view: ApplicationView, again: () => void): ReactNode;
}

export function ApplicationSteps(props: ApplicationStepsProps) {
  const { data: session } = useSession();
  const owner = useRef<string | null>(null);
  if (session && session.kind !== 'guest') owner.current ??= session.id;
  // A session that ends meanwhile leaves the page as it is: what is typed must not be lost.
  return owner.current ? <Steps {...props} owner={owner.current} today={session?.today ?? dayInChina(new Date().toISOString())} /> : <Loading />;
}

function Steps({ id, step, basePath, onSubmitted, maySubmit = true, head, owner, today }: ApplicationStepsProps & { owner: string; today: string }) {
  const [draft, state] = useDraft(id, owner);
  const [location] = useLocation();
  const { view, filled, failed } = state;
  const desk = basePath.startsWith('/desk');
  const home = desk ? '/desk/window' : '/cases';
  const signIn = `${desk ? '/desk' : ''}/sign-in?next=${encodeURIComponent(location)}`;
  useTitle(view ? (step ? `${titleOf(view, step)} · ${view.thing.name}` : view.thing.name) : undefined);
  if (failed && !view)
    return (
      <div className="kit form">
        <Failed error={failed} again={() => void draft.open()} />
        <p>
          <Link href={home}>{desk ? '回到窗口受理' : '看我的办件'}</Link>
        </p>
      </div>
    );
  if (!view || !filled) return <Loading what="正在打开申请…" />;
  if (view.state !== 'draft')
    return (
      <div className="kit form">
        <h1>{view.thing.name}</h1>
        <Empty title={view.state === 'submitted' ? '这份申请已经提交，不能再改了' : '这份申请已经放弃'}>
          {view.caseId ? (
            <Link href={desk ? `/desk/cases/${view.caseId}` : `/cases/${view.caseId}`} className="button primary">
              看办理进度
            </Link>
          ) : null}
        </Empty>
      </div>
    );
  const asking = step === 'questions' || view.notice === null;
  return (
    <div className="kit form">
      {head?.(view, () => void draft.refresh(0))}
      <Conflict draft={draft} state={state} />
      {asking ? (
        <>
          <p className="form-crumb">
            <Link href={view.notice ? basePath : home}>← {view.notice ? view.thing.name : '返回'}</Link>
          </p>
          <h1>您的情况</h1>
          <SaveTrouble draft={draft} state={state} signIn={signIn} />
          <QuestionsPage draft={draft} view={view} basePath={basePath} />
        </>
      ) : (
        <Pages
          key={step ?? ''}
          {...{ draft, state, step, basePath, home, signIn, today, maySubmit, onSubmitted }}
          view={view as ApplicationView & { notice: NoticeView }}
          filled={filled}
        />
      )}
    </div>
  );
}

const titleOf = (view: ApplicationView, step: string): string =>
  ({ materials: '材料', delivery: '领取结果', check: '核对并提交', questions: '您的情况' })[step] ?? view.notice?.fields.find(g => g.id === step)?.label ?? '';

type PagesProps = Pick<FormPage, 'draft' | 'view' | 'filled' | 'today' | 'basePath'> & {
  state: ReturnType<typeof useDraft>[1];
  step: string | undefined;
  home: string;
  signIn: string;
  maySubmit: boolean;
  onSubmitted(caseId: string): void;
};

/** One page with its frame: where one is, whether it is kept, what is wrong, and the way on. */
function Pages({ draft, view, filled, state, step, basePath, home, signIn, today, maySubmit, onSubmitted }: PagesProps) {
  const [left, leaveField] = useLeft();
  const [attempt, setAttempt] = useState(0);
  const [, go] = useLocation();
  const top = useRef<HTMLHeadingElement>(null);
  const faults = useMemo(() => faultsOf(view, filled, today), [view, filled, today]);
  const standings = useMemo(() => standingsOf(view, filled, faults), [view, filled, faults]);
  const ways = useMemo(() => waysNow(view, filled), [view, filled]);
  const index = standings.findIndex(s => s.step.id === step);
  const here = standings[index];
  // What has not been touched yet is not wrong yet. An impossible date or person is told as soon as it stands there.
  const told = attempt > 0 ? faults : faults.filter(f => left.has(f.path) && !f.message.startsWith('请填写') && !f.message.startsWith('请选择'));
  const [summary, setSummary] = useState<typeof faults>([]);
  useEffect(() => {
    if (basePath.startsWith('/desk')) top.current?.focus();
  }, [basePath]);
  if (step !== undefined && !here) return <Redirect to={basePath} replace />;
  const principal = faults.find(f => f.path === 'principal');
  const page: FormPage = {
    ...{ draft, view, filled, ways, standings, faults, told, attempt, today, basePath },
    atWindow: basePath.startsWith('/desk'),
    files: state.files,
    onLeave: leaveField,
  };
  const trouble = (
    <>
      <SaveTrouble draft={draft} state={state} signIn={signIn} />
      {principal ? (
        <Banner look="bad" role="alert">
          <p>
            <strong>这份申请现在不能提交：{principal.message}。</strong>
          </p>
          <p>有疑问请打 12345，或换一个名义重新申请。</p>
        </Banner>
      ) : null}
      {view.outdated && !here ? (
        <Banner>
          <p>事项目录有更新，要填的内容可能比上次多一些或少一些，填过的还在。</p>
        </Banner>
      ) : null}
    </>
  );
  if (!here)
    return (
      <>
        <h1 ref={top} tabIndex={-1}>
          {view.thing.name}
        </h1>
        <div className="form-troubles">{trouble}</div>
        <OverviewPage {...page} home={home} />
      </>
    );
  const next = standings[index + 1];
  const goOn = (event: FormEvent) => {
    event.preventDefault();
    const mine = here.faults;
    setAttempt(attempt + 1);
    setSummary(mine);
    if (mine.length > 0 || !next) return;
    void draft.flush();
    go(`${basePath}/${next.step.id}`);
  };
  const leave = async () => {
    await draft.flush();
    go(home);
  };
  const stillWrong = summary.filter(s => here.faults.some(f => f.path === s.path));
  const check = here.step.id === 'check';
  return (
    <div className="form-layout">
      <aside className="form-aside no-print">
        <p className="form-crumb">
          <Link href={basePath}>← {view.thing.name}</Link>
        </p>
        <nav aria-label="步骤">
          <StepList standings={standings} current={here.step.id} basePath={basePath} />
        </nav>
      </aside>
      <div className="form-main">
        <div className="form-bar no-print">
          <Link href={basePath} className="form-bar-home">
            ← {view.thing.name}
          </Link>
          <Progress standings={standings} current={here.step.id} basePath={basePath} />
          <SaveLine saving={state.saving} today={today} />
        </div>
        <div className="form-troubles">{trouble}</div>
        <form className="stack-l" noValidate onSubmit={goOn} key={here.step.id}>
          <ErrorSummary key={`summary${attempt}`} faults={stillWrong.map(f => ({ id: f.path, message: f.message }))} />
          <div className="stack-s">
            <h1 ref={top} tabIndex={-1}>
              {here.step.title}
            </h1>
            {here.step.group?.hint ? <p className="muted">{here.step.group.hint}</p> : null}
          </div>
          {here.step.group ? <GroupPage {...page} group={here.step.group} /> : null}
          {here.step.id === 'materials' ? <MaterialsPage {...page} /> : null}
          {here.step.id === 'delivery' ? <DeliveryPage {...page} /> : null}
          {check ? <CheckPage {...page} onSubmitted={onSubmitted} maySubmit={maySubmit} /> : null}
          {check ? null : (
            <div className="form-actions row no-print">
              <Button type="submit" className="form-go">
                继续
              </Button>
              {index > 0 ? (
                <Link href={`${basePath}/${standings[index - 1]!.step.id}`} className="button secondary">
                  上一步
                </Link>
              ) : null}
              <Button look="plain" onClick={leave}>
                保存，以后再填
              </Button>
            </div>
          )}
        </form>
      </div>
    </div>
  );
}
