/**
 * For tests: a case of a thing through HTTP from the questions to the last licence, for every pair of answers that the
 * questions of a thing allow (`SITUATIONS=all`: for every situation). Shared by the test files that divide the forty among them.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { action } from '#platform/actions';
import { addMonths } from '#platform/calendar';
import { dice, identityNumber, pixel } from '#platform/demo';
import { addPerson } from '#platform/identity';
import { type Browser, type County, newCounty, rows } from '../../testing/index.ts';
import { licenceOf, mattersOf, plan } from './catalogue/notice.ts';
import { situations } from './catalogue/situations.ts';
import { fillForm, typedAttribute } from './demo/filling.ts';
import { fits } from './demo/principals.ts';
import { filesCatalogue } from './install.ts';

const today = '2024-11-04';
const catalogue = filesCatalogue();

interface Somebody {
  account: string;
  identity: string;
}

/** Men and women of every age that a condition can ask for, each with a demo account. */
const makePeople = action({
  name: 'demo.people-of-all-ages',
  may: 'demo.make',
  summary: '测试：各年龄的人',
  input: z.object({}),
  async do(ctx) {
    const d = dice(7);
    const made: Somebody[] = [];
    for (const [i, age] of [30, 30, 24, 24, 48, 52, 61, 66, 83, 20].entries()) {
      const sex = i % 2 === 0 ? ('female' as const) : ('male' as const);
      const birth = addMonths(today, -12 * age - 3);
      const identity = identityNumber(d, '141129', birth, sex);
      const id = await addPerson(ctx, {
        name: `测试${'甲乙丙丁戊己庚辛壬癸'[i]}`,
        identity,
        phone: `1390358${1000 + i}`,
        birth,
        sex,
        town: 'ningxiang',
        address: '宁乡镇城南社区 1 号',
      });
      await ctx.sql`insert into demo_account (county, account, kind, subject, note, position) values (${ctx.county}, ${`age-${i}`}, 'person', ${id}, '', ${900 + i})`;
      made.push({ account: `age-${i}`, identity });
    }
    return made;
  },
});

interface More {
  /** For whom, when not for oneself. */
  principal?: { kind: 'person' | 'firm'; id: string };
  /** What is filled in otherwise than by chance; is given what the register filled in. */
  values?: (known: Record<string, string>) => Record<string, string>;
}

/** Cases that go through from the first question to the last decision, by applicants and by the reviewers of every unit. */
export function wholeCases(county: County) {
  const today = county.house.clock.today();
  const signedIn = new Map<string, Promise<Browser>>();
  /** One photo a principal does for everything: nobody uploads hundreds a day. */
  const photos = new Map<string, string>();
  const as = (account: string): Promise<Browser> => {
    const there = signedIn.get(account) ?? county.as(account);
    signedIn.set(account, there);
    return there;
  };

  /** Fills in and hands in; the case's id. */
  async function handIn(applicant: Browser, no: number, answers: Record<string, string>, n: number, d: ReturnType<typeof dice>, more: More = {}) {
    const where = `${no} ${JSON.stringify(answers)}`;
    const made = await applicant.create('/applications', { thing: no, answers, ...(more.principal ? { principal: more.principal } : {}) });
    expect(made.status, `${where}: ${JSON.stringify(made.body)}`).toBe(200);
    const path = `/applications/${made.body.id}`;
    const { body: first } = await applicant.get(path);
    const thing = catalogue.things.find(t => t.no === no)!;
    const planned = plan(catalogue, thing, { ...thing.facts, ...answers });
    const { values, rows: groups } = fillForm(planned, first.values, d, today);
    Object.assign(values, more.values?.(first.values));
    const photo = photos.get(first.principal.id) ?? (await applicant.upload('/files?accept=image', '材料.png', pixel)).body.id;
    photos.set(first.principal.id, photo);
    const materials: Record<string, unknown> = {};
    for (const m of first.notice.materials)
      if (first.materials[m.id].way === null)
        materials[m.id] = m.ways.includes('declare')
          ? { way: 'declare' }
          : m.ways.includes('follow') && n % 3 === 0
            ? { way: 'follow' }
            : { way: 'upload', files: [photo] };
    const saved = await applicant.send('PATCH', path, { version: first.version, values, rows: groups, materials, consent: true });
    expect(saved.status, `${where}: ${JSON.stringify(saved.body)}`).toBe(200);
    const sent = await applicant.create(`${path}/submission`, { version: saved.body.version });
    expect(sent.status, `${where}: ${JSON.stringify(sent.body)}`).toBe(200);
    return sent.body.caseId as string;
  }

  /** Every unit approves what is its own, in the order in which it comes to them. */
  async function approveAll(applicant: Browser, caseId: string, d: ReturnType<typeof dice>, where = caseId) {
    for (let round = 0; round < 30; round++) {
      const open = await rows<{ id: string; unit: string; version: number }>(
        county,
        `select id, unit, version from task where case_id = '${caseId}' and state in ('ready', 'accepted') order by position`,
      );
      if (open.length === 0) break;
      for (const task of open) {
        const reviewer = await as(`reviewer.${task.unit}`);
        await supplyOwed(applicant, caseId);
        const { body: page } = await reviewer.get(`/desk/tasks/${task.id}`);
        const licences = page.result.map((r: any) => ({
          attributes: Object.fromEntries(r.attributes.filter((a: any) => a.value === null).map((a: any) => [a.id, typedAttribute(a.id, d, today)])),
        }));
        const decided = await reviewer.post(`/desk/tasks/${task.id}/decision`, {
          version: page.task.version,
          decision: { outcome: 'approved' },
          details: { licences },
        });
        expect(decided.status, `${where} ${page.task.key}: ${JSON.stringify(decided.body)}`).toBe(200);
      }
    }
  }

  /** Fills in, hands in, and has every unit approve what is its own; the case's id. */
  async function through(applicant: Browser, no: number, answers: Record<string, string>, n: number, d: ReturnType<typeof dice>, more: More = {}) {
    const where = `${no} ${JSON.stringify(answers)}`;
    const caseId = await handIn(applicant, no, answers, n, d, more);
    const thing = catalogue.things.find(t => t.no === no)!;
    const planned = plan(catalogue, thing, { ...thing.facts, ...answers });
    await approveAll(applicant, caseId, d, where);
    const { body: file } = await applicant.get(`/cases/${caseId}`);
    expect(file.case.state, where).toBe('finished');
    expect(
      file.tasks.map((t: any) => [t.key, t.outcome]),
      where,
    ).toEqual(mattersOf(catalogue, thing, { ...thing.facts, ...answers }).map(m => [m.matter.id, 'approved']));
    // Every matter that issues a licence in this situation has issued it.
    const issued = new Set(
      (await rows<{ key: string }>(county, `select distinct t.key from licence l join task t on t.id = l.task_id where l.case_id = '${caseId}'`)).map(
        r => r.key,
      ),
    );
    const facts = { ...thing.facts, ...answers };
    expect([...issued].sort(), where).toEqual(
      planned.matters
        .filter(m => licenceOf(m.matter, facts))
        .map(m => m.matter.id)
        .sort(),
    );
    return caseId;
  }

  async function supplyOwed(applicant: Browser, caseId: string) {
    const owed = await rows<{ material: string }>(
      county,
      `select material from case_material where case_id = '${caseId}' and state = 'owed' and way = 'follow'`,
    );
    if (owed.length === 0) return;
    const { body: photo } = await applicant.upload('/files?accept=image', '补交.png', pixel);
    const sent = await applicant.post(`/cases/${caseId}/materials`, {
      materials: Object.fromEntries(owed.map(o => [o.material, { way: 'upload', files: [photo.id] }])),
    });
    expect(sent.status, JSON.stringify(sent.body)).toBe(204);
  }
  return { as, handIn, approveAll, through };
}

