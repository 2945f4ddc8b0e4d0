/** The demo county: real names of villages and sites, invented figures and stations, brought in and signed by those who keep them; last year's run final and paid for the most part, this year's computed. */
import { type DemoCounty, type Dice, dice, identityNumber, personName, pixel } from '#platform/demo';
import { bringTable, type RegisterKind } from '#platform/registers';
import { csvText } from '#platform/tables';
import { posts, wages } from './earners.ts';
import { enterLines, listEntries } from './entries.ts';
import { moved } from './moved.ts';
import { openPayments } from './payment-list.ts';
import { onePaymentList, paymentItems } from './payment-reads.ts';
import { bankFile, importResults, setAccount } from './payments.ts';
import { putProof } from './proofs.ts';
import { solarRuns } from './runs.ts';
import { listSources, signSource } from './signing.ts';
import type { SourceKey } from './sources.ts';
import { company, costs, earnings, seasons, stations } from './stations.ts';
import { ledger, plans } from './village-books.ts';
import { towns, villages } from './villages.ts';

type Cell = string | number;
type Table = [kind: RegisterKind, period: string, what: string, head: readonly string[], lines: readonly (readonly Cell[])[]];

const heads = ['乡镇', '村或安置点'];
const places = towns().flatMap(t => [
  ...t.villages.map(name => ({ town: t, name, site: false, community: name.endsWith('社区') })),
  ...t.sites.map(name => ({ town: t, name, site: true, community: false })),
]);

const bring = async ({ house, play }: DemoCounty, account: string, [kind, period, what, head, lines]: Table): Promise<void> =>
  bringTable(house, await play(account), kind.id, period, `演示数据（虚构）-${what}.csv`, csvText(head, lines));

/** Two sites know their people by name; the others count heads. */
const listed = ['弓阳安置点', '西坡安置点'];

async function makeMoved(county: DemoCounty, d: Dice, period: string): Promise<void> {
  const left = listed.map((_, i) => places.filter(p => !p.site && !p.community)[i * 7 + 3]!);
  const sorts = [...Array(14).fill('脱贫人口'), ...Array(5).fill('同步搬迁的一般农户人口'), ...Array(3).fill('监测户人口')] as string[];
  await bring(county, 'officer.rural-revitalisation', [
    ...([moved, period, '搬迁人员', ['安置点乡镇', '安置点', '姓名', '身份证号', '人口类别', '迁出乡镇', '迁出村']] as const),
    listed.flatMap((site, i) => {
      const at = places.find(p => p.name === site)!;
      return sorts.map((sort, n) => {
        const number = identityNumber(d, '141129', `19${50 + n}-0${1 + i}-11`, 'male', 100 + n);
        return [at.town.name, site, personName(d, 'male'), number, sort, left[i]!.town.name, left[i]!.name];
      });
    }),
  ]);
  await bring(county, 'officer.rural-revitalisation', [
    ...([villages, period, '除去搬走的人', [...heads, '已除去搬走的人']] as const),
    left.map(p => [p.town.name, p.name, '是']),
  ]);
}

/** `exact`: one village stands exactly where the document says nothing. */
async function makeYear(county: DemoCounty, d: Dice, period: string, exact: boolean): Promise<void> {
  await bring(county, 'officer.rural-revitalisation', [
    ...([villages, period, '脱贫和监测', [...heads, '类别', '脱贫人口', '一般农户人口', '监测户人口', '示范村']] as const),
    places.map(({ town, name, site, community }) => {
      const counts = [community ? d.between(0, 30) : d.between(40, 420), site ? d.between(0, 160) : '', community ? d.between(0, 3) : d.between(0, 24)];
      return [town.name, name, site ? '安置点' : '行政村、社区', ...(listed.includes(name) ? [14, 5, 3] : counts), !site && d.chance(0.06) ? '是' : '否'];
    }),
  ]);
  await makeMoved(county, d.fork('moved'), period);
  const real = places.filter(r => !r.site);
  await bring(county, 'officer.public-security', [
    ...([villages, period, '人口', [...heads, '一般农户人口']] as const),
    real.map(({ town, name, community }) => [town.name, name, community ? d.between(600, 4200) : d.between(120, 1500)]),
  ]);
  await bring(county, 'officer.organisation', [
    ...([villages, period, '村集体经济收入', [...heads, '村集体经济收入']] as const),
    real.map(({ town, name }, i) => [town.name, name, exact && i === 20 ? '200000.00' : `${d.between(60_000, 620_000)}.00`]),
  ]);
  // The last town has not filled in this year's column yet.
  for (const town of exact ? towns().slice(0, -1) : towns())
    await bring(county, `town.${town.id}`, [
      ...([villages, period, `${town.name}常住人口`, [...heads, '常住人口']] as const),
      places.filter(r => r.town === town).map(({ name, community }) => [town.name, name, community ? d.between(900, 5200) : d.between(90, 1300)]),
    ]);
}

