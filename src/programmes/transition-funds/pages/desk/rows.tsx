/** The rows of a plan, each with what does not add up in it. */
import { DownloadOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '#ui/api';
import { ReasonDialog } from '#ui/duty';
import { Choose, csvText, download, Filters, Mark, SearchBox, SortTable, Tabs, useUnits } from '#ui/frame';
import { useFilters } from '#ui/pages';
import { kinds } from '../../figures.ts';
import { type FieldKey, fields, parts } from '../../plan.ts';
import type { FindingView, PlanView, RowView } from '../../views.ts';
import { FindingText, inWords } from './findings.tsx';
import { RowDialog } from './row-dialog.tsx';
import { TableDialog } from './table-dialog.tsx';

const shows = { wrong: '对不上的', open: '没有数可以核算的', gone: '撤下的' } as const;
const place = { cut: 0, addition: 10_000, new: 20_000 };

interface Props {
  view: PlanView;
  writes: boolean;
  refresh(): Promise<unknown>;
  today: string;
}

export function Rows({ view, writes, refresh, today }: Props) {
  const { message } = App.useApp();
  const { get, change } = useFilters();
  const { short, units } = useUnits();
  const [changing, alter] = useState<RowView | 'new' | null>(null);
  const [moving, move] = useState<RowView | null>(null);
  const [bringing, bring] = useState(false);
  const of = (r: RowView): FindingView[] => view.findings.filter(f => f.id === r.id);
  const [part, kind, show, q] = ['part', 'kind', 'show', 'q'].map(get);
  const rows = view.rows.filter(
    r =>
      (show === 'gone' ? r.withdrawn : writes || !r.withdrawn) &&
      (!part || r.part === part) &&
      (!kind || r.kind === kind) &&
      (show !== 'wrong' || of(r).length > 0) &&
      (show !== 'open' || (r.open && !r.withdrawn)) &&
      (!q || [r.words.name, r.words.text, r.words.reason, short(r.town), short(r.unit)].some(t => t.includes(q))),
  );
  const unitName = (id: string) => (id === '' ? '' : short(id));
  const keys = Object.keys(fields) as FieldKey[];
  const save = () =>
    download(
      `${view.plan.title}-各行-${today}.csv`,
      csvText(
        [...keys.map(k => fields[k]), '对不上', '能不能核算', '状态'],
        rows.map(r => [
          ...keys.map(k => (k === 'town' || k === 'unit' ? unitName(r[k]) : r.words[k])),
          ...[of(r).map(inWords).join('；'), r.open ? '不能' : '能', r.withdrawn ? '撤下' : ''],
        ]),
      ),
    );
  const done = (text: string) => {
    message.success(text);
    alter(null);
    move(null);
    void refresh();
  };
  const came = ({ words: w }: RowView) => w.settled || (w.quantity && w.rate ? `${w.quantity} × ${w.rate}` : '');
  return (
    <section className="frame-panel" aria-labelledby="funds-rows">
      <div className="frame-panel-head">
        <h2 id="funds-rows">项目</h2>
        <span className="frame-muted frame-small">{rows.length} 行，金额单位万元</span>
        <span className="funds-steps no-print">
          <Button icon={<DownloadOutlined />} disabled={rows.length === 0} onClick={save}>
            导出
          </Button>
          {writes ? <Button onClick={() => bring(true)}>从表读入</Button> : null}
          {writes ? <Button onClick={() => alter('new')}>加一行</Button> : null}
        </span>
      </div>
      <div className="no-print">
        <Filters>
          <Tabs of="part" label="部分" options={{ '': '全部', ...parts }} />
          <Choose of="kind" label="类别" options={kinds} all="所有类别" />
          <Choose of="show" label="只看" options={shows} all="所有的行" />
          <SearchBox label="按项目、原文、乡镇、单位找" placeholder="项目、原文、乡镇、单位" value={q ?? ''} change={next => change({ q: next })} />
        </Filters>
      </div>
      <SortTable
        label="项目"
        rows={rows}
        rowKey={r => r.id}
        sortBy="name"
        ascending
        empty={view.rows.length === 0 ? '还没有项目' : '没有符合条件的，换个条件再找'}
        columns={[
          {
            key: 'name',
            title: '项目',
            value: r => place[r.part] + r.no,
            show: r => (
              <div className="funds-row">
                <span className={r.withdrawn ? 'funds-gone' : ''}>
                  {parts[r.part]} {r.no}. {r.words.name}
                </span>
                <span className="frame-muted frame-small">{[kinds[r.kind], unitName(r.town), unitName(r.unit)].filter(Boolean).join('，')}</span>
                {r.project ? (
                  <Link className="frame-small" href={`/desk/funds/way/${r.project}`}>
                    项目库<span className="frame-hidden">：{r.words.name}</span>
                  </Link>
                ) : null}
                {r.words.text ? (
                  <details className="frame-small">
                    <summary>原文</summary>
                    <p>{r.words.text}</p>
                  </details>
                ) : null}
              </div>
            ),
          },
          { key: 'planned', title: '计划', value: r => (r.words.planned ? Number(r.words.planned) : null), show: r => r.words.planned || '—' },
          { key: 'came', title: '结算，或数量 × 标准', value: r => came(r) || null, show: r => came(r) || '—', unsorted: true },
          { key: 'paid', title: '已付', value: r => (r.words.paid ? Number(r.words.paid) : null), show: r => r.words.paid || '—' },
          { key: 'change', title: '核减或新增', value: r => Number(r.words.change), show: r => <strong>{r.words.change}</strong> },
          {
            key: 'purse',
            title: '其中整改资金',
            value: r => (r.words.rectification ? Number(r.words.rectification) : null),
            show: r => r.words.rectification || '—',
          },
          {
            key: 'said',
            title: '核算',
            value: () => '',
            unsorted: true,
            show: r => (
              <div className="funds-said">
                {r.withdrawn ? <Mark>撤下</Mark> : null}
                {of(r).map(f => (
                  <FindingText key={f.kind} finding={f} today={today} />
                ))}
                {r.withdrawn || of(r).length > 0 ? null : r.open ? <Mark look="warn">没有结算或数量，要看当年安排</Mark> : <Mark look="good">相符</Mark>}
                {r.words.reason ? <span className="frame-small">原因：{r.words.reason}</span> : null}
                {r.words.basis ? <span className="frame-small">依据：{r.words.basis}</span> : null}
              </div>
            ),
          },
          ...(writes
            ? [
                {
                  key: 'do',
                  title: '操作',
                  value: () => null,
                  unsorted: true,
                  show: (r: RowView) => (
                    <span className="funds-row-steps no-print">
                      {r.withdrawn ? null : (
                        <Button size="small" onClick={() => alter(r)}>
                          修改<span className="frame-hidden">：{r.words.name}</span>
                        </Button>
                      )}
                      <Button size="small" onClick={() => move(r)}>
                        {r.withdrawn ? '恢复' : '撤下'}
                        <span className="frame-hidden">：{r.words.name}</span>
                      </Button>
                    </span>
                  ),
                },
              ]
            : []),
        ]}
      />
      {changing && units.length > 0 ? (
        <RowDialog
          plan={view.plan.id}
          store={view.store}
          row={changing === 'new' ? undefined : changing}
          nextNo={Math.max(0, ...view.rows.filter(r => r.part === 'cut').map(r => r.no)) + 1}
          done={() => done('已保存，已重新核算')}
          cancel={() => alter(null)}
        />
      ) : null}
      {bringing ? (
        <TableDialog
          plan={view.plan.id}
          done={rows => {
            bring(false);
            done(`读入 ${rows} 行，已重新核算`);
          }}
          cancel={() => bring(false)}
        />
      ) : null}
      {moving ? (
        <ReasonDialog
          title={`${moving.withdrawn ? '恢复' : '撤下'}：${moving.words.name}`}
          ok={moving.withdrawn ? '恢复' : '撤下'}
          label="为什么"
          send={({ reason }) =>
            api.put(`/desk/funds/plans/${view.plan.id}/rows/${moving.id}/withdrawal`, { version: moving.version, withdrawn: !moving.withdrawn, why: reason })
          }
          done={() => done(moving.withdrawn ? '已恢复' : '已撤下')}
          cancel={() => move(null)}
        />
      ) : null}
    </section>
  );
}
