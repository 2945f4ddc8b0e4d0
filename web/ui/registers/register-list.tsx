/** The rows of a register: looked for, filtered, ordered, summed, taken along; a new one added by who keeps it. */
import { Button, Checkbox, Select } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { RegisterRow, RegisterView } from '#platform/registers';
import { Choose, ExportAll, type Field, Filters, Frame, ListTable, SearchBox, useList, Waits } from '../frame/index.ts';
import { useFilters } from '../pages/index.ts';
import { BulkDialog, bulkColumns, PickBar, type Picked } from './bulk.tsx';
import { type Column, heading, inOrder, nameColumn, type Place, plain, said, useRegister } from './data.ts';
import { FindNumber } from './find-number.tsx';
import { RowDialog } from './row-dialog.tsx';

interface Page {
  items: RegisterRow[];
  total: number;
  sums: Record<string, string>;
}

export function RegisterList(place: Place) {
  const register = useRegister(place.kind);
  return <Waits of={register}>{r => <Rows place={place} register={r} />}</Waits>;
}

const yesNo = { true: '是', false: '否' };
const chosen = (c: Column) => (c.type === 'yes-no' ? yesNo : c.options);

function Rows({ place, register: r }: { place: Place; register: RegisterView }) {
  const [, go] = useLocation();
  const [adding, setAdding] = useState(false);
  const [picked, pick] = useState<Picked | null>(null);
  const [editing, setEditing] = useState(false);
  const choices = r.columns.filter(chosen);
  const period = useYear(r);
  const found = useList<Page>(`register-${r.kind}`, `/registers/${r.kind}/rows`, ['q', 'empty', 'withdrawn', ...choices.map(c => c.key)], {
    always: { period },
  });
  const withdrawn = found.get('withdrawn') !== undefined;
  // All are meant by the filters that stand there now: another filter, another choice.
  const meant = JSON.stringify({ ...found.asked, sort: undefined, down: undefined });
  const [pickedOf, setPickedOf] = useState(meant);
  if (pickedOf !== meant) {
    setPickedOf(meant);
    if (picked) pick({ ids: [] });
  }
  const has = (row: RegisterRow) => picked === 'all' || (picked?.ids.includes(row.id) ?? false);
  const onPage = found.list.data?.items.map(i => i.id) ?? [];
  const toggle = (row: RegisterRow) => {
    // One taken out of all leaves those that are in sight.
    const ids = picked === 'all' ? onPage : (picked?.ids ?? []);
    pick({ ids: has(row) ? ids.filter(id => id !== row.id) : [...ids, row.id] });
  };
  const columns = inOrder(r);
  const table: Field<RegisterRow>[] = r.columns.map(c => [heading(c), row => plain(c, row.values[c.key])]);
  const to = (row: RegisterRow) => `${place.base}/rows/${row.id}`;
  return (
    <Frame
      title={r.title}
      note={`依据 ${r.basis.document} ${r.basis.place}`}
      actions={
        <>
          {r.hands ? <Button onClick={() => go(`${place.base}/handovers`)}>交接</Button> : null}
          <Button onClick={() => go(`${place.base}/import`)}>{r.writes ? '导入和历次导入' : '历次导入'}</Button>
          {r.columns.some(c => c.sealed) ? <FindNumber register={r} period={period} base={place.base} /> : null}
          <ExportAll of={found} name={`${r.title}${period}`} columns={table} />
          {bulkColumns(r).length > 0 && !withdrawn && !picked ? <Button onClick={() => pick({ ids: [] })}>批量修改</Button> : null}
          {r.adds ? (
            <Button type="primary" onClick={() => setAdding(true)}>
              添加一行
            </Button>
          ) : null}
        </>
      }
    >
      {place.pages}
      <Filters>
        {r.yearly ? <Year register={r} /> : null}
        {choices.map(c => (
          <Choose key={c.key} of={c.key} label={c.title} all={`${c.title}：全部`} options={chosen(c)!} />
        ))}
        <Choose
          of="empty"
          label="还没有填的"
          all="填没填都看"
          options={r.columns.filter(c => !c.required).map(c => ({ value: c.key, label: `没填${c.title}` }))}
        />
        <Choose of="withdrawn" label="作废的" all="在用的" options={{ yes: '已作废的' }} />
        <SearchBox label="按名称、拼音找" placeholder="名称、拼音或首字母" value={found.get('q') ?? ''} change={q => found.change({ q })} />
      </Filters>
      <section className="frame-panel" aria-label="台账">
        {picked ? (
          <PickBar {...{ unit: r.unit, page: onPage, total: found.list.data?.total ?? 0, picked, pick }} edit={() => setEditing(true)} end={() => pick(null)} />
        ) : null}
        <ListTable<RegisterRow, Page>
          of={found}
          label={r.title}
          unit={r.unit}
          nothing={r.writes ? '这一年还没有数据，点“导入和历次导入”把表导进来' : '这一年还没有数据'}
          rowKey={row => row.id}
          sortBy="order"
          ascending
          sum={({ sums }) =>
            r.columns
              .filter(c => sums[c.key] !== undefined)
              .map(c => `；${c.title} ${said(c, c.type === 'money' ? sums[c.key]! : Number(sums[c.key]))}${c.measure ?? ''}`)
              .join('')
          }
          columns={columns.map(c => ({
            key: c.key,
            title: heading(c),
            minor: c.type === 'choice',
            // Amounts stand right like other figures; the server orders them.
            value: row => {
              const value = row.values[c.key] ?? null;
              return c.type === 'money' && value !== null ? Number(value) : typeof value === 'boolean' ? plain(c, value) : value;
            },
            show: row =>
              c === nameColumn(r) ? (
                <>
                  {picked ? (
                    <Checkbox className="register-pick" aria-label={`选${said(c, row.values[c.key])}`} checked={has(row)} onChange={() => toggle(row)} />
                  ) : null}
                  <Link href={to(row)}>{said(c, row.values[c.key])}</Link>
                </>
              ) : (
                said(c, row.values[c.key])
              ),
          }))}
        />
      </section>
      {editing && picked ? (
        <BulkDialog
          {...{ register: r, period, picked, asked: found.asked }}
          close={() => setEditing(false)}
          done={() => {
            setEditing(false);
            pick(null);
          }}
        />
      ) : null}
      {adding ? <RowDialog register={r} period={period} close={() => setAdding(false)} done={id => go(`${place.base}/rows/${id}`)} /> : null}
    </Frame>
  );
}

/** The year that the address names, else the usual one. */
function useYear(r: RegisterView): string {
  const asked = useFilters().get('year');
  return r.yearly ? (asked ?? r.usual) : '';
}

export const yearsOf = (r: RegisterView): string[] => {
  const now = Number(r.today.slice(0, 4));
  const ahead = Array.from({ length: r.ahead }, (_, i) => String(now + 1 + i));
  return [...new Set([r.usual, ...r.periods.map(p => p.period), ...ahead, String(now), String(now - 1)])].sort().reverse();
};

function Year({ register: r }: { register: RegisterView }) {
  const { change } = useFilters();
  return (
    <Select
      aria-label="年度"
      value={useYear(r)}
      onChange={year => change({ year })}
      popupMatchSelectWidth={false}
      options={yearsOf(r).map(y => ({ value: y, label: `${y} 年` }))}
    />
  );
}
