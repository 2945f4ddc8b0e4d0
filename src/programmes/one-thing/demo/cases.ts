/** Weeks of work in the demo county, day by day, through the same actions that people use. */
import { scopeOf, systemActor } from '#platform/access';
import { type House, knownActor, perform, Refusal } from '#platform/actions';
import { addDays, type Day } from '#platform/calendar';
import { accept, askCorrections, decide, deliver, resume, suspend, tick } from '#platform/cases';
import { type Cast, type Dice, dice, type InventedPerson, type Player, pixel, players } from '#platform/demo';
import { addFile } from '#platform/files';
import { answerDuty, closeDuty, complain, rate, sendLetter, urge } from '#platform/supervision';
import type { Thing } from '../catalogue/schema.ts';
import { situations } from '../catalogue/situations.ts';
import { currentVersion } from '../catalogue/versions.ts';
import { materialsOfCase } from '../kind.ts';
import { answerCorrection, supply } from '../supplying.ts';
import { readTask } from '../task-view.ts';
import { type Applicant, loadCases } from './bulk.ts';
import { typedAttribute } from './filling.ts';
import { apply } from './play.ts';

/** Units that are slow in the story: the supervisor has something to do. */
const slow = new Set(['housing-construction', 'natural-resources', 'civil-affairs']);

interface OpenTask {
  id: string;
  caseId: string;
  key: string;
  unit: string;
  state: string;
  outcome: string | null;
  version: number;
  promisedDays: number;
  acceptedOn: Day | null;
  applicant: string;
  clerk: string | null;
  delivery: string;
}

export interface DemoCases {
  seed: number;
  cases: number;
  days: number;
  progress?(done: number, total: number): void;
}

/** Files and works off cases until today. Returns how many were filed. */
export async function makeCases(house: House, county: string, cast: Cast, o: DemoCases): Promise<number> {
  const clock = house.clock;
  const today = clock.today();
  const d = dice(o.seed).fork('cases');
  const play = players(house, county);
  const asHouse = <T>(work: (sql: Parameters<Parameters<House['db']['read']>[1]>[0]) => Promise<T>) => house.db.read(scopeOf(systemActor(county)), work);
  const { catalogue } = await asHouse(sql => currentVersion({ sql, county, house } as never));
  const calendar = await asHouse(sql => house.calendars.of(county, sql));
  const workdays: Day[] = [];
  for (let day = addDays(today, -o.days); day <= today; day = addDays(day, 1)) if (calendar.isWorkday(day)) workdays.push(day);
  let filed = 0;
  try {
    for (const [i, day] of workdays.entries()) {
      house.clock = { today: () => day, now: () => `${day}T0${d.between(1, 9)}:${d.between(10, 59)}:00.000Z` };
      // The same number of days, with more to come at the end: the newest cases are still open.
      const until = Math.round((o.cases * (i + 1)) / workdays.length);
      for (; filed < until; filed++) await fileOne(house, county, cast, play, catalogue.things[(filed * 7 + 16) % catalogue.things.length]!, d, filed);
      await tick(house, county);
      for (const task of await openTasks(asHouse, county)) await work(house, county, cast, play, task, d, asHouse);
      await afterwards(cast, play, d, asHouse, county, day);
      o.progress?.(i + 1, workdays.length);
    }
  } finally {
    house.clock = clock;
  }
  return filed;
}

async function fileOne(house: House, county: string, cast: Cast, play: ReturnType<typeof players>, thing: Thing, d: Dice, n: number): Promise<void> {
  const { catalogue } = await house.db.read(scopeOf(systemActor(county)), sql => currentVersion({ sql, county, house } as never));
  const answers = d.pick(situations(catalogue, thing));
  const adults = cast.residents.filter(p => p.birth < addDays(house.clock.today(), -23 * 365) && p.phone);
  const who: InventedPerson = adults[(n * 37) % adults.length]!;
  const firm = cast.residentFirms[n % cast.residentFirms.length]!;
  const asFirm = thing.principal === 'firm' || (thing.principal === 'either' && d.chance(0.3));
  const person = asFirm ? firm.legalPerson : who.id;
  const window = d.chance(0.2);
  const player = window ? await play('staff', cast.staff.window!.id) : await play('person', person);
  try {
    await apply(
      house,
      county,
      player,
      {
        thing: thing.no,
        answers,
        principal: asFirm ? { kind: 'firm', id: firm.id } : { kind: 'person', id: who.id },
        ...(window ? { applicant: person } : {}),
        delivery: d.chance(0.25) ? 'window' : 'electronic',
      },
      d,
    );
  } catch (error) {
    // Somebody who does not meet a condition is turned away, in the demo as in life.
    if (!(error instanceof Refusal)) throw error;
    house.log.info({ thing: thing.no, refused: error.code, why: error.faults.map(f => f.message).slice(0, 3) }, 'demo case refused');
  }
}

