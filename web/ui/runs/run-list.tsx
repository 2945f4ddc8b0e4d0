/** The runs of a kind: every computation with its state, and the way to a new one. */
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useLocation } from 'wouter';
import type { RunHead } from '#platform/runs';
import { runStates } from '#platform/runs/pure';
import { api } from '../api/index.ts';
import { clockTime, Frame, SortTable, Waits } from '../frame/index.ts';
import { useSession } from '../session/index.ts';
import { day } from '../words/index.ts';
import { type RunPlace, stale, useReadiness } from './data.ts';
import { numbered, RunMark } from './run-mark.tsx';
import './runs.css';

export function RunList(place: RunPlace) {
  const { data: session } = useSession();
  const [, go] = useLocation();
  const list = useQuery({
    queryKey: [...stale, 'list', place.kind],
    queryFn: ({ signal }) => api.get<{ items: RunHead[] }>(`/runs?kind=${place.kind}`, signal),
  });
  const town = session?.roles.every(r => r.role === 'town-officer') ?? true;
  const ready = useReadiness(place.kind, undefined, !town);
  const today = session?.today ?? '';
  return (
    <Frame
      title={place.title}
      note="算出的结果不再改动；有错的，改正数据以后重新算一次"
      actions={
        ready.data ? (
          <Button type={ready.data.mine.includes('make') ? 'primary' : 'default'} onClick={() => go(`${place.base}/new`)}>
            {ready.data.mine.includes('make') ? `${place.verb}一期` : `${place.verb}的准备情况`}
          </Button>
        ) : null
      }
    >
      {place.tabs}
      <Waits of={list}>
        {({ items }) => <RunHeads items={items} base={place.base} verb={place.verb} today={today} empty={town ? '还没有送本乡镇看的结果' : '还没有算过'} />}
      </Waits>
    </Frame>
  );
}

interface HeadsProps {
  items: readonly RunHead[];
  /** Address of the list; a run's stands below it. */
  base: string;
  verb: string;
  today: string;
  empty: string;
}

/** Runs with how far they are; also for a programme whose steps are its own. */
export function RunHeads({ items, base, verb, today, empty }: HeadsProps) {
  return (
    <section className="frame-panel" aria-label="结果">
      <SortTable
        label="历次结果"
        rows={items}
        rowKey={r => r.id}
        sortBy="computed"
        pageSize={20}
        empty={empty}
        columns={[
          { key: 'title', title: '名称', value: r => r.title, show: r => <Link href={`${base}/${r.id}`}>{numbered(r)}</Link> },
          { key: 'state', title: '状态', value: r => runStates[r.state], show: r => <RunMark run={r} /> },
          { key: 'computed', title: verb, value: r => r.computedAt, show: r => `${r.computedByName} ${clockTime(r.computedAt, today)}` },
          { key: 'approved', title: '审定', value: r => r.approvedOn, show: r => (r.approvedOn ? `${r.approvedByName} ${day(r.approvedOn, today)}` : '—') },
          {
            key: 'posted',
            title: '公示',
            value: r => r.postedOn,
            show: r => (r.postedOn ? `${day(r.postedOn, today)}至${day(r.objectionsUntil, today)}` : '—'),
          },
          { key: 'final', title: '生效', value: r => r.finalOn, show: r => (r.finalOn ? day(r.finalOn, today) : '—') },
        ]}
      />
    </section>
  );
}
