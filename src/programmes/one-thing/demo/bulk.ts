/**
 * Years of cases at once, for large demo counties and for measuring: each case lives its life in memory by the engine's
 * own rules, and many are written a statement. What the small demo does through the doors of people, one at a time,
 * would take hours for a hundred thousand.
 */
import { z } from 'zod';
import { action, type Ctx } from '#platform/actions';
import { addDays, addWorkdays, type Calendar, type Day, UnknownYear } from '#platform/calendar';
import { apply, caseState, type Decision, deadlines, type Move, newTask, sealedPlace, settle, type Task, wasLate } from '#platform/cases';
import { type Dice, dice } from '#platform/demo';
import { partiesOf } from '#platform/identity';
import { searchText } from '#platform/search';
import type { Content } from '../application.ts';
import type { Plan } from '../catalogue/notice.ts';
import type { Thing } from '../catalogue/schema.ts';
import { type Facts, situations } from '../catalogue/situations.ts';
import { currentVersion, planOf } from '../catalogue/versions.ts';
import { fillForm } from './filling.ts';

export interface Applicant {
  kind: 'person' | 'firm';
  id: string;
  name: string;
  /** The person who acts. */
  person: string;
  personName: string;
  town: string;
}

interface Shape {
  thing: Thing;
  facts: Facts;
  answers: Facts;
  plan: Plan;
  content: Omit<Content, 'answers'>;
  search: string;
}

interface Life {
  tasks: Task[];
  events: { taskId: string | null; unit: string | null; kind: string; day: Day }[];
  finishedOn: Day | null;
}

const approved: Decision = { outcome: 'approved', by: 'bulk', byName: '审查人员', reason: '', basis: '', remedy: '' };
const refused: Decision = {
  ...approved,
  outcome: 'refused',
  reason: '不符合条件',
  basis: '《中华人民共和国行政许可法》第三十八条',
  remedy: '可以申请行政复议或提起行政诉讼',
};

/** Working days after which a reviewer is done: mostly within the promise, some late. */
const pace = (d: Dice, promised: number) =>
  promised === 0 ? 0 : d.chance(0.04) ? promised + d.between(1, 4) : Math.max(1, Math.round(promised * (0.3 + d.next() * 0.65)));

/** Lets a case live until `today`. */
function live(shape: Shape, filedOn: Day, today: Day, calendar: Calendar, d: Dice): Life {
  const events: Life['events'] = [{ taskId: null, unit: null, kind: 'filed', day: filedOn }];
  const later = (day: Day, n: number): Day | null => {
    try {
      return addWorkdays(calendar, day, n);
    } catch (error) {
      if (error instanceof UnknownYear) return null;
      throw error;
    }
  };
  let tasks: Task[] = shape.plan.matters.map(({ matter, name, after }) =>
    newTask({
      id: d.uuid(),
      key: matter.id,
      title: name,
      unit: matter.department,
      after,
      promisedDays: matter.promisedDays,
      legalDays: matter.legalDays ?? null,
    }),
  );
  const note = (t: Task, kind: string, day: Day) => events.push({ taskId: t.id, unit: t.unit, kind, day });
  const settleOn = (day: Day) => {
    const next = settle(tasks, day);
    tasks = next.tasks;
    for (const m of next.moves) note(m.task, m.move.do, day);
    return next.moves.filter(m => m.move.do === 'open').map(m => m.task.key);
  };
  const move = (key: string, made: Move, day: Day) => {
    tasks = tasks.map(t => (t.key === key ? apply(t, made, day) : t));
    note(tasks.find(t => t.key === key)!, made.do === 'decide' ? made.decision.outcome : made.do, day);
  };
  /** Each opened task is carried as far as the days until today allow. */
  const carry = (key: string, opened: Day) => {
    const task = () => tasks.find(t => t.key === key)!;
    let day: Day | null = later(opened, d.between(0, 2));
    if (!day || day > today) return;
    move(key, { do: 'accept' }, day);
    if (d.chance(0.06)) {
      move(key, { do: 'ask' }, day);
      day = later(day, d.between(1, 5));
      if (!day || day > today) return;
      move(key, { do: 'answer' }, day);
    }
    day = later(day, pace(d, task().promisedDays));
    if (!day || day > today) return;
    move(key, { do: 'decide', decision: d.chance(0.03) ? refused : approved }, day);
    move(key, { do: 'deliver' }, day);
    for (const next of settleOn(day)) carry(next, day);
  };
  for (const key of settleOn(filedOn)) carry(key, filedOn);
  const finished = caseState(tasks) !== 'open';
  const finishedOn = finished ? [filedOn, ...events.map(e => e.day)].toSorted().at(-1)! : null;
  if (finishedOn) events.push({ taskId: null, unit: null, kind: 'finished', day: finishedOn });
  return { tasks, events, finishedOn };
}

