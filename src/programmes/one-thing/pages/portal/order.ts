/** The order of matters as steps: what can start at once, and what waits for an earlier step. */
interface Ordered {
  id: string;
  after: string[];
}

export type Names = ReadonlyMap<string, { number: number; name: string }>;

/** Matters by how many others must come before them, along the longest chain. A cycle is the linter's business. */
export function steps<T extends Ordered>(matters: readonly T[]): T[][] {
  const byId = new Map(matters.map(m => [m.id, m]));
  const depths = new Map<string, number>();
  const depth = (m: T, trail: readonly string[] = []): number => {
    const known = depths.get(m.id);
    if (known !== undefined) return known;
    const earlier = m.after.flatMap(a => (trail.includes(a) ? [] : (byId.get(a) ?? [])));
    const found = earlier.length === 0 ? 0 : 1 + Math.max(...earlier.map(e => depth(e, [...trail, m.id])));
    depths.set(m.id, found);
    return found;
  };
  const levels: T[][] = [];
  for (const m of matters) {
    const d = depth(m);
    levels[d] = [...(levels[d] ?? []), m];
  }
  return levels.filter(Boolean);
}

/** Tasks of a case in the order in which their turn comes. */
export const inOrder = <T extends { key: string; after: string[] }>(tasks: readonly T[]): T[] =>
  steps(tasks.map(task => ({ id: task.key, after: task.after, task })))
    .flat()
    .map(s => s.task);

/** What a step says of itself. */
export const stepTitle = (index: number, count: number) => (index === 0 ? (count > 1 ? '交上来就同时办' : '先办') : count > 1 ? '接着同时办' : '接着办');

/** Numbers and names of matters as they stand in the steps, for pointing at them: 等第 1 项办好. */
export const numbered = (matters: readonly (Ordered & { name: string })[]): Names =>
  new Map(
    steps(matters)
      .flat()
      .map((m, i) => [m.id, { number: i + 1, name: m.name }]),
  );

/** 等第 1、3 项办好再办; nothing for what can start at once. */
export const waitsFor = (matter: Ordered, names: Names): string => {
  const earlier = matter.after.flatMap(a => names.get(a)?.number ?? []).sort((a, b) => a - b);
  return earlier.length > 0 ? `等第 ${earlier.join('、')} 项办好再办` : '';
};
