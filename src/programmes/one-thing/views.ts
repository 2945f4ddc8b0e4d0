/** What pages and outside programs see of the catalogue: shapes of the contract, in JSON. */
import { z } from 'zod';
import { isSlip } from './catalogue/conditions.ts';
import { licenceOf, type Plan } from './catalogue/notice.ts';
import type { Catalogue, Matter, Thing } from './catalogue/schema.ts';
import { type Facts, holds, questionsOf, situations } from './catalogue/situations.ts';
import { planOf, type Version } from './catalogue/versions.ts';
import { areaNames } from './catalogue/words.ts';
import { isConnected } from './registers.ts';

export const thingRow = z.object({
  no: z.number(),
  id: z.string(),
  name: z.string(),
  mark: z.enum(['national', 'province', 'city']),
  audience: z.enum(['enterprise', 'individual']),
  year: z.number(),
  leadDepartment: z.string(),
  matterCount: z.number(),
  stage: z.string(),
  situation: z.string(),
  intro: z.string(),
  principal: z.enum(['person', 'firm', 'either']),
  /** `any`: firms that were struck off may apply too. */
  firmState: z.enum(['active', 'any']),
  /** Every department that takes part, the lead first. */
  departments: z.array(z.string()),
});
export type ThingRow = z.infer<typeof thingRow>;

const figuresView = z.object({
  matters: z.number(),
  materials: z.number(),
  forms: z.number(),
  fields: z.number(),
  visits: z.number(),
  days: z.number(),
});
export const comparisonView = z.object({ separate: figuresView, together: figuresView });

const questionView = z.object({
  id: z.string(),
  ask: z.string(),
  why: z.string(),
  help: z.string().optional(),
  options: z.array(z.object({ value: z.string(), label: z.string(), hint: z.string().optional() })),
  /** Asked only when this holds of the answers so far. */
  when: z.unknown().optional(),
  source: z.string(),
  /** The source in words; empty while it is assumed. */
  sourceText: z.string(),
});
export type QuestionView = z.infer<typeof questionView>;

export const thingView = thingRow.extend({
  version: z.number(),
  facts: z.record(z.string(), z.string()),
  matters: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      department: z.string(),
      departmentId: z.string(),
      lead: z.boolean(),
      after: z.array(z.string()),
      plain: z.string(),
      result: z.string(),
      optional: z.boolean(),
    }),
  ),
  questions: z.array(questionView),
  /** Of the situation with the most matters. */
  comparison: comparisonView,
  source: z.string(),
});
export type ThingView = z.infer<typeof thingView>;

const fieldView = z.object({
  id: z.string(),
  label: z.string(),
  type: z.string(),
  required: z.boolean(),
  sensitive: z.boolean(),
  hint: z.string().optional(),
  unit: z.string().optional(),
  options: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  maxLength: z.number().optional(),
  time: z.enum(['past', 'future']).optional(),
  wantedBy: z.array(z.string()),
});
export type FieldView = z.infer<typeof fieldView>;

export const groupView = z.object({
  id: z.string(),
  label: z.string(),
  hint: z.string().optional(),
  repeat: z.object({ min: z.number(), max: z.number(), one: z.string() }).optional(),
  fields: z.array(fieldView),
});
export type GroupView = z.infer<typeof groupView>;

export const noticeView = z.object({
  thing: z.object({ no: z.number(), name: z.string(), leadDepartment: z.string() }),
  version: z.number(),
  answers: z.record(z.string(), z.string()),
  matters: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      department: z.string(),
      departmentId: z.string(),
      lead: z.boolean(),
      after: z.array(z.string()),
      plain: z.string(),
      kind: z.string(),
      result: z.string(),
      promisedDays: z.number(),
      legalDays: z.number().nullable(),
      atOnce: z.boolean(),
      visits: z.number(),
      place: z.string(),
      fee: z.string(),
      basis: z.array(z.string()),
      conditions: z.array(z.string()),
      stops: z.array(z.object({ kind: z.string(), text: z.string(), days: z.number() })),
      /** The department has not confirmed these facts yet. */
      assumed: z.boolean(),
      phone: z.string().nullable(),
    }),
  ),
  materials: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      hint: z.string().optional(),
      ways: z.array(z.enum(['result', 'wallet', 'query', 'declare', 'upload', 'follow'])),
      wantedBy: z.array(z.string()),
      from: z.string().optional(),
      licence: z.string().optional(),
      query: z.string().optional(),
      /** Spared only if another's register, which is not ours to ask, answers: it may have to be handed in. */
      unsure: z.boolean(),
      original: z.boolean(),
      copies: z.number(),
      form: z.boolean(),
      upload: z.string(),
    }),
  ),
  fields: z.array(groupView),
  days: z.number(),
  path: z.array(z.string()),
  visits: z.number(),
  fees: z.string(),
  comparison: comparisonView,
});
export type NoticeView = z.infer<typeof noticeView>;

