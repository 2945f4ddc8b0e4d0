/**
 * The queue (待办事项): a unit's tasks, most urgent first; for those who supervise, the whole county's. Its pages begin at a place and
 * not at a number (docs/decisions/0014-pages-begin-at-a-place.md): it cannot be a `useList`.
 */
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Empty, type InputRef, Skeleton } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { QueueRow } from '#platform/cases';
import { api, query } from '#ui/api';
import { Frame, Trouble, useUnits } from '#ui/frame';
import { useSession } from '#ui/session';
import { QueueBatch } from './queue-batch.tsx';
import { QueueExport } from './queue-export.tsx';
import { type Counts, filterText, inTab, narrowed, queueTabs, rememberQueue, tabOf, useFilter, worksOnTasks } from './queue-filter.ts';
import { QueueFilters } from './queue-filters.tsx';
import { batchable, QueueTable } from './queue-table.tsx';
import { type Shortcut, useShortcuts } from './shortcuts.tsx';
import './queue.css';

interface Answer {
  items: QueueRow[];
  total: number;
  /** There are more than `total`. */
  more: boolean;
  /** Places in the list, of the pages on both sides. */
  previous: string | null;
  next: string | null;
}

const links = () => [...document.querySelectorAll<HTMLElement>('[data-queue-row]')];

