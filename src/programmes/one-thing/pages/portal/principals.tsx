/** In whose name: oneself, a relative, a firm; who cannot be chosen is shown with the reason. */
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { Problem } from '#ui/api';
import { Banner, Button, Dialog, ErrorSummary } from '#ui/kit';
import { day, moment } from '#ui/words';
import type { ThingView } from '../../views.ts';

export interface Principal {
  kind: 'person' | 'firm';
  id: string;
  name: string;
  basis: 'self' | 'legal-person' | 'guardian' | 'given';
  code: string;
  status: string;
  things: number[] | null;
  toDay: string | null;
}

interface Draft {
  id: string;
  principalName: string;
  changedAt: string;
}

const bases = {
  self: '本人',
  'legal-person': '您是法定代表人（经营者）',
  guardian: '您是监护人',
  given: '受委托',
} as const;

/** Why this principal cannot apply for this thing; null when it can. */
export function whyNot(thing: Pick<ThingView, 'no' | 'name' | 'firmState'>, p: Principal): string | null {
  if (p.status === 'cancelled') return '这家企业已经注销，不能再以它的名义办事';
  if (p.status === 'struck-off' && thing.firmState === 'active') return '这家企业已被吊销营业执照，不能办这件事';
  if (p.status === 'dead') return '户口已注销，不能以其名义办事';
  if (p.status === 'moved') return '户口已迁出本县，请到大厅窗口核对';
  if (p.things && !p.things.includes(thing.no)) return `委托书里没有“${thing.name}”这件事`;
  return null;
}

const caution: Record<string, string> = {
  abnormal: '已被列入经营异常名录，有的事项可能批不下来，建议先办“信用修复”',
  'struck-off': '已被吊销营业执照',
};

interface Props {
  thing: ThingView;
  choice: { principals: Principal[]; drafts: Draft[] } | null;
  busy: boolean;
  today: string | undefined;
  error: unknown;
  onClose(): void;
  onChoose(principal: Principal): void;
}

export function InWhoseName({ thing, choice, busy, today, error, onClose, onChoose }: Props) {
  const [chosen, setChosen] = useState<string>();
  const [missing, setMissing] = useState(false);
  const usable = choice?.principals.filter(p => !whyNot(thing, p)) ?? [];
  const only = usable.length === 1 ? usable[0]!.id : undefined;
  useEffect(() => {
    setChosen(only);
    setMissing(false);
  }, [only]);
  if (!choice) return null;
  const none = usable.length === 0;
  return (
    <Dialog
      open
      onClose={onClose}
      title={none ? '现在还不能申请' : choice.principals.length > 1 ? '以谁的名义申请？' : '接着填，还是重新填？'}
      actions={
        <>
          <Button look="secondary" onClick={onClose}>
            {none ? '知道了' : '取消'}
          </Button>
          {none ? null : (
            <Button
              busy={busy}
              onClick={() => {
                const principal = usable.find(p => p.id === chosen);
                if (principal) onChoose(principal);
                else setMissing(true);
              }}
            >
              {choice.drafts.length > 0 ? '新填一份' : '开始申请'}
            </Button>
          )}
        </>
      }
    >
      {error ? (
        <Banner look="bad" role="alert">
          <strong>{error instanceof Problem ? error.message : '没有成功，请再试一次'}</strong>
          {error instanceof Problem && error.detail ? <p>{error.detail}</p> : null}
        </Banner>
      ) : null}
      {choice.drafts.length > 0 ? (
        <Banner look="info">
          <p>您有没填完的“{thing.name}”，可以接着填：</p>
          <ul>
            {choice.drafts.map(d => (
              <li key={d.id}>
                <Link href={`/applications/${d.id}`} className="principal-draft">
                  {d.principalName}，上次填到 {moment(d.changedAt, today)}
                </Link>
              </li>
            ))}
          </ul>
        </Banner>
      ) : null}
      <ErrorSummary faults={missing && !chosen ? [{ id: 'principals', message: '请选择以谁的名义申请' }] : []} title="还没有选" />
      {choice.principals.length > 0 ? (
        <fieldset id="principals" className="choices">
          <legend className="visually-hidden">以谁的名义申请</legend>
          {choice.principals.map(p => (
            <Choice key={p.id} thing={thing} principal={p} checked={chosen === p.id} onChoose={() => setChosen(p.id)} />
          ))}
        </fieldset>
      ) : null}
      {none ? <WhatNow thing={thing} empty={choice.principals.length === 0} /> : null}
    </Dialog>
  );
}

function Choice({ thing, principal: p, checked, onChoose }: { thing: ThingView; principal: Principal; checked: boolean; onChoose(): void }) {
  const reason = whyNot(thing, p);
  return (
    <label className={`choice${reason ? ' principal-off' : ''}`}>
      <input type="radio" name="principal" checked={checked} disabled={reason !== null} onChange={onChoose} />
      <span>
        {p.name}
        <span className="hint">
          {bases[p.basis]}
          {p.toDay ? `，到${day(p.toDay)}` : ''}
        </span>
        <span className="hint">{p.code}</span>
        {reason ? (
          <span className="principal-reason">不能选：{reason}</span>
        ) : caution[p.status] ? (
          <span className="principal-reason">注意：{caution[p.status]}</span>
        ) : null}
      </span>
    </label>
  );
}

/** What to do when nobody can be chosen. */
function WhatNow({ thing, empty }: { thing: ThingView; empty: boolean }) {
  if (thing.principal === 'person')
    return (
      <p>
        如果信息不对，请带身份证到大厅综合窗口核对，或打 <a href="tel:12345">12345</a>。
      </p>
    );
  return (
    <div className="stack-s">
      {empty ? (
        <p>“{thing.name}”要以企业（含个体工商户）的名义办。您名下没有企业，也没有企业委托您办事。</p>
      ) : (
        <p>
          可以办的：<Link href="/things/11">企业注销登记</Link>、<Link href="/things/9">信用修复</Link>。
        </p>
      )}
      {empty ? (
        <ul className="principal-ways">
          <li>
            还没有企业的，先办<Link href="/things/1">企业开办</Link>。
          </li>
          <li>替企业跑腿的，请法定代表人登录后，在“我的”里的“委托代办”中委托您。</li>
        </ul>
      ) : null}
      <p>
        信息不对的，打 <a href="tel:12345">12345</a> 或到大厅窗口核对。
      </p>
    </div>
  );
}