const departmentsOf = (c: Catalogue) => new Map(c.departments.map(d => [d.id, d]));

const digits = '零一二三四五六七八九';
/** 3 → 三, 23 → 二十三, 406 → 四百零六: how articles are numbered. */
function numeral(n: number): string {
  if (n < 10) return digits[n]!;
  if (n < 20) return `十${n % 10 ? digits[n % 10] : ''}`;
  if (n < 100) return `${digits[Math.floor(n / 10)]}十${n % 10 ? digits[n % 10] : ''}`;
  const rest = n % 100;
  const tail = rest === 0 ? '' : rest < 10 ? `零${digits[rest]}` : rest < 20 ? `一${numeral(rest)}` : numeral(rest);
  return `${digits[Math.floor(n / 100)]}百${tail}`;
}

/** `maternal-health-law:23` → 《中华人民共和国母婴保健法》第二十三条; nothing for what is assumed. */
export function sourceInWords(catalogue: Catalogue, ref: string): string {
  const cut = ref.indexOf(':');
  const source = catalogue.sources.find(s => s.id === ref.slice(0, cut));
  if (cut < 0 || !source) return '';
  const place = ref.slice(cut + 1);
  const title = source.kind === 'gazette' && source.number ? source.number : `《${source.title}》`;
  if (/^\d+$/.test(place)) return `${title}第${numeral(Number(place))}条`;
  const item = /^annex\/(\d+)$/.exec(place);
  if (item) return `${title}附件第 ${item[1]} 项`;
  return place === '全文' ? title : `${title}${place}`;
}

export function rowOf(version: Version, thing: Thing): ThingRow {
  const departments = departmentsOf(version.catalogue);
  const nameOf = (id: string) => departments.get(id)?.name ?? id;
  const matters = new Map(version.catalogue.matters.map(m => [m.id, m.department]));
  return {
    no: thing.no,
    id: thing.id,
    name: thing.name,
    mark: thing.mark,
    audience: thing.audience,
    year: thing.year,
    leadDepartment: nameOf(thing.lead),
    matterCount: thing.matters.length,
    stage: thing.stage,
    situation: thing.situation,
    intro: thing.intro,
    principal: thing.principal,
    firmState: thing.firmState,
    departments: [...new Set([thing.lead, ...thing.matters.flatMap(e => matters.get(e.id) ?? [])])].map(nameOf),
  };
}

/** The situation that takes the most: what people compare by before they have answered anything. */
function fullest(version: Version, thing: Thing): Plan {
  const plans = situations(version.catalogue, thing).map(answers => planOf(version, thing, { ...thing.facts, ...answers }));
  return plans.reduce((a, b) =>
    b.matters.length > a.matters.length || (b.matters.length === a.matters.length && b.separate.materials > a.separate.materials) ? b : a,
  );
}

/** What the matter gives in most situations: its licence, or its record. */
const usualResult = (catalogue: Catalogue, { result }: Matter): string =>
  'record' in result ? result.record : (catalogue.licences.find(l => l.id === result.licence)?.name ?? result.licence);

