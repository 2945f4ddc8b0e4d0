/** A condition, read as a sentence and edited as questions with their answers; groups hold conditions inside conditions. */
import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useState } from 'react';
import type { When } from '../../../catalogue/conditions.ts';
import { isAll, isAny, isNot } from '../../../catalogue/situations.ts';
import { factWords, settledFacts, whenInWords } from '../../../catalogue/words.ts';
import { useEditor } from './editor-context.ts';

interface Props {
  value: When | undefined;
  onChange(value: When | undefined): void;
  /** What the condition decides, for the names of the buttons. */
  of: string;
}

export function WhenField({ value, onChange, of }: Props) {
  const { catalogue, questions } = useEditor();
  const [open, setOpen] = useState(false);
  const first = () => {
    onChange(firstCondition(questions));
    setOpen(true);
  };
  if (!value)
    return (
      <Button size="small" type="dashed" icon={<PlusOutlined />} aria-label={`加条件：${of}`} onClick={first}>
        加条件
      </Button>
    );
  return (
    <div className="cat-when">
      <span>{whenInWords(catalogue, value)}</span>
      <span className="cat-when-buttons">
        <Button size="small" type="link" aria-expanded={open} aria-label={`${open ? '收起' : '改条件'}：${of}`} onClick={() => setOpen(!open)}>
          {open ? '收起' : '改条件'}
        </Button>
        <Button size="small" type="link" aria-label={`不要条件：${of}`} onClick={() => onChange(undefined)}>
          不要条件
        </Button>
      </span>
      {open ? <WhenTree value={value} onChange={onChange} of={of} /> : null}
    </div>
  );
}

const firstCondition = (questions: readonly { id: string; options: { value: string }[] }[]): When => {
  const question = questions[0];
  return question ? { [question.id]: question.options[0]?.value ?? '' } : {};
};

type Form = 'facts' | 'any' | 'all' | 'not';
const forms: { value: Form; label: string }[] = [
  { value: 'facts', label: '下面各条都符合' },
  { value: 'any', label: '下面几组，符合一组就行' },
  { value: 'all', label: '下面几组，每组都要符合' },
  { value: 'not', label: '下面这组不符合' },
];
const formOf = (w: When): Form => (isAny(w) ? 'any' : isAll(w) ? 'all' : isNot(w) ? 'not' : 'facts');
const children = (w: When): When[] => (isAny(w) ? w.any : isAll(w) ? w.all : isNot(w) ? [w.not] : [w]);

/** Another form of the same: what was said is kept as far as the form can hold it. */
function into(form: Form, w: When): When {
  const parts = children(w);
  const one = parts[0] ?? {};
  if (form === 'any') return { any: parts };
  if (form === 'all') return { all: parts };
  if (form === 'not') return { not: parts.length > 1 ? w : one };
  return formOf(one) === 'facts' ? one : into('facts', one);
}

function WhenTree({ value, onChange, of }: { value: When; onChange(value: When | undefined): void; of: string }) {
  const { questions } = useEditor();
  const form = formOf(value);
  const parts = children(value);
  const put = (next: When[]) => {
    if (next.length === 0) return onChange(undefined);
    onChange(form === 'any' ? { any: next } : form === 'all' ? { all: next } : { not: next[0]! });
  };
  return (
    <div className="cat-when-tree">
      <Select
        size="small"
        value={form}
        options={forms}
        onChange={f => onChange(into(f, value))}
        aria-label={`${of}：怎样算符合`}
        popupMatchSelectWidth={false}
      />
      {form === 'facts' ? (
        <FactRows value={value as Record<string, string | string[]>} onChange={onChange} of={of} />
      ) : (
        <>
          {parts.map((p, i) => (
            <WhenTree key={i} value={p} of={`${of} 第 ${i + 1} 组`} onChange={next => put(next ? parts.with(i, next) : parts.filter((_, at) => at !== i))} />
          ))}
          {form === 'not' ? null : (
            <Button size="small" type="link" icon={<PlusOutlined />} onClick={() => put([...parts, firstCondition(questions)])}>
              再加一组
            </Button>
          )}
        </>
      )}
    </div>
  );
}

function FactRows({ value, onChange, of }: { value: Record<string, string | string[]>; onChange(value: When | undefined): void; of: string }) {
  const { catalogue, questions } = useEditor();
  const facts = [
    ...questions.map(q => ({ value: q.id, label: q.ask })),
    ...Object.entries(settledFacts).map(([id, f]) => ({ value: id, label: `${f.ask}（事情里固定的）` })),
  ];
  const rows = Object.entries(value);
  const free = facts.filter(f => !(f.value in value));
  const put = (next: [string, string | string[]][]) => onChange(next.length > 0 ? Object.fromEntries(next) : undefined);
  return (
    <>
      {rows.map(([fact, wanted], i) => {
        const { ask, options } = factWords(catalogue, fact);
        const values = Array.isArray(wanted) ? wanted : [wanted];
        return (
          <div key={fact} className="cat-when-row">
            <Select
              size="small"
              showSearch={{ optionFilterProp: 'label' }}
              value={fact}
              options={[...facts.filter(f => f.value === fact), ...(facts.some(f => f.value === fact) ? [] : [{ value: fact, label: ask }]), ...free]}
              onChange={next => put(rows.with(i, [next, factWords(catalogue, next).options[0]?.value ?? '']))}
              aria-label={`${of}：哪个问题`}
              popupMatchSelectWidth={false}
            />
            <span>是</span>
            <Select
              size="small"
              mode="multiple"
              value={values}
              options={[...options, ...values.filter(v => !options.some(o => o.value === v)).map(v => ({ value: v, label: v }))]}
              // Without an answer it would be no condition: the last one stays until the row is taken away.
              onChange={next => next.length > 0 && put(rows.with(i, [fact, next.length === 1 ? next[0]! : next]))}
              aria-label={`${ask}：哪些答案`}
              popupMatchSelectWidth={false}
            />
            <Button size="small" type="text" icon={<CloseOutlined />} aria-label={`去掉这一条：${ask}`} onClick={() => put(rows.filter((_, at) => at !== i))} />
          </div>
        );
      })}
      <Button
        size="small"
        type="link"
        icon={<PlusOutlined />}
        disabled={free.length === 0}
        onClick={() => put([...rows, [free[0]!.value, factWords(catalogue, free[0]!.value).options[0]?.value ?? '']])}
      >
        再加一条
      </Button>
    </>
  );
}