export interface BulkInput {
  applicants: Applicant[];
  /** Cases a batch. */
  count: number;
  /** Number of the first case, for dice and numbers. */
  first: number;
  from: Day;
  to: Day;
  total: number;
  seed: number;
}

const shapes = new WeakMap<object, Shape[]>();

async function shapesOf(ctx: Ctx, seed: number): Promise<Shape[]> {
  const version = await currentVersion(ctx);
  const there = shapes.get(version.catalogue);
  if (there) return there;
  const d = dice(seed).fork('shapes');
  const made = version.catalogue.things.flatMap(thing =>
    Array.from({ length: 4 }, () => {
      const answers = d.pick(situations(version.catalogue, thing));
      const facts = { ...thing.facts, ...answers };
      const plan = planOf(version, thing, facts);
      return {
        thing,
        facts,
        answers,
        plan,
        content: { ...fillForm(plan, {}, d, ctx.today), materials: {}, consent: true, delivery: { way: 'electronic' as const } },
        search: searchText([thing.name]),
      };
    }),
  );
  shapes.set(version.catalogue, made);
  return made;
}

const workdaysIn = (calendar: Calendar, from: Day, to: Day): Day[] => {
  const days: Day[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) if (calendar.isWorkday(day)) days.push(day);
  return days;
};

