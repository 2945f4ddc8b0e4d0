/** The demo county's reports: every group is formed, and some days of the daily report as the system fills it in: sent and accepted, the last one still to be looked at, today's not sent. */
import { addDays, weekday } from '#platform/calendar';
import { type DemoCounty, dice, personName } from '#platform/demo';
import { acceptReport, readReport, saveDraft, sendReport } from '#platform/rounds';
import { enrolmentDaily } from './daily.ts';
import { gathering, lists } from './figures.ts';
import { enrolmentTeams, teamUnits } from './teams.ts';

/** Each department's and town's group, as they reported it before the lists were due. */
export async function demoTeams({ house, seed, play }: DemoCounty, on: (day: string) => void): Promise<void> {
  if (house.clock.today() < lists.by) return;
  const d = dice(seed).fork('enrolment-teams');
  on('2024-10-10');
  const bureau = await play('officer.medical-insurance');
  const period = '2024-10';
  for (const unit of teamUnits()) {
    const at = { kind: enrolmentTeams.id, period, unit };
    const player = await play(unit.startsWith('town-') ? `town.${unit.slice(5)}` : `officer.${unit}`);
    const name = () => personName(d, 'male');
    const values = { head: name(), leader: name(), officer: name(), metOn: `2024-10-0${d.between(8, 9)}`, did: '演示：开会部署，名单核对过，安排人上门动员' };
    const { version } = await player.does(saveDraft, { ...at, version: 0, rows: [{ id: 'row', values, note: '' }] });
    const sent = await player.does(sendReport, { ...at, version });
    await bureau.does(acceptReport, { ...at, version: sent.version });
  }
}

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
