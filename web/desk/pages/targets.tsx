/** Every target that a document sets in numbers, with the live figure and its light; each leads to its list. */

import { Button, Select, Space } from 'antd';
import { Link } from 'wouter';
import { type TargetState, targetStates } from '#platform/indicators/pure';
import { Bar, type Column, csvText, download, Frame, Mark, SortTable, Waits } from '#ui/frame';
import { useFilters } from '#ui/pages';
import { byClause, clauseTitles, figure, gapInWords, type TargetView, targetTones, useTargets } from '#ui/targets';
import { day } from '#ui/words';

const place = (t: TargetView) => `${t.citation.document} ${t.citation.place}`;
const states = Object.entries(targetStates) as [TargetState, string][];
/** What needs somebody first. */
const urgency: TargetState[] = ['missed', 'late', 'open', 'ahead', 'met'];

const columns = (today: string, clauses: readonly string[]): Column<TargetView>[] => [
  { key: 'title', title: '目标', value: t => t.title, show: t => <Link href={`/desk/targets/${t.id}`}>{t.title}</Link> },
  {
    key: 'clause',
    title: '依据',
    value: t => String(clauses.indexOf(place(t))).padStart(3, '0'),
    show: t => (
      <>
        {t.citation.place} <span className="frame-muted">{clauseTitles[t.citation.place] ?? ''}</span>
      </>
    ),
    minor: true,
  },
  { key: 'by', title: '期限', value: t => t.by, show: t => day(t.by, today) },
  { key: 'target', title: '目标数', value: t => t.target, show: t => figure(t.target, t.unit) },
  {
    key: 'value',
    title: '现在',
    value: t => t.value,
    show: t => (
      <>
        {figure(t.value, t.unit)}
        {t.denominator === null ? null : (
          <span className="frame-muted">
            {' '}
            {t.numerator}/{t.denominator}
          </span>
        )}
        <Bar part={t.value / t.target} tone={t.state === 'met' ? 'good' : t.state === 'missed' ? 'bad' : t.state === 'late' ? 'warn' : 'brand'} />
      </>
    ),
  },
  { key: 'gap', title: '差多少', value: t => Math.max(0, (t.target - t.value) / t.target), show: t => gapInWords(t) || '—', minor: true },
  {
    key: 'state',
    title: '状态',
    value: t => String(urgency.indexOf(t.state)),
    show: t => <Mark look={targetTones[t.state]}>{targetStates[t.state]}</Mark>,
  },
];

export default function Targets() {
  const query = useTargets();
  const { get, change } = useFilters();
  const [year, state] = [get('year') ?? '', get('state') ?? ''];
  const shown = (query.data?.items ?? []).filter(t => (!year || t.by.startsWith(year)) && (!state || t.state === state));
  const years = [...new Set(query.data?.items.map(t => t.by.slice(0, 4)))].sort();
  const clauses = byClause(query.data?.items ?? []).map(g => `${g.document} ${g.place}`);
  const save = () =>
    download(
      `目标进度-${query.data!.today}.csv`,
      csvText(
        ['目标', '依据', '期限', '目标数', '现在', '单位', '分子', '分母', '状态', '怎么数', '说明'],
        shown.map(t => [t.title, place(t), t.by, t.target, t.value, t.unit, t.numerator, t.denominator, targetStates[t.state], t.counts, t.note]),
      ),
    );
  return (
    <Frame
      title="目标进度"
      note={query.data ? `截至 ${day(query.data.today)}，数是当场数的` : undefined}
      actions={
        <Button disabled={shown.length === 0} onClick={save}>
          导出
        </Button>
      }
    >
      <Space wrap className="no-print">
        <Select
          aria-label="年度"
          placeholder="全部年度"
          allowClear
          value={year || undefined}
          onChange={v => change({ year: v })}
          style={{ width: 140 }}
          options={years.map(y => ({ value: y, label: `${y} 年` }))}
        />
        <Select
          aria-label="状态"
          placeholder="全部状态"
          allowClear
          value={state || undefined}
          onChange={v => change({ state: v })}
          style={{ width: 140 }}
          options={states.map(([value, label]) => ({ value, label }))}
        />
      </Space>
      <Waits of={query}>
        {({ today }) => (
          <SortTable
            label="目标进度"
            rows={shown}
            columns={columns(today, clauses)}
            rowKey={t => t.id}
            sortBy="clause"
            ascending
            pageSize={50}
            empty="没有符合的目标"
          />
        )}
      </Waits>
    </Frame>
  );
}
