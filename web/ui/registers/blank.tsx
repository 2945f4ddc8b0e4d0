/** A table to fill in: the rows that are there (or were there last), with one's own columns. */
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import type { RegisterRow, RegisterView } from '#platform/registers';
import { api, query } from '../api/index.ts';
import { csvText, download, everyRow, type Paged, Trouble } from '../frame/index.ts';
import { heading, plain } from './data.ts';
import { OpenTable } from './open-table.tsx';

export function Blank({ register: r, period }: { register: RegisterView; period: string }) {
  const columns = r.columns.filter(c => c.tells || c.calls || c.mine);
  const make = useMutation({
    mutationFn: async () => {
      const from = r.periods.some(p => p.period === period) ? period : r.periods[0]?.period;
      const rows =
        from === undefined
          ? []
          : await everyRow((page, size) => api.get<Paged<RegisterRow>>(`/registers/${r.kind}/rows${query({ period: from, page, size })}`));
      // Of another year only which rows there are: its figures would pass for new ones.
      const filled = rows.map(row => columns.map(c => (from === period || c.required ? plain(c, row.values[c.key]) : '')));
      download(`${r.title}${period}-填报表.csv`, csvText(columns.map(heading), filled));
    },
  });
  // Rows that are told apart by a sealed number come in again only with the whole number.
  if (r.columns.some(c => c.sealed && c.tells))
    return <OpenTable label="下载要填的表（号码完整）" path={`/registers/${r.kind}/tables`} body={{ period, columns: 'mine' }} />;
  return (
    <>
      <Button loading={make.isPending} onClick={() => make.mutate()}>
        下载要填的表
      </Button>
      {make.isError ? <Trouble error={make.error} /> : null}
    </>
  );
}
