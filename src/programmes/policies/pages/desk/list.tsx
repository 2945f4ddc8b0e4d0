/** A list of which the server gives one page: sorted, paged and exported as it is filtered; the filter stands in the address. */
import { DownloadOutlined } from '@ant-design/icons';
import { keepPreviousData, type UseQueryResult, useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Empty, Pagination } from 'antd';
import type { ReactNode } from 'react';
import { api, query } from '#ui/api';
import { type Column, csvText, download, SortTable, Waits } from '#ui/frame';
import { useFilters } from '#ui/pages';

interface Paged<R> {
  items: R[];
  total: number;
}
export type Filter = Record<string, string | undefined>;

const pageSize = 50;
/** As many rows as an export holds; more is narrowed down first. */
const mostRows = 5000;

/** The list at `path` as the address filters it; `always` is what the address leaves out. */
export function useList<T extends Paged<unknown>>(path: string, keys: readonly string[], always: Filter = {}) {
  const { get, change } = useFilters();
  const filter: Filter = { ...Object.fromEntries(keys.map(k => [k, get(k)])), ...always };
  const paging = { sort: get('sort'), down: get('down'), page: get('page') };
  const list = useQuery({
    queryKey: ['policies', path, filter, paging],
    queryFn: ({ signal }) => api.get<T>(`${path}${query({ ...filter, ...paging })}`, signal),
    placeholderData: keepPreviousData,
  });
  return { list, filter, get, change, narrowed: keys.some(k => get(k)) };
}

interface ListProps<R, T extends Paged<R>> {
  label: string;
  of: UseQueryResult<T>;
  columns: Column<R>[];
  rowKey(row: R): string;
  /** The order in which the server gives them unasked: no column is marked for it where it is of several. */
  sortBy: string;
  ascending?: boolean;
  narrowed: boolean;
  /** Where nothing is there at all, and where nothing fits. */
  nothing: string;
  unit: string;
  /** Beside the number of rows. */
  sum?: (data: T) => ReactNode;
}

export function ServerList<R, T extends Paged<R>>({ label, of, columns, rowKey, sortBy, ascending = false, narrowed, nothing, unit, sum }: ListProps<R, T>) {
  const { get, change } = useFilters();
  return (
    <Waits of={of}>
      {data =>
        data.items.length === 0 ? (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={narrowed ? '没有符合条件的，换个条件再找' : nothing} />
        ) : (
          <>
            <SortTable
              label={label}
              rows={data.items}
              columns={columns}
              rowKey={rowKey}
              sortBy={get('sort') ?? sortBy}
              ascending={get('sort') ? get('down') === 'no' : ascending}
              onSort={(sort, up) => change({ sort, down: up ? 'no' : 'yes' })}
            />
            {data.total > pageSize ? (
              <Pagination
                current={Number(get('page') ?? 1)}
                pageSize={pageSize}
                total={data.total}
                showSizeChanger={false}
                onChange={page => change({ page: String(page) })}
              />
            ) : null}
            <p className="frame-muted frame-small">
              共 {data.total} {unit}
              {sum ? sum(data) : null}
            </p>
          </>
        )
      }
    </Waits>
  );
}

interface ExportProps<R> {
  path: string;
  filter: Filter;
  total: number;
  name: string;
  head: readonly string[];
  row(row: R): readonly (string | number | null | undefined)[];
}

/** Everything that the filter finds, as a table for a spreadsheet. */
export function Export<R>({ path, filter, total, name, head, row }: ExportProps<R>) {
  const { message } = App.useApp();
  const { get } = useFilters();
  const save = useMutation({
    mutationFn: async () => {
      const rows: R[] = [];
      for (let page = 1; rows.length < Math.min(total, mostRows); page++) {
        const { items } = await api.get<Paged<R>>(`${path}${query({ ...filter, sort: get('sort'), down: get('down'), page, size: 500 })}`);
        if (items.length === 0) break;
        rows.push(...items);
      }
      download(`${name}.csv`, csvText(head, rows.map(row)));
      if (total > mostRows) message.warning(`只导出了前 ${mostRows} 行，请先缩小范围`);
    },
    onError: () => message.error('没有导出来，请再试一次'),
  });
  return (
    <Button icon={<DownloadOutlined />} disabled={total === 0} loading={save.isPending} onClick={() => save.mutate()}>
      导出
    </Button>
  );
}
