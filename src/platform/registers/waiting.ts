/** Hand-overs that wait: lists to be received, and lists that came back. */
import type { Waits } from '../waiting/index.ts';
import { unitNames } from './store.ts';

interface Row {
  id: string;
  kind: string;
  period: string;
  fromUnit: string;
  toUnit: string;
  state: 'handed' | 'received' | 'returned';
  rows: number;
  rejected: number;
}

export const handoversWait: Waits = {
  may: 'register.write',
  async find(ctx, units) {
    const { sql, county } = ctx;
    // Of what went to the same unit only the last one: what was sent back before it has been answered by it.
    const rows = await sql<Row[]>`
      select * from (
        select distinct on (kind, period, to_unit) id, kind, period, from_unit, to_unit, state, rows, rejected from register_handover
        where county = ${county} order by kind, period, to_unit, number desc) h
      where (state = 'handed' and to_unit = any(${[...units]}::text[]))
        or ((state = 'returned' or rejected > 0) and from_unit = any(${[...units]}::text[]))`;
    const names = await unitNames(ctx);
    return rows.flatMap(h => {
      const kind = ctx.house.registers[h.kind];
      if (!kind?.pages) return [];
      const link = `${kind.pages}/handovers/${h.id}`;
      const name = (unit: string) => names.get(unit) ?? unit;
      if (h.state === 'handed' && units.includes(h.toUnit))
        return [{ title: `签收${kind.title}`, detail: `${name(h.fromUnit)}交来 ${h.rows} ${kind.unit}`, link }];
      return [
        h.state === 'returned'
          ? { title: `${kind.title}被整份退回`, detail: `${name(h.toUnit)}退回，改好再交`, link }
          : { title: `${kind.title}有几行被退回`, detail: `${name(h.toUnit)}退回，改好再交`, count: h.rejected, link },
      ];
    });
  },
};
