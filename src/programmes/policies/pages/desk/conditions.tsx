/** The condition builder: a fact, how it is compared, with what. No code. */
import { Button, Input, InputNumber, Select } from 'antd';
import { defOf, type FactId, factIds, type Names, sources } from '../../facts.ts';
import { type Condition, opNames, opsOf, type Rule } from '../../item.ts';

interface Props {
  rules: readonly Rule[];
  names: Names;
  set(rules: Rule[]): void;
  readOnly: boolean;
}

const fresh = (): Condition => ({ fact: 'kind', op: 'is', values: [] });

/** A condition of a fact starts with its first operator and nothing to compare with. */
function begin(fact: FactId, op: Condition['op'] = opsOf[defOf(fact).kind][0]): Condition {
  switch (op) {
    case 'is':
    case 'is-not':
    case 'has':
      return { fact, op, values: [] };
    case 'mentions':
      return { fact, op, words: [] };
    case 'at-least':
    case 'at-most':
      return { fact, op, number: 1 };
    case 'within':
    case 'before':
      return { fact, op, months: 12 };
    case 'from':
    case 'until':
      return { fact, op, day: '' };
    default:
      return { fact, op };
  }
}

const known = (id: FactId) => {
  const def = defOf(id);
  return def.keeper
    ? sources.import
    : def.declarable
      ? sources.declared
      : id === 'licences'
        ? sources.wallet
        : id === 'finished'
          ? sources.cases
          : sources.register;
};

export function Conditions({ rules, names, set, readOnly }: Props) {
  const change = (i: number, rule: Rule | null) => set(rules.flatMap((r, n) => (n === i ? (rule ? [rule] : []) : [r])));
  return (
    <>
      <ol className="policy-conditions" aria-label="条件，全部要满足">
        {rules.map((r, i) => (
          <li key={i}>
            {'any' in r ? (
              <div className="policy-any">
                <span>满足其中一项即可</span>
                {r.any.map((c, j) => (
                  <One
                    key={j}
                    label={`条件 ${i + 1}.${j + 1}`}
                    condition={c}
                    names={names}
                    readOnly={readOnly}
                    set={next => {
                      const any = r.any.flatMap((x, n) => (n === j ? (next ? [next] : []) : [x]));
                      change(i, any.length > 1 ? { any } : (any[0] ?? null));
                    }}
                  />
                ))}
                {readOnly ? null : (
                  <div>
                    <Button size="small" onClick={() => change(i, { any: [...r.any, fresh()] })}>
                      再加一项
                    </Button>
                  </div>
                )}
              </div>
            ) : (
              <One label={`条件 ${i + 1}`} condition={r} names={names} readOnly={readOnly} set={next => change(i, next)} />
            )}
          </li>
        ))}
      </ol>
      {readOnly ? null : (
        <div className="policy-tools">
          <Button onClick={() => set([...rules, fresh()])}>添加条件</Button>
          <Button onClick={() => set([...rules, { any: [fresh(), fresh()] }])}>添加“其中一项”</Button>
        </div>
      )}
    </>
  );
}

interface OneProps {
  label: string;
  condition: Condition;
  names: Names;
  set(condition: Condition | null): void;
  readOnly: boolean;
}

function One({ label, condition: c, names, set, readOnly }: OneProps) {
  const def = defOf(c.fact);
  const options = def.options
    ? Object.entries(def.options).map(([value, title]) => ({ value, label: title }))
    : Object.entries(names)
        .filter(([key]) => key.startsWith(`${c.fact}:`))
        .map(([key, title]) => ({ value: key.slice(c.fact.length + 1), label: title }));
  return (
    <fieldset className="policy-condition" aria-label={label} disabled={readOnly}>
      <Select
        aria-label={`${label}：企业信息`}
        disabled={readOnly}
        showSearch={{ optionFilterProp: 'label' }}
        value={c.fact}
        onChange={fact => set(begin(fact))}
        popupMatchSelectWidth={false}
        options={factIds.map(id => ({ value: id, label: `${defOf(id).title}（${known(id)}）` }))}
        className="grow"
      />
      <Select
        aria-label={`${label}：比较`}
        disabled={readOnly}
        value={c.op}
        onChange={op => set(begin(c.fact, op))}
        options={opsOf[def.kind].map(op => ({ value: op as Condition['op'], label: opNames[op] }))}
      />
      {'values' in c ? (
        <Select
          aria-label={`${label}：选项`}
          disabled={readOnly}
          mode="multiple"
          className="grow"
          value={c.values}
          onChange={values => set({ ...c, values })}
          options={options}
          optionFilterProp="label"
          placeholder="可以选几个"
        />
      ) : null}
      {'words' in c ? (
        <Input
          aria-label={`${label}：词`}
          className="grow"
          placeholder="几个词用顿号分开"
          value={c.words.join('、')}
          onChange={e => set({ ...c, words: e.target.value.split('、') })}
        />
      ) : null}
      {'number' in c ? (
        <InputNumber
          aria-label={`${label}：数`}
          min={0}
          precision={2}
          value={c.number}
          onChange={n => set({ ...c, number: n ?? 0 })}
          suffix={def.unit}
          formatter={n => String(n ?? '').replace(/\.00$/, '')}
        />
      ) : null}
      {'months' in c ? (
        <InputNumber aria-label={`${label}：月数`} min={1} max={600} value={c.months} onChange={n => set({ ...c, months: n ?? 1 })} suffix="个月" />
      ) : null}
      {'day' in c ? <Input aria-label={`${label}：日期`} type="date" value={c.day} onChange={e => set({ ...c, day: e.target.value })} /> : null}
      {readOnly ? null : (
        <Button size="small" danger onClick={() => set(null)}>
          删除<span className="frame-hidden">{label}</span>
        </Button>
      )}
    </fieldset>
  );
}
