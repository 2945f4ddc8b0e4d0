/** Claiming: what the county knows is shown and not asked; the rest, the account and the signature are on one page. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { api, Problem, useCreate } from '#ui/api';
import { Banner, Button, ErrorSummary, Loading, useTitle } from '#ui/kit';
import { Refused, SignedIn } from '#ui/session';
import type { ClaimForm } from '../../claiming.ts';
import { type AccountDraft, AccountFields } from './account-fields.tsx';
import { DeclaredFields } from './declared-fields.tsx';
import { useFirm } from './firm.tsx';
import { type Given, MaterialFields } from './material-fields.tsx';
import { Missing, noPolicy } from './missing.tsx';
import { moneyWords, Reasons, yuanOf } from './names.tsx';
import './policies.css';

export default function ClaimPage() {
  return <SignedIn>{() => <Loaded />}</SignedIn>;
}

function Loaded() {
  const { id } = useParams<{ id: string }>();
  const { firm, ready } = useFirm();
  const { data, error, refetch } = useQuery({
    queryKey: ['policy-claim', id, firm?.id],
    queryFn: () => api.get<ClaimForm>(`/policies/${id}/claim?firm=${firm!.id}`),
    enabled: firm !== null,
    // A form that is being filled in is not read anew under one's hands.
    staleTime: Number.POSITIVE_INFINITY,
  });
  useTitle(data ? `申领${data.policy.title}` : '申领');
  if (ready && !firm)
    return (
      <div className="policies stack">
        <h1>申领</h1>
        <Banner look="warn">
          <p>您名下没有企业，也没有企业委托您，不能申领。</p>
        </Banner>
        <p>
          <Link href={`/policies/${id}`}>回到政策说明</Link>
        </p>
      </div>
    );
  if (error) return <Missing error={error} again={() => void refetch()} {...noPolicy} />;
  return data ? <Form key={data.firm.id} form={data} /> : <Loading />;
}

const ids: [RegExp, string][] = [
  [/^declared\.(.*)$/, 'declared-$1'],
  [/^materials\.(.*)$/, 'material-$1'],
  [/^account(\.number)?$/, 'account-number'],
  [/^account\.(.*)$/, 'account-$1'],
  [/^signed$/, 'signed'],
];

/** Faults of the server at the controls of this page. */
export const shownFaults = (error: unknown) =>
  error instanceof Problem
    ? error.faults.map(f => {
        const [pattern, to] = ids.find(([p]) => p.test(f.path)) ?? [/^.*$/, 'main'];
        return { id: f.path.replace(pattern, to), message: f.message };
      })
    : [];

function Form({ form }: { form: ClaimForm }) {
  const [, go] = useLocation();
  const client = useQueryClient();
  const create = useCreate();
  const [declared, setDeclared] = useState<Record<string, string>>({});
  const [given, setGiven] = useState<Record<string, Given>>({});
  const [account, setAccount] = useState<AccountDraft | null>(null);
  const [signed, setSigned] = useState(false);
  const submit = useMutation({
    mutationFn: () =>
      create<{ id: string }>(`/policies/${form.policy.id}/claims`, {
        firm: form.firm.id,
        declared: Object.fromEntries(Object.entries(declared).filter(([, v]) => v !== '')),
        materials: Object.fromEntries(Object.entries(given).map(([id, f]) => [id, f.id])),
        ...(account || !form.account ? { account: account ?? { holder: form.firm.name, bank: '', number: '' } } : {}),
        signed,
      }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['policies'] });
      go(`/policies/mine/${id}?new=1`);
    },
  });
  const faults = shownFaults(submit.error);
  const fault = (path: string) => (submit.error instanceof Problem ? submit.error.faults.find(f => f.path === path)?.message : undefined);
  if (!form.open || form.outcome === 'unmet' || form.money !== 'there')
    return (
      <div className="policies stack">
        <h1>申领{form.policy.title}</h1>
        <Banner look="warn">
          <p>
            {!form.open
              ? '现在不在申领时间里。'
              : form.outcome === 'unmet'
                ? `“${form.firm.name}”现在还不符合条件。`
                : `${form.money === 'there' ? '' : moneyWords[form.money]}。`}
          </p>
        </Banner>
        <Reasons reasons={form.reasons.filter(r => r.outcome !== 'met')} />
        <p>
          <Link href={`/policies/${form.policy.id}?firm=${form.firm.id}`}>回到政策说明</Link>
        </p>
      </div>
    );
  return (
    <form
      className="policies stack-l"
      noValidate
      onSubmit={e => {
        e.preventDefault();
        if (!submit.isPending) submit.mutate();
      }}
    >
      <header className="stack-s">
        <p>
          <Link href={`/policies/${form.policy.id}?firm=${form.firm.id}`}>← 政策说明</Link>
        </p>
        <h1>申领{form.policy.title}</h1>
        <p>
          {form.firm.name}
          <span className="muted"> {form.firm.code}</span>
        </p>
      </header>
      {faults.length > 0 ? <ErrorSummary faults={faults} /> : submit.error ? <Refused error={submit.error} /> : null}
      <section className="card stack" aria-labelledby="known">
        <h2 id="known">县里已经知道的，不用填</h2>
        <Reasons reasons={form.reasons.filter(r => r.outcome === 'met')} />
        {form.reasons.some(r => r.outcome === 'unknown' && r.missing.some(f => !form.declare.includes(f))) ? (
          <Banner>
            <p>
              还有 {form.reasons.filter(r => r.outcome === 'unknown' && r.missing.some(f => !form.declare.includes(f))).length} 条信息由部门核实，不影响您提交。
            </p>
          </Banner>
        ) : null}
      </section>
      {form.declare.length > 0 ? (
        <section className="card stack" aria-labelledby="declare">
          <h2 id="declare">只有您知道的</h2>
          <DeclaredFields facts={form.declare} values={declared} set={(id, v) => setDeclared(was => ({ ...was, [id]: v }))} fault={fault} />
        </section>
      ) : null}
      {form.policy.materials.length > 0 ? (
        <section className="card stack" aria-labelledby="papers">
          <h2 id="papers">要交的材料</h2>
          <MaterialFields materials={form.policy.materials} given={given} set={(id, file) => setGiven(was => ({ ...was, [id]: file }))} fault={fault} />
        </section>
      ) : null}
      <section className="card stack" aria-labelledby="account">
        <h2 id="account">钱打到哪里</h2>
        <AccountFields known={form.account} firm={form.firm} value={account} set={setAccount} fault={fault} />
      </section>
      <section className="card stack">
        {form.amount ? (
          <div className="policy-lines">
            {form.lines.map(l => (
              <p key={l}>{l}</p>
            ))}
          </div>
        ) : (
          <p className="muted">金额在您填写以后计算，以审核为准。</p>
        )}
        {form.amount ? <p className="policy-mine">大约可得 {yuanOf(form.amount)}</p> : null}
        <div className={`field${fault('signed') ? ' wrong' : ''}`}>
          {fault('signed') ? <p className="error">{fault('signed')}</p> : null}
          <label className="policy-sign-off">
            <input id="signed" type="checkbox" checked={signed} onChange={e => setSigned(e.target.checked)} />
            <span>我代表“{form.firm.name}”承诺：以上内容真实，同意主管部门为审核这次申领查看企业的登记、证照和部门数据；有假的，退回资金并承担责任。</span>
          </label>
        </div>
        <Button type="submit" busy={submit.isPending}>
          提交申领
        </Button>
      </section>
    </form>
  );
}
