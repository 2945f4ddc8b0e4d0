/** All things by stage of life or of the firm, for one audience at a time, or those of one department. */
import { Link, useSearchParams } from 'wouter';
import { Failed, Loading } from '#ui/kit';
import type { ThingRow } from '../../views.ts';
import { useThings } from './data.ts';
import { Mark, markNames, Sign } from './mark.tsx';

const audiences = [
  { id: 'individual', name: '个人和家庭' },
  { id: 'enterprise', name: '企业和个体户' },
] as const;

export function Things() {
  const { data, error, refetch } = useThings();
  const [params, setParams] = useSearchParams();
  const audience = params.get('for') === 'enterprise' ? 'enterprise' : 'individual';
  const departments = [...new Set(data?.items.flatMap(t => t.departments))];
  const wanted = params.get('department') ?? '';
  const department = departments.includes(wanted) ? wanted : '';
  const shown = (data?.items ?? []).filter(t => !department || t.departments.includes(department));
  const of = (id: ThingRow['audience']) => shown.filter(t => t.audience === id);
  const change = (name: string, value: string) =>
    setParams(
      old => {
        const next = new URLSearchParams(old);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
  const other = audiences.find(a => a.id !== audience)!;
  return (
    <section aria-labelledby="home-things" className="home-things">
      <h2 id="home-things">按人生和企业的阶段找</h2>
      {error ? <Failed error={error} again={() => void refetch()} /> : null}
      {!data && !error ? <Loading /> : null}
      {data ? (
        <>
          <div className="home-bar">
            <fieldset className="home-tabs">
              <legend className="visually-hidden">给谁办</legend>
              {audiences.map(a => (
                <label key={a.id} className="home-tab">
                  <input
                    type="radio"
                    name="audience"
                    className="visually-hidden"
                    checked={audience === a.id}
                    onChange={() => change('for', a.id === 'individual' ? '' : a.id)}
                  />
                  {a.name}
                  <span className="home-count"> {of(a.id).length} 件</span>
                </label>
              ))}
            </fieldset>
            <label className="home-department">
              <span className="visually-hidden">按部门看</span>
              <select className="input" value={department} onChange={event => change('department', event.target.value)}>
                <option value="">全部部门</option>
                {departments.map(d => (
                  <option key={d}>{d}</option>
                ))}
              </select>
            </label>
          </div>
          <div aria-live="polite" className="visually-hidden">
            {department ? `${department}参加办理的有 ${of(audience).length} 件` : ''}
          </div>
          {of(audience).length === 0 ? (
            <p className="home-quiet">
              {department}没有参加这一类的事，
              <button type="button" className="button plain" onClick={() => change('for', other.id === 'individual' ? '' : other.id)}>
                看看“{other.name}”
              </button>
            </p>
          ) : (
            data.stages
              .filter(s => s.audience === audience)
              .map(stage => ({ stage, things: of(audience).filter(t => t.stage === stage.id) }))
              .filter(s => s.things.length > 0)
              .map(({ stage, things }) => (
                <section key={stage.id} className="home-stage" aria-labelledby={`stage-${stage.id}`}>
                  <h3 id={`stage-${stage.id}`}>{stage.name}</h3>
                  <ul>
                    {things.map(t => (
                      <li key={t.no}>
                        <Link href={`/things/${t.no}`} className="home-thing">
                          <span className="home-situation">{t.situation}</span>
                          <span className="home-name">
                            {t.name} <Mark mark={t.mark} />
                          </span>
                        </Link>
                      </li>
                    ))}
                  </ul>
                </section>
              ))
          )}
          <p className="home-legend">
            {(['national', 'province'] as const).map(mark => (
              <span key={mark}>
                <Sign mark={mark} /> {markNames[mark]}，{mark === 'national' ? '国务院' : '山西省'}统一部署
              </span>
            ))}
          </p>
        </>
      ) : null}
    </section>
  );
}
