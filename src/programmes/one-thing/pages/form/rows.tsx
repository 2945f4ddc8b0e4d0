/** Several of the same: heirs, employees, vehicles. A list of entries, one of which is open. */
import { useEffect, useRef, useState } from 'react';
import { Button } from '#ui/kit';
import type { Fault, Value, Values } from '../../forms.ts';
import type { GroupView } from '../../views.ts';
import { rowTitle, shown } from './field-words.ts';
import { Fields } from './fields.tsx';

interface RowsProps {
  group: GroupView & { repeat: NonNullable<GroupView['repeat']> };
  rows: readonly Values[];
  faults: readonly Fault[];
  today: string;
  /** Rows with faults open when one wants to go on. */
  attempt: number;
  onChange(rows: Values[]): void;
  onLeave(path: string): void;
}

export function Rows({ group, rows, faults, today, attempt, onChange, onLeave }: RowsProps) {
  const { min, max, one } = group.repeat;
  // The first entry that is needed stands open from the start; it counts once something is typed into it.
  const listed = rows.length === 0 && min > 0 ? [{}] : rows;
  const [open, setOpen] = useState<number | null>(rows.length === 0 && min > 0 ? 0 : null);
  const [removed, setRemoved] = useState<{ row: Values; at: number } | null>(null);
  const focus = useRef<string | null>(null);
  const faulty = (i: number) => faults.some(f => f.path.startsWith(`rows.${group.id}.${i}.`));
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs for each attempt, not for each typed letter.
  useEffect(() => {
    const first = listed.findIndex((_, i) => faulty(i));
    if (attempt > 0 && first >= 0) setOpen(first);
  }, [attempt]);
  useEffect(() => {
    if (!focus.current) return;
    focusOn(focus.current);
    focus.current = null;
  });
  const put = (i: number, id: string, value: Value) => onChange(listed.map((row, n) => (n === i ? { ...row, [id]: value } : row)));
  const ownFault = faults.find(f => f.path === `rows.${group.id}`)?.message;
  return (
    <div className="form-rows" id={`rows.${group.id}`} tabIndex={-1}>
      {ownFault ? (
        <p className="form-rows-fault">
          <span aria-hidden="true">× </span>
          {ownFault}
        </p>
      ) : null}
      {listed.length === 0 && !removed ? <p className="muted">没有{one}的，直接点“继续”。</p> : null}
      <ol className="form-row-list">
        {listed.map((row, i) => (
          <li key={i} className={`card form-row${open === i ? ' open' : ''}${faulty(i) ? ' wrong' : ''}`}>
            {open === i ? (
              <fieldset aria-label={`${one} ${i + 1}`}>
                <h2 className="form-row-number">
                  {one} {i + 1}
                </h2>
                <Fields
                  fields={group.fields}
                  path={`rows.${group.id}.${i}`}
                  values={row}
                  faults={faults}
                  today={today}
                  onChange={(id, value) => put(i, id, value)}
                  onLeave={onLeave}
                />
                <div className="row form-row-actions">
                  <Button
                    look="secondary"
                    onClick={() => {
                      setOpen(null);
                      focus.current = `edit.${group.id}.${i}`;
                    }}
                  >
                    填好了，收起
                  </Button>
                  {rows.length > 0 ? remove(i) : null}
                </div>
              </fieldset>
            ) : (
              <div className="row between">
                <div className="form-row-summary">
                  <strong>{rowTitle(group, row, i)}</strong>
                  <span className="muted small">{summary(group, row)}</span>
                  {faulty(i) ? <span className="form-row-wrong">还没有填好</span> : null}
                </div>
                <div className="row">
                  <Button look="plain" id={`edit.${group.id}.${i}`} onClick={() => edit(i)}>
                    修改<span className="visually-hidden">{rowTitle(group, row, i)}</span>
                  </Button>
                  {remove(i)}
                </div>
              </div>
            )}
          </li>
        ))}
      </ol>
      {removed ? (
        <p className="form-removed" role="status">
          已移除“{rowTitle(group, removed.row, removed.at)}”
          <Button
            look="plain"
            onClick={() => {
              onChange([...rows.slice(0, removed.at), removed.row, ...rows.slice(removed.at)]);
              setRemoved(null);
              focus.current = `edit.${group.id}.${removed.at}`;
            }}
          >
            撤销
          </Button>
        </p>
      ) : null}
      {listed.length < max ? (
        <Button
          look="secondary"
          id={`add.${group.id}`}
          onClick={() => {
            onChange([...listed, {}]);
            edit(listed.length);
          }}
        >
          <span aria-hidden="true">＋</span> {listed.length === 0 ? '添加' : '再添加'}
          {one}
        </Button>
      ) : (
        <p className="muted">最多 {max} 位（项）。</p>
      )}
    </div>
  );

  function edit(i: number) {
    setOpen(i);
    focus.current = `rows.${group.id}.${i}.${group.fields[0]!.id}`;
  }

  function remove(i: number) {
    return (
      <Button
        look="plain"
        className="form-remove"
        onClick={() => {
          setRemoved({ row: listed[i]!, at: i });
          setOpen(null);
          onChange(listed.filter((_, n) => n !== i));
          focus.current = `add.${group.id}`;
        }}
      >
        移除<span className="visually-hidden">{rowTitle(group, listed[i]!, i)}</span>
      </Button>
    );
  }
}

/** The control itself, or the first one of a group of choices. */
function focusOn(id: string) {
  const found = document.getElementById(id);
  (found?.matches('input, select, textarea, button') ? found : found?.querySelector<HTMLElement>('input, select, textarea, button'))?.focus();
}

/** The next two filled fields after the one that names the entry. */
function summary(group: GroupView, row: Values): string {
  const title = rowTitle(group, row, 0);
  return group.fields
    .map(f => shown(f, row[f.id]))
    .filter(text => text && text !== title)
    .slice(0, 2)
    .join('，');
}
