/** Where a fact is from: a document and a place in it, or assumed until the department confirms. */
import { Input, Select } from 'antd';
import { useEditor } from './editor-context.ts';
import { type JsonMap, mapOf, textOf, withPart } from './spec.ts';

interface Props {
  id?: string;
  value: string | undefined;
  onChange(value: string | undefined): void;
  /** For the names of the two controls. */
  of: string;
  /** The value that counts where none is given. */
  fallback?: string;
}

const assumed = 'assumed';

export function SourceField({ id, value, onChange, of, fallback }: Props) {
  const { catalogue } = useEditor();
  const cut = value?.indexOf(':') ?? -1;
  const chosen = value === undefined ? '' : cut < 0 ? value : value.slice(0, cut);
  const place = cut < 0 ? '' : value!.slice(cut + 1);
  return (
    <span className={`cat-source${value === assumed ? ' assumed' : ''}`}>
      <Select
        {...(id ? { id } : {})}
        size="small"
        showSearch={{ optionFilterProp: 'label' }}
        value={chosen}
        aria-label={`${of}：来源`}
        popupMatchSelectWidth={false}
        options={[
          ...(fallback === undefined ? [] : [{ value: '', label: `同“其余”${fallback === assumed ? '（待部门确认）' : ''}` }]),
          { value: assumed, label: '待部门确认（暂无依据）' },
          ...catalogue.sources.map(s => ({ value: s.id, label: s.number ? `${s.title}（${s.number}）` : s.title })),
        ]}
        onChange={next => onChange(next === '' ? undefined : next === assumed ? assumed : `${next}:${place || '全文'}`)}
      />
      {cut >= 0 ? (
        <Input
          size="small"
          value={place}
          maxLength={60}
          aria-label={`${of}：在文件里的位置`}
          placeholder="第几条、附件第几项"
          onChange={e => onChange(`${chosen}:${e.target.value}`)}
        />
      ) : null}
    </span>
  );
}

export function SourcesField({ value, facts, onChange }: { value: JsonMap; facts: Readonly<Record<string, string>>; onChange(value: JsonMap): void }) {
  const fallback = textOf(value.default);
  return (
    <ul className="cat-sources">
      {Object.entries(facts).map(([fact, name]) => {
        const own = value[fact];
        const counts = own ?? fallback;
        return (
          <li key={fact}>
            <span>
              {name} {counts === assumed ? <span className="cat-assumed">待确认</span> : null}
            </span>
            <SourceField
              of={name}
              value={typeof own === 'string' ? own : undefined}
              onChange={next => onChange(withPart(mapOf(value), fact, next))}
              {...(fact === 'default' ? {} : { fallback })}
            />
          </li>
        );
      })}
    </ul>
  );
}
