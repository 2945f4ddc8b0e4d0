/** Random orders, decisions and delays: no case gets stuck, no task runs early, no clock runs while it is stopped. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, calendarOf, type Day } from '../calendar/index.ts';
import { nationalNotices } from '../holidays/index.ts';
import { countedDays, deadlines, light, wasLate } from './clock.ts';
import { caseState, settle } from './order.ts';
import { against, apply, type Decision, finalStates, type Move, movesFrom, newTask, type Task, type TaskState, taskStates } from './task.ts';

const calendar = calendarOf(nationalNotices);
const start = '2024-11-04';

const fresh = (key: string, after: string[] = [], promisedDays = 5): Task =>
  newTask({ id: key, key, title: key, unit: 'u', after, promisedDays, legalDays: 20 });
const decision = (outcome: 'approved' | 'refused'): Decision => ({ outcome, by: 'x', byName: 'x', reason: '理由', basis: '依据', remedy: '复议' });
const go = (task: Task, move: Move, on: Day): Task => {
  expect(against(task, move)).toEqual([]);
  return apply(task, move, on);
};

describe('moves of a task', () => {
  it('go through a usual life', () => {
    let t = go(fresh('a'), { do: 'open' }, start);
    t = go(t, { do: 'accept' }, start);
    t = go(t, { do: 'decide', decision: decision('approved') }, '2024-11-06');
    t = go(t, { do: 'deliver' }, '2024-11-06');
    expect(t).toMatchObject({ state: 'delivered', outcome: 'approved', acceptedOn: start, closedOn: '2024-11-06' });
  });
  it('are refused in every other state, with the state named', () => {
    const moves: Move[] = [
      { do: 'open' },
      { do: 'drop', because: 'x' },
      { do: 'accept' },
      { do: 'ask' },
      { do: 'answer' },
      { do: 'suspend', kind: 'hearing', reason: 'r', expectedDays: 3 },
      { do: 'resume' },
      { do: 'decide', decision: decision('approved') },
      { do: 'deliver' },
      { do: 'withdraw' },
    ];
    for (const move of moves)
      for (const state of Object.keys(taskStates) as TaskState[]) {
        const reasons = against({ ...fresh('a'), state, readyOn: start, acceptedOn: start }, move);
        if (movesFrom[move.do].includes(state)) expect(reasons).toEqual([]);
        else expect(reasons[0]).toContain(taskStates[state]);
      }
  });
  it('a second request for corrections needs a supervisor’s reason, each time anew', () => {
    let t = go(go(fresh('a'), { do: 'open' }, start), { do: 'accept' }, start);
    t = go(go(t, { do: 'ask' }, start), { do: 'answer' }, '2024-11-07');
    expect(against(t, { do: 'ask' })[0]).toContain('督导员');
    t = go(t, { do: 'allow-second', reason: '申请人换了地址' }, '2024-11-07');
    t = go(go(t, { do: 'ask' }, '2024-11-07'), { do: 'answer' }, '2024-11-08');
    expect(against(t, { do: 'ask' })).toHaveLength(1);
    expect(t.corrections).toBe(2);
  });
  it('a refusal needs reason, basis and remedy, and says all that is missing at once', () => {
    const t = go(go(fresh('a'), { do: 'open' }, start), { do: 'accept' }, start);
    expect(against(t, { do: 'decide', decision: { ...decision('refused'), reason: '', basis: ' ', remedy: '' } })).toHaveLength(3);
  });
  it('waits for co-signers, and does not pass over a disagreement', () => {
    let t = go(go(fresh('a'), { do: 'open' }, start), { do: 'accept' }, start);
    t = go(t, { do: 'ask-cosign', staff: 's1', name: '王海' }, start);
    expect(against(t, { do: 'decide', decision: decision('approved') })[0]).toContain('王海');
    t = go(t, { do: 'cosign', staff: 's1', agrees: false, opinion: '面积不符' }, start);
    expect(against(t, { do: 'decide', decision: decision('approved') })[0]).toContain('不同意');
    expect(against(t, { do: 'decide', decision: decision('refused') })).toEqual([]);
  });
  it('a correction before acceptance makes the application new on the day it is complete', () => {
    let t = go(fresh('a'), { do: 'open' }, start);
    t = go(go(t, { do: 'ask' }, start), { do: 'answer' }, '2024-11-11');
    expect(t).toMatchObject({ state: 'ready', readyOn: '2024-11-11', acceptedOn: null });
  });
  it('nobody acted: accepted by law on the day it was received', () => {
    const t = go(go(fresh('a'), { do: 'open' }, start), { do: 'accept-by-law' }, '2024-11-12');
    expect(t).toMatchObject({ state: 'accepted', acceptedOn: start, tacit: true });
  });
});

describe('the clock', () => {
  const accepted = (promisedDays: number, stops: Task['stops'] = []): Task => ({
    ...fresh('a', [], promisedDays),
    state: 'accepted',
    readyOn: start,
    acceptedOn: start,
    stops,
  });
  it('counts working days; the day after acceptance is day 1', () => {
    expect(deadlines(accepted(5), calendar)).toEqual({ dueOn: '2024-11-11', warnOn: '2024-11-08', legalDueOn: '2024-12-02' });
    expect(deadlines(accepted(0), calendar).dueOn).toBe(start);
  });
  it('stands still while it is stopped: a hearing of nine days moves the due day by its working days', () => {
    const t = accepted(5, [{ kind: 'hearing', from: '2024-11-06', to: '2024-11-15', reason: '听证' }]);
    // Two days before, seven working days of hearing, three after.
    expect(deadlines(t, calendar).dueOn).toBe('2024-11-20');
    expect(countedDays(calendar, start, '2024-11-20', t.stops)).toBe(5);
  });
  it('has no due day while it stands', () => {
    expect(deadlines({ ...accepted(5, [{ kind: 'hearing', from: '2024-11-06', to: null, reason: '' }]), state: 'suspended' }, calendar).dueOn).toBeNull();
    expect(deadlines({ ...accepted(5), state: 'correcting' }, calendar).dueOn).toBeNull();
  });
  it('is green, yellow from a third left, red the day after the due day', () => {
    const d = { state: 'accepted' as const, ...deadlines(accepted(6), calendar) };
    expect(d).toMatchObject({ dueOn: '2024-11-12', warnOn: '2024-11-08' });
    expect([light(d, '2024-11-07'), light(d, '2024-11-08'), light(d, '2024-11-12'), light(d, '2024-11-13')]).toEqual(['green', 'yellow', 'yellow', 'red']);
  });
  it('leaves a due day open that lies in a year whose holidays are not known, and knows the rest', () => {
    const late = { ...accepted(20), acceptedOn: '2026-12-21' };
    expect(deadlines(late, calendar).dueOn).toBeNull();
    expect(light({ state: 'accepted', ...deadlines(late, calendar) }, '2026-12-31')).toBe('green');
  });
  it('waiting for acceptance has the five days of the law', () => {
    expect(deadlines({ ...fresh('a'), state: 'ready', readyOn: start }, calendar).dueOn).toBe('2024-11-11');
  });
  it('an extension of ten days moves promise and legal limit', () => {
    const t = { ...accepted(5), extendedDays: 10 };
    expect(deadlines(t, calendar)).toMatchObject({ dueOn: '2024-11-25', legalDueOn: '2024-12-16' });
  });
  it('never runs while it is stopped, whatever the stops', () => {
    const stops = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 15 })), { maxLength: 4 });
    fc.assert(
      fc.property(stops, fc.integer({ min: 1, max: 15 }), (list, promised) => {
        const made = list.map(([from, length]) => ({ kind: 'other' as const, from: addDays(start, from), to: addDays(start, from + length), reason: '' }));
        const t = accepted(promised, made);
        const due = deadlines(t, calendar).dueOn!;
        const stood = made.some(s => s.from < due && due <= s.to);
        // The day it is due is a day that counted, exactly `promised` of them, and one day earlier there was one less.
        return (
          !stood &&
          calendar.isWorkday(due) &&
          countedDays(calendar, start, due, made) === promised &&
          countedDays(calendar, start, addDays(due, -1), made) === promised - 1
        );
      }),
    );
  });
  it('whether a decision was late agrees with the light on that day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 0, max: 40 }), (promised, took) => {
        const open = accepted(promised);
        const on = addDays(start, took);
        const closed = apply(open, { do: 'decide', decision: decision('approved') }, on);
        return wasLate(closed, calendar) === (light({ state: 'accepted', ...deadlines(open, calendar) }, on) === 'red');
      }),
    );
  });
});

/** A random order without a cycle: each task may wait for earlier ones. */
const graphs = fc.integer({ min: 1, max: 8 }).chain(n =>
  fc
    .tuple(
      ...Array.from({ length: n }, (_, i) =>
        fc.subarray(
          Array.from({ length: i }, (_, j) => `t${j}`),
          { minLength: 0 },
        ),
      ),
    )
    .map(after => after.map((a, i) => fresh(`t${i}`, a))),
);

