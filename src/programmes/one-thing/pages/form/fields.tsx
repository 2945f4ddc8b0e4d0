/** The fields of one subject: shown with what the county knows, told what is wrong once they are left. */

import type { ApplicationView } from '../../application-view.ts';
import type { Fault, Value, Values } from '../../forms.ts';
import { readValue } from '../../forms.ts';
import type { FieldView } from '../../views.ts';
import { FieldControl } from './field-control.tsx';
import { asField } from './field-words.ts';

interface FieldsProps {
  fields: readonly FieldView[];
  /** `values` or `rows.heirs.0`. */
  path: string;
  values: Values;
  prefilled?: ApplicationView['prefilled'];
  faults: readonly Fault[];
  today: string;
  onChange(id: string, value: Value): void;
  onLeave(path: string): void;
}

export function Fields({ fields, path, values, prefilled, faults, today, onChange, onLeave }: FieldsProps) {
  return fields.map(field => {
    const at = `${path}.${field.id}`;
    const value = values[field.id];
    return (
      <FieldControl
        key={field.id}
        field={field}
        path={at}
        value={value}
        today={today}
        known={prefilled?.[field.id]}
        error={messageOf(faults, at, field.label)}
        onChange={next => onChange(field.id, next)}
        onLeave={() => {
          // As the register would write it: full-width digits, spaces and lower-case letters are no mistakes.
          if (typeof value === 'string' && value.trim() !== '') {
            const reading = readValue(asField(field), value, today);
            if ('value' in reading && reading.value !== value) onChange(field.id, reading.value);
          }
          onLeave(at);
        }}
      />
    );
  });
}

/** At its field a message does not repeat the label. */
export function messageOf(faults: readonly Fault[], path: string, label: string): string | undefined {
  const message = faults.find(f => f.path === path)?.message;
  return message?.startsWith(`${label}：`) ? message.slice(label.length + 1) : message;
}
