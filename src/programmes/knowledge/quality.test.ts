/**
 * How good the answers are, measured on real-sounding questions: those that the words were tuned on, and those that were
 * held out. The thresholds are below what was measured, so that a change that makes answers worse fails.
 */
import { describe, expect, it } from 'vitest';
import { filesCatalogue } from '../one-thing/index.ts';
import { decide } from './decide.ts';
import { demoEntries } from './demo/entries.ts';
import { lexicon } from './lexicon.ts';
import { everyday } from './quality/everyday.ts';
import { heldOut } from './quality/held-out.ts';
import { questions } from './quality/questions.ts';
import { firstSynonyms } from './words.ts';

const catalogue = filesCatalogue();
const entries = demoEntries
  .filter(e => !e.state)
  .map((e, i) => ({ id: `e${i}`, things: e.things ?? [], question: e.question, variants: e.variants ?? [], keywords: e.keywords ?? [] }));
const known = lexicon(catalogue, entries, firstSynonyms);

interface Asked {
  text: string;
  wanted: string[];
  intent: string;
}

const read = (text: string): Asked[] =>
  text
    .trim()
    .split('\n')
    .map(line => {
      const [question = '', wanted = '', intent = ''] = line.split('|').map(part => part.trim());
      return { text: question, wanted: wanted.split(' '), intent };
    });

/** What came, in the words of the file: a thing's number, an entry's things, a page; `-` for "I don't know". */
function answered({ text }: Asked): { got: string[]; intent: string; back: boolean } {
  const { decision: d, understanding } = decide(known, text, null);
  const intent = understanding.intent;
  switch (d.kind) {
    case 'thing':
      return { got: [String(d.no)], intent, back: false };
    case 'entry': {
      const entry = entries.find(e => e.id === d.id)!;
      return { got: [...entry.things.map(String), entry.question], intent, back: false };
    }
    case 'page':
      return { got: [d.page], intent, back: false };
    case 'clarify':
      return { got: d.things.map(String), intent, back: true };
    default:
      return { got: ['-'], intent, back: false };
  }
}

function measure(file: string) {
  const asked = read(file).map(q => ({ q, a: answered(q) }));
  const here = asked.filter(({ q }) => q.wanted[0] !== '-');
  const nowhere = asked.filter(({ q }) => q.wanted[0] === '-');
  const right = here.filter(({ q, a }) => !a.back && a.got.some(g => q.wanted.includes(g)));
  const back = here.filter(({ q, a }) => a.back && a.got.some(g => q.wanted.includes(g)));
  const silent = here.filter(({ a }) => a.got[0] === '-');
  const wrong = here.filter(r => !right.includes(r) && !back.includes(r) && !silent.includes(r));
  const intent = right.filter(({ q, a }) => a.intent === q.intent || q.intent === q.wanted[0]);
  const refused = nowhere.filter(({ a }) => a.got[0] === '-');
  const share = (part: number, of: number) => Math.round((part / of) * 1000) / 1000;
  return {
    here: here.length,
    nowhere: nowhere.length,
    right: share(right.length, here.length),
    back: share(back.length, here.length),
    silent: share(silent.length, here.length),
    wrong: share(wrong.length, here.length),
    intent: share(intent.length, right.length),
    refused: share(refused.length, nowhere.length),
    faults: [...wrong, ...silent, ...back, ...nowhere.filter(r => !refused.includes(r)), ...right.filter(r => !intent.includes(r))].map(
      ({ q, a }) => `${q.text}: wanted ${q.wanted.join('/')} ${q.intent}, got ${a.got.join('/')} ${a.intent}`,
    ),
  };
}

describe('the answers', () => {
  it('find the right thing first, and say that they do not know, on the questions that the words were tuned on', () => {
    const m = measure(questions);
    expect(m.here).toBeGreaterThan(120);
    expect(m.nowhere).toBeGreaterThanOrEqual(25);
    if (process.env.SHOW) process.stdout.write(`${JSON.stringify(m, null, 1)}\n`);
    expect(m.right, m.faults.join('\n')).toBeGreaterThanOrEqual(0.93);
    expect(m.wrong, m.faults.join('\n')).toBeLessThanOrEqual(0.03);
    expect(m.refused, m.faults.join('\n')).toBeGreaterThanOrEqual(0.96);
    expect(m.intent, m.faults.join('\n')).toBeGreaterThanOrEqual(0.93);
  });

  // Measured first at 90 % right and none of the unknowable answered. One fault of it was mended afterwards (an entry went before
  // a thing that explains far more of the question); no word was added for it.
  it('hold on questions that were written before and never tuned on', () => {
    const m = measure(heldOut);
    expect(m.here + m.nowhere).toBe(40);
    if (process.env.SHOW) process.stdout.write(`${JSON.stringify(m, null, 1)}\n`);
    expect(m.right, m.faults.join('\n')).toBeGreaterThanOrEqual(0.87);
    expect(m.wrong, m.faults.join('\n')).toBeLessThanOrEqual(0.05);
    expect(m.refused, m.faults.join('\n')).toBeGreaterThanOrEqual(0.96);
  });

  // 43 % first and 75 % among three before stories, homophones and what people call things were looked at.
  it('come first, or among the first three, for what residents ask any day', () => {
    const ranked = read(everyday).map(q => {
      const { back, got } = answered(q);
      const near = decide(known, q.text, null).understanding.things.map(r => r.subject.id);
      const shown = [...(back || got[0] === '-' ? [] : [got]), ...[...(back ? got : []), ...near].map(g => [g])];
      const fits = (g: readonly string[] | undefined) => g?.some(x => q.wanted.some(w => (/^\d+$/.test(w) ? w === x : x.includes(w)))) ?? false;
      return { q, got, first: !back && got[0] !== '-' && fits(got), three: shown.slice(0, 3).some(fits) };
    });
    const share = (of: 'first' | 'three') => ranked.filter(r => r[of]).length / ranked.length;
    const faults = (of: 'first' | 'three') =>
      ranked.flatMap(r => (r[of] ? [] : [`${r.q.text}: wanted ${r.q.wanted.join('/')}, got ${r.got.join('/')}`])).join('\n');
    expect(ranked.length).toBeGreaterThanOrEqual(90);
    if (process.env.SHOW) process.stdout.write(`${share('first')} ${share('three')}\n${faults('first')}\n`);
    expect(share('first'), faults('first')).toBeGreaterThanOrEqual(0.78);
    expect(share('three'), faults('three')).toBeGreaterThanOrEqual(0.94);
  });

  it('chooses no matter of a thing by the words of the whole', () => {
    const matter = (text: string) => {
      const { decision } = decide(known, text, null);
      return decision.kind === 'thing' ? [decision.no, decision.matter] : decision.kind;
    };
    expect(matter('农村建房审批')).toEqual([33, null]);
    expect(matter('农村建房使用林地怎么备案')).toEqual([33, 'forest-land-filing']);
  });

  it('are the same when asked twice, and survive anything typed', () => {
    for (const q of ['', ' ', '？', '%', "'; drop table", '🙂🙂', '𬭚', 'a'.repeat(500), '开'.repeat(500), '<script>alert(1)</script>'])
      expect(decide(known, q, null).decision).toEqual(decide(known, q, null).decision);
  });

  it('take milliseconds', () => {
    const all = read(questions);
    // The processor's, not the clock's: the machine may do much else at the time.
    const before = process.cpuUsage();
    for (const q of all) decide(known, q.text, null);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000 / all.length).toBeLessThan(25);
  });
});
