/** Who handed what to whom, and how many: what both sides settle by. More facts of a page stand before the digest. */
import type { ReactNode } from 'react';
import type { HandoverView } from '#platform/registers';
import { moment } from '../words/index.ts';
import './registers.css';

type Handed = Pick<
  HandoverView,
  'fromName' | 'handedByName' | 'handedAt' | 'toName' | 'state' | 'answeredByName' | 'answeredAt' | 'rows' | 'rejected' | 'digest'
>;

interface Props {
  of: Handed;
  label: string;
  /** What its rows are counted in. */
  unit: string;
  children?: ReactNode;
  /** Below the facts. */
  note?: string;
}

export function HandoverFacts({ of: h, label, unit, children, note }: Props) {
  return (
    <section className="frame-panel" aria-label={label}>
      <dl className="frame-facts">
        <dt>交出</dt>
        <dd>
          {h.fromName} {h.handedByName}，{moment(h.handedAt)}
        </dd>
        <dt>接收</dt>
        <dd>
          {h.toName}
          {h.answeredByName ? ` ${h.answeredByName}，${moment(h.answeredAt!)}` : h.state === 'handed' ? '，还没有签收' : '，没有签收'}
        </dd>
        <dt>数量</dt>
        <dd>
          {h.rows} {unit}
          {h.rejected > 0 ? `，其中退回 ${h.rejected} ${unit}` : ''}
        </dd>
        {children}
        <dt>名单摘要（SM3）</dt>
        <dd className="register-digest">{h.digest}</dd>
      </dl>
      {note ? <p className="frame-muted frame-small">{note}</p> : null}
    </section>
  );
}
