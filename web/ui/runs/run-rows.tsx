/** The table of a run: searched, filtered by unit, ordered, summed; a cell opens to its steps, and a town says there what it holds against it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Drawer, Form, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { RunTable, RunTableRow } from '#platform/runs';
import { api, query, useCreate } from '../api/index.ts';
import { Choose, type Column, Filters, faultOf, ListTable, SearchBox, Trouble, useList, useUnits, Waits } from '../frame/index.ts';
import type { Session } from '../session/index.ts';
import { at, grouped, type RunPlace, stale } from './data.ts';

interface Page {
  items: RunTableRow[];
  total: number;
  sums: Record<string, string>;
}

interface Row {
  key: string;
  title: string;
  unit: string | null;
  cells: Record<string, { value: string; why: string[] }>;
}

export function RunRows({ place, view, session }: { place: RunPlace; view: RunTable; session: Session }) {
  const { run, columns, units } = view;
  const found = useList<Page>('run-rows', `/runs/${run.id}/rows`, ['q', 'unit']);
  const { name } = useUnits();
  const [open, setOpen] = useState<{ row: RunTableRow; column: string } | null>(null);
  const cell = (row: RunTableRow, id: string, title: string) => {
    const value = row.values[id] || '—';
    return (
      <button
        type="button"
        className="runs-cell"
        aria-label={`${row.title}，${title}：${grouped(value)}，看怎么算的`}
        onClick={() => setOpen({ row, column: id })}
      >
        {grouped(value)}
      </button>
    );
  };
  const shown: Column<RunTableRow>[] = [
    { key: 'title', title: place.row, value: r => r.title, show: r => cell({ ...r, values: { ...r.values, title: r.title } }, 'title', place.row) },
    ...columns.map(
      (c): Column<RunTableRow> => ({
        key: c.id,
        title: c.title,
        minor: c.type === 'whole',
        value: r => (c.type === 'words' || !r.values[c.id] ? r.values[c.id] || null : Number(r.values[c.id])),
        show: r => (c.type === 'words' ? r.values[c.id] : cell(r, c.id, c.title)),
      }),
    ),
  ];
  return (
    <>
      <Filters>
        <SearchBox label={`按${place.row}名称、拼音找`} placeholder="名称、拼音或首字母" value={found.get('q') ?? ''} change={q => found.change({ q })} />
        {units.length > 1 ? (
          <Choose of="unit" label="乡镇" all="全部乡镇" options={units.map(u => ({ value: u.unit, label: `${name(u.unit)}（${u.rows}）` }))} />
        ) : null}
      </Filters>
      <section className="frame-panel runs-table" aria-label="分配表">
        <ListTable<RunTableRow, Page>
          of={found}
          label={run.title}
          unit={place.unit}
          nothing="没有行"
          rowKey={r => r.key}
          sortBy="order"
          ascending
          columns={shown}
          sum={({ sums }) =>
            columns
              .filter(c => c.type === 'money' && c.id !== 'collectiveIncome' && sums[c.id] !== undefined)
              .map(c => `；${c.title} ${grouped(sums[c.id]!)}`)
              .join('')
          }
        />
      </section>
      <Why place={place} view={view} session={session} open={open} close={() => setOpen(null)} />
    </>
  );
}

interface WhyProps {
  place: RunPlace;
  view: RunTable;
  session: Session;
  open: { row: RunTableRow; column: string } | null;
  close(): void;
}

/** Every step of every cell of a row, the chosen one marked. */
function Why({ place, view, session, open, close }: WhyProps) {
  const key = open?.row.key ?? '';
  const row = useQuery({
    queryKey: [...stale, 'row', view.run.id, key],
    queryFn: ({ signal }) => api.get<Row>(`/runs/${view.run.id}/row${query({ row: key })}`, signal),
    enabled: open !== null,
  });
  const chosen = useRef<HTMLElement>(null);
  useEffect(() => {
    if (row.data && open) chosen.current?.scrollIntoView({ block: 'center' });
  }, [row.data, open]);
  const { run } = view;
  const mine = open?.row.unit != null && session.roles.some(r => r.role === 'town-officer' && r.unit === open.row.unit);
  const early = run.state === 'checked';
  const objects = mine && (early || (run.state === 'posted' && (run.objectionsUntil ?? '') >= session.today));
  return (
    <Drawer open={open !== null} onClose={close} title={open ? `${open.row.title}：怎么算的` : ''} size={520} destroyOnHidden>
      <Waits of={row}>
        {r => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          <section className="runs-why frame" aria-label="每一格的算法" tabIndex={0}>
            {view.columns.map(c => (
              <section
                key={c.id}
                aria-labelledby={`why-${c.id}`}
                ref={open?.column === c.id ? chosen : undefined}
                data-chosen={open?.column === c.id || undefined}
              >
                <h2 id={`why-${c.id}`}>
                  <span>{c.title}</span>
                  <span>{grouped(r.cells[c.id]?.value || '—')}</span>
                </h2>
                {c.note ? <p className="frame-muted frame-small">{c.note}</p> : null}
                <ol>
                  {(r.cells[c.id]?.why ?? []).map(step => (
                    <li key={step}>{step}</li>
                  ))}
                </ol>
              </section>
            ))}
            {objects ? <ObjectForm place={place} run={run.id} row={key} column={open?.column ?? ''} columns={view.columns} early={early} /> : null}
          </section>
        )}
      </Waits>
    </Drawer>
  );
}

const least = 10;

function ObjectForm(o: { place: RunPlace; run: string; row: string; column: string; columns: RunTable['columns']; early: boolean }) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const [text, setText] = useState('');
  const [asked, setAsked] = useState(false);
  const create = useCreate();
  const column = o.columns.find(c => c.id === o.column);
  const what = o.early ? '意见' : '异议';
  const send = useMutation({
    mutationFn: () => create(`${at(o.place.kind)}/runs/${o.run}/objections`, { row: o.row, text, ...(column ? { column: column.id } : {}) }),
    onSuccess: async () => {
      setText('');
      setAsked(false);
      message.success(`${what}已经提交，答复会发到消息里`);
      await client.invalidateQueries({ queryKey: [...stale] });
    },
  });
  const fault = faultOf(send.error, 'text') ?? (asked && text.trim().length < least ? `请至少写 ${least} 个字，说明哪里不对、依据是什么` : undefined);
  const submit = () => {
    setAsked(true);
    if (text.trim().length >= least && !send.isPending) send.mutate();
  };
  return (
    <Form layout="vertical" onFinish={submit} className="no-print">
      <Form.Item label={`对${column ? `“${column.title}”` : '这一行'}提${what}`} htmlFor="run-objection" validateStatus={fault ? 'error' : ''} help={fault}>
        <Input.TextArea id="run-objection" rows={4} maxLength={2000} showCount value={text} onChange={e => setText(e.target.value)} />
      </Form.Item>
      {send.isError && !fault ? <Trouble error={send.error} /> : null}
      <Button htmlType="submit" loading={send.isPending}>
        提交{what}
      </Button>
    </Form>
  );
}
