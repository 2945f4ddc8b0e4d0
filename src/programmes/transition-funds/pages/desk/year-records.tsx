/** The year's contracts, acceptances, settlements and hand-overs, to search and to take along. */
import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { Link } from 'wouter';
import { api, query } from '#ui/api';
import { csvText, download, Filters, Frame, Mark, SearchBox, SortTable, Tabs, Waits } from '#ui/frame';
import { useFilters } from '#ui/pages';
import { useSession } from '#ui/session';
import { day } from '#ui/words';
import type { YearsRecords } from '../../project-reads.ts';
import { type RecordKind, recordKinds } from '../../way.ts';
import { Pages } from './places.tsx';
import { passedName } from './project.tsx';
import './funds.css';

export default function YearRecordsPage() {
  const { get, change } = useFilters();
  const today = useSession().data?.today ?? '';
  const now = Number(today.slice(0, 4));
  const year = get('year') || String(now);
  const kind = (get('kind') || 'contract') as RecordKind;
  const q = get('q');
  const data = useQuery({
    queryKey: ['funds', 'records', year, kind],
    enabled: now > 0,
    queryFn: ({ signal }) => api.get<YearsRecords>(`/desk/funds/records${query({ year, kind })}`, signal),
  });
  const rows = (data.data?.items ?? []).filter(r => !q || [r.name, r.number, r.party, r.town].some(t => t.includes(q)));
  const live = rows.filter(r => r.withdrawn === '');
  const save = () =>
    download(
      `衔接资金${recordKinds[kind]}-${year}-${today}.csv`,
      csvText(
        ['项目', '乡镇', '编号', '单位', '金额（万元）', '日期', '验收结论', '说明', '谁登记', '登记日期', '撤下'],
        rows.map(r => [r.name, r.town, r.number, r.party, r.amount, r.on, passedName(r), r.note, `${r.unit} ${r.madeByName}`, r.madeOn, r.withdrawn]),
      ),
    );
  return (
    <Frame
      title="合同、验收、结算、移交"
      note="在项目页里登记；金额单位万元"
      actions={
        <Select
          aria-label="年度"
          value={year}
          onChange={y => change({ year: y })}
          options={[now + 1, now, now - 1, now - 2].map(y => ({ value: String(y), label: `${y} 年` }))}
          popupMatchSelectWidth={false}
        />
      }
    >
      <Pages />
      <section className="frame-panel" aria-labelledby="records-list">
        <div className="frame-panel-head">
          <h2 id="records-list">{recordKinds[kind]}</h2>
          <span className="frame-muted frame-small">{live.length} 条</span>
          <Button className="no-print" icon={<DownloadOutlined />} disabled={rows.length === 0} onClick={save}>
            导出
          </Button>
        </div>
        <div className="no-print">
          <Filters>
            <Tabs of="kind" label="种类" options={{ '': '合同', acceptance: '验收', settlement: '结算', handover: '资产移交' }} />
            <SearchBox label="按项目、编号、单位找" placeholder="项目、编号、单位" value={q ?? ''} change={next => change({ q: next })} />
          </Filters>
        </div>
        <Waits of={data}>
          {() => (
            <SortTable
              label={recordKinds[kind]}
              rows={rows}
              rowKey={r => r.id}
              sortBy="on"
              pageSize={50}
              empty={q ? '没有符合条件的，换个条件再找' : '这一年还没有登记'}
              columns={[
                {
                  key: 'name',
                  title: '项目',
                  value: r => r.name,
                  show: r => (
                    <div className="funds-row">
                      <Link href={`/desk/funds/way/${r.project}`}>{r.name}</Link>
                      <span className="frame-muted frame-small">{r.town}</span>
                    </div>
                  ),
                },
                ...(kind === 'acceptance'
                  ? [
                      {
                        key: 'passed',
                        title: '结论',
                        value: passedName,
                        show: (r: (typeof rows)[number]) => <Mark look={r.passed ? 'good' : 'warn'}>{passedName(r)}</Mark>,
                      },
                    ]
                  : [
                      {
                        key: 'amount',
                        title: '金额',
                        value: (r: (typeof rows)[number]) => (r.amount === null ? null : Number(r.amount)),
                        show: (r: (typeof rows)[number]) => r.amount ?? '—',
                      },
                      { key: 'number', title: '编号', value: (r: (typeof rows)[number]) => r.number, show: (r: (typeof rows)[number]) => r.number || '—' },
                    ]),
                { key: 'on', title: '日期', value: r => r.on, show: r => day(r.on, today) },
                { key: 'party', title: '单位', value: r => r.party },
                {
                  key: 'note',
                  title: '说明',
                  value: r => r.note,
                  unsorted: true,
                  show: r => <span className="funds-said">{r.withdrawn ? `撤下，${r.withdrawn}` : r.note || '—'}</span>,
                },
              ]}
            />
          )}
        </Waits>
      </section>
    </Frame>
  );
}
