/** Which window takes a matter, what no window takes, how long an entry of the negative list still holds. Pure. */
import { addDays, addMonths, type Day, daysBetween } from '#platform/calendar';
import { outsideMonths, outsideWarnDays } from './figures.ts';

export interface MatterOf {
  id: string;
  name: string;
  department: string;
  /** The hall's area as the catalogue has it. */
  place: string;
}

export interface AreaOf {
  id: string;
  takes: readonly string[];
}

export interface WindowOf {
  seat: string;
  area: string;
  units: readonly string[];
  matters: readonly string[];
}

/** A window takes the matters of its area, of its departments where it names some, and those that it names. */
export const takes = (window: WindowOf, area: AreaOf, matter: MatterOf): boolean =>
  window.matters.includes(matter.id) || (area.takes.includes(matter.place) && (window.units.length === 0 || window.units.includes(matter.department)));

export const windowsFor = <W extends WindowOf>(matter: MatterOf, windows: readonly W[], areas: readonly AreaOf[]): W[] =>
  windows.filter(w => {
    const area = areas.find(a => a.id === w.area);
    return area !== undefined && takes(w, area, matter);
  });

export type OutsideLight = 'green' | 'yellow' | 'red' | 'none';

/** How an entry stands: red when its day is past, yellow in the last days before, none when it was ended. */
export function outsideLight(entry: { validUntil: Day; endedOn: Day | null }, today: Day): OutsideLight {
  if (entry.endedOn !== null) return 'none';
  if (today > entry.validUntil) return 'red';
  return daysBetween(today, entry.validUntil) <= outsideWarnDays ? 'yellow' : 'green';
}

/** An entry stands in for a window only while it holds. */
export const holds = (entry: { validUntil: Day; endedOn: Day | null }, today: Day): boolean => entry.endedOn === null && today <= entry.validUntil;

export interface Coverage<M> {
  taken: M[];
  outside: M[];
  /** Neither taken by a window nor on the valid list. */
  uncovered: M[];
  /** Taken and on the list: one of the two is wrong. */
  twice: M[];
}

/** Every matter belongs to a window or onto the list (应进必进, 中政发〔2024〕16号 二（一）1). */
export function coverage<M extends MatterOf>(
  matters: readonly M[],
  windows: readonly WindowOf[],
  areas: readonly AreaOf[],
  outside: readonly { matter: string | null; validUntil: Day; endedOn: Day | null }[],
  today: Day,
): Coverage<M> {
  const listed = new Set(outside.filter(e => holds(e, today)).flatMap(e => e.matter ?? []));
  const found: Coverage<M> = { taken: [], outside: [], uncovered: [], twice: [] };
  for (const m of matters) {
    const taken = windowsFor(m, windows, areas).length > 0;
    if (taken && listed.has(m.id)) found.twice.push(m);
    else if (listed.has(m.id)) found.outside.push(m);
    else (taken ? found.taken : found.uncovered).push(m);
  }
  return found;
}

/** What is wrong with the last day of an entry; null when it may be written. */
export function termFault(validUntil: Day, today: Day): string | null {
  if (validUntil <= today) return '有效期要晚于今天';
  return validUntil > addMonths(today, outsideMonths) ? `有效期最长 ${outsideMonths} 个月，到期再评估` : null;
}

/** From this day on an entry is reminded of. */
export const remindFrom = (validUntil: Day): Day => addDays(validUntil, -outsideWarnDays);
