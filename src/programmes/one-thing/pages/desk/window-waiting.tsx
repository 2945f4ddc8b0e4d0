/** Cases of whoever stands at the window that wait for them: corrections to answer, materials promised for later. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '#ui/api';
import { Trouble } from '#ui/frame';
import type { WaitingCase } from '../../window-answers.ts';

export function WindowWaiting({ person }: { person: string }) {
  const waiting = useQuery({
    queryKey: ['window-waiting', person],
    queryFn: () => api.get<{ items: WaitingCase[] }>(`/window/persons/${person}/waiting`),
    staleTime: 0,
  });
  if (waiting.isError) return <Trouble error={waiting.error} again={() => void waiting.refetch()} />;
  const items = waiting.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="frame-panel" aria-labelledby="window-waiting">
      <h2 id="window-waiting">等着补正、补交的</h2>
      <ul className="window-begun">
        {items.map(w => (
          <li key={w.caseId}>
            <span>
              {w.principalName}：{w.title}
            </span>
            <span className="frame-muted">
              {[w.corrections.length > 0 ? `补正：${w.corrections.join('、')}` : '', w.owed.length > 0 ? `补交：${w.owed.join('、')}` : '']
                .filter(Boolean)
                .join('；')}
            </span>
            <Link href={`/desk/window/cases/${w.caseId}`}>
              现在补<span className="visually-hidden">：{w.title}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
