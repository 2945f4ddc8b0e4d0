/** Filling in: a table with fields where there is room, one card a row on a phone; what the system knows stands beside what is typed. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Grid, Input, Select } from 'antd';
import type { ReportView } from '#platform/rounds';
import { inForm } from '#platform/rounds/pure';
import { type Column, heading, isFigure, plain, said } from './data.ts';
import { FormHead } from './form-table.tsx';
import '../frame/list.css';

/** A row as it is typed. */
export interface Typed {
  id: string;
  values: Record<string, string>;
  note: string;
}

export const typedOf = (view: ReportView): Typed[] =>
  view.rows.map(r => ({
    id: r.id,
    note: r.note,
    values: Object.fromEntries(view.form.columns.filter(c => !r.fixed.includes(c.key)).map(c => [c.key, plain(c, r.values[c.key])])),
  }));

interface Props {
  view: ReportView;
  rows: readonly Typed[];
  change(rows: Typed[]): void;
  faultOf(path: string): string | undefined;
}

export function Fill(props: Props) {
  const { view, rows, change } = props;
  const wide = Grid.useBreakpoint().lg ?? true;
  const set = (id: string, next: Partial<Typed>) => change(rows.map(r => (r.id === id ? { ...r, ...next, values: { ...r.values, ...next.values } } : r)));
  const table = wide && view.form.rows !== null && view.form.columns.length <= 16;
  return (
    <>
      {table ? <Table {...props} set={set} /> : <Cards {...props} set={set} />}
      {view.form.rows?.added ? (
        <div>
          <Button
            icon={<PlusOutlined />}
            onClick={() =>
              change([...rows, { id: `own-${crypto.randomUUID().slice(0, 8)}`, note: '', values: Object.fromEntries(view.form.columns.map(c => [c.key, ''])) }])
            }
          >
            添加一行
          </Button>
        </div>
      ) : null}
    </>
  );
}

type Setting = Props & { set(id: string, next: Partial<Typed>): void };

/** What a row is called for who hears the page. */
const nameOf = (view: ReportView, row: Typed): string => {
  const keys = view.form.rows?.key ?? [];
  const known = view.rows.find(r => r.id === row.id);
  const words = keys.flatMap(k => {
    const c = view.form.columns.find(x => x.key === k)!;
    const text = row.values[k] || (known ? plain(c, known.values[k]) : '');
    return text ? [text] : [];
  });
  return words.join(' ') || (view.form.rows ? '新的一行' : '');
};

function Cell({ view, row, at, c, set, faultOf }: Setting & { row: Typed; at: number; c: Column }) {
  const known = view.rows.find(r => r.id === row.id);
  if (known?.fixed.includes(c.key)) return <span title="系统取数">{said(c, known.values[c.key])}</span>;
  const path = `rows.${at}.values.${c.key}`;
  const fault = faultOf(path);
  const value = row.values[c.key] ?? '';
  const label = `${nameOf(view, row)} ${heading(c)}`.trim();
  const options = c.type === 'yes-no' ? ['是', '否'] : c.options ? Object.values(c.options) : null;
  const knows = known && (known.known[c.key] ?? null) !== null ? plain(c, known.known[c.key]) : null;
  return (
    <>
      {options ? (
        <Select
          aria-label={label}
          allowClear
          style={{ width: '100%', minWidth: '6rem' }}
          value={value || null}
          status={fault ? 'error' : ''}
          onChange={v => set(row.id, { values: { [c.key]: v ?? '' } })}
          options={options.map(o => ({ value: o, label: o }))}
        />
      ) : (
        <Input
          id={path}
          aria-label={label}
          aria-invalid={fault ? true : undefined}
          status={fault ? 'error' : ''}
          value={value}
          maxLength={200}
          inputMode={c.type === 'whole' ? 'numeric' : c.type === 'money' ? 'decimal' : 'text'}
          type={c.type === 'day' ? 'date' : 'text'}
          className={isFigure(c) ? 'round-number' : ''}
          onChange={e => set(row.id, { values: { [c.key]: e.target.value } })}
        />
      )}
      {knows !== null && c.known === 'reason' && knows !== value ? <small className="round-departs">系统里是 {knows}</small> : null}
      {known?.before && isFigure(c) && (known.before[c.key] ?? null) !== null ? (
        <small className="frame-muted">上期 {said(c, known.before[c.key])}</small>
      ) : null}
      {fault ? (
        <small role="alert" className="frame-wrong">
          {fault}
        </small>
      ) : null}
    </>
  );
}

