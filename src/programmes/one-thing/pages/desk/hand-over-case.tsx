/** The results of one case that wait, or were handed over today. */

import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import type { DeliveryRow } from '#platform/cases';
import { clockTime, Mark } from '#ui/frame';
import { day } from '#ui/words';
import type { Handed } from './hand-over-dialog.tsx';

interface Props {
  rows: DeliveryRow[];
  today: string;
  unit(id: string): string;
  onGive(rows: DeliveryRow[]): void;
  onPrint(handed: Handed): void;
}

export function HandOverCase({ rows, today, unit, onGive, onPrint }: Props) {
  const [left, setLeft] = useState<readonly string[]>([]);
  const first = rows[0]!;
  const waiting = first.handedOver === null;
  const chosen = rows.filter(r => !left.includes(r.taskId));
  const heading = `hand-over-${first.caseId}`;
  return (
    <li className="hand-over-case" aria-labelledby={heading}>
      <div className="frame-panel-head">
        <h2 id={heading}>
          {first.principalName} · {first.caseTitle}
        </h2>
        <Link href={`/desk/cases/${first.caseId}`}>{first.number}</Link>
        {first.applicantName === first.principalName ? null : <span className="frame-muted">{first.applicantName} 经手</span>}
        {waiting ? (
          <Button type="primary" disabled={chosen.length === 0} onClick={() => onGive(chosen)}>
            {first.delivery === 'post' ? '登记邮寄' : '发放'} {chosen.length} 份
          </Button>
        ) : null}
      </div>
      <ul>
        {rows.map(r => (
          <li key={r.taskId}>
            {waiting ? (
              <Checkbox
                checked={!left.includes(r.taskId)}
                onChange={event => setLeft(event.target.checked ? left.filter(id => id !== r.taskId) : [...left, r.taskId])}
              >
                {r.title}
              </Checkbox>
            ) : (
              <span>{r.title}</span>
            )}
            <Mark look={r.outcome === 'approved' ? 'good' : 'bad'}>{r.outcome === 'approved' ? '通过' : '不予通过决定书'}</Mark>
            <span className="frame-muted">{[unit(r.unit), `${day(r.closedOn, today)}办好`].join('，')}</span>
            {r.licences.length > 0 ? (
              <span className="hand-over-licences">{r.licences.map(l => `${l.typeName}（${l.bearer}）${l.number}`).join('；')}</span>
            ) : null}
            {r.handedOver ? (
              <span className="hand-over-done">
                {clockTime(r.handedOver.at, today)} {r.handedOver.by}
                {r.handedOver.way === 'post' ? ` 寄出，单号 ${r.handedOver.note}` : ` 交给 ${r.handedOver.note}`}
                {r.handedOver.agent ? `（${r.handedOver.agent}）` : ''}
                <Button
                  type="link"
                  size="small"
                  onClick={() =>
                    onPrint({ rows: [r], way: r.handedOver!.way === 'post' ? 'post' : 'window', note: r.handedOver!.note, agent: r.handedOver!.agent })
                  }
                >
                  再打印<span className="visually-hidden">：{r.title}</span>
                </Button>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </li>
  );
}
