/** 四减: what doing the matters together saves, for every thing, and how each figure is counted. */
import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { api } from '#ui/api';
import { Bar, type Column, download, Frame, SortTable, Waits } from '#ui/frame';
import type { Simulation } from '../../catalogue/diff.ts';
import { csvOf, measures, saved, totals } from './reductions-csv.ts';
import './reductions.css';

const number = (n: number) => (Number.isInteger(n) ? String(n) : n.toFixed(1));

function Pair({ before, after }: { before: number; after: number }) {
  return (
    <span className="reductions-pair">
      <span className="frame-muted">{number(before)}</span>
      <span aria-hidden="true"> → </span>
      <span className="frame-hidden">减到</span>
      <strong>{number(after)}</strong>
    </span>
  );
}

function Saved({ before, after }: { before: number; after: number }) {
  const part = saved(before, after);
  return part === null ? <span className="frame-muted">—</span> : <span>减 {Math.round(part * 100)}%</span>;
}

export default function Reductions() {
  const [q, setQ] = useState('');
  const all = useQuery({
    queryKey: ['reductions'],
    queryFn: ({ signal }) => api.get<{ items: Simulation[] }>('/things/reductions', signal),
  });
  return (
    <Frame
      title="四减"
      note="每件事分开办与一起办相比，按全部情形平均"
      actions={
        <>
          <Button icon={<DownloadOutlined />} disabled={!all.data} onClick={() => download('四减.csv', csvOf(all.data?.items ?? []))}>
            导出表格
          </Button>
          <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
            打印
          </Button>
        </>
      }
    >
      <Waits of={all} rows={12}>
        {({ items }) => {
          const sum = totals(items);
          const shown = items.filter(t => t.name.includes(q.trim()));
          return (
            <>
              <ul className="reductions-sums" aria-label="合计">
                {measures.map(m => (
                  <li key={m.key}>
                    <span>{m.title}</span>
                    <strong>
                      <Saved before={sum.separate[m.key]} after={sum.after[m.key]} />
                    </strong>
                    <span className="frame-muted frame-small">
                      {number(sum.separate[m.key])} → {number(sum.after[m.key])} {m.unit}
                    </span>
                  </li>
                ))}
              </ul>
              <section className="frame-panel reductions-table" aria-label={`${items.length} 件事的四减`}>
                <Input.Search
                  className="no-print reductions-search"
                  allowClear
                  placeholder="按名称找一件事"
                  aria-label="按名称找一件事"
                  value={q}
                  onChange={e => setQ(e.target.value)}
                />
                <SortTable
                  label="每件事的四减"
                  rows={shown}
                  columns={columns(sum)}
                  rowKey={t => String(t.no)}
                  sortBy="no"
                  ascending
                  empty={`没有名称含“${q}”的事`}
                />
              </section>
              <Explained />
            </>
          );
        }}
      </Waits>
    </Frame>
  );
}

function columns(sum: ReturnType<typeof totals>): Column<Simulation>[] {
  return [
    {
      key: 'no',
      title: '一件事',
      value: t => t.no,
      show: t => (
        <>
          <span className="reductions-no">{t.no}</span> {t.name}
        </>
      ),
      total: '合计',
    },
    {
      key: 'matters',
      title: '事项',
      value: t => t.after.matters,
      show: t => number(t.after.matters),
      minor: true,
      total: number(sum.after.matters),
    },
    ...measures.map(m => ({
      key: m.key,
      title: m.title,
      value: (t: Simulation) => saved(t.separate[m.key], t.after[m.key]) ?? -1,
      show: (t: Simulation) => (
        <span className="reductions-cell">
          <Pair before={t.separate[m.key]} after={t.after[m.key]} />
          <span className="reductions-percent">
            <Saved before={t.separate[m.key]} after={t.after[m.key]} />
          </span>
          <Bar part={saved(t.separate[m.key], t.after[m.key]) ?? 0} tone="good" />
        </span>
      ),
      total: <Pair before={sum.separate[m.key]} after={sum.after[m.key]} />,
    })),
    { key: 'situations', title: '情形', value: t => t.situations, minor: true },
  ];
}

const Explained = () => (
  <section className="frame-panel" aria-labelledby="reductions-how">
    <h2 id="reductions-how">怎么算的</h2>
    <dl className="reductions-how">
      {measures.map(m => (
        <div key={m.key}>
          <dt>{m.title}</dt>
          <dd>
            <p>分开办：{m.separate}</p>
            <p>一起办：{m.together}</p>
          </dd>
        </div>
      ))}
    </dl>
    <p className="frame-muted">
      一件事的问题有多种答案，每种组合是一个情形。先算出每个情形的数字，再对全部情形取平均，保留一位小数；合计是 40
      件事的平均数相加。数字来自正在使用的目录版本，目录里待部门确认的内容也算在内。
    </p>
  </section>
);
