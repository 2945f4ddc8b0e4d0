/** Audit entries, one line each; a click on a name, an action or a subject narrows the search to it. */

import { useState } from 'react';
import { Link } from 'wouter';
import { useUnits } from '#ui/frame';
import type { Filter } from './audit-filters.tsx';
import { actionWords, detailWords, subjectWords } from './audit-words.ts';

export interface AuditEntry {
  seq: string;
  at: string;
  actor: string;
  actorName: string;
  action: string;
  title: string | null;
  subject: string | null;
  record: string | null;
  subjectName: string | null;
  address: string | null;
  detail: unknown;
}

/** To the second, in China's time: the audit is exact. */
const time = (at: string) => {
  const local = new Date(Date.parse(at) + 8 * 3_600_000).toISOString();
  return { day: local.slice(0, 10), clock: local.slice(11, 19) };
};

/** More than a few lines are folded: what was done should not drown in it. */
const longest = 160;

function Particular({ label, text }: { label: string; text: string }) {
  const [open, setOpen] = useState(false);
  const long = text.length > longest;
  return (
    <span>
      <span className="frame-muted">{label}：</span>
      {long && !open ? `${text.slice(0, longest)}…` : text}
      {long ? (
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? '收起' : `展开（共 ${text.length} 字）`}
        </button>
      ) : null}
    </span>
  );
}

export function AuditEntries({ items, narrow }: { items: readonly AuditEntry[]; narrow(next: Partial<Filter>): void }) {
  const { short } = useUnits();
  return (
    <ol className="audit-list">
      {items.map(e => {
        const at = time(e.at);
        const subject = e.subject ? subjectWords(e.subject, e.record) : null;
        const details = detailWords(e.detail, short);
        const person = e.actor !== 'system' && e.actor !== 'guest';
        return (
          <li key={e.seq}>
            <time dateTime={e.at}>
              {at.day} <span>{at.clock}</span>
              <span className="frame-muted frame-small">第 {e.seq} 条</span>
            </time>
            <div className="audit-what">
              <p>
                {person ? (
                  <button type="button" title="只看这个人的记录" onClick={() => narrow({ actor: e.actorName })}>
                    {e.actorName}
                  </button>
                ) : (
                  <span>{e.actorName}</span>
                )}
                <button type="button" title="只看这类动作" onClick={() => narrow({ action: e.action })}>
                  <strong>{actionWords(e.action, e.title)}</strong>
                </button>
                {subject ? (
                  <>
                    <button type="button" title={`只看它的记录：${e.subject}`} onClick={() => narrow({ subject: e.subject ?? '' })}>
                      {e.subjectName ? `工作人员 ${e.subjectName}` : subject.words}
                    </button>
                    {subject.to ? <Link href={subject.to}>打开</Link> : null}
                  </>
                ) : null}
                {e.address ? <span className="frame-muted frame-small">来自 {e.address}</span> : null}
              </p>
              {details.length > 0 ? (
                <p className="audit-detail">
                  {details.map(d => (
                    <Particular key={d.key} label={d.label} text={d.text} />
                  ))}
                </p>
              ) : null}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
