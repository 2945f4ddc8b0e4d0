/**
 * What partners can have done here, by topic: a case filed for somebody who applied there, other registers asked for it ahead, its
 * corrections answered and owed materials handed in, a file sent ahead, a 12345 ticket taken, a rating of a case, a question about data of ours, nothing in place of a message that was given up. Everything else is refused in words.
 */
import { z } from 'zod';
import { type Ctx, parse, refusals } from '../actions/index.ts';
import { type AskedElsewhere, caseByNumber, kindOf, lockCase } from '../cases/index.ts';
import { giveRating } from '../supervision/index.ts';
import { whoApplied } from './applicants.ts';
import { answerOthers } from './asked.ts';
import { attachmentsOf, takePart } from './attachments.ts';
import { digestOf } from './envelope.ts';
import type { Partner } from './partners.ts';

const refuse = refusals({
  'topic-unknown': [422, '这一类报文本县不接收'],
  'body-wrong': [422, '报文的内容不是 JSON'],
  'kind-unknown': [422, '本县不接收这一类'],
  'case-unknown': [422, '没有从贵平台收到过这个办件'],
  'outside-used': [409, '这个编号已经收过，内容不一样'],
});

const ratingSchema = z.strictObject({
  number: z.string().trim().min(1).max(60),
  grade: z.number().int().min(1).max(5),
  comment: z.string().trim().max(1000).default(''),
});

/** What every ticket and case of a partner says of itself; the rest is for its kind to read. */
const openingSchema = z.looseObject({
  outside: z.string('请填写对方的编号').trim().min(1, '请填写对方的编号').max(40, '编号最多 40 字'),
  kind: z.string().max(40).optional(),
});

const supplementSchema = z.looseObject({ outside: openingSchema.shape.outside });

/** In the house's scope, as the partner. What was written before a refusal is taken back by the caller. */
export async function handle(ctx: Ctx, partner: Partner, topic: string, text: string, messageId: string): Promise<unknown> {
  const body = jsonOf(text);
  switch (topic) {
    case 'void':
      return undefined;
    case 'rating': {
      const { number, grade, comment } = parse(ratingSchema, body);
      const file = await lockCase(ctx, (await caseByNumber(ctx, number)).id);
      // By the applicant, through another platform: one rating a case, wherever it was given (GB/T 39734).
      await giveRating(ctx, file, { grade, comment }, file.applicant);
      return { number, grade };
    }
    case 'file':
      return takePart(ctx, partner, body);
    case 'ask':
      return askAhead(ctx, partner, body);
    case 'supplement':
      return supplement(ctx, partner, body);
    case 'query':
      return answerOthers(ctx, partner, body, messageId);
    case 'case':
    case 'ticket':
      return openOnce(ctx, partner, topic, body, digestOf(text));
    default:
      throw refuse(
        'topic-unknown',
        `可以发来的有：case（办件）、ask（查询代替材料）、supplement（补正和补交）、file（附件）、ticket（12345 工单）、rating（好差评）、query（数据查询）、void（跳过）；收到的是 ${topic}`,
      );
  }
}

/** Opens it for a partner, once for each of its numbers, and remembers whom to tell how it goes. */
async function openOnce(ctx: Ctx, partner: Partner, topic: keyof typeof openers, body: unknown, digest: string): Promise<{ number: string; outside: string }> {
  const { outside, kind, ...asked } = parse(openingSchema, body);
  const [before] = await ctx.sql<{ number: string; digest: string }[]>`
    select number, digest from exchange_origin where county = ${ctx.county} and partner = ${partner.id} and topic = ${topic} and outside = ${outside}`;
  if (before && before.digest !== digest) throw refuse('outside-used', `${outside} 在本县的编号是 ${before.number}`);
  if (before) return { number: before.number, outside };
  const { id, number } = await openers[topic](ctx, partner, kind, asked, outside);
  await ctx.sql`
    insert into exchange_origin (county, partner, topic, outside, digest, record, number, taken_at)
    values (${ctx.county}, ${partner.id}, ${topic}, ${outside}, ${digest}, ${id}, ${number}, ${ctx.now})`;
  return { number, outside };
}

/** The same application under the partner's number, before it is filed and when it is. */
const whoFiles = async (ctx: Ctx, partner: Partner, outside: string, { applicant, firm }: { applicant?: unknown; firm?: unknown }) => ({
  ...(await whoApplied(ctx, { applicant, firm })),
  key: `${partner.id}/${outside}`,
  attachment: attachmentsOf(ctx, partner),
});

/** Other registers in the place of papers, before the case is filed under the same number: sent again it says what became of them. */
async function askAhead(ctx: Ctx, partner: Partner, body: unknown): Promise<{ outside: string; materials: AskedElsewhere[] }> {
  const { outside, kind = 'one-thing', applicant, firm, ...asked } = parse(openingSchema, body);
  const askFor = ctx.house.kinds[kind]?.askFor;
  if (!askFor) throw refuse('kind-unknown', kind);
  return { outside, materials: await askFor(ctx, await whoFiles(ctx, partner, outside, { applicant, firm }), asked) };
}

/** What an applicant hands in afterwards, through the platform on which they applied: only of a case that came from there. */
async function supplement(ctx: Ctx, partner: Partner, body: unknown): Promise<{ number: string; outside: string; task?: string }> {
  const { outside, ...asked } = parse(supplementSchema, body);
  const [origin] = await ctx.sql<{ record: string }[]>`
    select record from exchange_origin where county = ${ctx.county} and partner = ${partner.id} and topic = 'case' and outside = ${outside}`;
  if (!origin) throw refuse('case-unknown', outside);
  const file = await lockCase(ctx, origin.record);
  const supplyFrom = kindOf(ctx, file).supplyFrom;
  if (!supplyFrom) throw refuse('kind-unknown', file.kind);
  const task = await supplyFrom(ctx, file, asked, attachmentsOf(ctx, partner));
  return { number: file.number, outside, ...(task ? { task } : {}) };
}

type Open = (ctx: Ctx, partner: Partner, kind: string | undefined, asked: Record<string, unknown>, outside: string) => Promise<{ id: string; number: string }>;

const openers = {
  ticket: (ctx, _, kind = 'ticket', asked, outside) => {
    const take = ctx.house.duties[kind]?.takeFrom;
    if (!take) throw refuse('kind-unknown', kind);
    return take(ctx, asked, outside);
  },
  async case(ctx, partner, kind = 'one-thing', { applicant, firm, ...asked }, outside) {
    const fileFor = ctx.house.kinds[kind]?.fileFor;
    if (!fileFor) throw refuse('kind-unknown', kind);
    return fileFor(ctx, await whoFiles(ctx, partner, outside, { applicant, firm }), asked);
  },
} satisfies Record<string, Open>;

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse('body-wrong');
  }
}
