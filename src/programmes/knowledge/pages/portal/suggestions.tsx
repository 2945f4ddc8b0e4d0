/** What can be asked, by subject: the published questions. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '#ui/api';
import { categories, categoryNames } from '../../forms.ts';

interface Suggested {
  id: string;
  question: string;
  category: (typeof categories)[number];
}

const begin = ['开面馆要什么材料', '孩子上户口怎么办', '社保卡丢了怎么办', '低保什么条件', '退休要多久'];

export function Suggestions({ onAsk }: { onAsk(question: string): void }) {
  const { data } = useQuery({ queryKey: ['ask', 'suggestions'], queryFn: () => api.get<{ items: Suggested[] }>('/ask/suggestions'), staleTime: 300_000 });
  return (
    <>
      <section aria-labelledby="ask-begin">
        <h2 id="ask-begin">可以这样问</h2>
        <ul className="ask-chips">
          {begin.map(q => (
            <li key={q}>
              <button type="button" className="ask-chip" onClick={() => onAsk(q)}>
                {q}
              </button>
            </li>
          ))}
        </ul>
      </section>
      {data && data.items.length > 0 ? (
        <section aria-labelledby="ask-known">
          <h2 id="ask-known">大家常问的</h2>
          <div className="ask-known">
            {categories
              .filter(c => data.items.some(i => i.category === c))
              .map(c => (
                <details key={c} className="card">
                  <summary>
                    {categoryNames[c]} <span className="muted">{data.items.filter(i => i.category === c).length} 条</span>
                  </summary>
                  <ul>
                    {data.items
                      .filter(i => i.category === c)
                      .map(i => (
                        <li key={i.id}>
                          <Link href={`/knowledge/${i.id}`}>{i.question}</Link>
                        </li>
                      ))}
                  </ul>
                </details>
              ))}
          </div>
        </section>
      ) : null}
    </>
  );
}
