/** Reports that wait: the unit's own to be sent, the collector's to be looked at. */
import type { Waits } from '../waiting/index.ts';
import { standing } from './access.ts';
import { cellsOf, isOwing, namesOf, shownAtOnce } from './reads.ts';
import { periodsUntil } from './schedule.ts';

export const reportsWait: Waits = {
  may: 'round.write',
  async find(ctx) {
    const nameOf = await namesOf(ctx);
    const items = [];
    for (const kind of Object.values(ctx.house.rounds)) {
      const { writes, collects } = standing(ctx, kind);
      const periods = periodsUntil(kind.schedule, ctx.calendar, ctx.today, shownAtOnce);
      const cells = await cellsOf(ctx, kind, periods, unit => writes(unit) || collects);
      const at = `/desk/rounds/${kind.id}`;
      for (const unit of new Set(cells.map(c => c.unit).filter(writes))) {
        const open = periods.filter(p => cells.some(c => c.unit === unit && c.period === p.id && isOwing(c))).reverse();
        const oldest = open[0];
        if (!oldest) continue;
        items.push({
          title: `报送${kind.title}`,
          detail: [nameOf(unit), ...open.slice(0, 3).map(p => p.title)].join('、') + (open.length > 3 ? '等' : ''),
          ...{ count: open.length, due: oldest.due, link: `${at}/${oldest.id}/${unit}` },
        });
      }
      const sent = collects ? cells.filter(c => c.state === 'sent') : [];
      if (sent.length > 0) items.push({ title: `审核${kind.title}`, count: sent.length, link: at });
    }
    return items;
  },
};
