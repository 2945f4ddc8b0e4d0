/** What the desk's pages of benefits share: the bar between them, conditions with their reasons, a reason asked in a dialog. */
import { type UseQueryResult, useQueryClient } from '@tanstack/react-query';
import { Alert, Empty, Input, Modal, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { decoded, isXls, isXlsx } from '#platform/tables/pure';
import { Problem } from '#ui/api';
import { Frame, NotElevated, Trouble, useUnits, Waits } from '#ui/frame';
import { hasRole, useSession } from '#ui/session';
import { outcomes, type Reason } from '../../rules.ts';
import './policies.css';

const pages = [
  { path: '/desk/policies', title: '政策', roles: ['reviewer', 'programme-officer', 'unit-head'] },
  { path: '/desk/policies/claims', title: '申领' },
  { path: '/desk/policies/grants', title: '免申即享' },
  { path: '/desk/policies/payments', title: '支付' },
  { path: '/desk/policies/payouts', title: '兑现' },
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
  // One record is still part of its list; an item is that of the first.
  const within = (path: string) =>
    location.startsWith(`${path}/`) && (path !== '/desk/policies' || !pages.some(p => p.path !== path && location.startsWith(p.path)));
  return (
    <nav className="policy-bar no-print" aria-label="惠企政策">
      {shown.map(p => (
        <Link key={p.path} href={p.path} aria-current={location === p.path ? 'page' : undefined} className={within(p.path) ? 'within' : undefined}>
          {p.title}
        </Link>
      ))}
    </nav>
  );
}

/** Said before anything is pressed: who has a stake in a firm of the list leaves it to somebody else. */
export const Related = ({ firms }: { firms: readonly string[] }) =>
  firms.length === 0 ? null : (
    <Alert type="warning" showIcon title="依法应当回避" description={`其中的${firms.join('、')}与您或您的家人有关，这一步请由同一部门的另一个人办理。`} />
  );

interface FoundProps<T> {
  of: UseQueryResult<T>;
  /** What was looked for: `这件申领`. */
  what: string;
  back: { to: string; title: string };
  children(data: T): ReactNode;
}

/** One record; an address that names none says so, and either way one gets back to the list. */
export function Found<T>({ of, what, back, children }: FoundProps<T>) {
  if (of.data !== undefined || !of.isError) return <Waits of={of}>{children}</Waits>;
  const none = of.error instanceof Problem && of.error.status === 404;
  return (
    <Frame title={none ? `没有${what}` : back.title} back={back}>
      <PolicyBar />
      {none ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={`没有找到${what}：地址可能不完整，或者它是别的部门的。`} />
      ) : (
        <Trouble error={of.error} again={() => void of.refetch()} />
      )}
    </Frame>
  );
}

interface ChoiceProps {
  value: string | undefined;
  change(value: string): void;
}

/** One benefit of those that the list has. */
export const PolicySelect = ({ policies = [], value, change }: ChoiceProps & { policies?: readonly { id: string; title: string }[] | undefined }) => (
  <Select
    aria-label="政策"
    allowClear
    placeholder="政策：全部"
    showSearch={{ optionFilterProp: 'label' }}
    popupMatchSelectWidth={false}
    value={value}
    onChange={v => change(v ?? '')}
    options={policies.map(p => ({ value: p.id, label: p.title }))}
  />
);

/** One department of those that the list has; who sees one only has nothing to choose. */
export function UnitSelect({ units = [], value, change }: ChoiceProps & { units?: readonly string[] | undefined }) {
  const { short } = useUnits();
  const several = [...new Set(units)];
  return several.length > 1 || value ? (
    <Select
      aria-label="部门"
      allowClear
      placeholder="部门：全部"
      showSearch={{ optionFilterProp: 'label' }}
      value={value}
      onChange={v => change(v ?? '')}
      options={several.map(u => ({ value: u, label: short(u) }))}
    />
  ) : null;
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

/** A file's text, whatever it is written in; null: a workbook. Where it cannot be told, what to do about it stands in its place. */
export async function textOf(file: File): Promise<string | null> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (isXlsx(bytes) || isXls(bytes)) return null;
  const read = decoded(bytes);
  return 'text' in read ? read.text : read.message;
}
