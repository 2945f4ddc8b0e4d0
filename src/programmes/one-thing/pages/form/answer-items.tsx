/** What a department asked for, each with the place to answer it: the field, the entries, the material. */

import type { Answerable, CaseView } from '../../case-view.ts';
import type { Fault, Value, Values } from '../../forms.ts';
import type { GroupView } from '../../views.ts';
import type { AnswerDraft } from './answer-draft.ts';
import { Fields } from './fields.tsx';
import { GiveMaterial, isGiven } from './give-material.tsx';
import { Rows } from './rows.tsx';

type Item = CaseView['corrections'][number]['items'][number];
/** What the case has of each material. */
export type AnswerMaterial = Pick<NonNullable<CaseView['materials']>[number], 'id' | 'name' | 'wantedBy' | 'way' | 'state' | 'files'>;

interface Props {
  items: readonly Item[];
  answerable: Answerable;
  materials: readonly AnswerMaterial[];
  draft: AnswerDraft;
  faults: readonly Fault[];
  attempt: number;
  today: string;
  /** Of the entries, below the page's own. */
  heading: 'h2' | 'h3';
  change(change: Partial<AnswerDraft>): void;
}

export function AnswerItems(props: Props) {
  const { items, answerable, faults, heading: Heading } = props;
  // One list of entries can be asked about more than once, and is changed in one place.
  const placed = new Set<string>();
  const asked = new Set(items.map(i => i.id));
  // What the server finds wrong elsewhere in the same matter must be mended as well, and is shown for it.
  const others = fieldsWith(answerable.groups, faults).filter(f => !asked.has(f.fieldId));
  return (
    <ol className="answer-items">
      {items.map((item, i) => (
        <li key={item.what} className="card stack-s">
          <Heading>
            <span className="muted">{i + 1}. </span>
            {item.what}
          </Heading>
          <Place {...props} kind={item.kind} id={item.id} placed={placed} />
        </li>
      ))}
      {others.map(o => (
        <li key={o.fieldId} className="card stack-s">
          <Heading>这一处也要改</Heading>
          <Place {...props} kind="field" id={o.fieldId} placed={placed} />
        </li>
      ))}
    </ol>
  );
}

function Place({
  kind,
  id,
  placed,
  answerable,
  materials,
  draft,
  faults,
  attempt,
  today,
  change,
}: Props & { kind: Item['kind']; id: string | undefined; placed: Set<string> }) {
  if (kind === 'material') {
    const material = materials.find(m => m.id === id);
    if (!material) return null;
    return (
      <>
        {material.files.length > 0 ? (
          <p className="muted small">
            上次交的：
            {material.files.map(f => f.name).join('、')}
          </p>
        ) : null}
        <GiveMaterial
          material={material}
          how={answerable.materials[material.id]}
          given={draft.given[material.id]}
          error={isGiven(draft.given[material.id]) ? undefined : faults.find(f => f.path === `materials.${material.id}`)?.message}
          onChange={next => change({ given: { ...draft.given, [material.id]: next } })}
        />
      </>
    );
  }
  const group = answerable.groups.find(g => g.fields.some(f => f.id === id));
  if (kind !== 'field' || !group) return <p className="muted">请在下面的“说明”里答复。</p>;
  const nothing = () => {};
  if (group.repeat) {
    if (placed.has(group.id)) return <p className="muted">和上面“{group.label}”一起改。</p>;
    placed.add(group.id);
    return (
      <Rows
        group={{ ...group, repeat: group.repeat }}
        rows={draft.rows[group.id] ?? answerable.rows[group.id] ?? []}
        faults={faults}
        attempt={attempt}
        today={today}
        onChange={rows => change({ rows: { ...draft.rows, [group.id]: rows } })}
        onLeave={nothing}
      />
    );
  }
  const set = (field: string, value: Value) => change({ values: { ...draft.values, [field]: value } });
  const values: Values = { ...answerable.values, ...draft.values };
  return <Fields fields={group.fields.filter(f => f.id === id)} path="values" values={values} faults={faults} today={today} onChange={set} onLeave={nothing} />;
}

/** The fields that these faults are at. */
export function fieldsWith(groups: readonly GroupView[], faults: readonly Fault[]): { fieldId: string }[] {
  return groups.flatMap(g => {
    const at = g.fields.filter(f => faults.some(x => x.path === `values.${f.id}`));
    if (!g.repeat) return at.map(f => ({ fieldId: f.id }));
    return faults.some(x => x.path.startsWith(`rows.${g.id}`)) ? [{ fieldId: g.fields[0]!.id }] : [];
  });
}
