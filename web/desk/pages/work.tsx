/** The first page of one's own: what waits for oneself in every programme, the most urgent first; each leads to where it is done. */
import { useQuery } from '@tanstack/react-query';
import { Empty } from 'antd';
import { Link } from 'wouter';
import type { WaitingView } from '#platform/waiting';
import { api } from '#ui/api';
import { Frame, Light, Mark, Waits } from '#ui/frame';
import { day } from '#ui/words';
import './work.css';

interface Answer {
  today: string;
  items: WaitingView[];
}

const sections: { title: string; lights: readonly WaitingView['light'][] }[] = [
  { title: '已超期', lights: ['red'] },
  { title: '快到期', lights: ['yellow'] },
  { title: '等着办', lights: ['none', 'green'] },
];

export default function Work() {
  const data = useQuery({ queryKey: ['waiting'], queryFn: ({ signal }) => api.get<Answer>('/desk/waiting', signal), refetchInterval: 60_000 });
  return (
    <Frame title="我的工作" note="各项工作里等您办的都在这里，点开就到办的那一页">
      <Waits of={data}>
        {({ items, today }) =>
          items.length === 0 ? (
            <section className="frame-panel">
              <Empty description="现在没有等您办的。有新的会出现在这里。" />
            </section>
          ) : (
            sections.map(({ title, lights }) => {
              const shown = items.filter(i => lights.includes(i.light));
              return shown.length === 0 ? null : (
                <section key={title} className="frame-panel" aria-label={title}>
                  <h2>{title}</h2>
                  <ul className="frame-rows">
                    {shown.map(i => (
                      <li key={`${i.link} ${i.title}`}>
                        <div className="frame-what">
                          <span>
                            <Link href={i.link}>{i.title}</Link> {i.count === null ? null : <Mark>{i.count}</Mark>}
                          </span>
                          {i.detail ? <span className="frame-muted frame-small">{i.detail}</span> : null}
                        </div>
                        <span className="work-due">
                          {i.due ? (
                            <>
                              {i.count === null || i.count === 1 ? '' : '最早 '}
                              {day(i.due, today)} <Light light={i.light} />
                            </>
                          ) : null}
                        </span>
                      </li>
                    ))}
                  </ul>
                </section>
              );
            })
          )
        }
      </Waits>
    </Frame>
  );
}