describe('the order', () => {
  it('opens what waits for nothing, side by side', () => {
    const { tasks } = settle([fresh('a'), fresh('b'), fresh('c', ['a', 'b'])], start);
    expect(tasks.map(t => t.state)).toEqual(['ready', 'ready', 'waiting']);
  });
  it('spares the rest when one is refused, and says which can no longer be', () => {
    const first = settle([fresh('a'), fresh('b'), fresh('c', ['a']), fresh('d', ['c'])], start).tasks;
    const refused = first.map(t => (t.key === 'a' ? apply(t, { do: 'decide', decision: decision('refused') }, start) : t));
    const { tasks } = settle(refused, start);
    expect(tasks.map(t => [t.key, t.state, t.because])).toEqual([
      ['a', 'refused', null],
      ['b', 'ready', null],
      ['c', 'not-needed', 'a'],
      ['d', 'not-needed', 'c'],
    ]);
  });
  it('for random orders and decisions: nothing starts early, nothing gets stuck, everything needed is decided', () => {
    fc.assert(
      fc.property(graphs, fc.infiniteStream(fc.constantFrom('approve', 'approve', 'approve', 'refuse', 'ask', 'suspend', 'withdraw')), (plan, acts) => {
        let on = start;
        let tasks: Task[] = settle(plan, on).tasks;
        const history = new Map<string, Task>();
        for (let step = 0; step < 400 && caseState(tasks) === 'open'; step++) {
          const open = tasks.filter(t => t.state !== 'waiting' && !(finalStates as readonly string[]).includes(t.state));
          // Not stuck: as long as the case is open, somebody can do something.
          if (open.length === 0) return false;
          const task = open[step % open.length]!;
          on = addDays(on, 1);
          const act = acts.next().value;
          const move: Move =
            task.state === 'approved' || task.state === 'refused'
              ? { do: 'deliver' }
              : task.state === 'correcting'
                ? { do: 'answer' }
                : task.state === 'suspended'
                  ? { do: 'resume' }
                  : act === 'ask' && task.corrections === 0
                    ? { do: 'ask' }
                    : act === 'suspend' && task.state === 'accepted' && task.stops.length < 3
                      ? { do: 'suspend', kind: 'review', reason: 'r', expectedDays: 1 }
                      : act === 'withdraw' && step % 7 === 0
                        ? { do: 'withdraw' }
                        : { do: 'decide', decision: decision(act === 'refuse' ? 'refused' : 'approved') };
          if (against(task, move).length > 0) return false;
          tasks = settle(
            tasks.map(t => (t === task ? apply(t, move, on) : t)),
            on,
          ).tasks;
          for (const t of tasks) {
            // Nothing is open before what it waits for is approved.
            if (
              t.state !== 'waiting' &&
              t.state !== 'not-needed' &&
              t.state !== 'withdrawn' &&
              !t.after.every(a => tasks.find(x => x.key === a)?.outcome === 'approved')
            )
              return false;
            // What was decided stays decided.
            const before = history.get(t.key);
            if (before?.outcome && t.outcome !== before.outcome) return false;
            history.set(t.key, t);
          }
        }
        const state = caseState(tasks);
        return (
          state !== 'open' &&
          tasks.every(t => t.outcome !== null || t.state === 'withdrawn' || t.state === 'not-needed') &&
          tasks.filter(t => t.state === 'not-needed').every(t => t.because !== null)
        );
      }),
      { numRuns: 300 },
    );
  });
});