/** 28.3 MW in village stations and 20 MW in one, as the document has them; which and where is invented. */
const built: readonly (readonly [string, string, number])[] = [
  ...towns()
    .flatMap((t, i) => [1, 2].map(n => [`演示${t.name}${n}号村级电站`, '村级电站', i === 0 && n === 1 ? 2800 : 2550] as const))
    .slice(0, 11),
  ['演示20兆瓦集中式电站', '集中式电站', 20_000],
];

async function makeStations(county: DemoCounty): Promise<void> {
  const rest = 28_300 - built.filter(b => b[1] === '村级电站').reduce((sum, b) => sum + b[2], 0);
  await bring(county, `officer.${company}`, [
    ...([stations, '', '电站', ['电站', '类别', '装机容量', '并网日期']] as const),
    built.map(([name, sort, kw], i) => [name, sort, i === 0 ? kw + rest : kw, '2017-06-30']),
  ]);
}

async function makeEarnings(county: DemoCounty, d: Dice, period: string): Promise<void> {
  const sun = { q1: 0.9, q2: 1.25, q3: 1.1, q4: 0.75 } as const;
  await bring(county, `officer.${company}`, [
    ...([earnings, period, '收支', ['电站', '季度', '发电收入', ...Object.values(costs)]] as const),
    built.flatMap(([name, sort, kw]) =>
      Object.entries(seasons).map(([season, title]) => {
        const gross = sort === '村级电站' ? kw * 240 * sun[season as keyof typeof sun] * (0.95 + d.next() / 10) : 900_000 * sun[season as keyof typeof sun];
        const part = (of: number) => (gross * of).toFixed(2);
        return [name, title, gross.toFixed(2), part(0.025), part(0.005), part(0.03), part(0.055), part(0.01), ''];
      }),
    ),
  ]);
}

const signers: Record<SourceKey, string> = {
  revitalisation: 'officer.rural-revitalisation',
  police: 'officer.public-security',
  organisation: 'officer.organisation',
  company: `officer.${company}`,
};

async function sign({ play }: DemoCounty, year: string): Promise<void> {
  for (const [source, account] of Object.entries(signers)) {
    const player = await play(account);
    const { digest } = (await player.reads(listSources, { year })).items.find(i => i.key === source)!;
    await player.does(signSource, { year, source: source as SourceKey, digest });
  }
}

/** Everybody does their part on a day of their own. */
const onDays = ({ house }: DemoCounty) => {
  const clock = house.clock;
  return {
    on: (day: string) => {
      house.clock = { today: () => day, now: () => `${day}T02:30:00.000Z` };
    },
    back: () => {
      house.clock = clock;
    },
  };
};

