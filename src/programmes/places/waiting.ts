/** Places that one's town has not confirmed in time. */
import { addDays } from '#platform/calendar';
import { ifAny, type Waits } from '#platform/waiting';
import { reviewDays } from './figures.ts';

export const placesWait: Waits = {
  may: 'place.confirm',
  async find({ sql, county, today }, units) {
    const towns = units.flatMap(u => (u.startsWith('town-') ? u.slice('town-'.length) : []));
    const [n] = await sql<{ count: number; oldest: string | null }[]>`
      select count(*)::int as count, min(confirmed_on)::text as oldest from place where county = ${county} and town = any(${towns}::text[]) and kind <> 'hall'
        and valid_from <= ${today} and (closed_on is null or closed_on > ${today}) and confirmed_on < ${addDays(today, -reviewDays)}`;
    const { count, oldest } = n!;
    return ifAny({
      title: '核对办事点',
      detail: `超过 ${reviewDays} 天没有核对`,
      count,
      due: oldest && addDays(oldest, reviewDays),
      link: '/desk/places?light=red',
    });
  },
};
