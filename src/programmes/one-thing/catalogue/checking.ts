/** Beside the editor: what the linter says of an entry before it is saved, the draft's notice for chosen answers, and its figures. */
import { z } from 'zod';
import { type Ctx, read } from '#platform/actions';
import { noticeView, viewNotice } from '../views.ts';
import { simulate } from './diff.ts';
import { edits, faultsOf, findingView, kind, merged, simulationView, staffed } from './editing.ts';
import { lint } from './lint.ts';
import { type Catalogue, type EntryKind, entrySchemas } from './schema.ts';
import { type Facts, nextQuestion, settle } from './situations.ts';
import { currentVersion, indexed, planOf } from './versions.ts';

const typed = z.strictObject({ kind, id: z.string().max(80), body: z.unknown() });

async function draft(ctx: Ctx, unsaved?: { kind: EntryKind; id: string; body: unknown }): Promise<{ version: number; catalogue: Catalogue }> {
  const current = await currentVersion(ctx);
  const waiting = await edits(ctx);
  return { version: current.version, catalogue: merged(current.catalogue, [...waiting, ...(unsaved ? [unsaved] : [])]) };
}

/** Nothing is stored: the page asks while somebody types. */
export const checkEntry = read({
  name: 'catalogue.check',
  may: 'catalogue.edit',
  summary: '校验正在编辑、还没有保存的一条',
  input: typed,
  output: z.object({ faults: z.array(z.object({ path: z.string(), message: z.string() })), findings: z.array(findingView) }),
  async do(ctx, { kind: k, id, body }) {
    const parsed = body === null ? null : entrySchemas[k].safeParse(body);
    if (parsed && !parsed.success) return { faults: faultsOf(parsed.error), findings: [] };
    const { catalogue } = await draft(ctx, { kind: k, id, body: parsed ? parsed.data : null });
    return { faults: [], findings: lint(catalogue, await staffed(ctx)) };
  },
});

/** What an applicant would be told by the draft, question by question. */
export const tryThing = read({
  name: 'catalogue.try',
  may: 'catalogue.edit',
  summary: '试走一件事：用编辑中的目录回答问题，看一次告知',
  input: z.strictObject({ thing: z.string().max(80), answers: z.record(z.string().max(60), z.string().max(60)), unsaved: typed.optional() }),
  output: z.object({
    /** Asked and answered so far, in order. */
    asked: z.array(
      z.object({ id: z.string(), ask: z.string(), options: z.array(z.object({ value: z.string(), label: z.string() })), answer: z.string().nullable() }),
    ),
    notice: noticeView.nullable(),
    /** Why there is no notice although everything is answered. */
    broken: z.string().nullable(),
  }),
  async do(ctx, { thing: id, answers, unsaved }) {
    const parsed = unsaved && unsaved.body !== null ? entrySchemas[unsaved.kind].safeParse(unsaved.body) : null;
    const nothing = { asked: [], notice: null };
    if (parsed && !parsed.success) return { ...nothing, broken: '这一条还有填错的地方，改好以后再试' };
    const { version, catalogue } = await draft(ctx, unsaved && { ...unsaved, body: parsed ? parsed.data : null });
    const thing = catalogue.things.find(t => t.id === id);
    if (!thing) return { ...nothing, broken: '目录里没有这件事' };
    const asked: { id: string; ask: string; options: { value: string; label: string }[]; answer: string | null }[] = [];
    const given: Facts = {};
    for (let next = nextQuestion(catalogue, thing, given); next; next = nextQuestion(catalogue, thing, given)) {
      const answer = answers[next.id];
      const fits = answer !== undefined && next.options.some(o => o.value === answer);
      asked.push({ id: next.id, ask: next.ask, options: next.options.map(({ value, label }) => ({ value, label })), answer: fits ? answer : null });
      if (!fits) return { asked, notice: null, broken: null };
      given[next.id] = answer;
    }
    const { facts } = settle(catalogue, thing, given);
    if (!facts) return { asked, notice: null, broken: '问题的答案不完整' };
    const trial = indexed(version, catalogue);
    try {
      return { asked, notice: viewNotice(trial, thing, given, planOf(trial, thing, facts)), broken: null };
    } catch (error) {
      // A draft may hold an order that runs in a circle; the linter says where.
      if (!/^cycle: /.test((error as Error).message)) throw error;
      return { asked, notice: null, broken: '这种情形下办理顺序成环，算不出来；请先按校验提示改好' };
    }
  },
});

/** The figures of every thing of the draft; absent where its order runs in a circle. */
export const draftFigures = read({
  name: 'catalogue.figures',
  may: 'catalogue.edit',
  summary: '编辑中的目录：每件事的情形数、分开办与一起办的材料、数据项、跑动、天数',
  input: z.strictObject({}),
  output: z.object({ items: z.array(simulationView) }),
  async do(ctx) {
    const { catalogue } = await draft(ctx);
    return {
      items: catalogue.things.flatMap(thing => {
        const alone = { ...catalogue, things: [thing] };
        try {
          return simulate(alone, alone, true);
        } catch (error) {
          if (!/^cycle: /.test((error as Error).message)) throw error;
          return [];
        }
      }),
    };
  },
});
