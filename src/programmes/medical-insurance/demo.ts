/** The demo county's enrolment: everybody invented, with one of every case that the lists have to catch; brought in by those who keep the lists. */
import { addDays, type Day } from '#platform/calendar';
import { type DemoCounty, type Dice, dice, identityNumber, type Player, personName, phoneNumber, pixel } from '#platform/demo';
import { addFile } from '#platform/files';
import { bringTable, handOverList, receiveHandover } from '#platform/registers';
import { csvText } from '#platform/tables';
import { answerConflict, closeConflict, listConflicts, sendConflicts } from './conflicts.ts';
import { demoDaily, demoTeams } from './demo-daily.ts';
import { gathering, insuranceYear, paymentDays } from './figures.ts';
import { insured, payments, period, type Town, towns, villageHelpers } from './lists.ts';
import { previewReminders, remind } from './reminders.ts';
import { checkLists, collectPayments, markPersons } from './steps.ts';
import { subsidyRuns } from './subsidy-run.ts';
import { channels, reasons, type Sort, situations, sorts } from './words.ts';

interface One {
  town: Town;
  village: string;
  household: string;
  name: string;
  identity: string;
  phone: string;
  birth: Day;
  local: boolean;
  last: string;
  /** What the lists say of them. */
  said: Sort[];
  /** How the lists call them, where they are wrong. */
  misnamed?: string;
  /** What the town found at the door. */
  found?: { situation: keyof typeof situations; proof: string };
}

const perVillage = 18;
/** What is played ends with the gathering. */
const lastDay = (today: Day): Day => (today > gathering.to ? gathering.to : today);

function everybody(d: Dice, cast: DemoCounty['cast']): One[] {
  const people: One[] = [];
  let n = 500;
  const seen = new Set<string>();
  const number = (birth: Day, sex: 'male' | 'female'): string => {
    for (let tries = d.between(0, 499); ; tries++) {
      const made = identityNumber(d, '141129', birth, sex, tries);
      if (!seen.has(made) && seen.add(made)) return made;
    }
  };
  for (const p of [...Object.values(cast.people), ...cast.residents]) seen.add(p.identity);
  for (const [t, town] of towns().entries())
    for (const [v, village] of town.villages.entries()) {
      const own = Object.values(cast.people).filter(p => p.village === village.code);
      for (const p of own)
        people.push({
          ...{
            town,
            village: village.name,
            household: `H${t}${String(v).padStart(2, '0')}9${own.findIndex(o => o.household === p.household)}`,
            name: p.name,
            identity: p.identity,
            phone: p.phone ?? '',
            birth: p.birth,
          },
          ...{ local: true, last: '2024', said: [] },
        });
      for (let i = own.length; i < perVillage; i++) {
        const sex = d.chance(0.5) ? 'male' : 'female';
        const birth = addDays('2024-09-01', -Math.floor((d.chance(0.16) ? d.between(70, 92) : d.between(1, 69)) * 365.25) - d.between(0, 364));
        people.push({
          ...{
            town,
            village: village.name,
            household: `H${t}${String(v).padStart(2, '0')}${Math.floor(i / 3)}`,
            name: personName(d, sex),
            identity: number(birth, sex),
          },
          ...{
            phone: birth < '2010' ? phoneNumber(d, ++n) : '',
            birth,
            local: !d.chance(0.03),
            last: d.chance(0.94) ? '2024' : String(d.between(2019, 2022)),
            said: [],
          },
        });
      }
    }
  return people;
}

const listed: [Sort, number][] = [
  ['destitute', 0.012],
  ['orphan', 0.002],
  ['unsupported-child', 0.004],
  ['low-income', 0.06],
  ['monitored-unstable', 0.01],
  ['monitored-marginal', 0.01],
  ['monitored-sudden', 0.008],
  ['returned-to-poverty', 0.004],
  ['out-of-poverty', 0.14],
  ['veteran', 0.008],
  ['laid-off', 0.008],
];

