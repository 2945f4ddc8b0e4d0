/** Reminders before the end of a licence. Who renews it, the programme knows that has the catalogue. */
import type { Ctx } from '../actions/index.ts';
import { addDays, type Day, daysBetween, inChinese } from '../calendar/index.ts';
import { type Licence, tellHolder } from './licences.ts';

/** Days before the end on which the holder is reminded (assumed: no rule of the order names any). */
export const reminderDays = [60, 15] as const;

/** The reminder that is due `left` days before the end, if it was not given yet. */
export const reminderDue = (left: number, given: number | null): number | null => {
  const due = [...reminderDays].reverse().find(days => left <= days);
  return left >= 0 && due !== undefined && (given === null || due < given) ? due : null;
};

/** Reminds every holder whose licence ends soon, once at each threshold. In the house's context; returns how many. */
export async function remindExpiring(ctx: Ctx, renewal: (type: string) => { no: number; name: string } | undefined): Promise<number> {
  const rows = await ctx.sql<(Pick<Licence, 'id' | 'number' | 'type' | 'typeName' | 'holder' | 'holderKind'> & { validUntil: Day; reminded: number | null })[]>`
    select id, number, type, type_name, holder, holder_kind, valid_until, reminded from licence
    where county = ${ctx.county} and state = 'valid' and valid_until between ${ctx.today} and ${addDays(ctx.today, reminderDays[0])}
      and (reminded is null or reminded > ${reminderDays[1]}) order by valid_until, id limit 1000 for update skip locked`;
  let told = 0;
  for (const l of rows) {
    const left = daysBetween(ctx.today, l.validUntil);
    const due = reminderDue(left, l.reminded);
    if (due === null) continue;
    const thing = renewal(l.type);
    await tellHolder(ctx, l, {
      template: 'licence-expiring',
      data: {
        typeName: l.typeName,
        until: inChinese(l.validUntil),
        days: String(left),
        how: thing ? `可以在网上办“${thing.name}”换发或延续。` : '请向发证部门办理换发或延续。',
      },
      link: thing ? `/things/${thing.no}` : `/wallet/${l.id}`,
    });
    await ctx.sql`update licence set reminded = ${due} where county = ${ctx.county} and id = ${l.id}`;
    told++;
  }
  return told;
}