export function viewThing(version: Version, thing: Thing): ThingView {
  const departments = departmentsOf(version.catalogue);
  const full = fullest(version, thing);
  return {
    ...rowOf(version, thing),
    version: version.version,
    facts: thing.facts,
    matters: thing.matters.flatMap(e => {
      const m = version.catalogue.matters.find(x => x.id === e.id);
      if (!m) return [];
      return [
        {
          id: m.id,
          name: e.as ?? m.name,
          department: departments.get(m.department)?.name ?? m.department,
          departmentId: m.department,
          lead: m.department === thing.lead,
          after: e.after.map(a => a.replace('?', '')),
          plain: m.plain,
          result: usualResult(version.catalogue, m),
          optional: e.when !== undefined,
        },
      ];
    }),
    questions: questionsOf(version.catalogue, thing).map(({ question, when }) => ({
      ...question,
      sourceText: sourceInWords(version.catalogue, question.source),
      ...(when ? { when } : {}),
    })),
    comparison: { separate: full.separate, together: full.together },
    source: `中政发〔2024〕16号附件第 ${thing.no} 项`,
  };
}

/** What the matter gives in this situation, in words. */
export function resultName(catalogue: Catalogue, matter: Matter, facts: Facts): string {
  if ('record' in matter.result) return matter.result.record;
  const licence = licenceOf(matter, facts);
  return licence ? (catalogue.licences.find(l => l.id === licence)?.name ?? licence) : (matter.result.otherwise ?? matter.name);
}

const yuan = (fen: bigint) => `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`;

export const viewGroups = (plan: Plan): GroupView[] =>
  plan.groups.map(({ group, fields }) => ({
    id: group.id,
    label: group.label,
    ...(group.hint ? { hint: group.hint } : {}),
    ...(group.repeat ? { repeat: group.repeat } : {}),
    fields: fields.map(({ field: { from: _, source: __, ...field }, wantedBy }) => ({ ...field, wantedBy })),
  }));

export function viewNotice(version: Version, thing: Thing, answers: Facts, plan: Plan, confirmed: ReadonlySet<string> = new Set()): NoticeView {
  const { catalogue } = version;
  const departments = departmentsOf(catalogue);
  const licences = new Map(catalogue.licences.map(l => [l.id, l.name]));
  return {
    thing: { no: thing.no, name: thing.name, leadDepartment: departments.get(thing.lead)?.name ?? thing.lead },
    version: version.version,
    answers,
    matters: plan.matters.map(({ matter: m, name, lead, after }) => ({
      id: m.id,
      name,
      department: departments.get(m.department)?.name ?? m.department,
      departmentId: m.department,
      lead,
      after,
      plain: m.plain,
      kind: m.kind,
      result: resultName(catalogue, m, { ...thing.facts, ...answers }),
      promisedDays: m.promisedDays,
      legalDays: m.legalDays ?? null,
      atOnce: m.atOnce,
      visits: m.visits.joined,
      place: areaNames[m.place],
      fee: m.fee && holds(m.fee.when, { ...thing.facts, ...answers }) ? (m.fee.text ?? `${m.fee.amount} 元`) : '不收费',
      basis: m.basis,
      conditions: plan.conditions.filter(c => c.matter === m.id && !isSlip(c.condition.test)).map(c => c.condition.text),
      stops: m.stops,
      assumed: Object.values(m.source).includes('assumed') && !confirmed.has(m.id),
      phone: departments.get(m.department)?.phone ?? null,
    })),
    materials: plan.materials.map(({ material: m, wantedBy, ways, from }) => ({
      id: m.id,
      name: m.name,
      ...(m.hint ? { hint: m.hint } : {}),
      ways,
      wantedBy,
      ...(from ? { from } : {}),
      ...(m.licence ? { licence: licences.get(m.licence) ?? m.licence } : {}),
      ...(m.query ? { query: m.query } : {}),
      unsure: ways.includes('query') && !ways.some(w => w === 'wallet' || w === 'result') && m.upload !== 'none' && !isConnected(m),
      original: m.original,
      copies: m.copies,
      form: m.form,
      upload: m.upload,
    })),
    fields: viewGroups(plan),
    days: plan.days,
    path: plan.path,
    visits: plan.visits,
    fees: yuan(plan.fees),
    comparison: { separate: plan.separate, together: plan.together },
  };
}
