/** 数据确认: each unit's part of a year with what is missing in it; its unit says here that it is whole and right. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Select } from 'antd';
import { Link } from 'wouter';
import { api, query, wordsOf } from '#ui/api';
import { Frame, Mark, Waits } from '#ui/frame';
import { useFilters } from '#ui/pages';
import { useSession } from '#ui/session';
import { day } from '#ui/words';
import type { SourcesView } from '../../signing.ts';
import { Pages } from './places.tsx';
import './solar.css';

const states = { signed: '已确认', changed: '确认后又改过，要重新确认', missing: '还没有确认' } as const;
const looks = { signed: 'good', changed: 'warn', missing: 'warn' } as const;
type Source = SourcesView['items'][number];

export default function Sources() {
  const { get, change } = useFilters();
  const { data: session } = useSession();
  const year = get('year');
  const list = useQuery({
    queryKey: ['solar', 'sources', year],
    queryFn: ({ signal }) => api.get<SourcesView>(`/solar-income/sources${query({ year })}`, signal),
  });
  return (
    <Frame
      title="光伏收益：数据确认"
      note="每个单位确认自己填的数据；确认以后又改的，要重新确认才能测算"
      actions={
        list.data ? (
          <Select
            aria-label="年度"
            value={list.data.year}
            options={list.data.years.map(y => ({ value: y, label: `${y} 年末，用于 ${Number(y) + 1} 年分配` }))}
            onChange={year => change({ year })}
            popupMatchSelectWidth={false}
          />
        ) : null
      }
    >
      <Pages />
      <Waits of={list}>
        {({ items, year }) => (
          <ul className="solar-sources">
            {items.map(s => (
              <li key={s.key} className="frame-panel">
                <SourceView source={s} year={year} today={session?.today ?? ''} />
              </li>
            ))}
          </ul>
        )}
      </Waits>
    </Frame>
  );
}

function SourceView({ source: s, year, today }: { source: Source; year: string; today: string }) {
  const { message, modal } = App.useApp();
  const client = useQueryClient();
  const sign = useMutation({
    mutationFn: () => api.post('/solar-income/signatures', { year, source: s.key, digest: s.digest }),
    onSuccess: async () => {
      await Promise.all([client.invalidateQueries({ queryKey: ['solar'] }), client.invalidateQueries({ queryKey: ['runs'] })]);
      message.success('已确认');
    },
    onError: error => {
      message.error(wordsOf(error, '没有确认，请再试一次'));
      void client.invalidateQueries({ queryKey: ['solar'] });
    },
  });
  const whole = s.missing.length === 0 && s.rows > 0;
  return (
    <>
      <div className="frame-panel-head">
        <h2>{s.title}</h2>
        <Mark look={looks[s.state]}>{states[s.state]}</Mark>
      </div>
      <p className="frame-muted">
        {s.unit}，{s.rows} 行{s.byName ? `；${s.byName} ${day(s.on, today)} 确认` : ''}
      </p>
      {s.missing.map(m => (
        <p key={m.what}>
          <Mark look="bad">缺 {m.names.length} 项</Mark> {m.what}：{m.names.slice(0, 10).join('、')}
          {m.names.length > 10 ? `等 ${m.names.length} 个` : ''}
        </p>
      ))}
      <p className="solar-row">
        {s.mine && s.state !== 'signed' ? (
          <Button
            type="primary"
            disabled={!whole}
            loading={sign.isPending}
            onClick={() =>
              modal.confirm({
                title: `确认${year} 年的“${s.title}”？`,
                content: `共 ${s.rows} 行。确认表示本单位对这些数据负责，测算以它为准；以后有改动要重新确认。`,
                okText: '确认',
                cancelText: '取消',
                onOk: () => void sign.mutate(),
              })
            }
          >
            确认数据
          </Button>
        ) : null}
        <Link href={`${s.page}?year=${year}`}>看数据</Link>
        {s.key === 'revitalisation' ? <Link href={`/desk/solar/moved?year=${year}`}>看搬迁人员名单</Link> : null}
        {s.key === 'company' ? <Link href="/desk/solar/stations">看电站</Link> : null}
      </p>
    </>
  );
}
