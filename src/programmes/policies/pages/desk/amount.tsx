/** How much: a fixed sum, so much each, a share, or steps; with a cap. */
import { Button, Input, InputNumber, Select } from 'antd';
import { defOf, type FactId, factIds } from '../../facts.ts';
import type { Amount } from '../../item.ts';

const kinds = { fixed: '定额', 'per-unit': '按数量', share: '按比例', tiers: '分档' } as const;
const numbers = factIds.filter(id => defOf(id).kind === 'number' && !defOf(id).sealed);
const inYuan = numbers.filter(id => defOf(id).unit === '元');

function begin(kind: Amount['kind']): Amount {
  if (kind === 'fixed') return { kind, yuan: '' };
  if (kind === 'per-unit') return { kind, fact: 'insured', each: '' };
  if (kind === 'share') return { kind, fact: 'premiums', percent: 10 };
  return { kind, fact: 'insured', tiers: [{ from: 1, yuan: '' }] };
}

const money = (text: string) => text.trim().replaceAll(',', '');

export function AmountEditor({ amount, set, readOnly }: { amount: Amount; set(amount: Amount): void; readOnly: boolean }) {
  const fact = (value: FactId, among: readonly FactId[], change: (id: FactId) => void) => (
    <div>
      <label className="policy-label" htmlFor="amount-fact">
        按什么计算
      </label>
      <Select
        id="amount-fact"
        disabled={readOnly}
        value={value}
        onChange={change}
        options={among.map(id => ({ value: id, label: `${defOf(id).title}（${defOf(id).unit}）` }))}
        showSearch={{ optionFilterProp: 'label' }}
      />
    </div>
  );
  const yuan = (id: string, label: string, value: string, change: (text: string) => void) => (
    <div>
      <label className="policy-label" htmlFor={id}>
        {label}
      </label>
      <Input id={id} disabled={readOnly} inputMode="decimal" maxLength={14} suffix="元" value={value} onChange={e => change(money(e.target.value))} />
    </div>
  );
  const cap = (value: string | undefined, change: (text: string | undefined) => void) =>
    yuan('amount-cap', '最高（不填为不封顶）', value ?? '', t => change(t || undefined));
  return (
    <div className="policy-form">
      <div>
        <label className="policy-label" htmlFor="amount-kind">
          算法
        </label>
        <Select
          id="amount-kind"
          disabled={readOnly}
          value={amount.kind}
          onChange={kind => set(begin(kind))}
          options={Object.entries(kinds).map(([value, label]) => ({ value: value as Amount['kind'], label }))}
        />
      </div>
      {amount.kind === 'fixed' ? yuan('amount-yuan', '金额', amount.yuan, t => set({ ...amount, yuan: t })) : null}
      {amount.kind === 'per-unit' ? (
        <>
          {fact(amount.fact, numbers, id => set({ ...amount, fact: id }))}
          {yuan('amount-each', `每${defOf(amount.fact).unit ?? ''}`, amount.each, t => set({ ...amount, each: t }))}
          {cap(amount.cap, c => set({ ...amount, cap: c }))}
        </>
      ) : null}
      {amount.kind === 'share' ? (
        <>
          {fact(amount.fact, inYuan, id => set({ ...amount, fact: id }))}
          <div>
            <label className="policy-label" htmlFor="amount-percent">
              比例
            </label>
            <InputNumber
              id="amount-percent"
              disabled={readOnly}
              min={0.01}
              max={100}
              suffix="%"
              value={amount.percent}
              onChange={n => set({ ...amount, percent: n ?? 0 })}
            />
          </div>
          {cap(amount.cap, c => set({ ...amount, cap: c }))}
        </>
      ) : null}
      {amount.kind === 'tiers' ? (
        <>
          {fact(amount.fact, numbers, id => set({ ...amount, fact: id }))}
          <div className="wide policy-conditions">
            {amount.tiers.map((t, i) => (
              <div className="policy-condition" key={i}>
                <InputNumber
                  aria-label={`第 ${i + 1} 档从`}
                  disabled={readOnly}
                  min={0}
                  prefix="满"
                  suffix={defOf(amount.fact).unit}
                  value={t.from}
                  onChange={n => set({ ...amount, tiers: amount.tiers.map((x, j) => (j === i ? { ...x, from: n ?? 0 } : x)) })}
                />
                <Input
                  aria-label={`第 ${i + 1} 档金额`}
                  disabled={readOnly}
                  className="grow"
                  suffix="元"
                  value={t.yuan}
                  onChange={e => set({ ...amount, tiers: amount.tiers.map((x, j) => (j === i ? { ...x, yuan: money(e.target.value) } : x)) })}
                />
                {amount.tiers.length > 1 && !readOnly ? (
                  <Button size="small" danger onClick={() => set({ ...amount, tiers: amount.tiers.filter((_, j) => j !== i) })}>
                    删除<span className="frame-hidden">第 {i + 1} 档</span>
                  </Button>
                ) : null}
              </div>
            ))}
            {readOnly ? null : (
              <div>
                <Button size="small" onClick={() => set({ ...amount, tiers: [...amount.tiers, { from: (amount.tiers.at(-1)?.from ?? 0) + 1, yuan: '' }] })}>
                  添加一档
                </Button>
              </div>
            )}
          </div>
        </>
      ) : null}
    </div>
  );
}
