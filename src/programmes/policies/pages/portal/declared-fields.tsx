/** What only the firm knows: asked in plain words, answered for with its signature. */
import { Choices, Field } from '#ui/kit';
import { defOf, type FactId } from '../../facts.ts';

interface Props {
  facts: readonly FactId[];
  values: Record<string, string>;
  set(id: FactId, value: string): void;
  fault(path: string): string | undefined;
}

export const DeclaredFields = ({ facts, values, set, fault }: Props) => (
  <div>
    {facts.map(id => {
      const def = defOf(id);
      const value = values[id] ?? '';
      return def.kind === 'yes-no' ? (
        <Field key={id} id={`declared-${id}`} label={def.title} group error={fault(`declared.${id}`)}>
          {() => (
            <Choices
              name={`declared-${id}`}
              inline
              value={value}
              onChange={v => set(id, v)}
              options={[
                { value: '是', label: '是' },
                { value: '否', label: '不是' },
              ]}
            />
          )}
        </Field>
      ) : (
        <Field key={id} id={`declared-${id}`} label={def.title} error={fault(`declared.${id}`)}>
          {c => (
            <div className="with-unit">
              <input
                {...c}
                className="input short"
                inputMode="decimal"
                autoComplete="off"
                maxLength={16}
                value={value}
                onChange={e => set(id, e.target.value)}
              />
              <span>{def.unit}</span>
            </div>
          )}
        </Field>
      );
    })}
  </div>
);