function say(d: Dice, people: readonly One[]): void {
  for (const p of people) {
    const child = p.birth > '2006-09-01';
    const roll = listed.find(([sort, share]) => (['orphan', 'unsupported-child'].includes(sort) ? child : !child || sort === 'low-income') && d.chance(share));
    if (roll) p.said.push(roll[0]);
    if (p.birth <= '1954-12-25' && p.local) p.said.push('elderly');
    if (d.chance(0.035)) {
      const situation = d.pick(['dead', 'prison', 'army', 'elsewhere', 'employee', 'moved'] as const);
      p.found = { situation, proof: d.chance(0.7) ? `演示：${situations[situation]}证明 ${d.between(100, 999)} 号` : '' };
    }
  }
  // One of every case that has to be caught.
  const adults = people.filter(p => p.birth > '1964' && p.birth < '1990' && p.said.length === 0 && !p.found && p.local);
  const old = people.filter(p => p.said.includes('elderly') && p.said.length === 1 && !p.found);
  adults[0]!.said = ['low-income', 'returned-to-poverty'];
  old[0]!.said = ['low-income', 'elderly'];
  adults[1]!.said = ['low-income', 'dead'];
  adults[2]!.said = ['monitored-sudden', 'employee'];
  old[1]!.said = [];
  for (const p of people.filter(p => p.said.length === 1 && p.said[0] === 'low-income').slice(0, 2)) p.misnamed = `${p.name.slice(0, 1)}明明`;
  old[2]!.local = false;
}

const lists: Record<string, { kind: string; account: string; sorts: readonly Sort[] }> = {
  'civil-affairs': { kind: 'insurance-civil-affairs', account: 'officer.civil-affairs', sorts: ['destitute', 'orphan', 'unsupported-child', 'low-income'] },
  agriculture: {
    ...{ kind: 'insurance-agriculture', account: 'officer.agriculture' },
    sorts: ['monitored-unstable', 'monitored-marginal', 'monitored-sudden', 'returned-to-poverty', 'out-of-poverty'],
  },
  veterans: { kind: 'insurance-veterans', account: 'officer.veterans-affairs', sorts: ['veteran'] },
  laidOff: { kind: 'insurance-laid-off', account: 'officer.medical-insurance', sorts: ['laid-off'] },
  police: { kind: 'insurance-police', account: 'officer.public-security', sorts: ['dead', 'moved'] },
  elsewhere: { kind: 'insurance-elsewhere', account: 'officer.medical-insurance', sorts: ['employee', 'elsewhere'] },
};

type Bring = (player: Player, kind: string, name: string, head: readonly string[], lines: readonly (readonly string[])[]) => Promise<void>;

const listHead = ['乡镇', '村（社区）', '姓名', '身份证号', '身份', '认定（调整）日期'];
const lineOf = (p: One, sort: Sort) => [p.town.name, p.village, p.misnamed ?? p.name, p.identity, sorts[sort], '2024-01-01'];

