/** One period: sums by unit, who lacks, what changed since the last one; chase, take along, print. */
import { BellOutlined, DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { Link, useParams } from 'wouter';
import type { FiguresView, PeriodView } from '#platform/rounds';
import { inForm } from '#platform/rounds/pure';
import { api, wordsOf } from '../api/index.ts';
import { download, Frame, SortTable, type Column as TableColumn, useUnits, Waits } from '../frame/index.ts';
import { useSession } from '../session/index.ts';
import { day } from '../words/index.ts';
import { base, type Column, heading, said, shareSaid, usePeriod, useStale } from './data.ts';
import { Where } from './round.tsx';
import './rounds.css';

type Line = PeriodView['units'][number];

/** A file of this period, of one unit or of all. */
export function TakeTable({ kind, period, unit }: { kind: string; period: string; unit?: string }) {
  const { message } = App.useApp();
  const take = useMutation({
    mutationFn: () => api.file(`/rounds/${kind}/${period}/table`, unit ? { unit } : {}),
    onSuccess: ({ name, blob }) => download(name, blob),
    onError: error => message.error(wordsOf(error, '没有导出，请再试一次')),
  });
  return (
    <Button icon={<DownloadOutlined />} loading={take.isPending} onClick={() => take.mutate()}>
      导出 Excel
    </Button>
  );
}

export const Print = () => (
  <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
    打印
  </Button>
);

export function PeriodPage() {
  const { kind, period } = useParams<{ kind: string; period: string }>();
  return <Waits of={usePeriod(kind, period)}>{view => <Period view={view} />}</Waits>;
}

/** How much more or less than the last time, in words a screen reader says too. */
function Change({ column, now, last }: { column: Column; now: FiguresView; last: FiguresView | null }) {
  if (!last) return null;
  const [a, b] = [Number(now.sums[column.key]), Number(last.sums[column.key])];
  if (a === b) return <small className="frame-muted">持平</small>;
  return (
    <small className="frame-muted">
      {a > b ? '增' : '减'}{' '}
      {Number(Math.abs(a - b).toFixed(column.type === 'money' ? (column.measure === '万元' ? 6 : 2) : 0)).toLocaleString('zh-CN', { maximumFractionDigits: 6 })}
    </small>
  );
}

function Period({ view: v }: { view: PeriodView }) {
  const { message } = App.useApp();
  const stale = useStale();
  const { name } = useUnits();
  const today = useSession().data?.today ?? '';
  const chase = useMutation({
    mutationFn: (units?: string[]) => api.post<{ told: string[]; already: string[] }>(`/rounds/${v.kind}/${v.period.id}/chase`, units ? { units } : {}),
    onSuccess: async ({ told, already }) => {
      const names = (ids: string[]) => ids.map(name).join('、');
      if (told.length > 0) message.success(`已提醒：${names(told)}`);
      if (already.length > 0) message.info(`今天已经提醒过：${names(already)}`);
      await stale();
    },
    onError: error => message.error(wordsOf(error, '没有提醒，请再试一次')),
  });
  const lacking = v.units.filter(u => u.state === 'owed' || ((u.state === 'draft' || u.state === 'returned') && !u.figures));
  const columns = inForm(
    v.form.columns.filter(c => c.sum),
    v.form.rates.map(r => ({ ...r, after: v.form.columns.some(c => c.sum && c.key === r.after) ? r.after : r.part })),
  );
  const shown = ({ figures, before }: { figures: FiguresView | null; before: FiguresView | null }, c: (typeof columns)[number]) => {
    if (!figures) return <span className="frame-muted">—</span>;
    if (!('part' in c))
      return (
        <span className="round-figure">
          {said(c, figures.sums[c.key])} <Change column={c} now={figures} last={before} />
        </span>
      );
    const rate = figures.rates.find(r => r.key === c.key)!;
    return (
      <span className="round-figure" title={`${rate.part} ÷ ${rate.whole}`}>
        {shareSaid(figures, c.key)} {before ? <small className="frame-muted">上期 {shareSaid(before, c.key)}</small> : null}
      </span>
    );
  };
  const table: TableColumn<Line>[] = [
    {
      key: 'unit',
      title: '单位',
      value: () => '',
      unsorted: true,
      show: u => <Link href={`${base}/${v.kind}/${v.period.id}/${u.unit}`}>{u.name}</Link>,
      total: '合计',
    },
    {
      key: 'state',
      title: '状态',
      value: u => u.state,
      show: u => (
        <span className="round-state">
          <Where cell={{ ...u, period: v.period.id, light: u.light as 'none' }} />
          {u.times > 0 ? (
            <small className="frame-muted">
              催过 {u.times} 次{u.chasedOn ? `，最近 ${day(u.chasedOn, today)}` : ''}
            </small>
          ) : null}
          {u.duty ? <Link href={`/desk/duties/${u.duty}`}>督办</Link> : null}
        </span>
      ),
    },
    ...columns.map(
      (c): TableColumn<Line> => ({
        key: c.key,
        title: heading(c),
        value: u => {
          if (!u.figures) return null;
          const text = 'part' in c ? u.figures.rates.find(r => r.key === c.key)?.percent : u.figures.sums[c.key];
          return text === null || text === undefined ? null : Number(text);
        },
        show: u => shown(u, c),
        total: shown({ figures: v.total, before: v.before }, c),
      }),
    ),
    ...(v.form.rows
      ? [{ key: 'rows', title: `行数（${v.form.rows.unit}）`, value: (u: Line) => u.figures?.rows ?? null, total: v.total.rows, minor: true }]
      : []),
  ];
  return (
    <Frame
      title={`${v.title}：${v.period.title}`}
      back={{ to: `${base}/${v.kind}`, title: v.title }}
      note={v.period.due ? `应于 ${day(v.period.due, today)}${v.by ? ` ${v.by} 前` : ''}报送` : '放假安排未载入，期限还不能算'}
      actions={
        <>
          {v.collects && lacking.length > 0 ? (
            <Button icon={<BellOutlined />} loading={chase.isPending} onClick={() => chase.mutate(undefined)}>
              催没有报的（{lacking.length}）
            </Button>
          ) : null}
          <TakeTable kind={v.kind} period={v.period.id} />
          <Print />
        </>
      }
    >
      {v.lacking.length > 0 ? (
        <Alert type="warning" showIcon title={`合计里没有：${v.lacking.join('、')}`} />
      ) : (
        <Alert type="success" showIcon title="都已经报送" />
      )}
      <section className="frame-panel" aria-labelledby="period-sums">
        <div className="frame-panel-head">
          <h2 id="period-sums">汇总</h2>
          {v.last ? <span className="frame-muted frame-small">和{v.last.title}比，合计只比两期都报了的单位</span> : null}
        </div>
        <SortTable label="按单位汇总" rows={v.units} rowKey={u => u.unit} sortBy="" columns={table} empty="这一期没有单位要报" />
        {v.form.rates.map(r => {
          const total = v.total.rates.find(x => x.key === r.key)!;
          const title = (key: string) => v.form.columns.find(c => c.key === key)?.title ?? key;
          return (
            <p key={r.key} className="frame-muted frame-small">
              {r.title.replace('（%）', '')} = {title(r.part)} ÷ {title(r.whole)}：{total.part} ÷ {total.whole}
              {total.percent ? ` = ${total.percent}%` : ''}
            </p>
          );
        })}
      </section>
    </Frame>
  );
}
