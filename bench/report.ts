/** How a measurement is told: a name, a figure, its bound, and whether it keeps it. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** The promise, where there is one. */
  bound?: { at: 'least' | 'most'; value: number };
  detail?: Record<string, number | string>;
}

export const holds = (f: Figure): boolean => !f.bound || (f.bound.at === 'least' ? f.value >= f.bound.value : f.value <= f.bound.value);

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
export const p95 = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * 0.95))] ?? Number.NaN;
const round = (n: number) => (Math.abs(n) >= 100 ? Math.round(n) : Math.round(n * 100) / 100);

export function print(figures: readonly Figure[]): void {
  console.table(
    Object.fromEntries(
      figures.map(f => [
        f.name,
        {
          figure: `${round(f.value)} ${f.unit}`,
          promised: f.bound ? `${f.bound.at === 'least' ? '≥' : '≤'} ${f.bound.value}` : '',
          kept: f.bound ? (holds(f) ? 'yes' : 'NO') : '',
          detail: Object.entries(f.detail ?? {})
            .map(([k, v]) => `${k} ${typeof v === 'number' ? round(v) : v}`)
            .join(', '),
        },
      ]),
    ),
  );
  console.log(JSON.stringify({ at: new Date().toISOString(), node: process.version, figures }));
}
