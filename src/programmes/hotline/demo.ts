/** Tickets of the last weeks in every state, played day by day through the same doors that people use. */
import { z } from 'zod';
import { systemActor } from '#platform/access';
import { action, knownActor, perform } from '#platform/actions';
import { addDays, type Day } from '#platform/calendar';
import { type DemoCounty, dice, personName, phoneNumber } from '#platform/demo';
import {
  acceptHandOver,
  answerDuty,
  declineHandOver,
  extendDuty,
  followUp,
  joinDuty,
  oneDuty,
  proposeHandOver,
  rateDuty,
  takeDuty,
  withdrawDuty,
} from '#platform/supervision';
import { sendTicket, takeTicket, writeTicket } from './actions.ts';
import { earlierTexts } from './demo-earlier.ts';
import { recentTexts } from './demo-recent.ts';
import type { DemoText } from './demo-text.ts';
import { keepCalls } from './statistics.ts';

const demoTexts = [...earlierTexts, ...recentTexts];

/** A small county (tests) has none: its figures are those that a test makes. */
const leastResidents = 100;

/** The messages of the weeks that are played went out on their days, not when the demo is started. */
const messagesWent = action({
  name: 'demo.ticket-sms',
  may: 'demo.make',
  summary: '演示：当天已发出的短信',
  input: z.strictObject({}),
  async do(ctx) {
    const { count } = await ctx.sql`update hotline_sms set sent_at = made_at where county = ${ctx.county} and sent_at is null`;
    ctx.record({ detail: { sent: count } });
  },
});

type Work = () => Promise<unknown>;

export async function demoTickets({ house, county, seed, cast, play }: DemoCounty): Promise<void> {
  if (cast.residents.length < leastResidents) return;
  const d = dice(seed).fork('hotline');
  const clock = house.clock;
  const today = clock.today();
  const seat = await play('hotline');
  const plan: { day: Day; work: Work }[] = [];
  const ids = new Map<DemoText, string>();
  const version = async (id: string) => (await seat.reads(oneDuty, { dutyId: id })).duty.version;
  const on = async (t: DemoText) => ({ dutyId: ids.get(t)!, version: await version(ids.get(t)!) });
  const unitHead = (unit: string) => play(unit.startsWith('town-') ? `town.${unit.slice(5)}` : `head.${unit}`);
  const reviewer = (unit: string) => play(unit.startsWith('town-') ? `town.${unit.slice(5)}` : `reviewer.${unit}`);

  for (const t of demoTexts) {
    const start = addDays(today, -t.ago);
    const at = (after: number, work: Work) => {
      const day = addDays(start, after);
      if (day <= today) plan.push({ day, work });
    };
    const about = { category: t.category, title: t.title, body: t.body, town: t.town, place: t.place ?? '', urgent: t.urgent ?? false };
    at(0, async () => {
      if (t.writer) return void ids.set(t, (await (await play(t.writer)).does(writeTicket, about)).id);
      const sex = d.chance(0.5) ? ('male' as const) : ('female' as const);
      const caller = t.anonymous
        ? { anonymous: true, callerName: '', phone: '' }
        : { anonymous: false, callerName: personName(d, sex), phone: phoneNumber(d, d.between(700_000, 799_999)) };
      const next = t.answer && t.course === 'at-once' ? { do: 'answer' as const, answer: t.answer } : { do: 'send' as const, unit: t.unit };
      const { id } = await seat.does(takeTicket, {
        ...about,
        ...caller,
        confidential: t.category === 'report',
        ...(t.outside ? { channel: 'city' as const, outside: t.outside } : {}),
        next,
      });
      ids.set(t, id);
    });
    if (t.course === 'new' || t.course === 'at-once') continue;
    if (t.writer && t.course !== 'joined') at(0, async () => (await play('hotline')).does(sendTicket, { ...(await on(t)), unit: t.unit }));
    if (t.course === 'joined') at(1, async () => seat.does(joinDuty, { ...(await on(t)), leader: ids.get(demoTexts.find(o => o.title === t.with)!)! }));
    if (t.course === 'withdrawn') at(1, async () => (await play(t.writer!)).does(withdrawDuty, { ...(await on(t)), reason: '已经自己解决了，谢谢' }));
    if (['open', 'joined', 'withdrawn'].includes(t.course)) continue;
    if (t.course !== 'late') at(1, async () => (await reviewer(t.unit)).does(takeDuty, await on(t)));
    if (t.to) at(1, async () => (await reviewer(t.unit)).does(proposeHandOver, { ...(await on(t)), to: t.to!, reason: t.why! }));
    if (t.course === 'declined')
      at(2, async () => (await reviewer(t.to!)).does(declineHandOver, { ...(await on(t)), reason: '不在我单位职责范围，按职责分工仍由首问单位办理' }));
    if (t.course === 'handed') at(2, async () => (await reviewer(t.to!)).does(acceptHandOver, await on(t)));
    const owner = t.course === 'handed' ? t.to! : t.unit;
    if (t.course === 'extended') at(4, async () => (await unitHead(t.unit)).does(extendDuty, { ...(await on(t)), reason: '配件要从太原调货' }));
    if (!t.answer) continue;
    const days = t.days ?? 4;
    at(days, async () => (await reviewer(owner)).does(answerDuty, { ...(await on(t)), answer: t.answer! }));
    if (t.course === 'answered') continue;
    if (t.course === 'not-reached') at(days + 1, async () => seat.does(followUp, { ...(await on(t)), reached: false, note: '响铃无人接' }));
    else if (t.course === 'reopened') at(days + 1, async () => seat.does(followUp, { ...(await on(t)), reached: true, satisfied: false, note: t.why! }));
    else if (t.writer && t.grade) at(days + 1, async () => (await play(t.writer!)).does(rateDuty, { ...(await on(t)), grade: t.grade!, comment: t.why ?? '' }));
    else at(days + 1, async () => seat.does(followUp, { ...(await on(t)), reached: true, satisfied: true }));
  }
  for (let ago = 14; ago > 0; ago--) {
    const calls = d.between(38, 96);
    const connected = calls - d.between(0, Math.floor(calls * 0.07));
    const figures = { day: addDays(today, -ago), calls, connected, within15: connected - d.between(0, 4), version: 0 };
    plan.push({ day: addDays(today, -ago), work: () => seat.does(keepCalls, figures) });
  }

  plan.sort((a, b) => a.day.localeCompare(b.day));
  try {
    for (const { day, work } of plan) {
      house.clock = { today: () => day, now: () => `${day}T0${d.between(1, 9)}:${d.between(10, 59)}:00.000Z` };
      await work();
    }
    await perform(house, messagesWent, knownActor(systemActor(county, '演示')), {}, { county, requestId: 'demo' });
  } finally {
    house.clock = clock;
  }
}
