/** The window (窗口受理): who is there, which thing, for whom, the one notice, and on to the form. While nobody is there: the day's list. */
import { useEffect, useRef, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { api } from '#ui/api';
import { Frame } from '#ui/frame';
import { hasRole, type Session, useSession } from '#ui/session';
import type { FirmShown, OpenedByCode, Visitor } from '../../window.ts';
import { WindowBegun } from './window-begun.tsx';
import { WindowDay } from './window-day.tsx';
import { WindowFirm } from './window-firm.tsx';
import { WindowRegister } from './window-register.tsx';
import { type Found, WindowSearch } from './window-search.tsx';
import { WindowStart } from './window-start.tsx';
import { WindowThings } from './window-things.tsx';
import { endVisit, principalKey, setVisit, useVisit } from './window-visit.ts';
import { WindowVisitor } from './window-visitor.tsx';
import { WindowWaiting } from './window-waiting.tsx';
import './window.css';

export default function WindowPage() {
  const { data: session } = useSession();
  return session ? <AtWindow session={session} /> : null;
}

type Nobody = Extract<Found, { is: 'nobody' }>;

function AtWindow({ session }: { session: Session }) {
  const visit = useVisit(session.id);
  const [params, setParams] = useSearchParams();
  const [, go] = useLocation();
  const [nobody, setNobody] = useState<Nobody | null>(null);
  const { visitor, firm, opened } = visit;
  const clerk = hasRole(session, 'window-clerk');
  const { today } = session;
  const thing = params.get('thing');
  const choose = (no: number) => setParams({ thing: String(no) });
  const met = (found: Visitor) => {
    setNobody(null);
    // Whoever comes for the scanned firm and may act for it, does.
    const acts = firm ? found.principals.find(p => p.kind === 'firm' && p.id === firm.id) : undefined;
    setVisit({ clerk: session.id, visitor: found, opened: null, principal: acts ? principalKey(acts) : null });
  };
  // A firm's code brings the firm and whoever shows it at once.
  const shown = ({ visitor, firm: of, opened }: { visitor: Visitor; firm: FirmShown | null; opened: OpenedByCode }) => {
    setNobody(null);
    const named = of ?? firm;
    const acts = named && visitor.principals.find(p => p.kind === 'firm' && p.id === named.id);
    setVisit({ clerk: session.id, visitor, firm: named, opened, principal: acts ? principalKey(acts) : null });
  };
  const onFound = (found: Found) => {
    if (found.is === 'person') met(found.visitor);
    else if (found.is === 'shown') shown(found);
    else if (found.is === 'firm') setVisit({ clerk: session.id, firm: found.firm, visitor: null, opened: null, principal: null });
    else setNobody(found);
  };
  // Somebody whose number was just called at this window.
  const called = params.get('person');
  useEffect(() => {
    if (!called) return;
    let here = true;
    const meet = (visitor: Visitor | null) => {
      if (!here) return;
      if (visitor) setVisit({ clerk: session.id, visitor, firm: null, opened: null, principal: null });
      go('/desk/window', { replace: true });
    };
    api.get<Visitor>(`/window/persons/${called}`).then(meet, () => meet(null));
    return () => {
      here = false;
    };
  }, [called, session.id, go]);
  const leave = () => {
    endVisit();
    setNobody(null);
    go('/desk/window');
  };
  // The keyboard goes on where the page goes on.
  const at = visitor ? (thing ? 'window-start' : null) : null;
  const before = useRef(at);
  useEffect(() => {
    if (at && at !== before.current) document.getElementById(at)?.focus();
    before.current = at;
  }, [at]);
  const stranger = visitor && firm && !visitor.principals.some(p => p.kind === 'firm' && p.id === firm.id);
  return (
    <Frame title="窗口受理" note={visitor ? `正在为 ${visitor.person.name} 办理` : '替来窗口的人申请，材料当场扫描'}>
      <div className={`window${visitor ? ' busy' : ''}`}>
        {firm ? <WindowFirm firm={firm} onLeave={leave} /> : null}
        {nobody ? (
          <WindowRegister card={nobody} today={today} may={clerk} onRegistered={met} onCancel={() => setNobody(null)} />
        ) : visitor ? (
          <WindowVisitor
            visitor={visitor}
            opened={opened}
            today={today}
            clerk={clerk}
            onPhone={phone => setVisit({ visitor: { ...visitor, person: { ...visitor.person, phone } } })}
            onLeave={leave}
          />
        ) : firm?.status === 'cancelled' ? null : (
          <section className="frame-panel no-print" aria-label="来办事的人">
            <WindowSearch
              key={firm?.id ?? ''}
              label={firm ? `替“${firm.name}”来办事的人：身份证或中阳码` : '来办事的人：身份证、中阳码，或企业的统一社会信用代码'}
              hint={firm ? '请刷来人的身份证、扫中阳码，或输入 18 位号码后按回车' : '刷身份证、扫中阳码或营业执照，或输入 18 位号码后按回车'}
              today={today}
              onFound={onFound}
            />
          </section>
        )}
        {stranger ? (
          <p role="alert" className="window-stranger">
            {visitor.person.name}没有受“{firm.name}”委托，不能以它的名义申请；可以办自己的事，或请法定代表人先委托。
          </p>
        ) : null}
        {visitor && visitor.person.status !== 'dead' ? (
          thing ? (
            <WindowStart
              key={`${visitor.person.id}${thing}`}
              no={thing}
              visitor={visitor}
              scan={opened?.scan ?? null}
              chosen={visit.principal}
              onOther={() => go('/desk/window')}
            />
          ) : (
            <>
              {clerk ? <WindowWaiting person={visitor.person.id} /> : null}
              <WindowBegun
                visitor={visitor}
                today={today}
                onTaken={id => setVisit({ visitor: { ...visitor, begun: visitor.begun.filter(b => b.id !== id) } })}
              />
              <WindowThings forFirm={visit.principal?.startsWith('firm') ?? false} onChoose={choose} />
            </>
          )
        ) : null}
        {visitor || nobody || firm ? null : <WindowDay session={session} handsIn={clerk} />}
      </div>
    </Frame>
  );
}
