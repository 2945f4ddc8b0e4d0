/** A whole list as a table to take along, filtered and ordered as it stands; a long one shows how far it is and can be stopped. */
import { DownloadOutlined, StopOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { csvText } from '#platform/tables/pure';
import { api, query, wordsOf } from '../api/index.ts';
import { useSession } from '../session/index.ts';
import { download } from './csv.ts';
import { everyRow, mostRows, NotWhole, type Paged, type Reached } from './every-row.ts';
import type { Listing } from './list.tsx';

type Cell = string | number | null | undefined;
/** What a table to take along has in a column. */
export type Field<R> = readonly [title: string, of: (row: R) => Cell];

interface Props<R> {
  of: Listing<Paged<R>>;
  /** Without day and ending. */
  name: string;
  columns: readonly Field<R>[];
}

const many = (n: number) => n.toLocaleString('zh-CN');

export function ExportAll<R>({ of: { path, asked, list }, name, columns }: Props<R>) {
  const { message, modal } = App.useApp();
  const { data: session } = useSession();
  const [busy, setBusy] = useState(false);
  const [at, setAt] = useState<Reached | null>(null);
  const stop = useRef(new AbortController());
  useEffect(() => () => stop.current.abort(), []);
  const take = async () => {
    stop.current = new AbortController();
    const { signal } = stop.current;
    setBusy(true);
    try {
      const rows = await everyRow((page, size) => api.get<Paged<R>>(`${path}${query({ ...asked, page, size })}`, signal), setAt);
      if (rows.length === 0) return void message.info('没有可以导出的');
      download(
        `${name}-${session?.today ?? ''}.csv`,
        csvText(
          columns.map(([title]) => title),
          rows.map(r => columns.map(([, of]) => of(r))),
        ),
      );
      message.success(`已导出全部 ${many(rows.length)} 行`);
    } catch (error) {
      if (signal.aborted) message.info('已停止，没有导出');
      else if (error instanceof NotWhole)
        modal.warning(
          error.why === 'too-long'
            ? {
                title: '清单太长，没有导出',
                content: `符合条件的有 ${many(error.total)} 行，一次最多导出 ${many(mostRows)} 行。请先用筛选缩小范围，分几次导出。`,
              }
            : { title: '没有导出', content: '清单一直有人在改，导出的会有缺漏。请过一会儿再试。' },
        );
      else message.error(wordsOf(error, '没有导出，请再试一次'));
    } finally {
      setBusy(false);
      setAt(null);
    }
  };
  return (
    <Button
      icon={at ? <StopOutlined /> : <DownloadOutlined />}
      disabled={!busy && !list.data?.total}
      loading={busy && !at}
      onClick={() => (busy ? stop.current.abort() : void take())}
    >
      {at ? `停止导出（已取 ${many(at.rows)} / ${many(at.total)} 行）` : '导出'}
    </Button>
  );
}
