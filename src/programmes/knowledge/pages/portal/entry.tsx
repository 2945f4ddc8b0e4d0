/** One published answer: the text, where it is from, who answers for it, until when it is valid. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'wouter';
import { api, Problem } from '#ui/api';
import { Banner, Button, Empty, Failed, Loading, useTitle } from '#ui/kit';
import { day } from '#ui/words';
import type { PublicEntry } from '../../ask.ts';
import { audienceNames, categoryNames } from '../../forms.ts';
import { AnswerText } from '../answer-view.tsx';
import { Feedback } from './feedback.tsx';
import './ask.css';

export default function Entry() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['knowledge', id],
    queryFn: ({ signal }) => api.get<PublicEntry>(`/knowledge/${encodeURIComponent(id)}`, signal),
    retry: (n, e) => n < 2 && !(e instanceof Problem && e.status < 500),
  });
  useTitle(data?.question);
  if (error instanceof Problem && (error.status === 404 || error.status === 422)) return <Gone />;
  if (error) return <Failed error={error} again={() => void refetch()} />;
  return data ? <Shown entry={data} /> : <Loading />;
}

function Gone() {
  useTitle('没有这一条');
  return (
    <Empty title="没有这一条，或者已经过期、撤下">
      <h1 className="visually-hidden">没有这一条</h1>
      <p>
        <Link href="/ask">问一问</Link>，或打 <a href="tel:12345">12345</a>
      </p>
    </Empty>
  );
}

function Shown({ entry: e }: { entry: PublicEntry }) {
  const outside = e.sourceLink.startsWith('https:');
  return (
    <article className="ask ask-entry">
      <p>
        <Link href="/ask">‹ 问一问</Link>
      </p>
      <header>
        <p className="muted">
          {categoryNames[e.category]} · 适用：{audienceNames[e.audience]}
        </p>
        <h1>{e.question}</h1>
      </header>
      {e.overdue ? <Banner look="warn">这一条到了该复核的日子，{e.unitName}还没有复核，内容可能有变，办之前请打 12345 问一下。</Banner> : null}
      <section className="card" aria-label="答复">
        <AnswerText text={e.answer} />
      </section>
      {e.things.length > 0 ? (
        <section aria-labelledby="entry-things">
          <h2 id="entry-things">去办</h2>
          <ul className="ask-options">
            {e.things.map(t => (
              <li key={t.no}>
                <Link href={`/things/${t.no}`} className="ask-option">
                  <strong>{t.situation}</strong>
                  <span>{t.name}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <dl className="ask-facts">
        <dt>出处</dt>
        <dd>
          {e.sourceLink ? (
            <a href={e.sourceLink} {...(outside ? { target: '_blank', rel: 'noreferrer' } : {})}>
              {e.source}
            </a>
          ) : (
            e.source
          )}
        </dd>
        <dt>责任部门</dt>
        <dd>{e.unitName}</dd>
        <dt>发布</dt>
        <dd>
          {day(e.publishedOn)}，第 {e.edition} 版
        </dd>
        <dt>有效期</dt>
        <dd>{e.validUntil ? `到${day(e.validUntil)}` : '长期，每年复核'}</dd>
      </dl>
      <Feedback target={{ kind: 'entry', id: e.id }} question={e.question} />
      <p className="no-print">
        <Button look="plain" onClick={() => window.print()}>
          打印
        </Button>
      </p>
    </article>
  );
}
