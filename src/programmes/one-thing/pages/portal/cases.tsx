/** My cases and what is not handed in yet; what waits for me comes first. */
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'wouter';
import { api, query } from '#ui/api';
import { Empty, Failed, Loading, Tag, Turn, useTitle } from '#ui/kit';
import { type Session, SignedIn } from '#ui/session';
import { day, moment } from '#ui/words';
import './cases.css';

interface CaseRow {
  id: string;
  number: string;
  title: string;
  principalName: string;
  state: 'open' | 'finished' | 'withdrawn';
  filedOn: string;
  finishedOn: string | null;
  tasks: number;
  done: number;
  needsYou: number;
  rated: boolean;
}

interface DraftRow {
  id: string;
  name: string;
  principalName: string;
  changedAt: string;
}

const filters = [
  { state: '', title: '全部' },
  { state: 'open', title: '办理中' },
  { state: 'finished', title: '已办结' },
  { state: 'withdrawn', title: '已撤回' },
];
const pageSize = 20;

export default function CasesPage() {
  useTitle('我的办件');
  return (
    <div className="cases stack-l">
      <h1>我的办件</h1>
      <SignedIn>{session => <Lists session={session} />}</SignedIn>
    </div>
  );
}

function Lists({ session }: { session: Session }) {
  const [params, setParams] = useSearchParams();
  const state = filters.some(f => f.state === params.get('state')) ? (params.get('state') ?? '') : '';
  const page = Math.max(1, Math.floor(Number(params.get('page')) || 1));
  const cases = useQuery({
    queryKey: ['cases', state, page],
    queryFn: () => api.get<{ items: CaseRow[]; total: number }>(`/cases${query({ state, page: page > 1 ? page : undefined })}`),
    placeholderData: previous => previous,
  });
  const drafts = useQuery({ queryKey: ['applications'], queryFn: () => api.get<{ items: DraftRow[] }>('/applications') });
  const show = (next: { state?: string; page?: number }) => {
    const merged = { state, page: 1, ...next };
    setParams(new URLSearchParams([...(merged.state ? [['state', merged.state]] : []), ...(merged.page > 1 ? [['page', String(merged.page)]] : [])]));
    window.scrollTo(0, 0);
  };
  const unfinished = state === '' && page === 1 ? (drafts.data?.items ?? []) : [];
  const pages = Math.max(1, Math.ceil((cases.data?.total ?? 0) / pageSize));
  const nothing = cases.data?.items.length === 0 && unfinished.length === 0;
  return (
    <>
      {unfinished.length > 0 ? (
        <section className="stack">
          <h2>还没有提交的</h2>
          <ul className="cases-list">
            {unfinished.map(d => (
              <li key={d.id}>
                <Link href={`/applications/${d.id}`} className="card cases-row">
                  <span className="cases-name">
                    <strong>{d.name}</strong>
                    <span className="muted small">
                      {d.principalName === session.name ? '' : `${d.principalName} · `}上次保存：{moment(d.changedAt).replace(/^\d+年/, '')}
                    </span>
                  </span>
                  <span className="cases-next">接着填 ›</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section className="stack">
        <h2 className={unfinished.length > 0 ? '' : 'visually-hidden'}>已经提交的</h2>
        <nav className="cases-filters" aria-label="按状态看">
          {filters.map(f => (
            <button type="button" key={f.state} aria-pressed={state === f.state} onClick={() => show({ state: f.state })}>
              {f.title}
            </button>
          ))}
        </nav>
        {cases.isPending ? <Loading /> : null}
        {cases.error ? <Failed error={cases.error} again={() => void cases.refetch()} /> : null}
        {drafts.error ? <Failed error={drafts.error} again={() => void drafts.refetch()} /> : null}
        <ul className="cases-list">
          {cases.data?.items.map(c => (
            <li key={c.id}>
              <CaseLink c={c} session={session} />
            </li>
          ))}
        </ul>
        {cases.data?.items.length === 0 ? (
          <Empty title={state ? `没有${filters.find(f => f.state === state)?.title}的` : nothing ? '您还没有办过事' : '还没有提交过申请'}>
            {state ? null : (
              <>
                <p className="muted">在首页搜一搜要办的事，几分钟就能知道要带什么、多久办好。</p>
                <p>
                  <Link href="/" className="button primary">
                    去看看能办什么
                  </Link>
                </p>
              </>
            )}
          </Empty>
        ) : null}
        <Turn page={page} pages={pages} to={n => show({ page: n })} />
      </section>
    </>
  );
}

function CaseLink({ c, session }: { c: CaseRow; session: Session }) {
  return (
    <Link href={`/cases/${c.id}`} className={`card cases-row${c.needsYou > 0 ? ' needs' : ''}`}>
      <span className="cases-name">
        <strong>{c.title}</strong>
        <span className="muted small">
          {c.principalName === session.name ? '' : `${c.principalName} · `}
          {day(c.filedOn, session.today)}提交 · <span className="cases-number">{c.number}</span>
        </span>
        {c.state === 'open' ? (
          <span className="cases-progress">
            <progress max={c.tasks} value={c.done} aria-hidden="true" />
            {c.tasks} 个事项，{c.done > 0 ? `${c.done} 个有结果` : '正在办'}
          </span>
        ) : null}
      </span>
      <span className="cases-tags">
        {c.needsYou > 0 ? <Tag look="bad">等您补正</Tag> : null}
        {c.state === 'open' && c.needsYou === 0 ? <Tag look="brand">办理中</Tag> : null}
        {c.state === 'finished' ? <Tag look="good">已办结</Tag> : null}
        {c.state === 'finished' && !c.rated ? <Tag look="warn">请评价</Tag> : null}
        {c.state === 'withdrawn' ? <Tag>已撤回</Tag> : null}
      </span>
    </Link>
  );
}
