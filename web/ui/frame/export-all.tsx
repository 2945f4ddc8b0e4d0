/** A whole list as a table to take along: page after page until there is no more, with the filter that stands. */
import { App, Button } from 'antd';
import { useState } from 'react';
import { csvText } from '#platform/tables/pure';
import { api, Problem, query } from '../api/index.ts';
import { download } from './csv.ts';

type Cell = string | number | null | undefined;

interface Props<R> {
  /** The list's address, which takes `page` and `size`. */
  path: string;
  filter: Record<string, string | undefined>;
  /** Without its ending. */
  name: string;
  columns: readonly (readonly [title: string, of: (row: R) => Cell])[];
  children?: string;
}

/** Rows that one request may ask for. */
const size = 1000;

export function ExportAll<R>({ path, filter, name, columns, children = '导出' }: Props<R>) {
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const take = async () => {
    setBusy(true);
    try {
      const rows: R[] = [];
      for (let page = 1; ; page++) {
        const { items, total } = await api.get<{ items: R[]; total: number }>(`${path}${query({ ...filter, page, size })}`);
        rows.push(...items);
        if (items.length === 0 || rows.length >= total) break;
      }
      if (rows.length === 0) return void message.info('没有可以导出的');
      download(
        `${name}.csv`,
        csvText(
          columns.map(([title]) => title),
          rows.map(r => columns.map(([, of]) => of(r))),
        ),
      );
    } catch (error) {
      message.error(error instanceof Problem ? [error.message, error.detail].filter(Boolean).join('：') : '没有导出，请再试一次');
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button loading={busy} onClick={() => void take()}>
      {children}
    </Button>
  );
}
