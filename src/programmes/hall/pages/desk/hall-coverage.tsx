/** Is every matter of the catalogue taken by a window, or on the negative list? What is not stands first. */
import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { Link } from 'wouter';
import { api } from '#ui/api';
import { Mark, Waits } from '#ui/frame';
import { type AreaKind, areaKinds } from '../../figures.ts';

interface Named {
  id: string;
  name: string;
  unit: string;
}
export interface CoverageView {
  version: number;
  total: number;
  taken: number;
  outside: number;
  uncovered: Named[];
  twice: Named[];
  areas: { kind: AreaKind; wanted: number; there: number }[];
}

export const useCoverage = () => useQuery({ queryKey: ['hall-coverage'], queryFn: () => api.get<CoverageView>('/desk/hall/coverage'), staleTime: 0 });

export function CoverageCheck() {
  const coverage = useCoverage();
  return (
    <Waits of={coverage}>
      {c => (
        <div className="hall-coverage">
          {c.uncovered.length === 0 ? (
            <Alert
              type="success"
              showIcon
              title={`目录第 ${c.version} 版的 ${c.total} 个事项都有着落：${c.taken} 个在窗口受理，${c.outside} 个在不进大厅清单上。`}
            />
          ) : (
            <Alert type="error" showIcon title={`有 ${c.uncovered.length} 个事项没有窗口受理，也不在有效的清单上`} />
          )}
          {c.uncovered.length > 0 ? (
            <section className="frame-panel" aria-labelledby="hall-uncovered">
              <h2 id="hall-uncovered">没有着落的事项</h2>
              <p className="frame-muted">
                安排窗口受理，或写明理由列入
                <Link className="hall-inline" href="/desk/hall/outside">
                  不进大厅清单
                </Link>
                。
              </p>
              <ul className="hall-names">
                {c.uncovered.map(m => (
                  <li key={m.id}>
                    {m.name} <Mark>{m.unit}</Mark>
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
          {c.twice.length > 0 ? (
            <section className="frame-panel" aria-labelledby="hall-twice">
              <h2 id="hall-twice">窗口在受理，又在清单上的</h2>
              <ul className="hall-names">
                {c.twice.map(m => (
                  <li key={m.id}>
                    {m.name} <Mark>{m.unit}</Mark>
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
          <section className="frame-panel" aria-labelledby="hall-areas">
            <h2 id="hall-areas">“1+6+3”</h2>
            <dl className="frame-facts">
              {c.areas.map(a => (
                <div key={a.kind} className="hall-fact">
                  <dt>{areaKinds[a.kind]}</dt>
                  <dd>
                    {a.there} / {a.wanted} <Mark look={a.there >= a.wanted ? 'good' : 'bad'}>{a.there >= a.wanted ? '已设置' : '还缺'}</Mark>
                  </dd>
                </div>
              ))}
            </dl>
            <p className="frame-muted frame-small">依据：中政发〔2024〕16号 二（一）1、2</p>
          </section>
        </div>
      )}
    </Waits>
  );
}
