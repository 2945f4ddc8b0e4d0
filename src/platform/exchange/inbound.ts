/**
 * What partners can have done here, by topic: a rating of a case, a question about data of ours, nothing in place of a
 * message that was given up. Everything else is refused in words.
 */
import { z } from 'zod';
import { type Ctx, parse, refusals } from '../actions/index.ts';
import { caseByNumber, lockCase } from '../cases/index.ts';
import { giveRating } from '../supervision/index.ts';
import { answerOthers } from './asked.ts';
import type { Partner } from './partners.ts';

const refuse = refusals({
  'topic-unknown': [422, '这一类报文本县不接收'],
  'body-wrong': [422, '报文的内容不是 JSON'],
});

const ratingSchema = z.strictObject({
  number: z.string().trim().min(1).max(60),
  grade: z.number().int().min(1).max(5),
  comment: z.string().trim().max(1000).default(''),
});

/** In the house's scope, as the partner. Refuses before anything is written. */
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
    case 'query':
      return answerOthers(ctx, partner, body, messageId);
    default:
      throw refuse('topic-unknown', `可以发来的有：rating（好差评）、query（数据查询）、void（跳过）；收到的是 ${topic}`);
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse('body-wrong');
  }
}
