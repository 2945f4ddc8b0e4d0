/** A list of which the server gives one page: filter, order and page stand in the address, so that a view can be kept, sent and gone back to. */
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { Button, Empty, Pagination } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { api, query } from '../api/index.ts';
import { useFilters } from '../pages/index.ts';
import type { Paged } from './every-row.ts';
import { Waits } from './frame.tsx';
import { type Column, SortTable } from './sort-table.tsx';
import './list.css';

export type Filter = Record<string, string | undefined>;

const pageSize = 50;
/** As far as the servers turn pages. */
const lastPage = 1000;

export interface Listing<T> {
  path: string;
  /** Filter and order, without the page. */
  asked: Filter;
  list: UseQueryResult<T>;
  /** Whether a filter leaves something out. */
  narrowed: boolean;
  get(key: string): string | undefined;
  change(next: Filter): void;
  clear(): void;
}

interface Wishes {
  /** What is asked beside the address. */
  always?: Filter;
  /** Milliseconds after which a list that others change is asked for again. */
  every?: number;
}

/** The list at `path` as the address filters it by `keys`; `of` is what a change makes stale. */
export function useList<T extends Paged<unknown>>(of: string, path: string, keys: readonly string[], { always = {}, every }: Wishes = {}): Listing<T> {
  const { get, change } = useFilters();
  const asked: Filter = { ...Object.fromEntries([...keys, 'sort', 'down'].map(k => [k, get(k)])), ...always };
  const list = useQuery({
    queryKey: [of, path, asked, get('page')],
    queryFn: ({ signal }) => api.get<T>(`${path}${query({ ...asked, page: get('page') })}`, signal),
    placeholderData: keepPreviousData,
    ...(every ? { refetchInterval: every } : {}),
  });
  // The last page became empty under one's hands, or a kept address names one that is no more.
  const beyond = !list.isPlaceholderData && list.data?.items.length === 0 && list.data.total > 0 && get('page') !== undefined;
  useEffect(() => {
    if (beyond) change({});
  });
  return {
    ...{ path, asked, list, get, change },
    narrowed: keys.some(k => get(k)),
    clear: () => change(Object.fromEntries(keys.map(k => [k, '']))),
  };
}

/** How many there are, and the way to the other pages. */
export function Paging({ total, unit, children }: { total: number; unit: string; children?: ReactNode }) {
  const { get, change } = useFilters();
  return (
    <div className="frame-paging">
      <span className="frame-muted frame-small">
        共 {total} {unit}
        {children}
      </span>
      {total > pageSize ? (
        <Pagination
          size="small"
          current={Number(get('page') ?? 1)}
          pageSize={pageSize}
          total={Math.min(total, pageSize * lastPage)}
          showSizeChanger={false}
          onChange={page => change({ page: String(page) })}
        />
      ) : null}
    </div>
  );
}

interface Shown<T> {
  of: Listing<T>;
  /** Where nothing is there at all; `unfound` where a filter leaves nothing, if there is more to say than that. */
  nothing: string;
  unfound?: string | undefined;
  /** What its rows are counted in. */
  unit: string;
  /** Beside the number of rows. */
  sum?: (data: T) => ReactNode;
}

/** The rows of a page, what stands in their place where there are none, and the way to the other pages. */
export function List<R, T extends Paged<R>>({
  of,
  nothing,
  unfound = '没有符合条件的，换个条件再找',
  unit,
  sum,
  children,
}: Shown<T> & { children(items: T['items'], data: T): ReactNode }) {
  return (
    <Waits of={of.list}>
      {data =>
        data.items.length === 0 ? (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={of.narrowed ? unfound : nothing}>
            {of.narrowed ? <Button onClick={of.clear}>清除条件</Button> : null}
          </Empty>
        ) : (
          <>
            {children(data.items, data)}
            <Paging total={data.total} unit={unit}>
              {sum?.(data)}
            </Paging>
          </>
        )
      }
    </Waits>
  );
}

interface TableProps<R, T> extends Shown<T> {
  label: string;
  columns: Column<R>[];
  rowKey(row: R): string;
  /** The order in which the server gives them unasked: no column is marked for it where it is of several. */
  sortBy: string;
  ascending?: boolean;
}

export function ListTable<R, T extends Paged<R>>({ label, columns, rowKey, sortBy, ascending = false, ...shown }: TableProps<R, T>) {
  const { get, change } = shown.of;
  return (
    <List {...shown}>
      {items => (
        <SortTable
          label={label}
          rows={items}
          columns={columns}
          rowKey={rowKey}
          sortBy={get('sort') ?? sortBy}
          ascending={get('sort') ? get('down') === 'no' : ascending}
          onSort={(sort, up) => change({ sort, down: up ? 'no' : 'yes' })}
        />
      )}
    </List>
  );
}
