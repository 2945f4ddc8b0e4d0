/** The parts of an entry as controls, drawn from its specs. */
import { Checkbox, Input, InputNumber, Select } from 'antd';
import { Link } from 'wouter';
import type { When } from '../../../catalogue/conditions.ts';
import { choicesOf, homeOf } from './choices.ts';
import { useEditor } from './editor-context.ts';
import { Field } from './field.tsx';
import { OrderField } from './order.tsx';
import { FactsField } from './part-facts.tsx';
import { ListField } from './part-list.tsx';
import { SourceField, SourcesField } from './sources.tsx';
import { inner, type Json, type JsonMap, listOf, mapOf, type Spec, textOf, withPart } from './spec.ts';
import { UsesField } from './uses.tsx';
import { WhenField } from './when.tsx';

interface PartsProps {
  specs: readonly Spec[];
  value: JsonMap;
  /** Of the map within the entry; empty for the entry itself. */
  path: string;
  onChange(value: JsonMap): void;
}

export const Parts = ({ specs, value, path, onChange }: PartsProps) => (
  <div className="cat-parts">
    {specs.map(spec => (
      <Part
        key={spec.key}
        spec={spec}
        value={value[spec.key]}
        path={path ? `${path}.${spec.key}` : spec.key}
        onChange={next => onChange(withPart(value, spec.key, next))}
      />
    ))}
  </div>
);

interface PartProps<S extends Spec = Spec> {
  spec: S;
  value: Json;
  path: string;
  onChange(value: Json): void;
}

/** What is optional and left empty is not there at all. */
const textValue = (spec: Spec, text: string): Json => (spec.optional && text === '' ? undefined : text);

