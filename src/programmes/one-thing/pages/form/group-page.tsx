/** One subject of the form, all its fields or its list of entries. */
import { readIdentityNumber } from '#platform/validators';
import type { Test } from '../../catalogue/conditions.ts';
import type { Value, Values } from '../../forms.ts';
import type { GroupView } from '../../views.ts';
import { Fields } from './fields.tsx';
import type { FormPage } from './page.ts';
import { Rows } from './rows.tsx';

export function GroupPage({ draft, view, filled, told, attempt, today, onLeave, group }: FormPage & { group: GroupView }) {
  if (group.repeat)
    return (
      <Rows
        group={{ ...group, repeat: group.repeat }}
        rows={filled.rows[group.id] ?? []}
        faults={told}
        attempt={attempt}
        today={today}
        onChange={rows => draft.change({ rows: { [group.id]: rows } })}
        onLeave={onLeave}
      />
    );
  const change = (id: string, value: Value) => draft.change({ values: { [id]: value, ...implied(view, filled.values, id, value) } });
  return (
    <Fields
      fields={group.fields}
      path="values"
      values={filled.values}
      prefilled={view.prefilled}
      faults={told}
      today={today}
      onChange={change}
      onLeave={onLeave}
    />
  );
}

/** An identity number holds birthday and sex: where the form asks them too, they need not be typed. */
function implied(view: FormPage['view'], values: Values, id: string, value: Value): Values {
  const reading = typeof value === 'string' ? readIdentityNumber(value) : null;
  if (!reading?.valid) return {};
  const found: Values = {};
  for (const { condition } of view.rules) {
    const test = condition.test as Test | undefined;
    if (test?.rule !== 'identity-agrees' || test.number !== id) continue;
    if (test.birth && !values[test.birth]) found[test.birth] = reading.birth;
    if (test.sex && !values[test.sex]) found[test.sex] = reading.sex;
  }
  return found;
}
