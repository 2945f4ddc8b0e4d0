/** Who has seen a licence: cases for which it was used, and what was shown to others, with a way to take it back. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ShareView } from '#platform/licences';
import { api } from '#ui/api';
import { Button, Failed, Tag } from '#ui/kit';
import { moment } from '#ui/words';
import { useUnitNames } from './wallet-words.ts';

interface Uses {
  items: { caseId: string; caseTitle: string | null; units: string[]; givenAt: string }[];
  shares: ShareView[];
}

export function LicenceUses({ id, today, mine }: { id: string; today: string; mine: boolean }) {
  const units = useUnitNames();
  const { data, error, refetch } = useQuery({ queryKey: ['licences', id, 'uses'], queryFn: () => api.get<Uses>(`/licences/${id}/uses`) });
  return (
    <section className="stack no-print" aria-labelledby="wallet-uses">
      <h2 id="wallet-uses">给谁看过</h2>
      {error ? <Failed error={error} again={() => void refetch()} /> : null}
      {data && data.items.length + data.shares.length === 0 ? <p className="muted">还没有：办事时您同意过的、出示给别人的，都会记在这里。</p> : null}
      {data && data.shares.length > 0 ? (
        <ul className="wallet-shares">
          {data.shares.map(s => (
            <Share key={s.id} share={s} licence={id} today={today} mine={mine} />
          ))}
        </ul>
      ) : null}
      {data && data.items.length > 0 ? (
        <ul className="stack-s">
          {data.items.map(u => (
            <li key={u.caseId + u.givenAt}>
              {moment(u.givenAt, today)}，为“{u.caseTitle ?? '办件'}”授权{u.units.map(unit => units.data?.get(unit) ?? unit).join('、')}查看
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function Share({ share: s, licence, today, mine }: { share: ShareView; licence: string; today: string; mine: boolean }) {
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () => api.post(`/licence-shares/${s.id}/end`),
    onSettled: () => client.invalidateQueries({ queryKey: ['licences', licence, 'uses'] }),
  });
  return (
    <li className="card stack-s">
      <div className="row between">
        <strong>{s.unitName ?? '链接'}</strong>
        <Tag {...(s.open ? { look: 'warn' as const } : {})}>{s.open ? '还能看' : '已结束'}</Tag>
      </div>
      <p>
        {s.purpose}：{s.lines.join('、')}
      </p>
      <p className="muted small">
        {moment(s.givenAt, today)}给出，{moment(s.until, today)}前有效，看过 {s.views} 次{s.unit ? '' : `，共可看 ${s.mostViews} 次`}
      </p>
      {s.viewers.length > 0 ? (
        <ul className="small">
          {s.viewers.map(v => (
            <li key={v.at + v.name}>
              {moment(v.at, today)}，{v.unitName ?? ''}
              {v.name}看过
            </li>
          ))}
        </ul>
      ) : null}
      {end.error ? <Failed error={end.error} /> : null}
      {s.open && mine ? (
        <p>
          <Button look="danger" busy={end.isPending} onClick={() => end.mutate()}>
            收回
            <span className="visually-hidden">
              ：{s.unitName ?? '链接'}，{s.purpose}
            </span>
          </Button>
        </p>
      ) : null}
    </li>
  );
}
