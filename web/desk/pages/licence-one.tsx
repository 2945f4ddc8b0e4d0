/** One licence: its face, what may be done to it, its paper, where it is used, everything that happened to it. */
import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { Link } from 'wouter';
import type { DeskLicence } from '#platform/licences';
import { standings } from '#platform/licences/pure';
import { api } from '#ui/api';
import { clockTime, Frame, Mark, Waits } from '#ui/frame';
import { LicenceFace } from '#ui/licence';
import { useSession } from '#ui/session';
import { day } from '#ui/words';
import { LicenceMoves } from './licence-moves.tsx';
import { LicencePaper } from './licence-paper.tsx';
import { ConfirmRevocation } from './licence-revocation.tsx';
import { standingLooks } from './licence-words.ts';

const back = { to: '/desk/licences', title: '电子证照' };
const changeStates = { done: '', waiting: '待部门负责人确认', declined: '已退回' } as const;

export function LicenceOne({ id }: { id: string }) {
  const { data: session } = useSession();
  const one = useQuery({
    queryKey: ['desk-licences', 'one', id],
    queryFn: ({ signal }) => api.get<DeskLicence>(`/desk/licences/${encodeURIComponent(id)}`, signal),
  });
  const row = one.data?.row;
  return (
    <Frame
      title={row ? row.typeName : '电子证照'}
      back={back}
      note={row ? <Mark look={standingLooks[row.standing]}>{standings[row.standing]}</Mark> : null}
      actions={one.data?.own ? <LicenceMoves one={one.data} /> : null}
    >
      <Waits of={one}>{data => (session ? <Shown one={data} today={session.today} /> : null)}</Waits>
    </Frame>
  );
}

function Shown({ one, today }: { one: DeskLicence; today: string }) {
  const { row, changes } = one;
  const waiting = changes.find(c => c.state === 'waiting');
  return (
    <>
      {waiting ? (
        one.head ? (
          <ConfirmRevocation one={one} waiting={waiting} />
        ) : (
          <Alert type="info" showIcon title={`${waiting.byName}提出${waiting.title}，等部门负责人确认`} />
        )
      ) : null}
      <div className="licence-columns">
        <div className="licence-main">
          <LicenceFace face={one.face} link={part => `/desk/licences/${part}`} />
          <p className="frame-muted frame-small">敏感的号码只显示头尾。</p>
        </div>
        <div className="licence-side">
          <LicencePaper one={one} />
          <section className="frame-panel" aria-labelledby="licence-uses">
            <h2 id="licence-uses">用在哪里</h2>
            {one.composites.map(c => (
              <p key={c.id}>
                已放进 <Link href={`/desk/licences/${c.id}`}>{c.typeName}</Link>
              </p>
            ))}
            {one.uses.length === 0 ? (
              <p className="frame-muted">还没有办件用过它</p>
            ) : (
              <ul className="licence-uses">
                {one.uses.map(u => (
                  <li key={u.caseId + u.material}>
                    <span>
                      {u.title} {u.number}
                    </span>
                    {u.open ? <Mark look="info">在办</Mark> : null}
                    <span className="frame-muted frame-small">{clockTime(u.givenAt, today)}授权</span>
                  </li>
                ))}
              </ul>
            )}
            {one.uses.some(u => u.open) && row.standing !== 'valid' ? (
              <p className="licence-warn">有在办的件用着它：请告诉承办部门这张证照{standings[row.standing]}。</p>
            ) : null}
          </section>
        </div>
      </div>
      {one.replaced ? (
        <section className="frame-panel" aria-labelledby="licence-differences">
          <h2 id="licence-differences">
            和旧证有什么不同（旧证 <Link href={`/desk/licences/${one.replaced.id}`}>{one.replaced.number}</Link>）
          </h2>
          <dl className="frame-facts">
            {one.replaced.differences.map(d => (
              <div key={d.label} className="licence-difference">
                <dt>{d.label}</dt>
                <dd>
                  <del>{d.before || '（空）'}</del> → <ins>{d.after || '（空）'}</ins>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ) : null}
      {one.replacedBy ? (
        <Alert
          type="info"
          showIcon
          title={
            <>
              已换新证：<Link href={`/desk/licences/${one.replacedBy.id}`}>{one.replacedBy.number}</Link>
            </>
          }
        />
      ) : null}
      <section className="frame-panel" aria-labelledby="licence-course">
        <h2 id="licence-course">经过</h2>
        <ol className="licence-course">
          {changes.map(c => (
            <li key={c.id}>
              <p>
                <strong>{c.title}</strong> {changeStates[c.state] ? <Mark look={c.state === 'waiting' ? 'warn' : 'plain'}>{changeStates[c.state]}</Mark> : null}{' '}
                <span className="frame-muted">
                  {c.byName} {clockTime(c.at, today)}
                </span>
              </p>
              {c.reason ? <p>理由：{c.reason}</p> : null}
              {c.basis ? <p>依据：{c.basis}</p> : null}
              {c.serial ? <p>流水号：{c.serial}</p> : null}
              {c.decidedAt ? (
                <p className="frame-muted">
                  {c.decidedByName} {clockTime(c.decidedAt, today)}
                  {c.state === 'declined' ? '退回' : '确认'}
                  {c.decidedReason ? `：${c.decidedReason}` : ''}
                </p>
              ) : null}
            </li>
          ))}
          <li>
            <p>
              <strong>签发</strong> <span className="frame-muted">{day(row.issuedOn, today)}</span>
            </p>
          </li>
        </ol>
      </section>
    </>
  );
}
