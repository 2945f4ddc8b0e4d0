/** Every published version, and the difference between any two. */
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { api, query } from '#ui/api';
import { Waits } from '#ui/frame';
import { moment } from '#ui/words';
import type { Change, Simulation } from '../../../catalogue/diff.ts';
import { Changes, SimulationTable } from './changes.tsx';
import { type Draft, useVersions } from './draft.ts';

export function VersionsPanel({ draft }: { draft: Draft }) {
  const versions = useVersions();
  return (
    <Waits of={versions} rows={4}>
      {({ items }) => (
        <>
          <ul className="cat-rows" aria-label="已发布的版本">
            {items.map(v => (
              <li key={v.version}>
                <strong>第 {v.version} 版</strong>
                <span>{v.note}</span>
                <span className="frame-muted">
                  {v.publishedBy} · {moment(v.publishedAt)}
                </span>
              </li>
            ))}
          </ul>
          {items.length > 1 ? <Compare versions={items.map(v => v.version)} draft={draft} /> : <p className="frame-muted">只有一个版本，还不能比较</p>}
        </>
      )}
    </Waits>
  );
}

function Compare({ versions, draft }: { versions: readonly number[]; draft: Draft }) {
  const [to, setTo] = useState(versions[0]!);
  const [from, setFrom] = useState(versions[1]!);
  const compared = useQuery({
    queryKey: ['catalogue', 'comparison', from, to],
    queryFn: ({ signal }) => api.get<{ changes: Change[]; simulation: Simulation[] }>(`/catalogue/comparison${query({ from, to })}`, signal),
  });
  const options = versions.map(v => ({ value: v, label: `第 ${v} 版` }));
  return (
    <>
      <div className="cat-filters">
        <h2>比较</h2>
        <Select value={from} options={options} onChange={setFrom} aria-label="从哪一版" />
        <span>到</span>
        <Select value={to} options={options} onChange={setTo} aria-label="到哪一版" />
      </div>
      <Waits of={compared} rows={4}>
        {({ changes, simulation }) => (
          <>
            <Changes changes={changes} catalogue={draft.catalogue} />
            <SimulationTable rows={simulation} />
          </>
        )}
      </Waits>
    </>
  );
}
