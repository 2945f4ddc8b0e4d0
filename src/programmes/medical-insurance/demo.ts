/** Some days of the demo county's daily report, all figures invented: sent and accepted, the last one still to be looked at, today's not sent. */
import { addDays, weekday } from '#platform/calendar';
import { castPlayers, type DemoCounty, dice } from '#platform/demo';
import { acceptReport, saveDraft, sendReport } from '#platform/rounds';
import { enrolmentDaily } from './daily.ts';
import { gathering, townTasks } from './figures.ts';

export async function demoDaily({ house, county, seed, cast }: DemoCounty): Promise<void> {
  const d = dice(seed).fork('enrolment-daily');
  const today = house.clock.today();
  if (today < gathering.from) return;
  const last = today > gathering.to ? gathering.to : addDays(today, -1);
  const days = Array.from({ length: 7 }, (_, i) => addDays(last, i - 6)).filter(day => day >= gathering.from && weekday(day) >= 1 && weekday(day) <= 5);
  const paid = new Map<string, number>(townTasks.map(t => [t.town, Math.round(t.people * 0.11)]));
  for (const day of days) {
    const play = castPlayers({ ...house, clock: { today: () => day, now: () => `${day}T08:40:00.000Z` } }, county, cast);
    const [tax, bureau] = [await play('reviewer.taxation'), await play('officer.medical-insurance')];
    const rows = townTasks.map(({ town, people }) => {
      const now = d.between(Math.round(people / 900), Math.round(people / 250));
      const all = paid.get(town)! + now;
      paid.set(town, all);
      return { id: town, values: { paid: String(all), amount: `${all * 400}.00`, today: String(now), refunded: '0' } };
    });
    const at = { kind: enrolmentDaily.id, period: day, unit: 'taxation' };
    const { version } = await tax.does(saveDraft, { ...at, version: 0, rows });
    const sent = await tax.does(sendReport, { ...at, version });
    if (day !== days.at(-1)) await bureau.does(acceptReport, { ...at, version: sent.version });
  }
}