/** Writes one batch of cases; the batches together spread evenly over the days. */
export const loadCases = action({
  name: 'demo.cases',
  may: 'demo.make',
  summary: '演示：成批的办件',
  input: z.custom<BulkInput>(),
  async do(ctx, o) {
    const { sql, county, vault, today } = ctx;
    const version = await currentVersion(ctx);
    const kinds = await shapesOf(ctx, o.seed);
    const days = workdaysIn(ctx.calendar, o.from, o.to);
    const cases: object[] = [];
    const tasks: object[] = [];
    const events: object[] = [];
    const materials: object[] = [];
    for (let n = o.first; n < o.first + o.count; n++) {
      const d = dice(o.seed + n * 2_654_435);
      const shape = d.pick(kinds);
      const wanted = shape.thing.principal === 'either' ? undefined : shape.thing.principal;
      const pool = wanted ? o.applicants.filter(a => a.kind === wanted) : o.applicants;
      const who = pool[n % pool.length]!;
      const filedOn = days[Math.floor((n * days.length) / o.total)]!;
      const life = live(shape, filedOn, today, ctx.calendar, d);
      const id = d.uuid();
      const content: Content = { ...shape.content, answers: shape.answers };
      const number = `${county}-${filedOn.replaceAll('-', '')}-B${String(n).padStart(6, '0')}`;
      const at = `${filedOn}T0${d.between(1, 9)}:${d.between(10, 59)}:00Z`;
      cases.push({
        id,
        number,
        subject: String(shape.thing.no),
        title: shape.thing.name,
        definition: version.version,
        principal_kind: who.kind,
        principal: who.id,
        principal_name: who.name,
        applicant: who.person,
        applicant_name: who.personName,
        channel: d.chance(0.3) ? 'window' : 'portal',
        town: who.town,
        parties: partiesOf(who.id, String(shape.thing.no)),
        units: [...new Set(shape.plan.matters.map(m => m.matter.department))],
        state: caseState(life.tasks),
        filed_at: at,
        filed_on: filedOn,
        finished_on: life.finishedOn,
        sealed: vault.seal(county, sealedPlace(id), JSON.stringify(content)),
        search: `${number.toLowerCase()} ${searchText([who.name])} ${shape.search}`,
      });
      for (const [position, t] of life.tasks.entries()) {
        const due = deadlines(t, ctx.calendar);
        tasks.push({
          id: t.id,
          case_id: id,
          key: t.key,
          title: t.title,
          position,
          unit: t.unit,
          after: t.after,
          state: t.state,
          outcome: t.outcome,
          ready_on: t.readyOn,
          accepted_on: t.acceptedOn,
          closed_on: t.closedOn,
          promised_days: t.promisedDays,
          legal_days: t.legalDays,
          stops: t.stops,
          corrections: t.corrections,
          decision: t.decision,
          because: t.because,
          due_on: due.dueOn,
          warn_on: due.warnOn,
          legal_due_on: due.legalDueOn,
          late: wasLate(t, ctx.calendar),
          advice: d.chance(0.4) ? 'pass' : 'doubt',
          number,
          subject: String(shape.thing.no),
          town: who.town,
          filed_on: filedOn,
        });
      }
      for (const [seq, e] of life.events.entries()) events.push({ case_id: id, seq: seq + 1, task_id: e.taskId, kind: e.kind, day: e.day, unit: e.unit });
      for (const [position, m] of shape.plan.materials.entries())
        materials.push({
          case_id: id,
          material: m.material.id,
          name: m.material.name,
          position,
          wanted_by: m.wantedBy,
          way: m.ways[0] === 'result' ? 'result' : 'query',
          given_on: filedOn,
        });
    }
    const rows = (list: object[]) => sql`${JSON.stringify(list)}::text::jsonb`;
    await sql`
      insert into case_file (county, id, number, kind, subject, title, definition, principal_kind, principal, principal_name, applicant,
        applicant_name, channel, town, parties, units, delivery, state, filed_at, filed_on, finished_on, sealed, search)
      select ${county}, r.id, r.number, 'one-thing', r.subject, r.title, r.definition, r.principal_kind, r.principal, r.principal_name, r.applicant,
        r.applicant_name, r.channel, r.town, r.parties, r.units, 'electronic', r.state, r.filed_at, r.filed_on, r.finished_on, r.sealed, r.search
      from jsonb_to_recordset(${rows(cases)}) as r (id uuid, number text, subject text, title text, definition int, principal_kind text,
        principal uuid, principal_name text, applicant uuid, applicant_name text, channel text, town text, parties uuid[], units text[],
        state text, filed_at timestamptz, filed_on date, finished_on date, sealed text, search text)`;
    await sql`
      insert into task (county, id, case_id, key, title, position, unit, after, state, outcome, ready_on, accepted_on, closed_on, promised_days,
        legal_days, stops, corrections, decision, because, due_on, warn_on, legal_due_on, late, advice, number, subject, town, filed_on)
      select ${county}, r.id, r.case_id, r.key, r.title, r.position, r.unit, r.after, r.state, r.outcome, r.ready_on, r.accepted_on, r.closed_on,
        r.promised_days, r.legal_days, r.stops, r.corrections, r.decision, r.because, r.due_on, r.warn_on, r.legal_due_on, r.late, r.advice,
        r.number, r.subject, r.town, r.filed_on
      from jsonb_to_recordset(${rows(tasks)}) as r (id uuid, case_id uuid, key text, title text, position int, unit text, after text[],
        state text, outcome text, ready_on date, accepted_on date, closed_on date, promised_days int, legal_days int, stops jsonb,
        corrections int, decision jsonb, because text, due_on date, warn_on date, legal_due_on date, late boolean, advice text,
        number text, subject text, town text, filed_on date)`;
    await sql`
      insert into case_event (county, case_id, seq, task_id, kind, at, day, actor_kind, actor, actor_name, unit)
      select ${county}, r.case_id, r.seq, r.task_id, r.kind, r.day + time '02:00', r.day, 'system', 'system', '系统', r.unit
      from jsonb_to_recordset(${rows(events)}) as r (case_id uuid, seq int, task_id uuid, kind text, day date, unit text)`;
    await sql`
      insert into case_material (county, case_id, material, name, position, wanted_by, way, state, given_on)
      select ${county}, r.case_id, r.material, r.name, r.position, r.wanted_by, r.way, 'given', r.given_on
      from jsonb_to_recordset(${rows(materials)}) as r (case_id uuid, material text, name text, position int, wanted_by text[], way text, given_on date)`;
    ctx.record({ detail: { cases: cases.length, tasks: tasks.length } });
    return { cases: cases.length, tasks: tasks.length };
  },
});