export async function makeInsurance(county: DemoCounty): Promise<void> {
  const { house, seed, cast, play } = county;
  const { clock } = house;
  const today = clock.today();
  if (today < gathering.from) return;
  const d = dice(seed).fork('medical-insurance');
  const people = everybody(d, cast);
  say(d, people);
  // A young mother's child, whom she sees in the portal.
  const mother = people.find(p => p.identity === cast.people.resident?.identity);
  if (mother)
    people.push({
      ...{ ...mother, name: `${mother.name.slice(0, 1)}若曦`, identity: identityNumber(d, '141129', '2019-05-20', 'female', 77) },
      ...{ phone: '', birth: '2019-05-20', said: [] },
    });
  const on = (day: Day) => {
    house.clock = { today: () => (day < today ? day : today), now: () => `${day < today ? day : today}T02:00:00.000Z` };
  };
  const bring: Bring = (player, kind, name, head, lines) => bringTable(house, player, kind, period, `演示数据（虚构）-${name}.csv`, csvText(head, lines));
  try {
    const bureau = await play('officer.medical-insurance');
    on('2024-09-02');
    await bring(
      bureau,
      insured.id,
      '参保对象',
      ['乡镇', '村（社区）', '户编号', '姓名', '身份证号', '联系电话', '本县户籍', '上一次参保年度'],
      people.map(p => [p.town.name, p.village, p.household, p.name, p.identity, p.phone, p.local ? '是' : '否', p.last]),
    );
    on('2024-10-12');
    for (const { kind, account, sorts: of } of Object.values(lists)) {
      const player = await play(account);
      await bring(player, kind, '名单', listHead, [
        ...people.flatMap(p => p.said.filter(s => of.includes(s)).map(s => lineOf(p, s))),
        ...(kind === 'insurance-civil-affairs' ? [unknownLine(d)] : []),
      ]);
      if (['insurance-civil-affairs', 'insurance-agriculture'].includes(kind)) await hand(player, kind, bureau, await paperOf(house, player));
    }
    for (const town of towns()) {
      const player = await play(`town.${town.id}`);
      const own = people.filter(p => p.town === town);
      const kind = `insurance-elderly-${town.id}`;
      const old = own.flatMap(p => (p.said.includes('elderly') ? [lineOf(p, 'elderly')] : []));
      await bring(player, kind, `${town.name}高龄老人`, listHead, old);
      // One forgot the paper with the seal.
      await hand(player, kind, bureau, town.id === 'nuanquan' ? undefined : await paperOf(house, player));
      const found = own.filter(p => p.found).map(p => [p.identity, situations[p.found!.situation], p.found!.proof]);
      await bring(player, insured.id, `${town.name}摸排`, ['身份证号', '摸排情况', '凭证'], found);
    }
    on('2024-10-16');
    await bureau.does(checkLists, { year: insuranceYear });
    await bureau.does(markPersons, { year: insuranceYear });
    await answered(bureau, play);
    on('2024-10-18');
    const veterans = await play('officer.veterans-affairs');
    await hand(veterans, 'insurance-veterans', bureau, await paperOf(house, veterans));
    // Two changes that came in time, and one that did not.
    on('2024-10-28');
    const newly = people.filter(p => p.said.length === 0 && p.birth < '1990' && p.birth > '1960' && !p.found).slice(-3);
    const changed = (p: One, sort: Sort, since: Day) => [...lineOf(p, sort).slice(0, 5), since];
    const [one, two, three] = newly as [One, One, One];
    for (const p of newly) p.said = ['monitored-sudden'];
    two.said = ['low-income'];
    const [affairs, rural] = [await play('officer.civil-affairs'), await play('officer.agriculture')];
    await bring(affairs, 'insurance-civil-affairs', '动态调整', listHead, [changed(two, 'low-income', '2024-10-22')]);
    await hand(affairs, 'insurance-civil-affairs', bureau, await paperOf(house, affairs));
    await bring(rural, 'insurance-agriculture', '动态调整', listHead, [
      changed(one, 'monitored-sudden', '2024-10-23'),
      changed(three, 'monitored-sudden', '2024-10-17'),
    ]);
    await hand(rural, 'insurance-agriculture', bureau, await paperOf(house, rural));
    await bureau.does(checkLists, { year: insuranceYear });
    await bureau.does(markPersons, { year: insuranceYear });
    const tax = await play('officer.taxation');
    await hand(bureau, insured.id, tax, undefined, 'taxation');
    const paid = await pay(d, people, today, on, bring, bureau, tax);
    for (const town of towns()) {
      const visited = people.filter(p => p.town === town && !p.found && !paid.has(p.identity) && d.chance(0.3));
      const lines = visited.map(p => [p.identity, d.pick(Object.values(reasons)), lastDay(today)]);
      if (lines.length > 0) await bring(await play(`town.${town.id}`), insured.id, `${town.name}上门`, ['身份证号', '还没缴的原因', '上门（联系）日期'], lines);
    }
    await mobilising(play, people, bring);
    await helping(dice(seed).fork('insurance-helpers'), play, bring);
    await billing(play);
    await demoTeams({ ...county, house: { ...house, clock } }, on);
    await demoDaily({ ...county, house: { ...house, clock } }, on);
  } finally {
    house.clock = clock;
  }
}

