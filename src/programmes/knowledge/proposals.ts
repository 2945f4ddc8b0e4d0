/** From an answer that was given once to an entry for everybody: a seat or a unit proposes what a ticket was answered with. */
import { z } from 'zod';
import { action, type Ctx, guard, refuse } from '#platform/actions';
import { addMonths } from '#platform/calendar';
import { newEntry } from './entries.ts';
import type { Content } from './forms.ts';
import { personalData } from './rules.ts';

const proposalSchema = z.strictObject({
  question: z.string().trim().min(4, '问题至少 4 个字').max(80, '问题最多 80 个字，去掉细节'),
  answer: z.string().trim().min(10, '答复至少 10 个字').max(3000),
  unit: z.string().min(1, '请选责任部门').max(60),
  origin: z.strictObject({
    /** 12345 工单 2024-0012. */
    title: z.string().trim().min(2).max(60),
    /** Names that stand in the ticket: none of them may stand in an entry. */
    names: z.array(z.string().trim().min(1).max(50)).max(20).default([]),
  }),
});
export type Proposal = z.infer<typeof proposalSchema>;

/**
 * A draft entry from an answered ticket. Refuses, beside the field, while anything that may be somebody's stands in it:
 * telephones and other numbers, mail, plates, names of the ticket.
 */
export async function proposeEntry(ctx: Ctx, { question, answer, unit, origin }: Proposal): Promise<string> {
  const faults = Object.entries({ question, answer }).flatMap(([path, text]) => {
    const found = personalData(text, origin.names);
    return found.length > 0 ? [{ path, message: `请先删去个人信息：${found.map(p => p.what).join('、')}` }] : [];
  });
  if (faults.length > 0) throw refuse('input', { detail: faults[0]!.message, faults });
  const content: Content = {
    question,
    variants: [],
    answer,
    keywords: [],
    things: [],
    source: `${origin.title}的答复`,
    sourceLink: '',
    audience: 'everyone',
    category: 'other',
    validUntil: null,
    reviewBy: addMonths(ctx.today, 12),
    change: `来自${origin.title}`,
  };
  return newEntry(ctx, unit, content, origin.title);
}

export const propose = action({
  name: 'knowledge.propose',
  may: 'knowledge.write',
  creates: true,
  summary: '把答复过的工单变成知识库草稿；有个人信息的不收',
  input: proposalSchema,
  output: z.object({ id: z.string() }),
  async do(ctx, proposal) {
    guard(ctx, { units: [proposal.unit] });
    return { id: await proposeEntry(ctx, proposal) };
  },
});