/** Last year's money: most of it has come, one came back, one town has shown what hangs in its villages. */
async function pay({ play }: DemoCounty, runId: string, day: string): Promise<void> {
  const payer = await play(`officer.${company}`);
  await payer.does(openPayments, { runId });
  const { items } = await payer.reads(paymentItems, { runId, size: 500 });
  for (const p of items)
    await payer.does(setAccount, {
      ...{ runId, no: p.no, holder: `（演示）${p.payee}${p.kind === 'town' ? '财政所' : '股份经济合作社'}`, bank: '（演示）中阳农商行营业部' },
      number: `6217009${String(p.no).padStart(9, '0')}`,
    });
  const version = async () => (await payer.reads(onePaymentList, { runId })).version;
  await payer.does(bankFile, { runId, version: await version() });
  const results = items.slice(0, -2).map(p => (p.no === 40 ? [p.no, '退回', '', '户名与账号不符'] : [p.no, '成功', day, '']));
  const file = Buffer.from(csvText(['序号', '结果', '到账日期', '原因'], results)).toString('base64');
  await payer.does(importResults, { runId, version: await version(), file });
  const [first] = towns();
  const town = await play(`town.${first!.id}`);
  for (const p of items.filter(p => p.town === first!.id))
    await town.does(putProof, { runId, no: p.no, caption: '（演示）村委会公示栏', postedOn: day, content: pixel.toString('base64') });
}

/** Every town keeps its books of last year; in each a village is late with wages, one has given out too little, one has not posted its plan. */
async function keepBooks(county: DemoCounty, d: Dice, runId: string, period: string): Promise<void> {
  const { items } = await (await county.play(`officer.${company}`)).reads(paymentItems, { runId, size: 500, state: 'paid' });
  const names = ['乡镇', '村或安置点'] as const;
  const planned = ['公益岗位', '岗位从哪月起', '计划发岗位工资', '计划奖励补助到户', '计划小型公益事业', '专户管理人'];
  for (const town of towns()) {
    const own = items.filter(p => p.town === town.id && p.kind === 'village');
    await bring(county, `town.${town.id}`, [
      ...([plans, period, `${town.name}使用计划`, [...names, ...planned, '村民代表会议通过', '乡镇审核', '计划公示']] as const),
      own.map((p, i) => {
        const part = (percent: number) => ((Number(p.amount) * percent) / 100).toFixed(2);
        const plan = [d.between(6, 16), `${period}-06`, part(42), part(16), part(38), `（演示）${personName(dice(p.payee.length * 31 + i), 'male')}`];
        return [town.name, p.payee, ...plan, `${period}-05-24`, `${period}-05-27`, i === 5 ? '' : `${period}-05-28`];
      }),
    ]);
    await bring(county, `town.${town.id}`, [
      ...([
        ledger,
        period,
        `${town.name}使用台账`,
        ['乡镇', '凭证号', '村或安置点', '用途', '支付日期', '工资月份', '人（户）数', '金额', '公示日期'],
      ] as const),
      own.flatMap((p, i) => {
        const share = (percent: number) => ((Number(p.amount) * percent) / 100).toFixed(2);
        const wages = [6, 7, 8, 9, 10, 11, 12].filter(m => i !== 2 || m < 9);
        return [
          ...wages.map(m => {
            const month = `${period}-${String(m).padStart(2, '0')}`;
            return [town.name, `${i + 1}-${m}`, p.payee, '公益岗位工资', `${month}-25`, month, 10, share(6), `${month}-28`];
          }),
          [town.name, `${i + 1}-补`, p.payee, '奖励补助到户', `${period}-12-10`, '', 40, share(d.between(13, 16)), `${period}-12-12`],
          [town.name, `${i + 1}-建`, p.payee, '小型公益事业', `${period}-11-10`, '', '', share(i === 4 ? 2 : 36), `${period}-11-12`],
        ];
      }),
    ]);
  }
}

