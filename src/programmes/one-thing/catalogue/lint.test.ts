/** The linter finds every kind of fault that is planted, and nothing in the catalogue as it stands. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filesCatalogue } from '../install.ts';
import { blocking, lint } from './lint.ts';
import { ancestors, longestPath, mattersOf, plan } from './notice.ts';
import { type Catalogue, catalogueSchema, type Thing } from './schema.ts';
import { holds, nextQuestion, settle, situations } from './situations.ts';

const catalogue = filesCatalogue();
const copy = (): Catalogue => structuredClone(catalogue);
const thing = (c: Catalogue, no: number): Thing => c.things.find(t => t.no === no)!;
const matter = (c: Catalogue, id: string) => c.matters.find(m => m.id === id)!;
/** Rules of the errors that a change brings. */
const after = (change: (c: Catalogue) => void): string[] => {
  const c = copy();
  change(c);
  return [...new Set(blocking(lint(catalogueSchema.parse(c))).map(f => f.rule))];
};

describe('the catalogue', () => {
  it('has all 40 things, without an error and without a warning', () => {
    expect(catalogue.things.map(t => t.no)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    expect(lint(catalogue)).toEqual([]);
  });
  it('says of every fact where it is from, and is honest about what nobody has confirmed', () => {
    const assumed = catalogue.matters.filter(m => Object.values(m.source).includes('assumed'));
    expect(assumed.length).toBeGreaterThan(100);
    for (const m of catalogue.matters) expect(m.source.name, m.id).toMatch(/^gz16:annex\//);
    for (const m of catalogue.matters) expect(m.officialCode, m.id).toBeUndefined();
  });
});

describe('the linter finds', () => {
  it.each<[string, string, (c: Catalogue) => void]>([
    ['a cycle', 'cycle', c => void (thing(c, 17).matters.find(m => m.id === 'birth-certificate')!.after = ['birth-registration?'])],
    [
      'waiting for a matter that a situation leaves out',
      'order',
      c => void (thing(c, 17).matters.find(m => m.id === 'vaccination-record')!.after = ['birth-certificate']),
    ],
    ['waiting for a matter of another thing', 'order', c => void (thing(c, 17).matters[1]!.after = ['company-registration'])],
    ['a licence that only a later matter issues', 'order', c => void (thing(c, 17).matters.find(m => m.id === 'birth-registration')!.after = [])],
    ['a material that nobody can provide', 'obtainable', c => void Object.assign(c.materials.find(m => m.id === 'maternity-invoice')!, { upload: 'none' })],
    ['a field that is never asked', 'asked', c => void (matter(c, 'birth-certificate').fields = ['applicant-name'])],
    [
      'a field asked twice',
      'asked-once',
      c => void c.groups.find(g => g.id === 'mother')!.fields.push({ ...c.groups.find(g => g.id === 'child')!.fields[0]! }),
    ],
    ['a condition on a question that is not asked', 'asked', c => void (thing(c, 17).questions = thing(c, 17).questions.filter(q => q !== 'born-where'))],
    ['a condition on an answer that does not exist', 'asked', c => void (thing(c, 17).matters[0]!.when = { 'born-where': 'moon' })],
    ['a question without effect', 'idle-question', c => void thing(c, 17).questions.push('death-manner')],
    ['a department that does not exist', 'exists', c => void (matter(c, 'birth-certificate').department = 'nowhere')],
    ['a lead without a matter of its own', 'one-lead', c => void (thing(c, 17).lead = 'customs')],
    ['a matter defined twice', 'defined-once', c => void c.matters.push({ ...matter(c, 'birth-certificate') })],
    ['a matter listed twice', 'defined-once', c => void thing(c, 17).matters.push({ ...thing(c, 17).matters[0]! })],
    ['more days than the law allows', 'days', c => void Object.assign(matter(c, 'birth-registration'), { promisedDays: 31, legalDays: 30 })],
    [
      'a licence to be typed in a matter that nobody sees',
      'at-once',
      c => void Object.assign(matter(c, 'birth-registration'), { atOnce: true, promisedDays: 0 }),
    ],
    ['a fact without a source', 'source', c => void (matter(c, 'birth-certificate').source = { name: 'gz16:annex/17' })],
    ['a source that is not registered', 'source', c => void (matter(c, 'birth-certificate').source = { default: 'some-law:1' })],
    ['a situation with nothing to do', 'empty', c => void (thing(c, 17).matters = thing(c, 17).matters.filter(m => ['birth-certificate'].includes(m.id)))],
    ['a matter that never happens', 'never', c => void (thing(c, 17).matters[6]!.when = { all: [{ 'born-where': 'here' }, { 'born-where': 'elsewhere' }] })],
    ['a prefill from a licence that does not show it', 'exists', c => void (c.groups[0]!.fields[0]!.from = 'licence.identity-card.shoe-size')],
  ])('%s (%s)', (_, rule, change) => {
    expect(after(change)).toContain(rule);
  });
  it('a department without anybody to work, when it is told who works', () => {
    const staffed = new Set(catalogue.departments.map(d => d.id).filter(d => d !== 'health'));
    expect(lint(catalogue, staffed).map(f => f.rule)).toContain('staffed');
  });
  it('and says how to mend each, in Chinese', () => {
    const c = copy();
    thing(c, 17).matters[0]!.after = ['birth-registration?'];
    for (const f of lint(c)) expect([f.message, f.mend].every(t => /\p{Script=Han}/u.test(t))).toBe(true);
  });
});

describe('situations', () => {
  it('of the newborn are the combinations of its answers', () => {
    const t = thing(catalogue, 17);
    expect(situations(catalogue, t)).toHaveLength(2 * 2 * 3 * 2);
    for (const answers of situations(catalogue, t)) expect(settle(catalogue, t, answers).faults).toEqual([]);
  });
  it('ask one question after another until the situation is settled', () => {
    for (const t of catalogue.things) {
      const answers: Record<string, string> = {};
      for (let q = nextQuestion(catalogue, t, answers); q; q = nextQuestion(catalogue, t, answers)) answers[q.id] = q.options[0]!.value;
      expect(settle(catalogue, t, answers).facts, t.name).not.toBeNull();
    }
  });
  it('refuse open, unknown and impossible answers, all at once', () => {
    const { faults } = settle(catalogue, thing(catalogue, 17), { 'born-where': 'moon', 'shoe-size': '42' });
    expect(faults.map(f => f.question)).toEqual(['shoe-size', 'born-where', 'parents-married', 'maternity-cover', 'card-wanted']);
  });
  it('conditions: lists are or, keys are and, unknown facts hold nothing', () => {
    expect(holds({ a: ['x', 'y'], b: 'z' }, { a: 'y', b: 'z' })).toBe(true);
    expect(holds({ a: 'x' }, {})).toBe(false);
    expect(holds({ not: { a: 'x' } }, {})).toBe(true);
    expect(holds({ any: [{ a: 'x' }, { b: 'z' }] }, { b: 'z' })).toBe(true);
    expect(holds({ all: [{ a: 'x' }, { b: 'z' }] }, { b: 'z' })).toBe(false);
    expect(holds(undefined, {})).toBe(true);
  });
});

describe('the one notice', () => {
  const newborn = () =>
    plan(catalogue, thing(catalogue, 17), {
      ...thing(catalogue, 17).facts,
      'born-where': 'here',
      'parents-married': 'yes',
      'maternity-cover': 'employee',
      'card-wanted': 'yes',
    });
  it('joins seven matters of four departments', () => {
    const p = newborn();
    expect(p.matters).toHaveLength(7);
    expect(new Set(p.matters.map(m => m.matter.department))).toEqual(new Set(['health', 'public-security', 'human-resources', 'medical-insurance']));
  });
  it('asks for each material once, and for none that an earlier matter gives', () => {
    const p = newborn();
    expect(new Set(p.materials.map(m => m.material.id)).size).toBe(p.materials.length);
    expect(p.materials.find(m => m.material.id === 'birth-certificate-copy')).toMatchObject({ ways: ['result'], from: 'birth-certificate' });
    expect(p.together.materials).toBeLessThan(p.separate.materials);
  });
  it('counts days along the longest path, not as a sum', () => {
    const p = newborn();
    const sum = p.matters.reduce((s, m) => s + m.matter.promisedDays, 0);
    const along = p.path.reduce((s, id) => s + matter(catalogue, id).promisedDays, 0);
    expect(p.days).toBe(along);
    expect(p.days).toBeLessThan(sum);
  });
  it('holds for every situation of every thing: order kept, path real, nothing counted twice', () => {
    for (const t of catalogue.things)
      for (const answers of situations(catalogue, t)) {
        const facts = { ...t.facts, ...answers };
        const p = plan(catalogue, t, facts);
        const matters = mattersOf(catalogue, t, facts);
        for (const [i, id] of p.path.entries()) if (i > 0) expect(matters.find(m => m.matter.id === id)!.after, t.name).toContain(p.path[i - 1]);
        expect(p.together.fields).toBeLessThanOrEqual(p.separate.fields);
        expect(p.together.materials).toBeLessThanOrEqual(p.separate.materials);
        expect(p.together.days).toBeLessThanOrEqual(p.separate.days);
        for (const m of p.materials) if (m.from) for (const w of m.wantedBy) expect(ancestors(matters, w).has(m.from)).toBe(true);
      }
  });
  it('finds the longest path of any order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.array(fc.nat(20))), { minLength: 1, maxLength: 8 }), list => {
        const nodes = list.map(([days, after], i) => ({
          matter: { ...matter(catalogue, 'birth-certificate'), id: `m${i}`, promisedDays: days },
          entry: { id: `m${i}`, after: [] },
          name: '',
          lead: false,
          after: [...new Set(after.map(a => a % Math.max(1, i)).filter(a => a < i))].map(a => `m${a}`),
        }));
        const brute = (i: number): number => nodes[i]!.matter.promisedDays + Math.max(0, ...nodes[i]!.after.map(a => brute(Number(a.slice(1)))));
        return longestPath(nodes, m => m.promisedDays).days === Math.max(...nodes.map((_, i) => brute(i)));
      }),
    );
  });
});
