/** Asking, reading an entry, and saying whether it helped: open to everybody. */
import { z } from 'zod';
import { action, type Ctx, read, refuse } from '#platform/actions';
import { notifyUnit } from '#platform/notices';
import { give } from './answer.ts';
import { plainText } from './answer-text.ts';
import { answererOf } from './answerer.ts';
import { engineOf } from './engine.ts';
import { questionLength } from './figures.ts';
import { audiences, categories } from './forms.ts';
import { bare } from './lexicon.ts';
import { masked } from './rules.ts';
import { understand } from './understand.ts';
import { aboutView, answerView } from './views.ts';

const questionText = z.string().trim().min(1, '请写下您的问题').max(questionLength, `问题最多 ${questionLength} 个字，先说最要紧的`);

/** One more of this outcome today. Nobody's questions are kept with it. */
const count = (ctx: Ctx, outcome: string) =>
  ctx.asHouse(
    ctx => ctx.sql`
      insert into knowledge_tally (county, day, outcome, count) values (${ctx.county}, ${ctx.today}, ${outcome}, 1)
      on conflict (county, day, outcome) do update set count = knowledge_tally.count + 1`,
  );

/** The same question of several people is one gap with a count; one that is asked again after it was settled opens again. */
export const keepGap = (ctx: Ctx, question: string) =>
  ctx.asHouse(
    ctx => ctx.sql`
      insert into knowledge_gap (county, id, sense, question, count, first_on, last_on)
      values (${ctx.county}, ${crypto.randomUUID()}, ${bare(question).slice(0, 80)}, ${question}, 1, ${ctx.today}, ${ctx.today})
      on conflict (county, sense) do update set count = knowledge_gap.count + 1, last_on = excluded.last_on,
        state = case when knowledge_gap.state = 'written' then 'open' else knowledge_gap.state end, version = knowledge_gap.version + 1`,
  );

export const ask = action({
  name: 'ask.question',
  may: 'ask.use',
  summary: '智能问答：从已发布的事项目录和知识库回答，每段写明出处；答不上就说不知道',
  input: z.strictObject({
    question: questionText,
    /** What the last answer was about, or which of the choices is meant; kept by the browser only. */
    about: aboutView.nullable().default(null),
  }),
  output: answerView,
  async do(ctx, { question, about }) {
    const { view, outcome, gap } = give(await engineOf(ctx), question, about);
    const summary =
      view.kind === 'answer'
        ? await answererOf(ctx.house).word({ question: view.question, sources: view.blocks.map(b => ({ title: b.source.title, text: plainText(b.text) })) })
        : null;
    await count(ctx, outcome);
    if (gap && bare(view.question).length > 2) await keepGap(ctx, view.question);
    return { ...view, summary };
  },
});

export const giveFeedback = action({
  name: 'ask.feedback',
  may: 'ask.use',
  creates: true,
  summary: '评价一个答复有没有帮助；没有帮助的转给责任部门',
  input: z.strictObject({
    helpful: z.boolean(),
    reason: z.string().trim().max(300, '最多 300 个字').default(''),
    question: z.string().trim().max(questionLength).default(''),
    target: z.strictObject({ kind: z.enum(['entry', 'thing', 'none']), id: z.string().max(60) }),
  }),
  async do(ctx, { helpful, reason, question, target }) {
    const engine = await engineOf(ctx);
    const entry = target.kind === 'entry' ? engine.entries.get(target.id) : undefined;
    const thing = target.kind === 'thing' ? engine.version.byNo.get(Number(target.id)) : undefined;
    if (target.kind !== 'none' && !entry && !thing) throw refuse('not-found');
    const unit = entry?.unit ?? thing?.lead ?? 'approval';
    const title = entry?.question ?? thing?.name ?? '没有答上的问题';
    await ctx.asHouse(
      ctx => ctx.sql`
        insert into knowledge_feedback (county, id, given_on, kind, target, title, unit, helpful, question, reason, state)
        values (${ctx.county}, ${crypto.randomUUID()}, ${ctx.today}, ${target.kind}, ${target.id}, ${title}, ${unit}, ${helpful}, ${masked(question)}, ${masked(reason)},
          ${helpful ? 'handled' : 'open'})`,
    );
    await count(ctx, helpful ? 'helpful' : 'unhelpful');
    if (!helpful && reason) await notifyUnit(ctx, unit, { template: 'knowledge-unhelpful', data: { title }, link: '/desk/knowledge/feedback' });
  },
});

