/** The one notice (一次告知): everything that this situation takes, said once. */
import { useQuery } from '@tanstack/react-query';
import { Link, Redirect, useParams, useSearchParams } from 'wouter';
import { api, Problem } from '#ui/api';
import { Button, Failed, Loading, useTitle } from '#ui/kit';
import { useSession } from '#ui/session';
import type { NoticeView, ThingView } from '../../views.ts';
import { saved } from './comparison.tsx';
import { useThing } from './data.ts';
import { Materials } from './notice-materials.tsx';
import { Matters } from './notice-matters.tsx';
import { Paper } from './notice-paper.tsx';
import { Qr } from './notice-qr.tsx';
import { Start } from './notice-start.tsx';
import { departmentsOf, feesOf, perhaps, toBring, turnaround } from './notice-words.ts';
import { numbered } from './order.ts';
import { answersIn, pathOf, search } from './situation.ts';
import { NoThing } from './thing.tsx';
import './notice.css';

export default function Notice() {
  const { no = '' } = useParams();
  const { data, error, refetch } = useThing(no);
  if (error instanceof Problem && (error.status === 404 || error.status === 422)) return <NoThing />;
  if (error) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  return <Settled thing={data} />;
}

/** Sends those whose address leaves a question open to that question. */
function Settled({ thing }: { thing: ThingView }) {
  const [params] = useSearchParams();
  const { answers, open, asked } = pathOf(thing, answersIn(params));
  const { data, error, refetch } = useQuery({
    queryKey: ['notice', thing.no, thing.version, answers],
    queryFn: () => api.post<NoticeView>(`/things/${thing.no}/notice`, { answers }),
    enabled: !open,
    staleTime: 300_000,
  });
  if (open) return <Redirect to={`/things/${thing.no}/questions${search(answers, { at: open.id, ...(asked.length > 1 ? { again: '' } : {}) })}`} replace />;
  if (error) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <Loading what="正在为您列出告知单…" />;
  return <Shown thing={thing} notice={data} />;
}

function Shown({ thing, notice }: { thing: ThingView; notice: NoticeView }) {
  useTitle(`${notice.thing.name}一次告知`);
  const { data: session } = useSession();
  const address = `${window.location.origin}/things/${thing.no}/notice${search(notice.answers)}`;
  const spared = saved(notice.comparison);
  const matters = numbered(notice.matters);
  return (
    <>
      <article className="notice no-print">
        <header className="notice-head">
          <p className="notice-kicker">一次告知单</p>
          <h1>{notice.thing.name}</h1>
          <p className="notice-lead">
            按您的情况，要办 {notice.matters.length} 个事项，由 {departmentsOf(notice).length} 个部门办。您填一次、交一次就行。
          </p>
        </header>
        <dl className="notice-figures">
          <div>
            <dt>最长等</dt>
            <dd>{turnaround(notice.days)}</dd>
          </div>
          <div>
            <dt>要跑现场</dt>
            <dd>
              <b>{notice.visits}</b> 次
            </dd>
          </div>
          <div>
            <dt>要您准备</dt>
            <dd>
              <b>{toBring(notice).length}</b> 份材料
              {perhaps(notice).length > 0 ? <small>另有 {perhaps(notice).length} 份查不到才交</small> : null}
            </dd>
          </div>
          <div>
            <dt>收费</dt>
            <dd>{feesOf(notice)}</dd>
          </div>
        </dl>
        {spared ? <p className="notice-spared">比一样一样分开办：{spared}。</p> : null}
        <Situation thing={thing} notice={notice} />
        <Materials notice={notice} matters={matters} />
        <Matters notice={notice} matters={matters} />
        <Form notice={notice} />
        <Help notice={notice} />
        <section className="card notice-qr-card" aria-labelledby="notice-qr">
          <Qr address={address} />
          <div>
            <h2 id="notice-qr">在手机上接着看</h2>
            <p className="muted">用手机扫这个码，打开的就是这张告知单，不用再答一遍。也可以给窗口和帮办员看。</p>
          </div>
        </section>
        <Unconfirmed notice={notice} />
        <div className="notice-actions">
          <Start thing={thing} notice={notice} />
          <Button look="secondary" onClick={() => window.print()}>
            打印
          </Button>
        </div>
      </article>
      <Paper thing={thing} notice={notice} matters={matters} address={address} today={session?.today} />
    </>
  );
}

/** What was answered, with a way to change each answer. */
function Situation({ thing, notice }: { thing: ThingView; notice: NoticeView }) {
  const { asked } = pathOf(thing, notice.answers);
  if (asked.length === 0) return null;
  return (
    <section className="card" aria-labelledby="notice-situation">
      <h2 id="notice-situation">您的情况</h2>
      <dl className="notice-situation">
        {asked.map(q => (
          <div key={q.id}>
            <dt>{q.ask}</dt>
            <dd>
              {q.options.find(o => o.value === notice.answers[q.id])?.label}
              <Link href={`/things/${thing.no}/questions${search(notice.answers, { at: q.id })}`}>
                修改<span className="visually-hidden">“{q.ask}”的回答</span>
              </Link>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Form({ notice }: { notice: NoticeView }) {
  const total = notice.fields.reduce((sum, g) => sum + g.fields.length, 0);
  if (total === 0) return null;
  return (
    <section className="card" aria-labelledby="notice-form">
      <h2 id="notice-form">要填的一张表</h2>
      <p className="muted">
        一共 {total} 项，分 {notice.fields.length} 页填。县里已经有的信息，会替您填好，您核对就行。
      </p>
      <ul className="notice-groups">
        {notice.fields.map(g => (
          <li key={g.id}>
            {g.label} <span className="muted">{g.repeat ? `每位（项）${g.fields.length} 项` : `${g.fields.length} 项`}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Help({ notice }: { notice: NoticeView }) {
  return (
    <section className="card" aria-labelledby="notice-help">
      <h2 id="notice-help">有疑问，问谁</h2>
      <p>
        什么都可以问 <a href="tel:12345">12345</a>，也可以到政务大厅“高效办成一件事”专窗，有人帮您办。
      </p>
      <ul className="notice-groups">
        {departmentsOf(notice).map(d => (
          <li key={d.name}>
            {d.name}
            {d.lead ? '（牵头）' : ''} {d.phone ? <a href={`tel:${d.phone}`}>{d.phone}</a> : <span className="muted">由 12345 转接</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Unconfirmed({ notice }: { notice: NoticeView }) {
  const open = notice.matters.filter(m => m.assumed);
  if (open.length === 0) return null;
  return (
    <p className="notice-unconfirmed">
      说明：{open.length === notice.matters.length ? '以上事项' : `${open.map(m => `“${m.name}”`).join('、')}`}
      的部分内容（如材料、时限）是按法律法规和一般做法整理的，主管部门还没有逐条确认。如有出入，以受理时部门的一次性告知为准。
    </p>
  );
}