/** Two villages of the first town know whom they pay; one of them stands in both. */
async function keepNames(county: DemoCounty, d: Dice, runId: string, period: string): Promise<void> {
  const [town] = towns();
  const officer = `town.${town!.id}`;
  const { items } = await (await county.play(officer)).reads(paymentItems, { runId, size: 500, state: 'paid' });
  const own = items.filter(p => p.town === town!.id && p.kind === 'village').slice(0, 2);
  const both = identityNumber(d, '141129', '1968-03-12', 'male', 77);
  const holders = own.flatMap((p, i) =>
    Array.from({ length: 6 }, (_, n) => ({
      ...{ payee: p.payee, n },
      person: n === 0 ? '（演示）王全保' : `（演示）${personName(d, 'female')}`,
      number: n === 0 ? both : identityNumber(d, '141129', `197${n}-0${i + 1}-15`, 'female', 200 + n),
    })),
  );
  await bring(county, officer, [
    ...([posts, period, '公益岗位人员', ['乡镇', '村或安置点', '姓名', '身份证号', '岗位', '从哪月起']] as const),
    holders.map(h => [town!.name, h.payee, h.person, h.number, '保洁', `${period}-06`]),
  ]);
  await bring(county, officer, [
    ...([wages, period, '公益岗位工资', ['乡镇', '村或安置点', '姓名', '身份证号', '工资月份', '金额', '发放日期', '凭证号']] as const),
    [6, 7, 8, 9, 10, 11, 12].flatMap(m =>
      own.flatMap((p, i) => {
        const month = `${period}-${String(m).padStart(2, '0')}`;
        const whole = Math.round(Number(p.amount) * 6);
        const each = Math.floor(whole / 6);
        return holders
          .filter(h => h.payee === p.payee)
          .map(h => [town!.name, p.payee, h.person, h.number, month, ((h.n === 5 ? whole - 5 * each : each) / 100).toFixed(2), `${month}-25`, `${i + 1}-${m}`]);
      }),
    ),
  ]);
}

/** The company and every town but the last have entered what was before December. */
async function enter({ play }: DemoCounty, period: string): Promise<void> {
  for (const account of [
    `officer.${company}`,
    ...towns()
      .slice(0, -1)
      .map(t => `town.${t.id}`),
  ]) {
    const player = await play(account);
    const { items } = await player.reads(listEntries, { year: period, size: 500, ...(account.startsWith('town') ? {} : { what: 'payment' as const }) });
    const lines = items.filter(l => l.mine && l.day < `${period}-12-01`).map(({ what, ref }) => ({ what, ref }));
    await player.does(enterLines, { year: period, lines, systemNo: `演示-${period}-${account.split('.')[1]}`, on: `${period}-12-03` });
  }
}

export async function makeSolarDemo(county: DemoCounty): Promise<void> {
  const { house, seed, play } = county;
  const now = Number(house.clock.today().slice(0, 4));
  const [last, before] = [String(now - 1), String(now - 2)];
  const { on, back } = onDays(county);
  const make = async (year: string) => {
    await makeYear(county, dice(seed).fork(year === last ? 'solar-villages' : `solar-villages-${year}`), year, year === last);
    await makeEarnings(county, dice(seed).fork(`solar-earnings-${year}`), year);
    await sign(county, year);
  };
  const [officer, second, leader] = [await play('officer.rural-revitalisation'), await play('officer.finance'), await play('leader')];
  let run = '';
  try {
    on(`${last}-04-10`);
    await makeStations(county);
    await make(before);
    const { id } = await officer.does(solarRuns.compute, { period: last });
    on(`${last}-04-14`);
    await second.does(solarRuns.check, { runId: id, version: 1 });
    on(`${last}-04-18`);
    await leader.does(solarRuns.approve, { runId: id, version: 2 });
    await officer.does(solarRuns.post, { runId: id, version: 3 });
    on(`${last}-05-20`);
    await officer.does(solarRuns.finish, { runId: id, version: 4 });
    await pay(county, id, `${last}-05-20`);
    run = id;
  } finally {
    back();
  }
  await keepBooks(county, dice(seed).fork('solar-books'), run, last);
  await keepNames(county, dice(seed).fork('solar-names'), run, last);
  await enter(county, last);
  await make(last);
  const exact = places.filter(r => !r.site)[20]!;
  await leader.does(solarRuns.decide, {
    ...{ period: String(now), question: `band:${exact.town.id}/${exact.name}`, answer: 'middle' },
    basis: '（演示）县政府专题会议纪要：“低于 20 万元”不含本数',
  });
  await officer.does(solarRuns.compute, { period: String(now), parameters: { low: '45000.00' } });
}
