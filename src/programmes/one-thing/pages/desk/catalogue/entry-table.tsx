/** All entries of one kind: search, filters, sorting, pages, and the list as a table for a spreadsheet. */
import { DownloadOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input, Select, Table, type TableColumnsType, Tag } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import { Link } from 'wouter';
import { api } from '#ui/api';
import type { Simulation } from '../../../catalogue/diff.ts';
import type { EntryKind } from '../../../catalogue/schema.ts';
import { kindNames } from '../../../catalogue/words.ts';
import { csvText, download } from '../csv.ts';
import { type Draft, entryPath } from './draft.ts';
import { NewEntry } from './entry-new.tsx';
import { csvRows, listColumns, type Row, rowsOf } from './rows.ts';

type Only = 'findings' | 'edited' | 'assumed';
const onlyNames: Record<Only, string> = { findings: '有校验提示', edited: '改过的', assumed: '有待确认的' };

const compare = (a: string | number | undefined, b: string | number | undefined) =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a ?? '').localeCompare(String(b ?? ''), 'zh-CN', { numeric: true });

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
  const columns: TableColumnsType<Row> = [
    {
      title: kindNames[kind],
      key: 'name',
      fixed: 'left',
      width: 220,
      sorter: (a, b) => compare(a.name, b.name),
      render: (_, r) => (
        <span className="cat-name">
          <Link href={entryPath(kind, r.id)}>{r.name}</Link>
          <small>{r.shownId}</small>
        </span>
      ),
    },
    ...listColumns[kind].map(x => ({
      title: x.title,
      key: x.key,
      sorter: (a: Row, b: Row) => compare(a.cells[x.key], b.cells[x.key]),
      ...(x.key === 'no' ? { defaultSortOrder: 'ascend' as const } : {}),
      render: (_: unknown, r: Row) => (figures.isPending && kind === 'things' && r.cells[x.key] === '算不出' ? '…' : r.cells[x.key]),
    })),
    {
      title: '情况',
      key: 'state',
      sorter: (a, b) => a.errors * 1000 + a.findings - (b.errors * 1000 + b.findings),
      render: (_, r) => (
        <>
          {r.findings > 0 ? <Tag color={r.errors > 0 ? 'red' : 'orange'}>{r.findings} 条校验</Tag> : null}
          {r.edited ? <Tag color="blue">已修改</Tag> : null}
          {r.assumed > 0 ? <span className="cat-assumed">待确认 {kind === 'things' || kind === 'matters' ? '' : r.assumed}</span> : null}
        </>
      ),
    },
  ];
  return (
    <div className="cat-columns" style={{ gridTemplateColumns: 'minmax(0, 1fr)' }}>
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
      <Table<Row>
        className="cat-table"
        rowKey="key"
        size="small"
        dataSource={rows}
        columns={columns}
        scroll={{ x: 'max-content' }}
        pagination={{ defaultPageSize: 50, hideOnSinglePage: true, showSizeChanger: true, pageSizeOptions: [50, 100, 500] }}
      />
      <NewEntry kind={kind} open={adding} onClose={() => setAdding(false)} taken={(draft.catalogue[kind] as { id: string }[]).map(e => e.id)} />
    </div>
  );
}