/** Moves the keyboard to the next or the previous row. */
function step(by: number) {
  const all = links();
  const at = all.indexOf(document.activeElement as HTMLElement);
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

export default function Queue() {
  const { data: session } = useSession();
  const client = useQueryClient();
  const units = useUnits();
  const [filter, setFilter] = useFilter();
  const [selected, setSelected] = useState<string[]>([]);
  const [batch, setBatch] = useState(false);
  const search = useRef<InputRef>(null);
  const works = worksOnTasks(session);
  const text = filterText(filter);
  const list = useQuery({
    queryKey: ['tasks', text],
    queryFn: () => api.get<Answer>(`/desk/tasks${text}`),
    placeholderData: keepPreviousData,
  });
  const counts = useQuery({
    queryKey: ['task-counts', filter.unit ?? ''],
    queryFn: () => api.get<Counts>(`/desk/counts${query({ unit: works ? undefined : filter.unit })}`),
    placeholderData: keepPreviousData,
  });
  const tabs = queueTabs.filter(t => works || !t.own);
  const tab = tabOf(filter);
  const closed = tab === 'closed';
  const rows = list.data?.items ?? [];
  const canBatch = works && !closed && (session?.roles.some(r => r.role === 'reviewer') ?? false);
  const today = session?.today ?? '';
  useEffect(() => {
    rememberQueue(filter);
  }, [filter]);
  // Another list: what was ticked in the last one is not ticked here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is named by its filter
  useEffect(() => setSelected([]), [text]);
  // The last ones of a page may be done when one comes back to it.
  const emptied = list.isSuccess && !list.isPlaceholderData && rows.length === 0 && Boolean(filter.after ?? filter.before);
  // biome-ignore lint/correctness/useExhaustiveDependencies: setFilter is made anew with each look
  useEffect(() => {
    if (emptied) setFilter({}, true);
  }, [emptied]);
  useFocusOnReturn(list.isSuccess);
  const tabBar = useRef<HTMLElement>(null);
  // On a phone the bar scrolls: the tab that one is on is brought in sight, again when the counts have made the bar wider.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tab moves the mark, the counts move the tab
  useEffect(() => {
    tabBar.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [tab, counts.isSuccess]);
  const goTab = (key: string) => setFilter(now => inTab(now, queueTabs.find(t => t.key === key)!));
  const goOn = () => list.data?.next && setFilter({ after: list.data.next });
  const goBack = () => list.data?.previous && setFilter({ before: list.data.previous });
  const picked = rows.filter(r => selected.includes(r.id));
  const shortcuts: Shortcut[] = [
    { keys: ['j', 'ArrowDown'], shown: 'J / ↓', what: '下一行', run: () => step(1) },
    { keys: ['k', 'ArrowUp'], shown: 'K / ↑', what: '上一行', run: () => step(-1) },
    // A focused link opens itself; this is for the list.
    {
      keys: ['o'],
      shown: 'Enter / O',
      what: '打开这一件',
      run: () => (document.activeElement as HTMLElement | null)?.matches('[data-queue-row]') && (document.activeElement as HTMLElement).click(),
    },
    { keys: ['/'], what: '查找', run: () => search.current?.focus({ cursor: 'all' }) },
    { keys: ['[', ']'], shown: '[ / ]', what: '上一页、下一页', run: e => (e.key === ']' ? goOn() : goBack()) },
    {
      keys: tabs.map((_, i) => String(i + 1)),
      shown: `1 – ${tabs.length}`,
      what: '切换上面的标签',
      run: e => goTab(tabs[Number(e.key) - 1]!.key),
    },
    ...(canBatch
      ? [
          {
            keys: ['x'],
            what: '选中、取消这一行（检查合格的）',
            run: () => {
              const id = (document.activeElement as HTMLElement | null)?.dataset.queueRow;
              const row = rows.find(r => r.id === id);
              if (row && batchable(row)) setSelected(now => (now.includes(row.id) ? now.filter(i => i !== row.id) : [...now, row.id]));
            },
          },
          { keys: ['b'], what: '批量通过选中的', run: () => picked.length > 0 && setBatch(true) },
        ]
      : []),
  ];
  const { list: keys, showHelp } = useShortcuts(shortcuts);
  const title = works ? '待办事项' : '全部事项';
  return (
    <Frame
      title={title}
      note={session && works ? [...new Set(session.roles.flatMap(r => r.unitName ?? []))].join('、') : '全县'}
      actions={
        <>
          {canBatch && picked.length > 0 ? (
            <Button type="primary" onClick={() => setBatch(true)}>
              批量通过（{picked.length}）
            </Button>
          ) : null}
          <QueueExport filter={filter} units={units} today={today} />
          <Button type="text" onClick={showHelp} aria-label="键盘快捷键" title="键盘快捷键（?）">
            ?
          </Button>
        </>
      }
    >
      <div className="frame-panel queue">
        <nav className="queue-tabs" aria-label="按进度" ref={tabBar}>
          {tabs.map(t => {
            const n = t.count && counts.data ? t.count(counts.data) : undefined;
            return (
              <button key={t.key} type="button" aria-current={t.key === tab || undefined} onClick={() => goTab(t.key)}>
                {t.title}
                {n === undefined ? null : <span className={`queue-count${n > 0 && t.key === 'red' ? ' hot' : ''}`}>{n}</span>}
              </button>
            );
          })}
        </nav>
        <QueueFilters
          filter={filter}
          onChange={setFilter}
          units={units}
          counts={counts.data}
          county={!works}
          ownUnits={works ? (session?.roles.flatMap(r => r.unit ?? []) ?? []) : []}
          search={search}
        />
        {list.isError ? <Trouble error={list.error} again={() => void list.refetch()} /> : null}
        {list.isPending ? (
          <div role="status" aria-label="正在载入">
            <Skeleton active title={false} paragraph={{ rows: 8 }} />
          </div>
        ) : rows.length > 0 ? (
          <QueueTable
            rows={rows}
            today={today}
            units={units}
            closed={closed}
            county={!works}
            selected={canBatch ? selected : null}
            onSelect={setSelected}
            loading={list.isPlaceholderData}
          />
        ) : list.isSuccess ? (
          <Nothing
            narrowed={narrowed(filter) > 0}
            closed={closed}
            tab={tab}
            clear={() => setFilter(now => ({ ...queueTabs.find(t => t.key === tabOf(now))?.filter }))}
          />
        ) : null}
        {list.data && rows.length > 0 ? (
          <nav className="queue-pages" aria-label="翻页">
            <span>
              共 {list.data.total} 件{list.data.more ? '以上' : ''}
            </span>
            {list.data.previous || list.data.next ? (
              <>
                <Button size="small" disabled={!list.data.previous} onClick={goBack}>
                  上一页
                </Button>
                <Button size="small" disabled={!list.data.next} onClick={goOn}>
                  下一页
                </Button>
              </>
            ) : null}
          </nav>
        ) : null}
      </div>
      {keys}
      <QueueBatch
        rows={picked}
        open={batch}
        onClose={() => setBatch(false)}
        onChanged={() => {
          setSelected([]);
          void client.invalidateQueries({ queryKey: ['tasks'] });
          void client.invalidateQueries({ queryKey: ['task-counts'] });
        }}
      />
    </Frame>
  );
}

/** Back from a task: the keyboard stands where one left. */
function useFocusOnReturn(ready: boolean) {
  useEffect(() => {
    if (!ready) return;
    const last = sessionStorage.getItem('queue-row');
    sessionStorage.removeItem('queue-row');
    if (last) document.querySelector<HTMLElement>(`[data-queue-row="${last}"]`)?.focus();
  }, [ready]);
}

function Nothing({ narrowed: some, closed, tab, clear }: { narrowed: boolean; closed: boolean; tab: string; clear(): void }) {
  if (some)
    return (
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有符合条件的事项">
        <Button onClick={clear}>清除条件</Button>
      </Empty>
    );
  if (tab === 'red') return <Alert type="success" showIcon title="没有超期的事项" />;
  return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={closed ? '还没有办结的事项' : '这里没有要办的事项'} />;
}
