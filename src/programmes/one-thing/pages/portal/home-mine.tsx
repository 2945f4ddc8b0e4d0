/** What waits for the person: corrections to answer, drafts to finish. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '#ui/api';
import { Tag } from '#ui/kit';
import { day, moment } from '#ui/words';

interface CaseRow {
  id: string;
  number: string;
  title: string;
  principalName: string;
  filedOn: string;
  tasks: number;
  done: number;
  needsYou: number;
}
interface Draft {
  id: string;
  thing: number;
  name: string;
  principalName: string;
  changedAt: string;
}

export function Mine({ name, today }: { name: string; today: string }) {
  const cases = useQuery({
    queryKey: ['cases', 'open', 1],
    queryFn: () => api.get<{ items: CaseRow[]; total: number }>('/cases?state=open'),
  });
  const drafts = useQuery({ queryKey: ['applications'], queryFn: () => api.get<{ items: Draft[] }>('/applications') });
  const open = cases.data?.items ?? [];
  const urgent = open.filter(c => c.needsYou > 0);
  const running = open.filter(c => c.needsYou === 0);
  const unfinished = drafts.data?.items ?? [];
  if (cases.error || drafts.error) return <p className="home-quiet">暂时读不到您的办件，可以到“我的办件”里再看。</p>;
  if (open.length === 0 && unfinished.length === 0) return null;
  return (
    <section className="home-mine" aria-labelledby="home-mine">
      <h2 id="home-mine">{name}，您好</h2>
      <ul className="home-cards">
        {urgent.map(c => (
          <li key={c.id}>
            <Link href={`/cases/${c.id}`} className="home-card home-card-urgent">
              <span className="row between">
                <strong>{c.title}</strong>
                <Tag look="warn">请您补正</Tag>
              </span>
              <span>{c.needsYou > 1 ? `有 ${c.needsYou} 个事项需要您补充或修改` : '有一个事项需要您补充或修改'}</span>
              <span className="home-card-small">{c.principalName}</span>
            </Link>
          </li>
        ))}
        {unfinished.slice(0, 4).map(d => (
          <li key={d.id}>
            <Link href={`/applications/${d.id}`} className="home-card">
              <span className="row between">
                <strong>{d.name}</strong>
                <Tag look="brand">没填完</Tag>
              </span>
              <span>接着填，上次填到 {moment(d.changedAt, today)}</span>
              <span className="home-card-small">{d.principalName}</span>
            </Link>
          </li>
        ))}
        {running.slice(0, 2).map(c => (
          <li key={c.id}>
            <Link href={`/cases/${c.id}`} className="home-card">
              <span className="row between">
                <strong>{c.title}</strong>
                <Tag>办理中</Tag>
              </span>
              <span>
                {c.tasks} 个事项，已办好 {c.done} 个
              </span>
              <span className="home-card-small">
                {day(c.filedOn, today)}提交 · {c.principalName}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {running.length > 2 || (cases.data?.total ?? 0) > open.length ? (
        <p>
          <Link href="/cases">看我的全部办件</Link>
        </p>
      ) : null}
    </section>
  );
}
