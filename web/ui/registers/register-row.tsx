/** One row with everything that was ever done to it. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useParams } from 'wouter';
import type { RegisterChange, RegisterView, RegisterRow as Row, Values } from '#platform/registers';
import { registerSteps } from '#platform/registers/pure';
import { api } from '../api/index.ts';
import { ReasonDialog } from '../duty/index.ts';
import { Frame, Mark, Reveal, Waits } from '../frame/index.ts';
import { moment } from '../words/index.ts';
import { heading, nameOf, type Place, said, useRegister } from './data.ts';
import { RowDialog } from './row-dialog.tsx';
import './registers.css';

interface Data {
  row: Row;
  doubts: string[];
  mine: string[];
  history: RegisterChange[];
}

export function RegisterRow(place: Place) {
  const { id } = useParams<{ id: string }>();
  const register = useRegister(place.kind);
  const row = useQuery({ queryKey: ['register-row', id], queryFn: ({ signal }) => api.get<Data>(`/registers/${place.kind}/rows/${id}`, signal) });
  return <Waits of={register}>{r => <Waits of={row}>{data => <One place={place} register={r} {...data} />}</Waits>}</Waits>;
}

function One({ place, register: r, row, doubts, mine, history }: { place: Place; register: RegisterView } & Data) {
  const client = useQueryClient();
  const [open, setOpen] = useState<'change' | 'withdraw' | null>(null);
  const close = () => setOpen(null);
  return (
    <Frame
      title={nameOf(r, row)}
      back={{ to: r.yearly ? `${place.base}?year=${row.period}` : place.base, title: r.title }}
      note={row.withdrawnOn ? <Mark look="bad">{row.withdrawnOn} 作废</Mark> : r.periods.find(p => p.period === row.period)?.said}
      actions={
        row.withdrawnOn ? null : (
          <>
            {r.keeps ? (
              <Button danger onClick={() => setOpen('withdraw')}>
                作废这一行
              </Button>
            ) : null}
            {mine.length > 0 ? (
              <Button type="primary" onClick={() => setOpen('change')}>
                改这一行
              </Button>
            ) : null}
          </>
        )
      }
    >
      {doubts.map(d => (
        <Alert key={d} type="warning" showIcon title={d} />
      ))}
      <section className="frame-panel" aria-label="现在">
        <dl className="frame-facts">
          {r.columns.map(c => (
            <div key={c.key} className="register-fact">
              <dt>{heading(c)}</dt>
              <dd>
                {c.sealed && (row.values[c.key] ?? null) !== null ? (
                  <Reveal
                    label={c.title}
                    masked={said(c, row.values[c.key])}
                    tel={c.type === 'phone'}
                    open={
                      r.writes
                        ? reason =>
                            api.post<{ number: string | null }>(`/registers/${r.kind}/rows/${row.id}/reveal`, { column: c.key, reason }).then(x => x.number)
                        : null
                    }
                  />
                ) : (
                  said(c, row.values[c.key])
                )}
                <span className="frame-muted frame-small">
                  {' '}
                  {c.derived ? '由号码得出' : c.writtenBy.length > 0 ? `${c.writtenBy.join('、')}填` : '系统写入'}
                </span>
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <section className="frame-panel" aria-label="修改记录">
        <h2>修改记录</h2>
        <ol className="register-history">
          {history.map(h => (
            <li key={h.version}>
              <p>
                <strong>{registerSteps[h.step]}</strong> {moment(h.madeAt)} {h.madeByName}
                {h.fileName && h.step !== 'undone' ? (h.reason ? `，${h.fileName}` : `，导入“${h.fileName}”`) : ''}
                {h.reason ? `，${h.reason}` : ''}
              </p>
              <Cells register={r} before={h.before} after={h.after} />
            </li>
          ))}
        </ol>
      </section>
      {open === 'change' ? <RowDialog register={r} period={row.period} row={row} mine={mine} close={close} done={() => {}} /> : null}
      {open === 'withdraw' ? (
        <ReasonDialog
          title={`作废：${nameOf(r, row)}`}
          ok="作废"
          label="原因"
          note="作废以后不再列出，也不参加计算；这一行和它的记录还在。"
          send={({ reason }) => api.post(`/registers/${r.kind}/rows/${row.id}/withdrawal`, { version: row.version, reason })}
          done={() => {
            void client.invalidateQueries({ predicate: q => String(q.queryKey[0]).startsWith('register') });
            close();
          }}
          cancel={close}
        />
      ) : null}
    </Frame>
  );
}

/** Each cell as it was and as it became. */
function Cells({ register: r, before, after }: { register: RegisterView; before: Values; after: Values }) {
  const touched = r.columns.filter(c => c.key in after);
  if (touched.length === 0) return null;
  return (
    <ul className="register-cells">
      {touched.map(c => (
        <li key={c.key}>
          {heading(c)} {c.key in before ? `${said(c, before[c.key])} → ` : ''}
          {said(c, after[c.key])}
        </li>
      ))}
    </ul>
  );
}
