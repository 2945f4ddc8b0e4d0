/** What the desk's pages of benefits share: the bar between them, conditions with their reasons, a reason asked in a dialog. */
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Input, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { decoded } from '#platform/tables/pure';
import { Problem } from '#ui/api';
import { NotElevated, Trouble } from '#ui/frame';
import { hasRole, useSession } from '#ui/session';
import { outcomes, type Reason } from '../../rules.ts';
import './policies.css';

const pages = [
  { path: '/desk/policies', title: '政策', roles: ['reviewer', 'programme-officer', 'unit-head'] },
  { path: '/desk/policies/claims', title: '申领' },
  { path: '/desk/policies/grants', title: '免申即享' },
  { path: '/desk/policies/payments', title: '支付' },
  { path: '/desk/policies/objections', title: '异议' },
  { path: '/desk/policies/budgets', title: '资金' },
  { path: '/desk/policies/facts', title: '企业信息', roles: ['reviewer', 'programme-officer', 'unit-head'] },
  { path: '/desk/policies/figures', title: '统计' },
];

export function PolicyBar() {
  const [location] = useLocation();
  const { data: session } = useSession();
  // The service owner sees the figures and nothing of single firms.
  const mine = hasRole(session, 'reviewer', 'programme-officer', 'unit-head', 'supervisor', 'leader', 'auditor');
  const shown = mine ? pages.filter(p => !p.roles || hasRole(session, ...p.roles)) : pages.filter(p => p.title === '统计');
  return (
    <nav className="policy-bar no-print" aria-label="惠企政策">
      {shown.map(p => (
        <Link key={p.path} href={p.path} aria-current={location === p.path ? 'page' : undefined}>
          {p.title}
        </Link>
      ))}
    </nav>
  );
}

const signs = { met: '✓', unknown: '?', unmet: '✕' } as const;

export const ReasonList = ({ reasons }: { reasons: readonly Reason[] }) => (
  <ul className="policy-checks">
    {reasons.map(r => (
      <li key={r.condition} className={r.outcome}>
        <span aria-hidden="true">{signs[r.outcome]}</span>
        <div>
          <span className="frame-hidden">{outcomes[r.outcome]}：</span>
          {r.condition}
          <small>
            {r.have === null ? '没有这条信息' : r.have}
            {r.source ? `（${r.source}）` : ''}
          </small>
        </div>
      </li>
    ))}
  </ul>
);

export const Lines = ({ lines }: { lines: readonly string[] }) => (
  <ul className="policy-sum">
    {lines.map(l => (
      <li key={l}>{l}</li>
    ))}
  </ul>
);

export const yuanOf = (text: string) => text.replace(/\B(?=(\d{3})+(?=\.))/g, ',');

/** A refusal that belongs to the page; closing the question for a code is none. */
export const Refusal = ({ error }: { error: unknown }) =>
  error && !(error instanceof NotElevated) ? (
    error instanceof Problem && error.faults.length > 0 ? (
      <Alert type="error" showIcon role="alert" title={error.message} description={[...new Set(error.faults.map(f => f.message))].join('；')} />
    ) : (
      <Trouble error={error} />
    )
  ) : null;

export function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['policies'] });
}

interface AskProps {
  open: boolean;
  title: string;
  label: string;
  ok: string;
  danger?: boolean;
  busy: boolean;
  error: unknown;
  send(words: string): void;
  close(): void;
  children?: ReactNode;
}

/** Asks for a few words and sends them; what was typed stays when it is refused. */
export function Ask({ open, title, label, ok, danger, busy, error, send, close, children }: AskProps) {
  const [words, setWords] = useState('');
  return (
    <Modal
      open={open}
      title={title}
      okText={ok}
      cancelText="取消"
      okButtonProps={{ danger: danger ?? false }}
      confirmLoading={busy}
      onOk={() => !busy && send(words)}
      onCancel={close}
      afterClose={() => setWords('')}
      destroyOnHidden
    >
      {children}
      <label className="policy-label" htmlFor="policy-ask">
        {label}
      </label>
      <Input.TextArea id="policy-ask" rows={4} maxLength={1000} value={words} onChange={e => setWords(e.target.value)} />
      <Refusal error={error} />
    </Modal>
  );
}

/** A file's text, whatever it is written in; where that cannot be told, what to do about it stands in its place. */
export async function textOf(file: File): Promise<string> {
  const read = decoded(new Uint8Array(await file.arrayBuffer()));
  return 'text' in read ? read.text : read.message;
}
