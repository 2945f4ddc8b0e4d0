/** A question that somebody was asked and the knowledge base could not answer, from whoever was asked. */
import { type Ctx, refuse } from '#platform/actions';
import { keepGap } from './ask.ts';
import { personalData } from './rules.ts';

export async function missingAnswer(ctx: Ctx, question: string, names: readonly string[]): Promise<void> {
  const found = personalData(question, names);
  const fault = found.length > 0 ? `请先删去个人信息：${found.map(p => p.what).join('、')}` : question.length < 4 ? '问题至少 4 个字' : null;
  if (fault) throw refuse('input', { detail: fault, faults: [{ path: 'question', message: fault }] });
  await keepGap(ctx, question);
}