type Reader = <T>(work: (sql: Parameters<Parameters<House['db']['read']>[1]>[0]) => Promise<T>) => Promise<T>;

const openTasks = (asHouse: Reader, county: string): Promise<OpenTask[]> =>
  asHouse(async sql => {
    const rows = await sql<OpenTask[]>`
      select t.id, t.case_id, t.key, t.unit, t.state, t.outcome, t.version, t.promised_days, t.accepted_on, c.applicant, c.clerk, c.delivery
      from task t join case_file c on c.county = t.county and c.id = t.case_id
      where t.county = ${county} and t.state in ('ready', 'accepted', 'correcting', 'suspended', 'approved', 'refused') order by c.filed_at, t.position`;
    return [...rows];
  });

async function work(house: House, county: string, cast: Cast, play: ReturnType<typeof players>, task: OpenTask, d: Dice, asHouse: Reader): Promise<void> {
  const reviewer = await play('staff', cast.staff[`reviewer.${task.unit}`]!.id);
  const applicant = await play('person', task.applicant);
  const on = { taskId: task.id, version: task.version };
  const pace = slow.has(task.unit) ? 0.25 : 1;
  try {
    switch (task.state) {
      case 'ready':
        if (d.chance(0.06)) await askSomething(reviewer, on, d);
        else if (d.chance(0.75 * pace)) await reviewer.does(accept, on);
        return;
      case 'accepted':
        if (d.chance(0.02)) await reviewer.does(suspend, { ...on, kind: 'inspection', reason: '需要到现场核查', expectedDays: d.between(2, 6) });
        else if (d.chance(0.03)) await askSomething(reviewer, on, d);
        else if (d.chance(Math.min(0.9, 1.6 / Math.max(1, task.promisedDays)) * pace)) await settle(house, reviewer, applicant, task, d, asHouse, county);
        return;
      case 'suspended':
        if (d.chance(0.35)) await reviewer.does(resume, { ...on, note: '核查完毕' });
        return;
      case 'correcting':
        if (d.chance(0.4)) await correct(house, reviewer, applicant, task);
        return;
      default:
        if (d.chance(0.5)) await (await play('staff', cast.staff.window!.id)).does(deliver, { ...on, way: 'window', note: '本人领取' });
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    house.log.info({ key: task.key, state: task.state, refused: error.code, why: error.detail }, 'demo step refused');
  }
}

async function askSomething(reviewer: Player, on: { taskId: string; version: number }, d: Dice): Promise<void> {
  const page = await reviewer.reads(readTask, { taskId: on.taskId });
  const uploads = page.materials.filter(m => m.way === 'upload');
  const items =
    uploads.length > 0
      ? [{ kind: 'material' as const, id: d.pick(uploads).id, what: '照片看不清，请四角齐全重新拍' }]
      : [{ kind: 'other' as const, what: '请说明申请理由，写清楚时间和用途' }];
  await reviewer.does(askCorrections, { ...on, items });
}

async function correct(house: House, reviewer: Player, applicant: Player, task: OpenTask): Promise<void> {
  const page = await reviewer.reads(readTask, { taskId: task.id });
  const wanted = page.corrections.find(c => !c.answeredOn)?.items.filter(i => i.kind === 'material') ?? [];
  const file = wanted.length > 0 ? (await applicant.does(addFile, { ...(await house.files.keep(pixel, 'image')), name: '重新拍的照片.png' })).id : undefined;
  await applicant.does(answerCorrection, {
    taskId: task.id,
    version: task.version,
    note: '已按要求补正',
    materials: Object.fromEntries(wanted.map(i => [i.id!, { way: 'upload' as const, files: [file!] }])),
  });
}

/** Decides a task as a reviewer would: what is owed comes first, and the licence gets what has to be typed. */
async function settle(house: House, reviewer: Player, applicant: Player, task: OpenTask, d: Dice, asHouse: Reader, county: string): Promise<void> {
  const on = { taskId: task.id, version: task.version };
  if (d.chance(0.04)) {
    await reviewer.does(decide, {
      ...on,
      decision: {
        outcome: 'refused',
        reason: '经核查，不符合办理条件',
        basis: '《中华人民共和国行政许可法》第三十八条',
        remedy: '可在六十日内申请行政复议，或在六个月内提起行政诉讼',
      },
    });
    return;
  }
  const owed = (await asHouse(sql => materialsOfCase({ sql, county } as never, task.caseId))).filter(
    m => m.state === 'owed' && m.way === 'follow' && m.wantedBy.includes(task.key),
  );
  if (owed.length > 0) {
    const { id } = await applicant.does(addFile, { ...(await house.files.keep(pixel, 'image')), name: '后补材料.png' });
    await applicant.does(supply, { caseId: task.caseId, materials: Object.fromEntries(owed.map(m => [m.material, { way: 'upload' as const, files: [id] }])) });
  }
  const page = await reviewer.reads(readTask, { taskId: task.id });
  const licences = page.result.map(r => ({
    attributes: Object.fromEntries(r.attributes.filter(a => a.value === null).map(a => [a.id, typedAttribute(a.id, d, house.clock.today())])),
  }));
  await reviewer.does(decide, { taskId: task.id, version: page.task.version, decision: { outcome: 'approved', note: '' }, details: { licences } });
}

const comments: Record<number, string[]> = {
  5: ['很方便，一次都没跑', '办得快，谢谢', ''],
  4: ['不错', ''],
  3: ['还可以', '页面字可以再大一点'],
  2: ['有一个部门等了很久', '补正的要求没看懂'],
  1: ['拖了很久没人联系'],
};

const overdue = (asHouse: Reader, county: string, today: Day): Promise<{ id: string; caseId: string; applicant: string }[]> =>
  asHouse(async sql => {
    const rows = await sql<{ id: string; caseId: string; applicant: string }[]>`
      select t.id, t.case_id, c.applicant from task t join case_file c on c.county = t.county and c.id = t.case_id
      where t.county = ${county} and t.state = 'accepted' and t.due_on < ${today} order by t.id`;
    return [...rows];
  });

/** Ratings, complaints, letters and their answers. */
async function afterwards(cast: Cast, play: ReturnType<typeof players>, d: Dice, asHouse: Reader, county: string, today: Day): Promise<void> {
  const finished = await asHouse(
    sql => sql<{ id: string; applicant: string }[]>`
    select c.id, c.applicant from case_file c left join rating r on r.county = c.county and r.case_id = c.id
    where c.county = ${county} and c.state = 'finished' and r.case_id is null order by c.filed_at`,
  );
  for (const c of finished) {
    if (!d.chance(0.3)) continue;
    const grade = d.chance(0.72) ? 5 : d.chance(0.5) ? 4 : d.pick([3, 2, 2, 1]);
    await (await play('person', c.applicant)).does(rate, { caseId: c.id, grade, comment: d.pick(comments[grade]!) });
  }
  for (const t of await overdue(asHouse, county, today)) {
    if (d.chance(0.08))
      await (await play('person', t.applicant)).does(complain, { caseId: t.caseId, taskId: t.id, text: '过了承诺的时间还没有结果，打电话也没有人接。' });
    else if (d.chance(0.12)) await (await play('staff', cast.staff.supervisor!.id)).does(urge, { taskId: t.id, note: '请尽快办结，并说明超期原因' });
    else if (d.chance(0.06))
      await (await play('staff', cast.staff.supervisor!.id)).does(sendLetter, { taskId: t.id, body: '该事项已超过承诺时限，请查明原因，限期办结并书面说明。' });
  }
  const duties = await asHouse(
    sql => sql<{ id: string; unit: string; state: string; version: number }[]>`
    select id, unit, state, version from duty where county = ${county} and case_id is not null and state <> 'closed' order by opened_at, id`,
  );
  for (const duty of duties) {
    if (duty.state === 'open' && d.chance(0.2))
      await (await play('staff', cast.staff[`head.${duty.unit}`]!.id)).does(answerDuty, {
        dutyId: duty.id,
        version: duty.version,
        answer: '已联系申请人说明情况，并调整了窗口的排班，今后限时办理。',
      });
    else if (duty.state === 'answered' && d.chance(0.6))
      await (await play('staff', cast.staff.supervisor!.id)).does(closeDuty, { dutyId: duty.id, version: duty.version });
  }
}

/** Years of cases in bulk, evenly over the days until today. Returns how many. */
export async function makeManyCases(house: House, county: string, cast: Cast, o: DemoCases): Promise<number> {
  const today = house.clock.today();
  const adults = cast.residents.filter(p => p.birth < addDays(today, -23 * 365));
  const people = new Map(cast.residents.map(p => [p.id, p]));
  const applicants: Applicant[] = [
    ...adults.map(p => ({ kind: 'person' as const, id: p.id, name: p.name, person: p.id, personName: p.name, town: p.town })),
    ...cast.residentFirms.map(f => ({
      kind: 'firm' as const,
      id: f.id,
      name: f.name,
      person: f.legalPerson,
      personName: people.get(f.legalPerson)!.name,
      town: f.town,
    })),
  ];
  const batch = 250;
  const who = knownActor(systemActor(county, '演示'));
  for (let first = 0; first < o.cases; first += batch) {
    const count = Math.min(batch, o.cases - first);
    await perform(
      house,
      loadCases,
      who,
      { applicants, count, first, from: addDays(today, -o.days), to: today, total: o.cases, seed: o.seed },
      { county, requestId: `demo:${first}` },
    );
    o.progress?.(first + count, o.cases);
  }
  return o.cases;
}
