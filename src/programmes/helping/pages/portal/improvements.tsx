/** What was improved after somebody had walked the way of the people. */
import { useQuery } from '@tanstack/react-query';
import { api } from '#ui/api';
import { Empty, Failed, Loading, useTitle } from '#ui/kit';
import { day } from '#ui/words';

interface Improvement {
  published: string;
  publishedOn: string;
  unit: string;
  thing: string | null;
}

export default function ImprovementsPage() {
  useTitle('改进了什么');
  const { data, error, refetch } = useQuery({ queryKey: ['improvements'], queryFn: () => api.get<{ items: Improvement[] }>('/improvements') });
  return (
    <div className="stack-l">
      <h1>改进了什么</h1>
      <p>工作人员陪群众走流程，也请居民当政务服务体验员。发现的问题由部门限期改，改好了公布在这里。</p>
      {error ? <Failed error={error} again={() => void refetch()} /> : data ? null : <Loading />}
      {data?.items.length === 0 ? <Empty title="还没有公布的改进" /> : null}
      {data?.items.map(i => (
        <article key={`${i.publishedOn}${i.published}`} className="card stack-s">
          <p>
            <strong>{i.published}</strong>
          </p>
          <p className="muted small">
            {i.unit}，{day(i.publishedOn)}
            {i.thing ? `，${i.thing}` : ''}
          </p>
        </article>
      ))}
    </div>
  );
}
