/** Names of units, outcomes and states as the portal shows them. */
import { useQuery } from '@tanstack/react-query';
import { api } from '#ui/api';
import { Tag } from '#ui/kit';
import { type Outcome, outcomes, type Reason } from '../../rules.ts';

export function useUnitNames(): (id: string) => string {
  const { data } = useQuery({
    queryKey: ['units'],
    queryFn: () => api.get<{ items: { id: string; name: string }[] }>('/units'),
    staleTime: 300_000,
  });
  return id => data?.items.find(u => u.id === id)?.name ?? '';
}

const looks = { met: 'good', unknown: 'warn', unmet: undefined } as const;
export const OutcomeTag = ({ outcome }: { outcome: Outcome }) => <Tag {...(looks[outcome] ? { look: looks[outcome] } : {})}>{outcomes[outcome]}</Tag>;

const signs = { met: '✓', unknown: '?', unmet: '✕' } as const;

/** Every condition with whether it holds, what is known, and where that is from. */
export const Reasons = ({ reasons }: { reasons: readonly Reason[] }) => (
  <ul className="policy-reasons">
    {reasons.map(r => (
      <li key={r.condition} className={r.outcome}>
        <span className="policy-sign" aria-hidden="true">
          {signs[r.outcome]}
        </span>
        <div>
          <p>
            <span className="visually-hidden">{outcomes[r.outcome]}：</span>
            {r.condition}
          </p>
          <p className="small muted">
            {r.have === null ? '县里还没有这条信息' : `现在：${r.have}`}
            {r.source ? `（${r.source}）` : ''}
          </p>
        </div>
      </li>
    ))}
  </ul>
);

/** What is to be said of this year's money where it does not last; nothing where it does. */
export const moneyWords = {
  none: '今年的资金还没有下达，下达以后就能申领',
  spent: '今年的资金已经用完',
  short: '今年剩下的资金不够您这一笔',
  there: null,
} as const;

export const yuanOf = (text: string) => `${text.replace(/\.00$/, '').replace(/\B(?=(\d{3})+(?!\d))/g, ',')} 元`;
