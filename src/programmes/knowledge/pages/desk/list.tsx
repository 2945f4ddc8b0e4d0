/** The entries: found by words, state, unit and category; what ends soon; several reviewed at once; a table to take along. */

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Popconfirm } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '#ui/api';
import {
  Choose,
  ExportAll,
  type Field,
  Filters,
  Frame,
  Light,
  List,
  Order,
  SearchBox,
  Tabs as States,
  Trouble,
  unitOptions,
  useList,
  useUnits,
} from '#ui/frame';
import { hasRole, useSession } from '#ui/session';
import { day } from '#ui/words';
import { audienceNames, categoryNames, entryStateNames } from '../../forms.ts';
import type { EntryRow } from '../../views.ts';
import { Tabs, writes } from './tabs.tsx';

interface Page {
  items: EntryRow[];
  total: number;
  counts: Record<string, number>;
}

const stateText = (e: EntryRow) =>
  e.live !== null && e.state !== 'published' ? `${entryStateNames[e.state]}（第 ${e.live} 版在用）` : entryStateNames[e.state];

export default function EntryList() {
  const { data: session } = useSession();
  const { message } = App.useApp();
  const client = useQueryClient();
  const { departments, short } = useUnits();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const found = useList<Page>('knowledge', '/desk/knowledge/entries', ['state', 'unit', 'category', 'q']);
  const reviews = hasRole(session, 'unit-head', 'service-owner');
  const publish = useMutation({
    mutationFn: (entries: EntryRow[]) => api.post('/desk/knowledge/publications', { entries: entries.map(e => ({ entryId: e.id, version: e.version })) }),
    onSuccess: () => message.success('已发布，从现在起作答'),
    onSettled: () => {
      setChosen(new Set());
      return client.invalidateQueries({ queryKey: ['knowledge'] });
    },
  });
  const table: Field<EntryRow>[] = [
    ['问题', e => e.question],
    ['状态', stateText],
    ['责任部门', e => short(e.unit)],
    ['类别', e => categoryNames[e.category]],
    ['适用', e => audienceNames[e.audience]],
    ['有效期至', e => e.validUntil ?? '长期'],
    ['复核日', e => e.reviewBy],
    ['作者', e => e.authorName],
    ['有帮助', e => e.helpful],
    ['没有帮助', e => e.unhelpful],
  ];
  const counts = found.list.data?.counts;
  const n = (label: string, key: string) => (counts ? `${label} ${counts[key] ?? 0}` : label);
  const waiting = (found.list.data?.items ?? []).filter(e => e.state === 'review');
  const picked = waiting.filter(e => chosen.has(e.id));
  return (
    <Frame
      title="知识库"
      actions={
        <>
          <ExportAll of={found} name="知识库条目" columns={table} />
          {writes(session) ? (
            <Link href="/desk/knowledge/new">
              <Button type="primary" tabIndex={-1}>
                写一条
              </Button>
            </Link>
          ) : null}
        </>
      }
    >
      <Tabs />
      <Filters>
        <States
          of="state"
          label="状态"
          options={{
            '': n('全部', 'all'),
            live: n('在用', 'live'),
            review: n('待审核', 'review'),
            draft: n('草稿', 'draft'),
            due: n('快到期', 'due'),
            expired: n('已过期', 'expired'),
            withdrawn: n('已撤下', 'withdrawn'),
          }}
        />
        <Choose of="unit" label="责任部门" all="全部部门" options={unitOptions(departments)} />
        <Choose of="category" label="类别" all="全部类别" options={categoryNames} />
        <Order options={{ newest: '新写的在前', due: '先到期的在前', unhelpful: '没帮助多的在前' }} />
        <SearchBox value={found.get('q') ?? ''} label="按问题、答复、拼音找" placeholder="按问题、答复、拼音找" change={q => found.change({ q })} />
      </Filters>
      {publish.isError ? <Trouble error={publish.error} /> : null}
      {reviews && found.get('state') === 'review' && waiting.length > 0 ? (
        <div className="knowledge-batch">
          <Checkbox
            checked={picked.length === waiting.length}
            indeterminate={picked.length > 0 && picked.length < waiting.length}
            onChange={e => setChosen(new Set(e.target.checked ? waiting.map(w => w.id) : []))}
          >
            全选本页
          </Checkbox>
          <Popconfirm
            title={`发布选中的 ${picked.length} 条？`}
            okText="发布"
            cancelText="再看看"
            onConfirm={() => publish.mutate(picked)}
            disabled={picked.length === 0}
          >
            <Button disabled={picked.length === 0} loading={publish.isPending}>
              通过选中的 {picked.length} 条
            </Button>
          </Popconfirm>
        </div>
      ) : null}
      <section className="frame-panel" aria-label="条目清单">
        <List of={found} unit="条" nothing="还没有条目；群众常问、目录里又没有的，写一条">
          {items => (
            <ul className="knowledge-list">
              {items.map(e => (
                <li key={e.id}>
                  {reviews && found.get('state') === 'review' && e.state === 'review' ? (
                    <Checkbox
                      aria-label={`选中：${e.question}`}
                      checked={chosen.has(e.id)}
                      onChange={c => setChosen(was => new Set(c.target.checked ? [...was, e.id] : [...was].filter(id => id !== e.id)))}
                    />
                  ) : null}
                  <div className="knowledge-what">
                    <Link href={`/desk/knowledge/${e.id}`}>{e.question}</Link>
                    <span className="frame-muted frame-small">
                      {categoryNames[e.category]} · {short(e.unit)} · {e.authorName} {day(e.writtenAt, session?.today)}写
                      {e.helpful + e.unhelpful > 0 ? ` · 有帮助 ${e.helpful}，没有帮助 ${e.unhelpful}` : ''}
                    </span>
                  </div>
                  <span className="knowledge-state">{stateText(e)}</span>
                  <span className="knowledge-due">
                    {e.live === null ? '' : e.validUntil ? `到${day(e.validUntil, session?.today)}` : `${day(e.reviewBy, session?.today)}复核`}
                  </span>
                  <span className="knowledge-light">{e.live === null ? null : <Light light={e.light} />}</span>
                </li>
              ))}
            </ul>
          )}
        </List>
      </section>
    </Frame>
  );
}