const pairsOf = (answers: Record<string, string>): string[] => {
  const given = Object.entries(answers).map(([question, answer]) => `${question}=${answer}`);
  return given.flatMap((a, i) => given.slice(i).map(b => `${a} ${b}`));
};

/** So many of the situations that every two answers which can come together do, where questions depend on each other in pairs; which are left out the linter has read. */
function covering(all: readonly Record<string, string>[]): Record<string, string>[] {
  const open = new Set(all.flatMap(pairsOf));
  const chosen: Record<string, string>[] = [];
  while (open.size > 0) {
    const best = all.reduce(
      (best, s) => {
        const brings = pairsOf(s).filter(p => open.has(p)).length;
        return brings > best.brings ? { s, brings } : best;
      },
      { s: {} as Record<string, string>, brings: 0 },
    ).s;
    for (const p of pairsOf(best)) open.delete(p);
    chosen.push(best);
  }
  return chosen.length > 0 ? chosen : [...all];
}

export function everySituationOf(numbers: readonly number[]) {
  let county: County;
  let people: Somebody[];
  let cases: ReturnType<typeof wholeCases>;
  beforeAll(async () => {
    county = await newCounty();
    cases = wholeCases(county);
    people = await county.system(makePeople, {});
  });
  afterAll(() => county.close());

  /** Approvals change firms and close them; the next situation wants them as they were. */
  async function asBefore() {
    await county.owner`create table if not exists firm_before as table firm`;
    await county.owner`
      update firm f set name = b.name, legal_person = b.legal_person, status = b.status from firm_before b where b.county = f.county and b.id = f.id`;
    await county.owner`
      update mandate m set state = case when m.agent = f.legal_person then 'active' else 'revoked' end
      from firm f where f.county = m.county and f.id = m.principal and m.basis = 'legal-person'`;
  }

  for (const thing of catalogue.things.filter(t => numbers.includes(t.no)))
    describe(`${thing.no} ${thing.name}`, () => {
      const every = situations(catalogue, thing);
      const all = process.env.SITUATIONS === 'all' ? every : covering(every);
      it(`comes to its end in ${all.length} of its ${every.length} situations`, { timeout: 240_000 }, async () => {
        const d = dice(thing.no);
        for (const [n, answers] of all.entries()) {
          const planned = plan(catalogue, thing, { ...thing.facts, ...answers });
          const firm = thing.principal === 'firm' || (thing.principal === 'either' && n % 2 === 1);
          const somebody = firm ? undefined : people.find(p => fits(planned, p.identity, { local: true }, today));
          expect(firm || somebody, `nobody may apply: ${JSON.stringify(answers)}`).toBeTruthy();
          const applicant = await cases.as(somebody?.account ?? 'firm');
          await asBefore();
          await cases.through(applicant, thing.no, answers, n, d);
        }
      });
    });
}
