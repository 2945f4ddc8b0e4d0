/** Words that mean the same: what people say, and what the catalogue says. A change holds for the next question. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import { api, useCreate } from '#ui/api';
import { csvText, download, Frame, faultOf, SearchBox, SortTable, Trouble, Waits } from '#ui/frame';
import { hasRole, useSession } from '#ui/session';
import { day } from '#ui/words';
import type { SynonymRow } from '../../desk.ts';
import { Tabs } from './tabs.tsx';

const split = (text: string) => text.split(/[\s、，,；;]+/).filter(Boolean);

export default function Synonyms() {
  const { data: session } = useSession();
  const [q, setQ] = useState('');
  const [editing, setEditing] = useState<string | null>(null);
  const list = useQuery({ queryKey: ['knowledge', 'synonyms'], queryFn: ({ signal }) => api.get<{ items: SynonymRow[] }>('/desk/knowledge/synonyms', signal) });
  const keeps = hasRole(session, 'hotline-seat', 'service-owner');
  return (
    <Frame
      title="同义词"
      actions={
        <Button
          disabled={!list.data?.items.length}
          onClick={() =>
            download(
              `同义词-${session?.today ?? ''}.csv`,
              csvText(
                ['词', '也叫', '谁改的', '哪天'],
                (list.data?.items ?? []).map(s => [s.word, s.same.join('、'), s.changedByName, s.changedOn]),
              ),
            )
          }
        >
          导出表格
        </Button>
      }
    >
      <Tabs />
      <search className="knowledge-filters" aria-label="筛选">
        <SearchBox value={q} label="按词找" placeholder="按词找" change={setQ} />
      </search>
      {keeps ? <Add /> : null}
      <section className="frame-panel" aria-label="同义词表">
        <Waits of={list}>
          {({ items }) => (
            <SortTable
              label="同义词"
              rows={items.filter(s => !q || [s.word, ...s.same].some(w => w.includes(q)))}
              rowKey={s => s.id}
              sortBy="word"
              ascending
              pageSize={30}
              empty={q ? '没有这个词' : '还没有同义词'}
              columns={[
                { key: 'word', title: '词', value: s => s.word },
                {
                  key: 'same',
                  title: '也叫',
                  value: s => s.same.join('、'),
                  show: s => (editing === s.id ? <Change row={s} close={() => setEditing(null)} /> : s.same.join('、')),
                },
                { key: 'by', title: '谁改的', value: s => s.changedByName, show: s => `${s.changedByName} ${day(s.changedOn, session?.today)}`, minor: true },
                ...(keeps
                  ? [
                      {
                        key: 'do',
                        title: '操作',
                        value: () => '',
                        show: (s: SynonymRow) => (
                          <Button type="link" size="small" aria-label={`修改：${s.word}`} onClick={() => setEditing(editing === s.id ? null : s.id)}>
                            {editing === s.id ? '不改了' : '修改'}
                          </Button>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          )}
        </Waits>
      </section>
    </Frame>
  );
}

function Add() {
  const { message } = App.useApp();
  const client = useQueryClient();
  const [word, setWord] = useState('');
  const [same, setSame] = useState('');
  const create = useCreate();
  const add = useMutation({
    mutationFn: () => create('/desk/knowledge/synonyms', { word: word.trim(), same: split(same) }),
    onSuccess: async () => {
      message.success('已加上，下一个问题就用');
      setWord('');
      setSame('');
      await client.invalidateQueries({ queryKey: ['knowledge', 'synonyms'] });
    },
  });
  const fault = (path: string) => faultOf(add.error, path);
  return (
    <Form layout="vertical" className="frame-panel knowledge-add" onFinish={() => !add.isPending && add.mutate()}>
      <Form.Item label="词" htmlFor="synonym-word" validateStatus={fault('word') ? 'error' : ''} help={fault('word')}>
        <Input id="synonym-word" value={word} maxLength={20} placeholder="低保" onChange={e => setWord(e.target.value)} />
      </Form.Item>
      <Form.Item label="也叫（用顿号隔开）" htmlFor="synonym-same" validateStatus={fault('same') ? 'error' : ''} help={fault('same')}>
        <Input id="synonym-same" value={same} placeholder="最低生活保障、低保金" onChange={e => setSame(e.target.value)} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={add.isPending}>
        加一组
      </Button>
      {add.isError && !fault('word') && !fault('same') ? <Trouble error={add.error} /> : null}
    </Form>
  );
}

function Change({ row, close }: { row: SynonymRow; close(): void }) {
  const client = useQueryClient();
  const [same, setSame] = useState(row.same.join('、'));
  const change = useMutation({
    mutationFn: (active: boolean) => api.put(`/desk/knowledge/synonyms/${row.id}`, { version: row.version, same: active ? split(same) : row.same, active }),
    onSuccess: async () => {
      close();
      await client.invalidateQueries({ queryKey: ['knowledge', 'synonyms'] });
    },
  });
  return (
    <div className="knowledge-change">
      <Input aria-label={`${row.word}也叫`} value={same} onChange={e => setSame(e.target.value)} />
      <Button size="small" type="primary" loading={change.isPending} onClick={() => change.mutate(true)}>
        保存
      </Button>
      <Popconfirm title={`停用“${row.word}”这一组？`} okText="停用" cancelText="再想想" onConfirm={() => change.mutate(false)}>
        <Button size="small">停用</Button>
      </Popconfirm>
      {change.isError ? <Trouble error={change.error} /> : null}
    </div>
  );
}
