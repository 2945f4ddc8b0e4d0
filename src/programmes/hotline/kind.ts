/** The ticket as a kind of duty, and how who asked is told: the account's inbox, or a message to the number that was left. */
import { z } from 'zod';
import { systemActor } from '#platform/access';
import { action, type Ctx, type House, knownActor, perform } from '#platform/actions';
import { type Job, sendLater } from '#platform/jobs';
import { notifyPerson, type Templates } from '#platform/notices';
import type { DutyKind, DutyRow, Step } from '#platform/supervision';
import { answerDays, takeHours } from './figures.ts';

export const callerPlace = (dutyId: string) => `ticket.phone_sealed:${dutyId}`;

const ask = (what: string) => (d: Record<string, string>) => ({ title: `12345 工单 ${d.number}`, body: `“${d.title}”${what}` });

export const ticketTemplates: Templates = {
  'ticket-opened': ask('已受理，工单号请留好，可以随时查进度。'),
  'ticket-sent': ask('已交办给责任部门，办理结果会告诉您。'),
  'ticket-joined': ask('和别人反映的是同一件事，一并办理，结果一并答复您。'),
  'ticket-answered': ask('已有答复，请查看；我们会打电话回访，也可以直接评价。'),
  'ticket-reopened': ask('您不满意，已退回部门重新办理。'),
  'ticket-closed': ask('已办结，感谢您的来电。'),
};

async function tell(ctx: Ctx, duty: DutyRow, step: Step): Promise<void> {
  const message = { template: `ticket-${step}`, data: { number: duty.number, title: duty.title }, link: `/hotline/tickets/${duty.id}` };
  const [party] = duty.parties;
  if (party) return notifyPerson(ctx, party, message);
  const [caller] = await ctx.sql<{ phoneSealed: string | null }[]>`
    select phone_sealed from hotline_ticket where county = ${ctx.county} and duty_id = ${duty.id}`;
  if (!caller?.phoneSealed) return;
  const { title, body } = ctx.house.templates[message.template]!(message.data);
  const id = crypto.randomUUID();
  await ctx.sql`insert into hotline_sms (county, id, duty_id, body, made_at) values (${ctx.county}, ${id}, ${duty.id}, ${`【中阳12345】${title}：${body}`}, ${ctx.now})`;
  await sendLater(ctx.sql, ctx.county, 'ticket-sms', { sms: id });
}

export const ticketKind: DutyKind = {
  id: 'ticket',
  title: '12345 工单',
  prefix: '热',
  days: answerDays.value,
  source: answerDays.source,
  openedBy: ['hotline-seat', 'helper', 'resident'],
  takeHours,
  follow: true,
  sentBy: 'hotline-seat',
  page: '/desk/hotline/',
  tell,
};

/** A message that is out is not sent again when the queue tries a second time. */
const sendTicketSms = action({
  name: 'hotline-ticket.sms',
  may: 'hotline-ticket.sms',
  summary: '给来电人发出短信',
  input: z.strictObject({ sms: z.uuid() }),
  output: z.object({ failed: z.string().nullable() }),
  async do(ctx, { sms }) {
    const [row] = await ctx.sql<{ dutyId: string; body: string; phoneSealed: string }[]>`
      select s.duty_id, s.body, t.phone_sealed from hotline_sms s join hotline_ticket t on t.county = s.county and t.duty_id = s.duty_id
      where s.county = ${ctx.county} and s.id = ${sms} and s.sent_at is null for update of s`;
    if (!row) return { failed: null };
    const phone = ctx.vault.open(ctx.county, callerPlace(row.dutyId), row.phoneSealed);
    const [failed] = await ctx.house.sms.send(ctx.county, [{ phone, text: row.body }]);
    if (failed) return { failed };
    await ctx.sql`update hotline_sms set sent_at = ${ctx.now} where county = ${ctx.county} and id = ${sms}`;
    ctx.record({ subject: `duty:${row.dutyId}` });
    return { failed: null };
  },
});

export const ticketSmsJob = (house: House): Job<{ sms: string }> => ({
  name: 'ticket-sms',
  async handle(payloads, county) {
    for (const { sms } of payloads) {
      if (!sms) continue;
      const { failed } = await perform(house, sendTicketSms, knownActor(systemActor(county, '短信')), { sms }, { county, requestId: `sms:${sms}` });
      if (failed) throw new Error(failed);
    }
  },
});