/** The schools' pupils, and what a town sent to those of a village who had not paid. */
async function mobilising(play: DemoCounty['play'], people: readonly One[], bring: Bring): Promise<void> {
  const pupils = people.filter(p => p.birth > '2006-09-01' && p.birth < '2018-09-01');
  const lines = pupils.map(p => {
    const year = Number(p.birth.slice(0, 4)) + (p.birth.slice(5) < '09-01' ? 6 : 7);
    const grade = 2024 - year + 1;
    const school = grade > 9 ? '演示高级中学' : `${p.town.name}演示${grade > 6 ? '初级中学' : '小学'}`;
    return [school, grade > 9 ? `高${'一二三'[grade - 10] ?? '三'}` : `${'一二三四五六七八九'[grade - 1] ?? '一'}年级`, p.name, p.identity];
  });
  await bring(await play('officer.education'), 'insurance-pupils', '在校学生', ['学校', '年级（班）', '姓名', '身份证号'], lines);
  const town = await play('town.zhike');
  const some = { village: '张家沟村', pays: 'self' } as const;
  const { send } = await town.reads(previewReminders, some);
  if (send > 0) await town.does(remind, { ...some, shown: send });
}

/** Each village's helper; of some villages tax has trained nobody yet. */
async function helping(d: Dice, play: DemoCounty['play'], bring: Bring): Promise<void> {
  const named = towns().flatMap((t, i) =>
    t.villages.map((v, j) => ({ t, line: [t.name, v.name, personName(d, 'female'), phoneNumber(d, 9000 + i * 40 + j)] })),
  );
  for (const [t, of] of Map.groupBy(named, n => n.t))
    await bring(
      await play(`town.${t.id}`),
      villageHelpers.id,
      `${t.name}协办人员`,
      ['乡镇', '村（社区）', '姓名', '联系电话'],
      of.map(n => n.line),
    );
  const trained = named.filter(() => d.chance(0.9)).map(n => [...n.line.slice(0, 3), '2024-09-12']);
  await bring(await play('officer.taxation'), villageHelpers.id, '协办人员培训', ['乡镇', '村（社区）', '姓名', '培训日期'], trained);
}

/** The bill so far: a leader has said what is done with veterans, the bureau has computed, finance is about to check. */
async function billing(play: DemoCounty['play']): Promise<void> {
  const [bureau, leader] = [await play('officer.medical-insurance'), await play('leader')];
  const { questions, lacks } = await bureau.reads(subsidyRuns.prepare, { period });
  if (lacks.length > 0) return;
  for (const q of questions)
    await leader.does(subsidyRuns.decide, { period, question: q.key, answer: 'rest', basis: '演示：优抚对象医疗补助办法，按实际没缴的部分补' });
  await bureau.does(subsidyRuns.compute, { period });
}

/** The sealed paper, as a picture. */
async function paperOf(house: DemoCounty['house'], player: Player): Promise<string> {
  return (await player.does(addFile, { ...(await house.files.keep(pixel, 'image')), name: '盖章名单（演示）.png' })).id;
}

async function hand(from: Player, kind: string, receiver: Player, paper?: string, to = 'medical-insurance'): Promise<void> {
  const { id } = await from.does(handOverList, { kind, period, to, ...(paper ? { paper } : {}) });
  await receiver.does(receiveHandover, { kind, handoverId: id, version: 1 });
}

const unknownLine = (d: Dice) => {
  const [town] = towns();
  return [town!.name, town!.villages[0]!.name, personName(d, 'male'), identityNumber(d, '141129', '1971-05-06', 'male', 33), sorts['low-income'], '2024-01-01'];
};

