/** Some days of the demo county's daily report as the system fills it in: sent and accepted, the last one still to be looked at, today's not sent. */
import { addDays, weekday } from '#platform/calendar';
import type { DemoCounty } from '#platform/demo';
import { acceptReport, readReport, saveDraft, sendReport } from '#platform/rounds';
import { enrolmentDaily } from './daily.ts';
import { gathering } from './figures.ts';

/** `on` sets the day that is played. */
export async function demoDaily({ house, play }: DemoCounty, on: (day: string) => void): Promise<void> {
  const today = house.clock.today();
  const last = today > gathering.to ? gathering.to : addDays(today, -1);
  const days = Array.from({ length: 5 }, (_, i) => addDays(last, i - 4)).filter(day => day >= gathering.from && weekday(day) >= 1 && weekday(day) <= 5);
  const [tax, bureau] = [await play('reviewer.taxation'), await play('officer.medical-insurance')];
  for (const day of days) {
    on(day);
    const at = { kind: enrolmentDaily.id, period: day, unit: 'taxation' };
    const { rows: filled } = await tax.reads(readReport, at);
    const rows = filled.map(r => ({
      id: r.id,
      values: { paid: String(r.values.paid ?? 0), amount: String(r.values.amount ?? '0.00'), today: String(r.values.today ?? 0) },
      note: '',
    }));
    const { version } = await tax.does(saveDraft, { ...at, version: 0, rows });
    const sent = await tax.does(sendReport, { ...at, version });
    if (day !== days.at(-1)) await bureau.does(acceptReport, { ...at, version: sent.version });
  }
}
