/** All entries of one kind: search, filters, sorting, pages, and the list as a table for a spreadsheet. */

import { DownloadOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input, Select, Tag } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import { Link } from 'wouter';
import { api } from '#ui/api';
import { type Column, csvText, download, SortTable } from '#ui/frame';
import type { Simulation } from '../../../catalogue/diff.ts';
import type { EntryKind } from '../../../catalogue/schema.ts';
import { kindNames } from '../../../catalogue/words.ts';
import { type Draft, entryPath } from './draft.ts';
import { NewEntry } from './entry-new.tsx';
import { csvRows, listColumns, noFigures, type Row, rowsOf } from './rows.ts';

type Only = 'findings' | 'edited' | 'assumed';
const onlyNames: Record<Only, string> = { findings: '有校验提示', edited: '改过的', assumed: '有待确认的' };

export function EntryTable({ kind, draft }: { kind: EntryKind; draft: Draft }) {
  const [q, setQ] = useState('');
  const [department, setDepartment] = useState<string | null>(null);
  const [only, setOnly] = useState<Only[]>([]);
  const [adding, setAdding] = useState(false);
  const figures = useQuery({
    queryKey: ['catalogue', 'figures'],
    queryFn: ({ signal }) => api.get<{ items: Simulation[] }>('/catalogue/figures', signal),
    enabled: kind === 'things',
  });
  const all = useMemo(() => rowsOf(kind, draft, figures.data?.items ?? []), [kind, draft, figures.data]);
  const wanted = useDeferredValue(q.trim().toLowerCase());
  const rows = all.filter(
    r =>
      (!wanted || r.name.toLowerCase().includes(wanted) || r.shownId.includes(wanted) || Object.values(r.cells).some(v => String(v).includes(wanted))) &&
      (!department || r.departments.includes(department)) &&
      only.every(o => (o === 'edited' ? r.edited : r[o] > 0)),
  );
  const waiting = figures.isPending && kind === 'things';
  const columns: Column<Row>[] = [
    {
      key: 'name',
      title: kindNames[kind],
      value: r => r.name,
      show: r => (
        <span className="cat-name">
          <Link href={entryPath(kind, r.id)}>{r.name}</Link>
          <small>{r.shownId}</small>
        </span>
      ),
    },
    ...listColumns[kind].map(x => ({
      key: x.key,
      title: x.title,
      value: (r: Row) => r.sort[x.key] ?? r.cells[x.key] ?? null,
      show: (r: Row) => (waiting && r.cells[x.key] === noFigures ? '…' : x.long ? <span className="cat-long">{r.cells[x.key]}</span> : r.cells[x.key]),
    })),
    {
      key: 'state',
      title: '情况',
      value: r => (r.errors > 0 ? '0' : r.findings > 0 ? '1' : r.edited ? '2' : r.assumed > 0 ? '3' : '4'),
      show: r => (
        <>
          {r.findings > 0 ? <Tag color={r.errors > 0 ? 'red' : 'orange'}>{r.findings} 条校验</Tag> : null}
          {r.edited ? <Tag color="blue">已修改</Tag> : null}
          {r.assumed > 0 ? <span className="cat-assumed">待确认</span> : null}
        </>
      ),
    },
  ];
  return (
    <div className="cat-list-page">
      <div className="cat-filters">
        <Input.Search allowClear placeholder="按名称、编号找" aria-label={`按名称或编号找${kindNames[kind]}`} value={q} onChange={e => setQ(e.target.value)} />
        {all.some(r => r.departments.length > 0) ? (
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="全部部门"
            aria-label="部门"
            value={department}
            options={draft.catalogue.departments.map(d => ({ value: d.id, label: d.name }))}
            onChange={d => setDepartment(d ?? null)}
            popupMatchSelectWidth={false}
          />
        ) : null}
        <Checkbox.Group value={only} options={Object.entries(onlyNames).map(([value, label]) => ({ value: value as Only, label }))} onChange={setOnly} />
        <span className="frame-muted" role="status">
          {rows.length} 条
        </span>
        <Button
          icon={<DownloadOutlined />}
          onClick={() => {
            const { head, lines } = csvRows(kind, rows);
            download(`${kindNames[kind]}.csv`, csvText(head, lines));
          }}
        >
          导出表格
        </Button>
        <Button icon={<PlusOutlined />} onClick={() => setAdding(true)}>
          新建
        </Button>
      </div>
      <SortTable
        label={`${kindNames[kind]}的表`}
        rows={rows}
        columns={columns}
        rowKey={r => r.key}
        sortBy={kind === 'things' ? 'no' : kind === 'departments' ? 'order' : 'name'}
        ascending
        pageSize={50}
        empty="没有符合的条目"
      />
      <NewEntry kind={kind} open={adding} onClose={() => setAdding(false)} taken={(draft.catalogue[kind] as { id: string }[]).map(e => e.id)} />
    </div>
  );
}
