/** Where the money goes: what the county has is offered first, the number never shown whole. */
import { Button, Field } from '#ui/kit';

export interface AccountDraft {
  holder: string;
  bank: string;
  number: string;
}

interface Props {
  known: { holder: string; bank: string; number: string } | null;
  firm: { name: string; kind: string };
  /** null: the known one is used. */
  value: AccountDraft | null;
  set(value: AccountDraft | null): void;
  fault(path: string): string | undefined;
}

export function AccountFields({ known, firm, value, set, fault }: Props) {
  if (known && value === null)
    return (
      <div className="stack-s">
        <p>
          {known.holder}
          <br />
          {known.bank}，{known.number}
        </p>
        {fault('account') ? <p className="error">{fault('account')}</p> : null}
        <p>
          <Button look="plain" onClick={() => set({ holder: firm.name, bank: '', number: '' })}>
            换一个账户
          </Button>
        </p>
      </div>
    );
  const draft = value ?? { holder: firm.name, bank: '', number: '' };
  const personal = firm.kind === 'sole-trader' && draft.holder.trim() !== '' && draft.holder.trim() !== firm.name;
  const change = (part: Partial<AccountDraft>) => set({ ...draft, ...part });
  return (
    <div>
      <Field
        id="account-holder"
        label="户名"
        hint={firm.kind === 'sole-trader' ? '企业名称，或经营者本人的姓名' : '必须是企业的名称'}
        error={fault('account.holder')}
      >
        {c => <input {...c} className="input" autoComplete="off" maxLength={80} value={draft.holder} onChange={e => change({ holder: e.target.value })} />}
      </Field>
      <Field id="account-bank" label="开户银行" hint="写到支行，例如“中国农业银行中阳县支行”" error={fault('account.bank')}>
        {c => <input {...c} className="input" autoComplete="off" maxLength={60} value={draft.bank} onChange={e => change({ bank: e.target.value })} />}
      </Field>
      <Field
        id="account-number"
        label="账号"
        hint={personal ? '经营者本人的银行卡号，16 至 19 位数字' : '对公账号，8 至 32 位数字；可以带空格'}
        error={fault('account.number') ?? fault('account')}
      >
        {c => (
          <input
            {...c}
            className="input"
            inputMode="numeric"
            autoComplete="off"
            maxLength={60}
            value={draft.number}
            onChange={e => change({ number: e.target.value })}
          />
        )}
      </Field>
    </div>
  );
}
