/** The slip that the receiver signs; shown only on paper. */
import { day } from '#ui/words';
import type { CaseView } from '../../case-view.ts';
import type { Handed } from './hand-over-dialog.tsx';

export interface Printed extends Handed {
  /** The receiver of a parcel. */
  to: CaseView['postTo'];
}

interface Props {
  handed: Printed;
  today: string;
  clerk: string;
  unit(id: string): string;
}

export function HandOverSlip({ handed, today, clerk, unit }: Props) {
  const { rows, way, note, agent, to } = handed;
  const first = rows[0]!;
  return (
    <section className="hand-over-slip" aria-hidden="true">
      <h2>{way === 'post' ? '办理结果邮寄清单' : '办理结果领取单'}</h2>
      <p>
        {first.caseTitle}　{first.number}　申请人：{first.principalName}
      </p>
      <table>
        <thead>
          <tr>
            <th>事项</th>
            <th>部门</th>
            <th>结果</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(r => (
            <tr key={r.taskId}>
              <td>{r.title}</td>
              <td>{unit(r.unit)}</td>
              <td>{r.outcome === 'refused' ? '不予通过决定书' : r.licences.map(l => `${l.typeName} ${l.number}`).join('；') || '办理结果'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {to ? (
        <p>
          收件人：{to.receiver}　{to.phone}　{to.address}
        </p>
      ) : null}
      <p>{way === 'post' ? `邮寄单号：${note}` : `领取人：${note}${agent ? `（代领，身份证 ${agent}）` : ''}`}</p>
      <p className="hand-over-sign">
        {way === 'post' ? <span /> : <span>领取人签字：</span>}
        <span>经办：{clerk}</span>
        <span>{day(today)}</span>
      </p>
    </section>
  );
}
