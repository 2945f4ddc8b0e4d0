/** At a helper seat: the number to call, and how it ended; what could not be solved goes on as a ticket of the hotline. */
import { z } from 'zod';
import { action, type Ctx, refuse } from '#platform/actions';
import { endTicket } from '#platform/queues';
import { workingUnit } from '#platform/supervision';
import { missingAnswer } from '#programmes/knowledge';
import { openTicket } from '../actions.ts';
import { helpPlace, refuseRequest } from './requests.ts';
import { findRequest, type HelpRequest } from './store.ts';
import { outcomeOf, type Result, requestStates, results } from './words.ts';

/** The request that the actor has at the seat, or had when the day ended. */
export async function inHand(ctx: Ctx, id: string): Promise<HelpRequest & { at: NonNullable<HelpRequest['at']> }> {
  const request = await findRequest(ctx, id);
  const { at, state } = request;
  if (!at || !['called', 'serving', 'done'].includes(state)) throw refuseRequest('help-state', `现在是“${requestStates[state]}”`);
  const [mine] = await ctx.asHouse(ctx => ctx.sql`select 1 from ticket where county = ${ctx.county} and id = ${at.id} and staff = ${ctx.actor.id}`);
  if (!mine) throw refuse('forbidden', '这个帮办不在您的席位上');
  return { ...request, at };
}

/** Calling back needs the number: only while it is called at the seat, and never without a record. */
export const callNumber = action({
  name: 'help-request.number',
  may: 'help-request.handle',
  summary: '帮办席：叫到号以后看要打的号码，留下记录',
  input: z.strictObject({ requestId: z.uuid() }),
  output: z.object({ phone: z.string() }),
  async do(ctx, { requestId }) {
    const request = await inHand(ctx, requestId);
    if (request.state === 'done') throw refuseRequest('help-state', '已经结束');
    ctx.record({ subject: `help-request:${requestId}`, detail: { reason: '给本人打电话', number: request.at.number } });
    return { phone: ctx.vault.open(ctx.county, helpPlace(requestId), request.phoneSealed) };
  },
});

export const endHelp = action({
  name: 'help-request.end',
  may: 'help-request.handle',
  summary: '帮办席：结束，写明结果；没解决的转给部门，知识库没有的记下来',
  input: z.strictObject({
    requestId: z.uuid(),
    /** The number's version. */
    version: z.number().int().positive(),
    result: z.enum(Object.keys(results) as [Result], '请选择结果'),
    told: z.string().trim().min(5, '请写清讲了什么、下一步怎么办，至少 5 个字').max(1000, '最多 1000 个字'),
    handed: z
      .strictObject({
        unit: z.string().min(1, '请选择部门').max(60),
        wanted: z.string().trim().min(5, '请写清要部门解决什么，至少 5 个字').max(1000, '最多 1000 个字'),
      })
      .optional(),
    /** What the knowledge base should answer and does not. */
    question: z.string().trim().max(80, '最多 80 个字').default(''),
  }),
  output: z.object({ duty: z.string().nullable() }),
  async do(ctx, { requestId, version, result, told, handed, question }) {
    const request = await inHand(ctx, requestId);
    if (request.result) throw refuseRequest('help-state', '结果已经写过了');
    if ((result === 'handed') !== (handed !== undefined))
      throw refuse('input', { detail: '转部门要选部门', faults: [{ path: 'handed.unit', message: '请选择转给哪个部门' }] });
    if (request.state !== 'done') await endTicket(ctx, { ticketId: request.at.id, version }, { outcome: outcomeOf[result], note: '' });
    return ctx.asHouse(async ctx => {
      const duty = handed ? await handOver(ctx, request, handed) : null;
      const { count } = await ctx.sql`
        update help_request set result = ${result}, told = ${told}, ended_at = ${ctx.now}, ended_by = ${ctx.actor.id}, ended_by_name = ${ctx.actor.name},
          duty = ${duty}, version = version + 1
        where county = ${ctx.county} and id = ${requestId} and version = ${request.version}`;
      if (count !== 1) throw refuse('changed');
      await ctx.sql`delete from help_signal where county = ${ctx.county} and request = ${requestId}`;
      if (question) await missingAnswer(ctx, question, [request.personName]);
      ctx.record({ subject: `help-request:${requestId}`, detail: { result, ...(handed ? { unit: handed.unit, duty } : {}) } });
      return { duty };
    });
  },
});

/** The person's own ticket, as if it had been called in: the unit owns it, the person sees it and rates it. */
async function handOver(ctx: Ctx, request: HelpRequest, { unit, wanted }: { unit: string; wanted: string }): Promise<string> {
  await workingUnit(ctx, unit, 'handed.unit');
  const title = `${request.subject}：帮办后仍没有解决`.slice(0, 60);
  const { id } = await openTicket(
    ctx,
    { channel: 'phone', category: 'help', title, body: wanted, place: '', urgent: false, confidential: false },
    { anonymous: false, callerName: request.personName, phone: ctx.vault.open(ctx.county, helpPlace(request.id), request.phoneSealed) },
    { parties: [request.person], held: false, unit, takenBy: ctx.actor.id },
  );
  return id;
}
