/**
 * A video talk between the person's browser and the seat's, by WebRTC: pictures and sound go from one to the other, encrypted
 * between the two (DTLS-SRTP), never through this server and never recorded. Here they only find each other: each says that it
 * is ready, the seat offers, the person answers. Whoever loads the page again is ready again, and the newest holds.
 */
import { z } from 'zod';
import { systemActor } from '#platform/access';
import { action, type Ctx, type House, knownActor, perform, read, refuse } from '#platform/actions';
import type { Job } from '#platform/jobs';
import { refuseRequest } from './requests.ts';
import { findRequest, type HelpRequest } from './store.ts';
import { requestStates } from './words.ts';
import { inHand } from './working.ts';

const iceServer = z.strictObject({ urls: z.union([z.string(), z.array(z.string())]), username: z.string().optional(), credential: z.string().optional() });
const iceServers = z.array(iceServer).max(8);

/** STUN and TURN servers for browsers of different networks; none: only those that reach each other directly find each other. */
const servers = (): z.infer<typeof iceServers> => (process.env.VIDEO_ICE_SERVERS ? iceServers.parse(JSON.parse(process.env.VIDEO_ICE_SERVERS)) : []);

type Side = 'person' | 'staff';

/** Many more than two browsers need to find each other; a page that says the same over and over fills nothing. */
const kept = 100;

const kinds = ['ready', 'offer', 'answer', 'bye'] as const;
const said = {
  requestId: z.uuid(),
  kind: z.enum(kinds),
  description: z.string().max(50_000).default(''),
};
const asked = z.strictObject({ requestId: z.uuid(), after: z.coerce.number().int().min(0).default(0) });
const heard = z.object({
  items: z.array(z.object({ seq: z.number(), kind: z.enum(kinds), description: z.string() })),
  /** The highest there is of either side. */
  last: z.number(),
  iceServers,
});
export type Heard = z.infer<typeof heard>;

const talking = (request: HelpRequest): HelpRequest => {
  if (request.way !== 'video' || !['called', 'serving'].includes(request.state)) throw refuseRequest('help-state', `现在是“${requestStates[request.state]}”`);
  return request;
};
async function ofPerson(ctx: Ctx, id: string) {
  const request = await findRequest(ctx, id);
  if (request.person !== ctx.actor.id) throw refuse('not-found');
  return talking(request);
}
const ofSeat = async (ctx: Ctx, id: string) => talking(await inHand(ctx, id));

async function say(ctx: Ctx, side: Side, { requestId, kind, description }: { requestId: string; kind: (typeof kinds)[number]; description: string }) {
  await ctx.asHouse(async ctx => {
    // One after the other: whoever has read up to a number misses nothing that gets a lower one later.
    await ctx.sql`select 1 from help_request where county = ${ctx.county} and id = ${requestId} for update`;
    const [said] = await ctx.sql<{ seq: number }[]>`
      insert into help_signal (county, request, seq, side, kind, description, said_at)
      select ${ctx.county}, ${requestId}, coalesce(max(seq), 0) + 1, ${side}, ${kind}, ${description}, ${ctx.now}
      from help_signal where county = ${ctx.county} and request = ${requestId} returning seq`;
    await ctx.sql`delete from help_signal where county = ${ctx.county} and request = ${requestId} and seq <= ${said!.seq - kept}`;
  });
  // That somebody came in is worth a line; how the browsers found each other is not.
  if (kind === 'ready' || kind === 'bye') ctx.record({ subject: `help-request:${requestId}`, detail: { side, kind } });
}

const hear = (ctx: Ctx, side: Side, { requestId, after }: { requestId: string; after: number }): Promise<Heard> =>
  ctx.asHouse(async ctx => {
    const rows = await ctx.sql<{ seq: number; kind: (typeof kinds)[number]; description: string; side: Side }[]>`
      select seq, kind, description, side from help_signal where county = ${ctx.county} and request = ${requestId} and seq > ${after} order by seq limit 200`;
    return {
      items: rows.filter(r => r.side !== side).map(({ seq, kind, description }) => ({ seq, kind, description })),
      last: rows.at(-1)?.seq ?? after,
      iceServers: servers(),
    };
  });

export const sayAsPerson = action({
  name: 'help-request.signal',
  may: 'help-request.make',
  summary: '视频帮办：本人这边的连接信息',
  input: z.strictObject(said),
  async do(ctx, input) {
    await ofPerson(ctx, input.requestId);
    await say(ctx, 'person', input);
  },
});

export const hearAsPerson = read({
  name: 'help-request.signals',
  may: 'help-request.make',
  summary: '视频帮办：帮办席那边的连接信息',
  input: asked,
  output: heard,
  async do(ctx, input) {
    await ofPerson(ctx, input.requestId);
    return hear(ctx, 'person', input);
  },
});

export const sayAsSeat = action({
  name: 'help-request.signal-seat',
  may: 'help-request.handle',
  summary: '视频帮办：帮办席这边的连接信息',
  input: z.strictObject(said),
  async do(ctx, input) {
    await ofSeat(ctx, input.requestId);
    await say(ctx, 'staff', input);
  },
});

export const hearAsSeat = read({
  name: 'help-request.signals-seat',
  may: 'help-request.handle',
  summary: '视频帮办：本人那边的连接信息',
  input: asked,
  output: heard,
  async do(ctx, input) {
    await ofSeat(ctx, input.requestId);
    return hear(ctx, 'staff', input);
  },
});

export const forgetSignals = action({
  name: 'help-request.forget-signals',
  may: 'help-request.forget-signals',
  summary: '视频帮办不在通话中的，删除两边的连接信息',
  input: z.strictObject({}),
  async do(ctx) {
    // Where nobody came, another seat went on or the day ended: a description tells from which network somebody was there.
    const { count } = await ctx.sql`
      delete from help_signal s where s.county = ${ctx.county} and not exists (
        select 1 from help_request r join ticket t on t.county = r.county and (t.origin = r.ticket or t.booking = r.booking)
        where r.county = s.county and r.id = s.request and t.state in ('called', 'serving'))`;
    if (count > 0) ctx.record({ detail: { deleted: count } });
  },
});

export const forgetSignalsJob = (house: House): Job => ({
  name: 'help-signals',
  cron: '*/10 * * * *',
  handle: async (_, county) =>
    void (await perform(house, forgetSignals, knownActor(systemActor(county, '帮办')), {}, { county, requestId: `help-signals:${house.clock.now()}` })),
});
