/** The call list on paper, whole and not only the page that is open: for who goes from door to door, with room to write. */
import { App, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { api, query, wordsOf } from '#ui/api';
import { everyRow, type Listing, type Paged } from '#ui/frame';
import type { MissingRow } from '../../missing.ts';

/** Takes the whole list, as it is filtered. */
export function PrintCallList({ of: { path, asked, list }, take }: { of: Listing<Paged<MissingRow>>; take(rows: MissingRow[]): void }) {
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const print = async () => {
    setBusy(true);
    try {
      take(await everyRow((page, size) => api.get<Paged<MissingRow>>(`${path}${query({ ...asked, page, size })}`)));
    } catch (error) {
      message.error(wordsOf(error, '没有取到全部名单：人太多的，先选村（社区）'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button loading={busy} disabled={!list.data?.total} onClick={() => void print()}>
      打印上门单
    </Button>
  );
}

/** Seen on paper only; goes when it was printed. */
export function CallSheet({ rows, found, done }: { rows: readonly MissingRow[]; found(r: MissingRow): string; done(): void }) {
  const after = useRef(done);
  useEffect(() => {
    const end = () => after.current();
    window.addEventListener('afterprint', end, { once: true });
    window.print();
    return () => window.removeEventListener('afterprint', end);
  }, []);
  return (
    <table className="insurance-call">
      <caption>上门单：{rows.length} 人</caption>
      <thead>
        <tr>
          {['村（社区）', '户', '姓名', '电话', '应缴（元）', '情况', '这次上门', '本人签字'].map(h => (
            <th key={h} scope="col">
              {h}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(r => (
          <tr key={r.id}>
            <td>{r.village}</td>
            <td>{r.household}</td>
            <td>{r.name}</td>
            <td>{r.phone ?? '没有'}</td>
            <td>{r.share ?? '按优抚政策'}</td>
            <td>{found(r)}</td>
            <td />
            <td />
          </tr>
        ))}
      </tbody>
    </table>
  );
}
