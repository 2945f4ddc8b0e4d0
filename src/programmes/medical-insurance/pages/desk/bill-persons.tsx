/** Who stands behind an amount: the persons of a village and an identity, masked. */
import { useQuery } from '@tanstack/react-query';
import { Pagination, Select } from 'antd';
import { useState } from 'react';
import { api, query } from '#ui/api';
import { SortTable, Waits } from '#ui/frame';
import { day } from '#ui/words';
import './insurance-desk.css';

interface Rows {
  items: { key: string; title: string; total: string }[];
}
interface Lines {
  items: { key: string; title: string; detail: string | null; on: string | null }[];
  total: number;
}
const columns = {
  destitute: '特困人员',
  lowIncome: '低保对象',
  monitored: '监测对象',
  returned: '返贫致贫人口',
  laidOff: '下岗人员',
  elderly: '70 岁以上老人',
  veterans: '重点优抚对象',
};

export function BillPersons({ run }: { run: string }) {
  const [row, setRow] = useState<string | null>(null);
  const [column, setColumn] = useState('lowIncome');
  const [page, setPage] = useState(1);
  const rows = useQuery({ queryKey: ['runs', 'villages', run], queryFn: ({ signal }) => api.get<Rows>(`/runs/${run}/rows${query({ size: 500 })}`, signal) });
  const lines = useQuery({
    queryKey: ['runs', 'persons', run, row, column, page],
    queryFn: ({ signal }) => api.get<Lines>(`/runs/${run}/lines${query({ row: row ?? '', column, page })}`, signal),
    enabled: row !== null,
  });
  const first = (change: () => void) => {
    change();
    setPage(1);
  };
  return (
    <details className="insurance-persons no-print">
      <summary>看钱是替谁缴的</summary>
      <div className="frame-filters">
        <Select
          aria-label="村（社区）"
          placeholder="选一个村（社区）"
          showSearch={{ optionFilterProp: 'label' }}
          value={row}
          onChange={v => first(() => setRow(v))}
          popupMatchSelectWidth={false}
          options={(rows.data?.items ?? []).map(r => ({ value: r.key, label: r.title }))}
        />
        <Select
          aria-label="身份"
          value={column}
          onChange={v => first(() => setColumn(v))}
          popupMatchSelectWidth={false}
          options={Object.entries(columns).map(([value, label]) => ({ value, label }))}
        />
      </div>
      {row === null ? (
        <p className="frame-muted">选一个村（社区）。</p>
      ) : (
        <Waits of={lines} rows={3}>
          {({ items, total }) => (
            <>
              <SortTable
                label="哪些人"
                rows={items}
                rowKey={l => l.key}
                sortBy=""
                empty="这个村没有这一类已参保的人"
                columns={[
                  { key: 'title', title: '姓名和证号', value: l => l.title, unsorted: true },
                  { key: 'detail', title: '怎么算', value: l => l.detail, unsorted: true },
                  { key: 'on', title: '缴费日期', value: l => l.on, show: l => day(l.on), unsorted: true },
                ]}
              />
              {total > 50 ? <Pagination size="small" current={page} pageSize={50} total={total} showSizeChanger={false} onChange={setPage} /> : null}
            </>
          )}
        </Waits>
      )}
    </details>
  );
}
