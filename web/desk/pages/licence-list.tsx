/** Licences found by number, holder, type, state, end and paper; the filter is kept in the address. */

import { DownloadOutlined } from '@ant-design/icons';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Empty, Pagination, Segmented, Select } from 'antd';
import { Link } from 'wouter';
import type { LicenceRow } from '#platform/licences';
import { papers, standings } from '#platform/licences/pure';
import { api, query } from '#ui/api';
import { type Column, csvText, download, Frame, Mark, SearchBox, SortTable, useUnits, Waits } from '#ui/frame';
import { useFilters } from '#ui/pages';
import { useSession } from '#ui/session';
import { day } from '#ui/words';
import { standingLooks } from './licence-words.ts';

interface Page {
  items: LicenceRow[];
  total: number;
  types: { id: string; name: string }[];
}

const pageSize = 50;
/** As many rows as an export holds; more is narrowed down first. */
const mostRows = 5000;

const states = [
  { value: 'all', label: '全部' },
  { value: 'valid', label: '有效' },
  { value: 'expiring', label: '60 天内到期' },
  { value: 'suspended', label: '已暂停' },
  { value: 'waiting', label: '待确认吊销' },
  { value: 'revoked', label: '已吊销' },
  { value: 'expired', label: '已过期' },
  { value: 'replaced', label: '已换新' },
];

export function LicenceList() {
  const { data: session } = useSession();
  const { short } = useUnits();
  const { get, change } = useFilters();
  const filter = { q: get('q'), type: get('type'), state: get('state'), paper: get('paper'), sort: get('sort'), down: get('down'), page: get('page') };
  const list = useQuery({
    queryKey: ['desk-licences', filter],
    queryFn: ({ signal }) => api.get<Page>(`/desk/licences${query(filter)}`, signal),
    placeholderData: keepPreviousData,
  });
  const columns: Column<LicenceRow>[] = [
    {
      key: 'type',
      title: '证照',
      value: l => l.typeName,
      show: l => (
        <div className="licence-what">
          <Link href={`/desk/licences/${l.id}`}>{l.typeName}</Link>
          <span className="frame-muted frame-small">{l.number}</span>
        </div>
      ),
    },
    { key: 'bearer', title: '持证人', value: l => l.bearerName },
    { key: 'issued', title: '签发', value: l => day(l.issuedOn, session?.today) },
    { key: 'until', title: '有效期至', value: l => (l.validUntil ? day(l.validUntil) : '长期') },
    { key: 'paper', title: '纸质', value: l => papers[l.paper], unsorted: true, minor: true },
    {
      key: 'state',
      title: '状态',
      value: l => standings[l.standing],
      unsorted: true,
      show: l => (
        <span className="licence-marks">
          <Mark look={standingLooks[l.standing]}>{standings[l.standing]}</Mark>
          {l.waiting ? <Mark look="warn">待确认吊销</Mark> : null}
        </span>
      ),
    },
  ];
  return (
    <Frame title="电子证照" actions={<Export filter={filter} total={list.data?.total ?? 0} short={short} />}>
      <search className="licence-filters" aria-label="筛选">
        <SearchBox label="按证照编号或持证人找" placeholder="证照编号、持证人" value={filter.q ?? ''} change={q => change({ q })} />
        <Select
          aria-label="种类"
          allowClear
          placeholder="全部种类"
          showSearch={{ optionFilterProp: 'label' }}
          value={filter.type}
          onChange={v => change({ type: v ?? '' })}
          options={list.data?.types.map(t => ({ value: t.id, label: t.name })) ?? []}
        />
        <Select
          aria-label="纸质证照"
          allowClear
          placeholder="纸质：全部"
          value={filter.paper}
          onChange={v => change({ paper: v ?? '' })}
          options={Object.entries(papers).map(([value, label]) => ({ value, label }))}
        />
        <Segmented aria-label="状态" value={filter.state ?? 'all'} onChange={v => change({ state: v === 'all' ? '' : String(v) })} options={states} />
      </search>
      <section className="frame-panel" aria-label="清单">
        <Waits of={list}>
          {({ items, total }) =>
            items.length === 0 ? (
              <Empty
                image={Empty.PRESENTED_IMAGE_SIMPLE}
                description={filter.q || filter.type || filter.state || filter.paper ? '没有符合条件的证照' : '本单位还没有发过证照'}
              />
            ) : (
              <>
                <SortTable
                  label="证照"
                  rows={items}
                  columns={columns}
                  rowKey={l => l.id}
                  sortBy={filter.sort ?? 'issued'}
                  ascending={filter.down === 'no'}
                  onSort={(sort, ascending) => change({ sort, down: ascending ? 'no' : 'yes' })}
                />
                {total > pageSize ? (
                  <Pagination
                    current={Number(filter.page ?? 1)}
                    pageSize={pageSize}
                    total={total}
                    showSizeChanger={false}
                    showTotal={all => `共 ${all} 张`}
                    onChange={page => change({ page: String(page) })}
                  />
                ) : (
                  <p className="frame-muted frame-small">共 {total} 张</p>
                )}
              </>
            )
          }
        </Waits>
      </section>
    </Frame>
  );
}

/** Everything that the filter finds, as a table for a spreadsheet. */
function Export({ filter, total, short }: { filter: Record<string, string | undefined>; total: number; short(unit: string): string }) {
  const { message } = App.useApp();
  const save = useMutation({
    mutationFn: async () => {
      const rows: LicenceRow[] = [];
      for (let page = 1; rows.length < Math.min(total, mostRows); page++) {
        const { items } = await api.get<Page>(`/desk/licences${query({ ...filter, page, size: 500 })}`);
        if (items.length === 0) break;
        rows.push(...items);
      }
      download(
        '电子证照.csv',
        csvText(
          ['证照', '编号', '持证人', '发证部门', '签发日期', '有效期至', '状态', '纸质证照', '流水号'],
          rows.map(l => [
            l.typeName,
            l.number,
            l.bearerName,
            short(l.issuer),
            l.issuedOn,
            l.validUntil ?? '长期',
            standings[l.standing],
            papers[l.paper],
            l.paperSerial,
          ]),
        ),
      );
      if (total > mostRows) message.warning(`只导出了前 ${mostRows} 张，请先缩小范围`);
    },
    onError: () => message.error('没有导出来，请再试一次'),
  });
  return (
    <Button icon={<DownloadOutlined />} disabled={total === 0} loading={save.isPending} onClick={() => save.mutate()}>
      导出 CSV
    </Button>
  );
}
