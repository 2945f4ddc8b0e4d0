/** The facts that a thing sets once and for all. */
import { CloseOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { factWords, settledFacts } from '../../../catalogue/words.ts';
import { useEditor } from './editor-context.ts';

export function FactsField({ value, onChange }: { value: Record<string, string>; onChange(value: Record<string, string>): void }) {
  const { catalogue } = useEditor();
  const rows = Object.entries(value);
  const all = [
    ...Object.entries(settledFacts).map(([id, f]) => ({ value: id, label: f.ask })),
    ...catalogue.questions.map(q => ({ value: q.id, label: q.ask })),
  ];
  return (
    <>
      {rows.map(([fact, answer]) => {
        const { ask, options } = factWords(catalogue, fact);
        return (
          <div key={fact} className="cat-when-row">
            <span>{ask}</span>
            <Select
              size="small"
              value={answer}
              options={options.some(o => o.value === answer) ? options : [...options, { value: answer, label: answer }]}
              aria-label={ask}
              popupMatchSelectWidth={false}
              onChange={next => onChange({ ...value, [fact]: next })}
            />
            <Button
              size="small"
              type="text"
              icon={<CloseOutlined />}
              aria-label={`去掉固定的情形：${ask}`}
              onClick={() => onChange(Object.fromEntries(rows.filter(([f]) => f !== fact)))}
            />
          </div>
        );
      })}
      <Select
        size="small"
        className="cat-add"
        showSearch={{ optionFilterProp: 'label' }}
        value={null}
        placeholder="加一个固定的情形"
        aria-label="加一个固定的情形"
        popupMatchSelectWidth={false}
        options={all.filter(f => !(f.value in value))}
        onChange={(fact: string | null) => fact && onChange({ ...value, [fact]: factWords(catalogue, fact).options[0]?.value ?? '' })}
      />
    </>
  );
}