const publicEntry = z.object({
  id: z.string(),
  question: z.string(),
  answer: z.string(),
  unitName: z.string(),
  source: z.string(),
  sourceLink: z.string(),
  audience: z.enum(audiences),
  category: z.enum(categories),
  edition: z.number(),
  publishedOn: z.string(),
  validUntil: z.string().nullable(),
  /** Somebody should have looked at it again by now. */
  overdue: z.boolean(),
  things: z.array(z.object({ no: z.number(), name: z.string(), situation: z.string() })),
});
export type PublicEntry = z.infer<typeof publicEntry>;

export const readPublished = read({
  name: 'ask.entry',
  may: 'ask.use',
  // Not cached by browsers: what was withdrawn or has ended is gone at once.
  summary: '知识库里的一条：答复、出处、责任部门、发布日和有效期',
  input: z.strictObject({ entryId: z.uuid() }),
  output: publicEntry,
  async do(ctx, { entryId }) {
    const engine = await engineOf(ctx);
    const e = engine.entries.get(entryId);
    if (!e) throw refuse('not-found');
    const [unit] = await ctx.asHouse(ctx => ctx.sql<{ name: string }[]>`select name from unit where county = ${ctx.county} and id = ${e.unit}`);
    return {
      id: e.id,
      question: e.question,
      answer: e.answer,
      unitName: unit?.name ?? '',
      source: e.source,
      sourceLink: e.sourceLink,
      audience: e.audience,
      category: e.category,
      edition: e.number,
      publishedOn: e.reviewedOn,
      validUntil: e.validUntil,
      overdue: e.reviewBy < ctx.today,
      things: e.things.flatMap(no => {
        const t = engine.version.byNo.get(no);
        return t ? [{ no, name: t.name, situation: t.situation }] : [];
      }),
    };
  },
});

/** What people ask most often is what is published: titles to begin with. */
export const suggestions = read({
  name: 'ask.suggestions',
  may: 'ask.use',
  open: true,
  summary: '可以这样问：已发布的问题，按类别',
  input: z.strictObject({}),
  output: z.object({ items: z.array(z.object({ id: z.string(), question: z.string(), category: z.enum(categories) })) }),
  async do(ctx) {
    const { entries } = await engineOf(ctx);
    return { items: [...entries.values()].map(({ id, question, category }) => ({ id, question, category })) };
  },
});

/** For the seats: entries that may answer what a caller says, best first, without counting it as a question. */
export const searchKnowledge = read({
  name: 'ask.search',
  may: 'ask.use',
  summary: '按群众的话找知识库条目',
  input: z.strictObject({ q: z.string().trim().min(1).max(questionLength) }),
  output: z.object({
    items: z.array(z.object({ id: z.string(), title: z.string(), text: z.string(), source: z.string(), unit: z.string(), link: z.string() })),
  }),
  async do(ctx, { q }) {
    const engine = await engineOf(ctx);
    return {
      items: understand(engine.lexicon, q)
        .entries.filter(r => r.coverage >= 0.4 && r.strength >= 0.3)
        .slice(0, 5)
        .flatMap(r => engine.entries.get(r.subject.id) ?? [])
        .map(e => ({ id: e.id, title: e.question, text: plainText(e.answer), source: e.source, unit: e.unit, link: `/knowledge/${e.id}` })),
    };
  },
});