/** Some are sent back; one is answered, one closed, one counts all the same. */
async function answered(bureau: Player, play: DemoCounty['play']): Promise<void> {
  for (const sort of ['lists', 'dead', 'names'] as const) await bureau.does(sendConflicts, { year: insuranceYear, sort });
  const affairs = await play('officer.civil-affairs');
  const { items } = await affairs.reads(listConflicts, { state: 'sent' });
  const [names, dead] = [items.find(c => c.sort === 'names'), items.find(c => c.sort === 'dead')];
  if (names) await affairs.does(answerConflict, { conflictId: names.id, version: names.version, answer: '入户核对，是同一个人，名单用的是曾用名' });
  if (dead) await affairs.does(answerConflict, { conflictId: dead.id, version: dead.version, answer: '9 月去世，已从低保名单去掉，下次推送' });
  const town = (await bureau.reads(listConflicts, { sort: 'names', state: 'sent' })).items.find(c => c.unit.startsWith('town-'));
  const closing = '按身份证上的姓名，乡镇不用改';
  if (town) await bureau.does(closeConflict, { conflictId: town.id, version: town.version, closing });
}

async function pay(
  d: Dice,
  people: readonly One[],
  today: Day,
  on: (day: Day) => void,
  bring: Bring,
  bureau: Player,
  tax: Player,
): Promise<ReadonlySet<string>> {
  const last = lastDay(today);
  const days: Day[] = [];
  for (let day = '2024-10-17'; day <= last; day = addDays(day, 1)) if (Number(day.slice(8)) <= paymentDays.last) days.push(day);
  if (days.length === 0) return new Set();
  const way = Object.entries(channels).filter(([id]) => id !== 'fund');
  const share = (p: One) => {
    const all: Partial<Record<Sort, number>> = {
      'low-income': 80,
      'returned-to-poverty': 40,
      'monitored-unstable': 120,
      'monitored-marginal': 120,
      'monitored-sudden': 120,
    };
    if (p.said.some(s => ['destitute', 'orphan', 'unsupported-child', 'laid-off', 'elderly'].includes(s))) return 0;
    return Math.min(400, ...p.said.map(s => all[s] ?? 400));
  };
  // The longer it goes on, the more have paid.
  const part = Math.min(0.965, 0.5 + days.length * 0.012);
  const lines: string[][] = [];
  for (const [i, p] of people.entries()) {
    if (
      p.found?.proof ||
      p.said.some(s => ['dead', 'employee', 'elsewhere', 'moved'].includes(s)) ||
      !d.chance(p.said.length > 0 ? Math.min(1, part + 0.1) : part)
    )
      continue;
    const amount = share(p);
    const [, channel] = amount === 0 ? ['', channels.fund] : d.pick(way);
    lines.push([`24${String(10_000 + i)}`, p.name, p.identity, `${amount}.00`, d.pick(days), channel]);
  }
  const [first, second] = [lines[0]!, lines[1]!];
  // Twice, too little, and of somebody whom nobody knows.
  lines.push(['2490001', ...first.slice(1, 4), days.at(-1)!, first[5]!]);
  second[3] = '380.00';
  lines.push(['2490002', personName(d, 'female'), identityNumber(d, '141129', '1988-03-09', 'female', 71), '400.00', days[0]!, channels.counter]);
  const middle = '2024-10-25';
  for (const [until, some] of [
    [middle, lines.filter(l => l[4]! <= middle)],
    [last, lines.filter(l => l[4]! > middle)],
  ] as const)
    if (some.length > 0) {
      on(until);
      await bring(tax, payments.id, `截至${until}`, ['缴费凭证号', '姓名', '身份证号', '缴费金额', '缴费日期', '缴费渠道'], some);
      await hand(tax, payments.id, bureau);
      await bureau.does(collectPayments, { year: insuranceYear });
    }
  return new Set(lines.map(l => l[2]!));
}
