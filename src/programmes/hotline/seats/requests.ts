/** Asking for a helper, as the person does it: now or at a time, giving up, coming back, rating. */
import { z } from 'zod';
import { action, type Ctx, guard, refusals, refuse } from '#platform/actions';
import { findPerson } from '#platform/identity';
import { notifyRole } from '#platform/notices';
import { giveUp, keepSlot, leaveQueue, lockBooking, takeFor, waitAgain } from '#platform/queues';
import { isBad } from '#platform/supervision/pure';
import { readPhone } from '#platform/validators';
import { currentVersion } from '#programmes/one-thing';
import { findRequest, type HelpRequest, listRequests } from './store.ts';
import { over, queueOf, requestStates, type Way, ways } from './words.ts';

export const refuseRequest = refusals({
  'help-open': [409, '您已经有一个没有结束的帮办'],
  'help-state': [409, '这个帮办现在不能这样做'],
  'help-rated': [409, '已经评价过了'],
});

export const helpPlace = (id: string) => `help_request.phone_sealed:${id}`;
const wrong = (path: string, message: string) => refuse('input', { detail: message, faults: [{ path, message }] });

/** The draft that the person wants help with is the person's own: seen through their own eyes. */
async function draftOf(ctx: Ctx, id: string): Promise<{ thing: number }> {
  const [draft] = await ctx.sql<{ thing: number }[]>`
    select thing from application where county = ${ctx.county} and id = ${id} and applicant = ${ctx.actor.id} and state = 'draft'`;
  if (!draft) throw wrong('application', '没有这份草稿，可能已经提交');
  return draft;
}

export const askForHelp = action({
  name: 'help-request.make',
  may: 'help-request.make',
  creates: true,
  summary: '请帮办员打电话或视频：现在排队，或预约一个时间',
  input: z
    .strictObject({
      way: z.enum(Object.keys(ways) as [Way], '请选择打电话还是视频'),
      thing: z.number().int().optional(),
      application: z.uuid().optional(),
      /** Where it is none of the things, in a few words. */
      subject: z.string().trim().max(40, '最多 40 个字').default(''),
      trouble: z.string().trim().max(500, '最多 500 个字').default(''),
      /** Another number than the account's. */
      phone: z
        .string()
        .trim()
        .max(30)
        .refine(text => text === '' || readPhone(text) !== null, '请填写 11 位手机号码')
        .default(''),
      /** Without it the person waits from now on. */
      at: z.strictObject({ day: z.iso.date('请选择日期'), time: z.string().regex(/^\d\d:\d\d$/, '请选择时间') }).optional(),
    })
    .refine(v => v.thing !== undefined || v.application !== undefined || (v.subject ?? '').length > 1, {
      path: ['subject'],
      error: '请选一件事，或用几个字说是什么事',
      // Beside what else is wrong, so that all of it is said at once.
      when: () => true,
    }),
  output: z.object({ id: z.string() }),
  async do(ctx, { way, application, at, phone, trouble, ...about }) {
    if (ctx.actor.kind !== 'person') throw refuse('forbidden');
    const me = await findPerson(ctx, ctx.actor.id);
    const number = readPhone(phone || me?.phone || '');
    if (!number) throw wrong('phone', '请填写打给您的手机号码');
    const thing = application ? (await draftOf(ctx, application)).thing : about.thing;
    const named = thing === undefined ? about.subject : (await currentVersion(ctx)).byNo.get(thing)?.name;
    if (named === undefined) throw wrong('thing', '没有这件事');
    const person = ctx.actor.id;
    return ctx.asHouse(async ctx => {
      // Two clicks in two windows wait for each other: one person is helped with one thing at a time.
      await ctx.sql`select pg_advisory_xact_lock(hashtextextended(${`help ${ctx.county} ${person}`}, 0))`;
      const open = (await listRequests(ctx, { person })).find(r => !over.includes(r.state));
      if (open) throw refuseRequest('help-open', `“${open.subject}”${requestStates[open.state]}，可以先取消`);
      const queue = queueOf[way];
      const placed = at
        ? { booking: (await keepSlot(ctx, person, { queue, day: at.day, at: at.time, subject: named })).id }
        : { ticket: (await takeFor(ctx, person, queue, named)).id };
      const id = crypto.randomUUID();
      const row = {
        ...{ county: ctx.county, id, person, subject: named, thing: thing ?? null, application: application ?? null, trouble },
        ...{ phoneSealed: ctx.vault.seal(ctx.county, helpPlace(id), number), askedAt: ctx.now, ...placed },
      };
      await ctx.sql`insert into help_request ${ctx.sql(row as never)}`;
      ctx.record({ subject: `help-request:${id}`, detail: { way, subject: named, ...(at ?? {}) } });
      return { id };
    });
  },
});

const onRequest = z.strictObject({ requestId: z.uuid() });

/** The request, if it is the actor's own. */
async function own(ctx: Ctx, id: string): Promise<HelpRequest> {
  const request = await findRequest(ctx, id);
  guard(ctx, { parties: [request.person] });
  return request;
}

export const withdrawHelp = action({
  name: 'help-request.withdraw',
  may: 'help-request.make',
  summary: '不用帮办了：退号或取消预约',
  input: onRequest,
  async do(ctx, { requestId }) {
    const request = await own(ctx, requestId);
    if (request.state === 'left' || request.state === 'cancelled') return;
    if (request.state === 'booked') await ctx.asHouse(async ctx => giveUp(ctx, await lockBooking(ctx, request.booking!), request.bookingVersion!));
    else if (request.at) await leaveQueue.do(ctx, { ticketId: request.at.id });
    ctx.record({ subject: `help-request:${requestId}` });
  },
});

export const waitForHelp = action({
  name: 'help-request.again',
  may: 'help-request.make',
  summary: '没接到电话的，一小时内重新排上，一次',
  input: onRequest,
  async do(ctx, { requestId }) {
    const request = await own(ctx, requestId);
    if (request.state !== 'missed') throw refuseRequest('help-state', `现在是“${requestStates[request.state]}”`);
    await ctx.asHouse(ctx => waitAgain(ctx, request.at!.id));
    ctx.record({ subject: `help-request:${requestId}` });
  },
});

export const rateHelp = action({
  name: 'help-request.rate',
  may: 'help-request.make',
  summary: '评价帮办；不满意的写明原因',
  input: onRequest.extend({
    grade: z.number({ error: '请选择一项' }).int().min(1).max(5),
    comment: z.string().trim().max(300, '最多 300 个字').default(''),
  }),
  async do(ctx, { requestId, grade, comment }) {
    const request = await own(ctx, requestId);
    if (!request.result) throw refuseRequest('help-state', '结束以后才能评价');
    if (isBad(grade) && comment.length < 4) throw wrong('comment', '请写明哪里不满意，至少 4 个字');
    const { count } = await ctx.asHouse(
      ctx => ctx.sql`
        update help_request set grade = ${grade}, comment = ${comment || null}, rated_at = ${ctx.now}, version = version + 1
        where county = ${ctx.county} and id = ${requestId} and grade is null`,
    );
    if (count !== 1) throw refuseRequest('help-rated');
    if (isBad(grade))
      await notifyRole(ctx, 'supervisor', {
        template: 'help-rated-low',
        data: { subject: request.subject, comment },
        link: '/desk/help-requests?grade=low',
      });
    ctx.record({ subject: `help-request:${requestId}`, detail: { grade } });
  },
});
