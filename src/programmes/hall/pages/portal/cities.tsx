/** What can be done for the whole city and across cities: where, in which way. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '#ui/api';
import { Choices, Failed, Field, Loading, useTitle } from '#ui/kit';
import type { CityView } from '../../cities.ts';
import { type CityScope, scopes, ways } from '../../figures.ts';
import './hall.css';

export default function CitiesPage() {
  useTitle('全市通办和跨市通办');
  const [scope, setScope] = useState<CityScope>('all-city');
  const [q, setQ] = useState('');
  const { data, error, refetch } = useQuery({ queryKey: ['hall', 'cities'], queryFn: () => api.get<{ items: CityView[] }>('/hall/city-matters') });
  const shown = data?.items.filter(m => m.scope === scope && (m.name.includes(q.trim()) || m.unitName.includes(q.trim()))) ?? [];
  return (
    <div className="hall stack-l">
      <header className="stack-s">
        <p>
          <Link href="/hall">← 大厅和窗口</Link>
        </p>
        <h1>全市通办和跨市通办</h1>
        <p className="muted">户口、参保或企业在别处也能在本县大厅的专窗办，不用两地跑。</p>
      </header>
      <Field id="cities-scope" group label="在哪个范围？">
        {() => (
          <Choices
            inline
            name="scope"
            value={scope}
            onChange={v => setScope(v as CityScope)}
            options={(Object.keys(scopes) as CityScope[]).map(value => ({ value, label: scopes[value] }))}
          />
        )}
      </Field>
      <Field id="cities-q" label="找事项" optional>
        {described => <input {...described} className="input" type="search" value={q} onChange={e => setQ(e.target.value)} />}
      </Field>
      {error ? <Failed error={error} again={() => void refetch()} /> : data ? null : <Loading />}
      <p role="status" className="muted">
        {data ? `${shown.length} 项` : ''}
      </p>
      <ul className="hall-list compact">
        {shown.map(m => (
          <li key={m.id} className="card">
            <strong>{m.name}</strong>
            <p className="muted">
              {m.unitName} · {ways[m.way]} · {m.partners}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
