/** What a draft would mean: which firms, why, how much in all. */
import { Segmented } from 'antd';
import { useState } from 'react';
import { Mark } from '#ui/frame';
import type { Trial } from '../../items.ts';
import { type Outcome, outcomes } from '../../rules.ts';
import { Lines, ReasonList, yuanOf } from './shared.tsx';

const looks = { met: 'good', unknown: 'warn', unmet: 'plain' } as const;

export function TrialList({ trial }: { trial: Trial }) {
  const [shown, setShown] = useState<Outcome>(trial.met > 0 ? 'met' : 'unknown');
  const firms = trial.firms.filter(f => f.outcome === shown);
  const unmet = trial.looked - trial.met - trial.unknown;
  return (
    <section className="frame-panel policy-try" aria-label="试算结果">
      <h2>试算结果</h2>
      <p role="status">
        看了 {trial.looked} 家企业，符合 {trial.met} 家，共 {yuanOf(trial.total)} 元；还缺信息 {trial.unknown} 家。
      </p>
      <Segmented
        aria-label="按结果看"
        value={shown}
        onChange={setShown}
        options={[
          { value: 'met' as Outcome, label: `${outcomes.met} ${trial.met}` },
          { value: 'unknown' as Outcome, label: `${outcomes.unknown} ${trial.unknown}` },
          { value: 'unmet' as Outcome, label: `${outcomes.unmet} ${unmet}` },
        ]}
      />
      {firms.length === 0 ? <p className="frame-muted">没有这样的企业</p> : null}
      {firms.map(f => (
        <details key={f.firm}>
          <summary>
            <span>{f.name}</span>
            <Mark look={looks[f.outcome]}>{outcomes[f.outcome]}</Mark>
            <span>{f.amount && f.outcome !== 'unmet' ? `${yuanOf(f.amount)} 元` : ''}</span>
          </summary>
          <ReasonList reasons={f.reasons} />
          {f.outcome === 'unmet' ? null : <Lines lines={f.lines} />}
        </details>
      ))}
    </section>
  );
}
