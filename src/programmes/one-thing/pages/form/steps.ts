/** The pages of one application in their order, what is wrong on each, and where to go on. Pure. */
import type { Day } from '#platform/calendar';
import type { ApplicationView } from '../../application-view.ts';
import type { Way } from '../../catalogue/notice.ts';
import { type Fault, type FormData, type Known, readForm, refusing, type Value } from '../../forms.ts';
import { consentFaults, deliveryFaults, missingMaterial, wayOf } from '../../giving.ts';
import type { GroupView } from '../../views.ts';
import type { Filled } from './changes.ts';

export interface Step {
  id: string;
  title: string;
  group?: GroupView;
}

/** One page a subject, then what is handed in, where results go, and everything once more. */
export const stepsOf = (view: ApplicationView): Step[] =>
  view.notice
    ? [
        ...view.notice.fields.map(group => ({ id: group.id, title: group.label, group })),
        ...(view.notice.materials.length > 0 ? [{ id: 'materials', title: '材料' }] : []),
        { id: 'delivery', title: '领取结果' },
        { id: 'check', title: '核对并提交' },
      ]
    : [];

type Groups = Parameters<typeof readForm>[0];
type Rules = Parameters<typeof refusing>[0]['conditions'];

/** The notice's groups as the shared form rules read them. */
export const plannedGroups = (groups: readonly GroupView[]): Groups =>
  groups.map(group => ({
    group,
    fields: group.fields.map(field => ({ field, wantedBy: field.wantedBy })),
  })) as unknown as Groups;

/** The way that each material takes with what is chosen now. */
export const waysNow = (view: ApplicationView, filled: Filled): Map<string, Way | null> =>
  new Map(
    (view.notice?.materials ?? []).map(m => {
      const has = view.materials[m.id];
      return [m.id, wayOf(m.ways, has?.licences ?? [], has?.register != null, filled.materials[m.id] ?? null)];
    }),
  );

/** Everything that keeps the application from being handed in, in the order of the pages. */
export function faultsOf(view: ApplicationView, filled: Filled, today: Day): Fault[] {
  const data: FormData = { values: filled.values, rows: filled.rows };
  const read = readForm(plannedGroups(view.notice?.fields ?? []), data, today);
  const ways = waysNow(view, filled);
  return [
    // Who applies is decided by the registers: only the server knows.
    ...view.faults.filter(f => f.path === 'principal' || f.path === 'answers'),
    ...read.faults,
    ...refusing({ conditions: view.rules as Rules }, read.data, view.known as Known, today).filter(f => f.path !== 'principal'),
    ...(view.notice?.materials ?? []).filter(m => ways.get(m.id) === null).map(missingMaterial),
    ...consentFaults(filled.consent, [...ways.values()]),
    ...deliveryFaults(filled.delivery),
  ];
}

/** The step on which a fault is mended; null where no page of the form can. */
export function stepOf(view: ApplicationView, path: string): string | null {
  const [where, id = ''] = path.split('.');
  if (where === 'values') return view.notice?.fields.find(g => !g.repeat && g.fields.some(f => f.id === id))?.id ?? null;
  if (where === 'rows') return id;
  if (where === 'materials' || where === 'consent' || where === 'files') return 'materials';
  return where === 'delivery' ? 'delivery' : null;
}

/** What stands at a fault's place: an empty place is missing, a filled one is wrong. */
export function valueAt(filled: Filled, path: string): Value | undefined {
  const [where, id = '', row, field] = path.split('.');
  if (where === 'values') return filled.values[id];
  return where === 'rows' && row !== undefined && field !== undefined ? filled.rows[id]?.[Number(row)]?.[field] : undefined;
}

const isEmpty = (value: Value | undefined) => value === undefined || (typeof value === 'string' ? value.trim() === '' : value.length === 0);

export interface Standing {
  step: Step;
  faults: Fault[];
  missing: number;
  wrong: number;
  state: 'done' | 'missing' | 'wrong' | 'ahead';
}

/** How each step stands; the last one is ahead until everything before it is right. */
export function standings(view: ApplicationView, filled: Filled, faults: readonly Fault[]): Standing[] {
  return stepsOf(view).map(step => {
    if (step.id === 'check') return { step, faults: [], missing: 0, wrong: 0, state: 'ahead' };
    const mine = faults.filter(f => stepOf(view, f.path) === step.id);
    const wrong = mine.filter(f => !isEmpty(valueAt(filled, f.path))).length;
    return {
      step,
      faults: mine,
      missing: mine.length - wrong,
      wrong,
      state: wrong > 0 ? 'wrong' : mine.length > 0 ? 'missing' : 'done',
    };
  });
}

/** How a step stands, in words. */
export function wordsOf({ state, missing, wrong }: Standing): string {
  if (state === 'done') return '已填好';
  if (state === 'ahead') return '';
  return [wrong > 0 ? `${wrong} 处要改` : '', missing > 0 ? `还差 ${missing} 项` : ''].filter(Boolean).join('，');
}