function Part({ spec, value, path, onChange }: PartProps) {
  switch (spec.as) {
    case 'text':
      return (
        <Field spec={spec} path={path} wide={(spec.lines ?? 1) > 1}>
          {ids =>
            spec.lines ? (
              <Input.TextArea {...ids} rows={spec.lines} value={textOf(value)} onChange={e => onChange(textValue(spec, e.target.value))} />
            ) : (
              <Input {...ids} value={textOf(value)} disabled={spec.fixed ?? false} onChange={e => onChange(textValue(spec, e.target.value))} />
            )
          }
        </Field>
      );
    case 'number':
      return (
        <Field spec={spec} path={path}>
          {ids => (
            <InputNumber
              {...ids}
              value={typeof value === 'number' ? value : null}
              {...(spec.min === undefined ? {} : { min: spec.min })}
              {...(spec.max === undefined ? {} : { max: spec.max })}
              {...(spec.suffix ? { suffix: spec.suffix } : {})}
              onChange={n => onChange(n ?? (spec.optional ? undefined : null))}
            />
          )}
        </Field>
      );
    case 'yes':
      return (
        <Field spec={spec} path={path} box>
          {() => (
            <Checkbox checked={value === true} onChange={e => onChange(e.target.checked)}>
              {spec.label}
            </Checkbox>
          )}
        </Field>
      );
    case 'choice':
      return (
        <Field spec={spec} path={path}>
          {ids => (
            <Select
              {...ids}
              value={textOf(value) || undefined}
              allowClear={spec.optional ?? false}
              placeholder="请选择"
              options={Object.entries(spec.options).map(([v, label]) => ({ value: v, label }))}
              onChange={next => onChange(next)}
            />
          )}
        </Field>
      );
    case 'ref':
      return <Ref spec={spec} value={value} path={path} onChange={onChange} />;
    case 'refs':
      return <Refs spec={spec} value={value} path={path} onChange={onChange} />;
    case 'words':
      return (
        <Field spec={spec} path={path} wide>
          {ids => (
            <Select
              {...ids}
              mode="tags"
              value={listOf(value) as string[]}
              tokenSeparators={['，', ',', '、', '；']}
              onChange={next => onChange(next)}
              suffixIcon={null}
              open={false}
            />
          )}
        </Field>
      );
    case 'lines':
      return (
        <Field spec={spec} path={path} wide>
          {ids => (
            <Input.TextArea
              {...ids}
              rows={Math.max(2, listOf(value).length + 1)}
              value={(listOf(value) as string[]).join('\n')}
              onChange={e => onChange(e.target.value.split('\n'))}
              onBlur={e => onChange(e.target.value.split('\n').flatMap(line => line.trim() || []))}
            />
          )}
        </Field>
      );
    case 'when':
      return (
        <Field spec={spec} path={path} group>
          {() => <WhenField value={value as When | undefined} of={spec.label} onChange={next => onChange(next as Json)} />}
        </Field>
      );
    case 'source':
      return (
        <Field spec={spec} path={path}>
          {ids => <SourceField id={ids.id} of={spec.label} value={textOf(value) || undefined} onChange={onChange} />}
        </Field>
      );
    case 'facts':
      return (
        <Field spec={spec} path={path} group>
          {() => <FactsField value={mapOf(value) as Record<string, string>} onChange={onChange} />}
        </Field>
      );
    case 'sources':
      return (
        <Field spec={spec} path={path} group>
          {() => <SourcesField value={mapOf(value)} facts={spec.facts} onChange={onChange} />}
        </Field>
      );
    case 'part':
      return (
        <Field spec={spec} path={path} group>
          {() => (
            <>
              {spec.optional ? (
                <Checkbox checked={value !== undefined} onChange={e => onChange(e.target.checked ? spec.fresh : undefined)}>
                  有
                </Checkbox>
              ) : null}
              {value === undefined ? null : <Parts specs={spec.specs} value={mapOf(value)} path={path} onChange={onChange} />}
            </>
          )}
        </Field>
      );
    case 'variant': {
      const map = mapOf(value);
      const which = value === undefined ? '' : spec.which(map);
      return (
        <Field spec={spec} path={path} group>
          {() => (
            <>
              <Select
                value={which}
                aria-label={spec.label}
                popupMatchSelectWidth={false}
                options={[...(spec.optional ? [{ value: '', label: '没有' }] : []), ...spec.cases.map(({ value: v, label }) => ({ value: v, label }))]}
                onChange={next => onChange(next === '' ? undefined : spec.cases.find(c => c.value === next)?.fresh)}
              />
              {which ? <Parts specs={inner(spec, value)} value={map} path={path} onChange={onChange} /> : null}
            </>
          )}
        </Field>
      );
    }
    case 'list':
      return (
        <Field spec={spec} path={path} group>
          {() => (
            <ListField
              spec={spec}
              value={listOf(value)}
              path={path}
              item={(v, p, change) => <Parts specs={spec.specs} value={v} path={p} onChange={change} />}
              onChange={next => onChange(spec.optional && next.length === 0 ? undefined : next)}
            />
          )}
        </Field>
      );
    case 'uses':
      return (
        <Field spec={spec} path={path} group>
          {() => <UsesField spec={spec} value={listOf(value)} path={path} onChange={onChange} />}
        </Field>
      );
    case 'order':
      return (
        <Field spec={spec} path={path} group>
          {() => <OrderField value={listOf(value)} onChange={onChange} />}
        </Field>
      );
  }
}

function Ref({ spec, value, path, onChange }: PartProps<Extract<Spec, { as: 'ref' }>>) {
  const { catalogue } = useEditor();
  const options = choicesOf(catalogue, spec.of);
  const id = textOf(value);
  const home = id ? homeOf(catalogue, spec.of, id) : null;
  return (
    <Field spec={spec} path={path}>
      {ids => (
        <span className="cat-ref">
          <Select
            {...ids}
            showSearch={{ optionFilterProp: 'label' }}
            value={id || undefined}
            placeholder="请选择"
            allowClear={spec.optional ?? false}
            options={options}
            onChange={next => onChange(next)}
          />
          {home ? (
            <Link href={home} aria-label={`看${spec.label}这一条`}>
              看
            </Link>
          ) : null}
        </span>
      )}
    </Field>
  );
}

function Refs({ spec, value, path, onChange }: PartProps<Extract<Spec, { as: 'refs' }>>) {
  const { catalogue } = useEditor();
  return (
    <Field spec={spec} path={path}>
      {ids => (
        <Select
          {...ids}
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          value={listOf(value) as string[]}
          options={choicesOf(catalogue, spec.of)}
          onChange={next => onChange(next)}
        />
      )}
    </Field>
  );
}
