/** Several approvals in a row: one request each, so that one that cannot go leaves the others alone; each says how it went. */
import { Alert, Button, Modal, Progress } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { QueueRow } from '#platform/cases';
import { api, Problem } from '#ui/api';

type Outcome = { ok: true } | { ok: false; why: string };

interface Props {
  rows: readonly QueueRow[];
  open: boolean;
  onClose(): void;
  /** Some were decided: the list is old. */
  onChanged(): void;
}

export function QueueBatch({ rows, open, onClose, onChanged }: Props) {
  const [results, setResults] = useState<ReadonlyMap<string, Outcome>>(new Map());
  const [running, setRunning] = useState(false);
  const stopped = useRef(false);
  // What was chosen stays on the page while the list behind it changes.
  const [chosen, setChosen] = useState<readonly QueueRow[]>([]);
  const rowsNow = useRef(rows);
  rowsNow.current = rows;
  useEffect(() => {
    if (!open) return;
    setChosen(rowsNow.current);
    setResults(new Map());
  }, [open]);
  const run = async () => {
    if (running) return;
    setRunning(true);
    stopped.current = false;
    const done = new Map<string, Outcome>();
    for (const row of chosen) {
      if (stopped.current) break;
      try {
        await api.post(`/desk/tasks/${row.id}/decision`, {
          version: row.version,
          decision: { outcome: 'approved' },
          batch: true,
        });
        done.set(row.id, { ok: true });
      } catch (error) {
        const p = error instanceof Problem ? error : null;
        done.set(row.id, { ok: false, why: p ? p.detail || p.message : '没有办成，请单独办理' });
        if (p?.status === 0 || p?.status === 401) stopped.current = true;
      }
      setResults(new Map(done));
    }
    setRunning(false);
    onChanged();
  };
  const finished = results.size > 0 && !running;
  const passed = [...results.values()].filter(r => r.ok).length;
  return (
    <Modal
      open={open}
      title={finished ? '批量办理结果' : `批量通过 ${chosen.length} 件`}
      width={640}
      onCancel={running ? undefined : onClose}
      mask={{ closable: false }}
      closable={!running}
      keyboard={!running}
      destroyOnHidden
      footer={
        running ? (
          <Button onClick={() => (stopped.current = true)}>停在这里</Button>
        ) : finished ? (
          <Button type="primary" onClick={onClose} autoFocus>
            知道了
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>先不办</Button>
            <Button type="primary" onClick={() => void run()} autoFocus>
              全部通过
            </Button>
          </>
        )
      }
    >
      {results.size === 0 && !running ? (
        <p>这些事项的自动检查全部合格。将逐件作出“通过”的决定并制发结果；结果上有内容要填写的会留下来，请单独办理。</p>
      ) : (
        <>
          <Progress percent={Math.round((results.size / chosen.length) * 100)} status={running ? 'active' : 'normal'} aria-label="批量办理进度" />
          <p role="status">
            {running
              ? `正在办理第 ${Math.min(results.size + 1, chosen.length)} 件…`
              : `通过 ${passed} 件${results.size > passed ? `，${results.size - passed} 件没有办` : ''}${chosen.length > results.size ? `，${chosen.length - results.size} 件没有开始` : ''}。`}
          </p>
        </>
      )}
      <ul className="queue-batch">
        {chosen.map(r => {
          const result = results.get(r.id);
          return (
            <li key={r.id}>
              <span>
                {r.principalName} · {r.title}
                <small>{r.number}</small>
              </span>
              {result ? (
                result.ok ? (
                  <span className="queue-batch-ok">✓ 已通过</span>
                ) : (
                  <span className="queue-batch-why">
                    ✕ {result.why} <Link href={`/desk/tasks/${r.id}`}>去办理</Link>
                  </span>
                )
              ) : (
                <span className="light-muted">等待</span>
              )}
            </li>
          );
        })}
      </ul>
      {stopped.current && finished && chosen.length > results.size ? <Alert type="info" title="后面的没有开始，可以再选一次。" /> : null}
    </Modal>
  );
}
