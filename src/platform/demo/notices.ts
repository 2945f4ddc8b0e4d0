/** Years whose days off nobody has announced yet. */
import { systemActor } from '../access/index.ts';
import { type House, knownActor, perform } from '../actions/index.ts';
import { addDays, type Day, weekday, yearOf } from '../calendar/index.ts';
import { loadNotice, nationalNotices } from '../holidays/index.ts';

/** Festivals whose day does not change from year to year. */
const fixed = ['01-01', '04-05', '05-01', '05-02', '10-01', '10-02', '10-03', '10-04', '10-05', '10-06', '10-07'];
/** Days within which what is played has its terms. Until then the board says that the notice of the next year is wanting. */
const ahead = 31;

/**
 * Gives the demo county days off for years that the house does not know. A real county's deadlines stay open until its administrator
 * has loaded the notice; a demo county is made whole on any day, and says where these days come from.
 */
export async function loadDemoNotices(house: House, county: string): Promise<void> {
  const known = Math.max(...nationalNotices.map(n => n.year));
  for (let year = known + 1; year <= yearOf(addDays(house.clock.today(), ahead)); year++) {
    const holidays = fixed.map((d): Day => `${year}-${d}`).filter(d => weekday(d) % 6 !== 0);
    const notice = { year, holidays, workdays: [], source: '演示：通知还没有随系统提供，只有日期固定的节日' };
    await perform(house, loadNotice, knownActor(systemActor(county, '演示')), notice, { county, requestId: 'demo' });
  }
}
