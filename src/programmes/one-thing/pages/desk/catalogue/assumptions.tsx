/** What the catalogue assumes because no document says it: the departments confirm it, each with name, day and basis. */
import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input, Progress, Segmented, Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { Link } from 'wouter';
import { api } from '#ui/api';
import { type Column, csvText, download, Frame, SortTable, Waits } from '#ui/frame';
import { hasRole, useSession } from '#ui/session';
import { day } from '#ui/words';
import type { AssumedRow } from '../../../catalogue/assumptions.ts';
import { factNames } from '../../../catalogue/words.ts';
import { ConfirmDialog } from './assumptions-confirm.tsx';
import { entryPath } from './draft.ts';
import './catalogue.css';

interface Assumed {
  items: AssumedRow[];
  open: number;
  confirmed: number;
}

const keyOf = (r: AssumedRow) => `${r.matter}/${r.fact}`;

export default function AssumptionsPage() {
  const all = useQuery({ queryKey: ['catalogue', 'assumptions'], queryFn: ({ signal }) => api.get<Assumed>('/catalogue/assumptions', signal) });
  return (
    <Frame title="待确认内容" note="目录里没有文件依据的内容，由负责的部门确认">
      <Waits of={all} rows={14}>
        {data => <List data={data} />}
      </Waits>
    </Frame>
  );
}

function List({ data }: { data: Assumed }) {
  const { data: session } = useSession();
  const edits = hasRole(session, 'service-owner');
  const [state, setState] = useState<'open' | 'confirmed' | 'all'>('open');
  const [department, setDepartment] = useState<string | null>(null);
  const [fact, setFact] = useState<string | null>(null);
  const [q, setQ] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [confirming, setConfirming] = useState<AssumedRow[]>([]);
  const wanted = useDeferredValue(q.trim());
  const rows = data.items.filter(
    r =>
      (state === 'all' || (r.confirmed !== null) === (state === 'confirmed')) &&
      (!department || r.department === department) &&
      (!fact || r.fact === fact) &&
      (!wanted || r.name.includes(wanted) || r.value.includes(wanted) || r.matter.includes(wanted)),
  );
  const departments = [...new Map(data.items.map(r => [r.department, r.departmentName]))].map(([value, label]) => ({
    value,
    label: `${label}（待确认 ${data.items.filter(r => r.department === value && !r.confirmed).length}）`,
  }));
  const picked = rows.filter(r => !r.confirmed && chosen.includes(keyOf(r)));
  const columns: Column<AssumedRow>[] = [
    {
      key: 'name',
      title: '事项',
      value: r => r.name,
      show: r => (
        <span className="cat-name">
          {edits ? <Link href={entryPath('matters', r.matter)}>{r.name}</Link> : r.name}
          <small>{r.departmentName}</small>
        </span>
      ),
    },
    {
      key: 'fact',
      title: '哪一项',
      value: r => factNames[r.fact],
      show: r => (
        <>
          {r.confirmed ? (
            factNames[r.fact]
          ) : (
            <Checkbox
              checked={chosen.includes(keyOf(r))}
              onChange={e => setChosen(e.target.checked ? [...chosen, keyOf(r)] : chosen.filter(k => k !== keyOf(r)))}
              aria-label={`${factNames[r.fact]}：选择“${r.name}”`}
            >
              {factNames[r.fact]}
            </Checkbox>
          )}
          <span className="cat-long cat-below">{r.value}</span>
        </>
      ),
    },
    { key: 'value', title: '现在写的是', value: r => r.value, show: r => <span className="cat-long">{r.value}</span>, minor: true },
    {
      key: 'confirmed',
      title: '确认',
      value: r => r.confirmed?.on ?? null,
      show: r =>
        r.confirmed ? (
          <span className="cat-name">
            {r.confirmed.by}，{day(r.confirmed.on)}
            <small>依据：{r.confirmed.source}</small>
          </span>
        ) : (
          <Button size="small" autoInsertSpace={false} onClick={() => setConfirming([r])} aria-label={`确认“${r.name}”的${factNames[r.fact]}`}>
            确认
          </Button>
        ),
    },
  ];
  const total = data.open + data.confirmed;
  const percent = total === 0 ? 100 : Math.floor((data.confirmed / total) * 100);
  return (
    <>
      <section className="frame-panel" aria-label="进度">
        <p role="status">
          已确认 <strong>{data.confirmed}</strong> 项，还有 <strong>{data.open}</strong> 项待确认
        </p>
        <Progress percent={percent} aria-label="确认进度" size="small" />
      </section>
      <section className="frame-panel" aria-label="待确认的内容">
        <div className="cat-filters">
          <Segmented
            aria-label="看哪一类"
            value={state}
            onChange={setState}
            options={[
              { value: 'open', label: '待确认' },
              { value: 'confirmed', label: '已确认' },
              { value: 'all', label: '全部' },
            ]}
          />
          <Input.Search allowClear placeholder="按事项、内容找" aria-label="按事项或内容找" value={q} onChange={e => setQ(e.target.value)} />
          {departments.length > 1 ? (
            <Select
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              placeholder="全部部门"
              aria-label="部门"
              value={department}
              options={departments}
              onChange={d => setDepartment(d ?? null)}
              popupMatchSelectWidth={false}
            />
          ) : null}
          <Select
            allowClear
            placeholder="全部项目"
            aria-label="哪一项"
            value={fact}
            options={Object.entries(factNames).map(([value, label]) => ({ value, label }))}
            onChange={f => setFact(f ?? null)}
          />
          <Button type="primary" disabled={picked.length === 0} onClick={() => setConfirming(picked)}>
            确认选中的{picked.length > 0 ? `（${picked.length}）` : ''}
          </Button>
          <Button icon={<DownloadOutlined />} onClick={() => download('待确认内容.csv', csvOf(rows))}>
            导出表格
          </Button>
        </div>
        <p className="frame-muted" role="status">
          {rows.length} 项{' '}
          {rows.some(r => !r.confirmed) ? (
            <Button size="small" type="link" onClick={() => setChosen(rows.flatMap(r => (r.confirmed ? [] : keyOf(r))))}>
              选中全部 {rows.filter(r => !r.confirmed).length} 项
            </Button>
          ) : null}
          {picked.length > 0 ? (
            <Button size="small" type="link" onClick={() => setChosen([])}>
              都不选
            </Button>
          ) : null}
        </p>
        <SortTable label="待确认的表" rows={rows} columns={columns} rowKey={keyOf} sortBy="name" ascending pageSize={20} empty="没有符合的内容" />
      </section>
      <ConfirmDialog
        rows={confirming}
        onClose={done => {
          setConfirming([]);
          if (done) setChosen([]);
        }}
      />
    </>
  );
}

const csvOf = (rows: readonly AssumedRow[]) =>
  csvText(
    ['部门', '事项', '事项编号', '哪一项', '现在写的是', '状态', '确认人', '确认日期', '依据'],
    rows.map(r => [
      r.departmentName,
      r.name,
      r.matter,
      factNames[r.fact],
      r.value,
      r.confirmed ? '已确认' : '待确认',
      r.confirmed?.by,
      r.confirmed?.on,
      r.confirmed?.source,
    ]),
  );