function Note({ view, row, at, set, faultOf }: Setting & { row: Typed; at: number }) {
  const fault = faultOf(`rows.${at}.note`);
  const doubts = view.rows.find(r => r.id === row.id)?.doubts ?? [];
  return (
    <>
      <Input
        id={`rows.${at}.note`}
        aria-label={`${nameOf(view, row)} 说明`.trim()}
        aria-invalid={fault ? true : undefined}
        status={fault ? 'error' : ''}
        value={row.note}
        maxLength={300}
        onChange={e => set(row.id, { note: e.target.value })}
      />
      {doubts.map(d => (
        <small key={d} className="round-departs">
          {d}
        </small>
      ))}
      {fault ? (
        <small role="alert" className="frame-wrong">
          {fault}
        </small>
      ) : null}
    </>
  );
}

const Remove = ({ view, rows, row, change }: Setting & { row: Typed }) =>
  row.id.startsWith('own-') ? (
    <Button size="small" onClick={() => change(rows.filter(r => r.id !== row.id))}>
      删掉<span className="frame-hidden">：{nameOf(view, row)}</span>
    </Button>
  ) : null;

function Table(props: Setting) {
  const { view, rows } = props;
  const columns = inForm(view.form.columns, view.form.rates);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="round-table" aria-label={`填报：${view.title}`} tabIndex={0}>
      <table>
        <FormHead form={view.form} more="说明" />
        <tbody>
          {rows.map((row, at) => (
            <tr key={row.id}>
              {columns.map(c =>
                'part' in c ? (
                  <td key={c.key} className="right frame-muted">
                    {view.rows.find(r => r.id === row.id)?.figures.rates.find(r => r.key === c.key)?.percent ?? '—'}
                  </td>
                ) : (
                  <td key={c.key} className={isFigure(c) ? 'right' : undefined}>
                    <Cell {...props} row={row} at={at} c={c} />
                  </td>
                ),
              )}
              <td>
                <Note {...props} row={row} at={at} />
                <Remove {...props} row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The row's heading says it already. */
const named = (view: ReportView, row: Typed, c: Column) =>
  (view.form.rows?.key.includes(c.key) && view.rows.find(r => r.id === row.id)?.fixed.includes(c.key)) ?? false;

function Cards(props: Setting) {
  const { view, rows } = props;
  return (
    <div className="round-rows">
      {rows.map((row, at) => (
        <section key={row.id} className="round-row" aria-label={nameOf(view, row) || view.title}>
          {view.form.rows ? (
            <header>
              <h3>
                {at + 1}. {nameOf(view, row)}
              </h3>
              <Remove {...props} row={row} />
            </header>
          ) : null}
          <div className="round-form">
            {view.form.columns
              .filter(c => !named(view, row, c))
              .map(c => (
                <div key={c.key}>
                  <div className="round-label">
                    {heading(c)}
                    {c.required ? <span aria-hidden="true"> *</span> : null}
                  </div>
                  <Cell {...props} row={row} at={at} c={c} />
                  {c.note ? <small className="frame-muted">{c.note}</small> : null}
                </div>
              ))}
            <div className="wide">
              <div className="round-label">说明</div>
              <Note {...props} row={row} at={at} />
            </div>
          </div>
        </section>
      ))}
    </div>
  );
}
