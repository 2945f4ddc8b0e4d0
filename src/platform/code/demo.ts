/** Four terminals, and some readings in the logs of those whom one can sign in as. */
import { gateScope } from '../access/index.ts';
import { addDays, type Day } from '../calendar/index.ts';
import type { DemoCounty, Player } from '../demo/index.ts';
import { openSession } from '../identity/index.ts';
import { wallet } from '../licences/index.ts';
import { showCode } from './codes.ts';
import { scanCode } from './scans.ts';
import { addTerminal } from './terminals.ts';
import type { Place, TerminalKind } from './words.ts';

const terminals: { name: string; kind: TerminalKind; place: string }[] = [
  { name: '1 号综合窗口', kind: 'window', place: '县政务服务大厅一层，综窗服务区' },
  { name: '3 号综合窗口', kind: 'window', place: '县政务服务大厅一层，综窗服务区' },
  { name: '大厅取号机', kind: 'booking', place: '县政务服务大厅入口' },
  { name: '宁乡镇自助机', kind: 'kiosk', place: '宁乡镇便民服务中心，24 小时自助区' },
];

interface Reading {
  daysAgo: number;
  time: string;
  /** Account of the clerk. */
  clerk: string;
  at: string;
  purpose: string;
  firm?: string;
  /** Names of licences that are opened too. */
  opens?: readonly string[];
  place?: Place;
}

const readings: Record<string, Reading[]> = {
  resident: [
    { daysAgo: 23, time: '09:12:40', clerk: 'window', at: '大厅取号机', purpose: '预约取号' },
    { daysAgo: 23, time: '09:31:05', clerk: 'window', at: '3 号综合窗口', purpose: '窗口受理', opens: ['结婚证'], place: 'window' },
    { daysAgo: 4, time: '15:20:18', clerk: 'window.2', at: '1 号综合窗口', purpose: '窗口受理' },
  ],
  firm: [
    { daysAgo: 16, time: '10:02:51', clerk: 'window.2', at: '1 号综合窗口', purpose: '窗口受理', firm: 'catering', opens: ['营业执照'] },
    { daysAgo: 2, time: '16:44:09', clerk: 'window', at: '3 号综合窗口', purpose: '窗口受理', firm: 'noodles', opens: ['营业执照'], place: 'window' },
  ],
};

export async function makeCodes(county: DemoCounty): Promise<void> {
  const { house, play } = county;
  const owner = await play('service-owner');
  const ids = new Map<string, string>();
  for (const t of terminals) ids.set(t.name, (await owner.does(addTerminal, t)).id);
  const clock = house.clock;
  const today = clock.today();
  try {
    for (const [account, some] of Object.entries(readings)) {
      const { id } = county.cast.people[account]!;
      const { token } = await house.db.write(gateScope(county.county), sql => openSession(sql, county.county, { kind: 'person', id }));
      const person = await play(account);
      for (const r of some) {
        const day: Day = addDays(today, -r.daysAgo);
        // The time in China.
        const now = new Date(Date.parse(`${day}T${r.time}+08:00`)).toISOString();
        house.clock = { today: () => day, now: () => now };
        const { code } = await person.does(showCode, { ...(await whatOpens(person, county, r)), place: r.place ?? 'any', token });
        await (await play(r.clerk)).does(scanCode, { code, terminal: ids.get(r.at)!, purpose: r.purpose });
      }
    }
  } finally {
    house.clock = clock;
  }
}

async function whatOpens(person: Player, county: DemoCounty, r: Reading) {
  const firm = r.firm ? county.cast.firms[r.firm]!.id : undefined;
  const { items } = r.opens ? await person.reads(wallet, {}) : { items: [] };
  const licences = items.filter(l => r.opens?.includes(l.typeName) && l.state === 'valid' && (!firm || l.holder === firm)).map(l => l.id);
  return firm ? { kind: 'firm' as const, firm, licences } : { kind: 'person' as const, licences };
}
