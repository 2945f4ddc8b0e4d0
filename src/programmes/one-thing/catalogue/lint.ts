/**
 * Proves a catalogue, for every thing and every situation that its questions can produce; says what is wrong, where,
 * and how to mend it. Runs on the files (`npm run catalogue:check`), beside the editor, and at publishing.
 */
import { ancestors, bearerOf, fieldsOf, licenceOf, longestPath, mattersOf, type PlannedMatter, plan } from './notice.ts';
import { type Catalogue, type Composite, type EntryKind, type Matter, matterFacts, type Test, type Thing, type When } from './schema.ts';
import { type Facts, factsIn, questionsOf, situations } from './situations.ts';

export interface Finding {
  level: 'error' | 'warning';
  rule: string;
  kind: EntryKind | 'catalogue';
  id: string;
  /** What is wrong. */
  message: string;
  /** How to mend it. */
  mend: string;
  situation?: Facts;
}

/** More situations than this in one thing are too many questions for a person. */
const mostSituations = 400;

type Report = (f: Omit<Finding, 'level'> & { level?: Finding['level'] }) => void;

/**
 * All findings, errors first. `staffed`: the departments that have somebody to work; absent: not checked (files alone
 * do not know the staff).
 */
export function lint(catalogue: Catalogue, staffed?: ReadonlySet<string>): Finding[] {
  const found = new Map<string, Finding>();
  const report: Report = f => {
    const key = [f.rule, f.kind, f.id, f.message].join('|');
    if (!found.has(key)) found.set(key, { level: 'error', ...f });
  };
  duplicates(catalogue, report);
  references(catalogue, report);
  sources(catalogue, report);
  for (const matter of catalogue.matters) oneMatter(catalogue, matter, report);
  for (const thing of catalogue.things) {
    staticThing(catalogue, thing, staffed, report);
    everySituation(catalogue, thing, report);
  }
  for (const composite of catalogue.composites) oneComposite(catalogue, composite, report);
  unused(catalogue, report);
  return [...found.values()].sort((a, b) => (a.level === b.level ? 0 : a.level === 'error' ? -1 : 1));
}

/** What a finding in a publication would stop: every error. */
export const blocking = (findings: Finding[]) => findings.filter(f => f.level === 'error');

function duplicates(c: Catalogue, report: Report) {
  const check = (kind: EntryKind, entries: { id: string; name?: string }[]) => {
    const seen = new Set<string>();
    for (const e of entries) {
      if (seen.has(e.id)) report({ rule: 'defined-once', kind, id: e.id, message: `“${e.id}”定义了两次`, mend: '删去其中一个，两处都引用同一个' });
      seen.add(e.id);
    }
  };
  check('things', c.things);
  check('matters', c.matters);
  check('materials', c.materials);
  check('groups', c.groups);
  check('questions', c.questions);
  check('licences', c.licences);
  check('composites', c.composites);
  check('departments', c.departments);
  const fields = new Map<string, string>();
  for (const g of c.groups)
    for (const f of g.fields) {
      const other = fields.get(f.id);
      if (other)
        report({
          rule: 'asked-once',
          kind: 'groups',
          id: g.id,
          message: `数据项“${f.label}”（${f.id}）在“${other}”和“${g.id}”里各有一个`,
          mend: '只在一个分组里定义，另一处引用它',
        });
      fields.set(f.id, g.id);
    }
  const names = new Map<string, string>();
  for (const m of c.matters) {
    const key = `${m.department}/${m.name}`;
    const other = names.get(key);
    if (other)
      report({
        level: 'warning',
        rule: 'defined-once',
        kind: 'matters',
        id: m.id,
        message: `“${m.name}”与 ${other} 同部门同名`,
        mend: '若是同一事项，合并为一个；若不是，在名称后用括号写明区别',
      });
    names.set(key, m.id);
  }
}

/** The fields that a machine test reads. */
export function fieldsOfTest(test: Test): string[] {
  switch (test.rule) {
    case 'within-years':
    case 'younger-than':
    case 'age-at-least':
      return [test.birth];
    case 'age-by-sex':
      return [test.number];
    case 'within-days':
    case 'days-since':
      return [test.date];
    case 'date-order':
      return [test.earlier, test.later];
    case 'at-least':
    case 'at-most':
    case 'one-of':
      return [test.field];
    case 'different':
      return test.fields;
    case 'identity-agrees':
      return [test.number, ...(test.birth ? [test.birth] : []), ...(test.sex ? [test.sex] : [])];
    case 'firm-active':
    case 'local-resident':
      return [];
  }
}

function references(c: Catalogue, report: Report) {
  const ids = {
    department: new Set(c.departments.map(d => d.id)),
    licence: new Set(c.licences.map(l => l.id)),
    material: new Set(c.materials.map(m => m.id)),
    field: new Set(c.groups.flatMap(g => g.fields.map(f => f.id))),
    matter: new Set(c.matters.map(m => m.id)),
    question: new Set(c.questions.map(q => q.id)),
    stage: new Set(c.stages.map(s => s.id)),
  };
  const words = { department: '部门', licence: '证照', material: '材料', field: '数据项', matter: '事项', question: '问题', stage: '阶段' };
  const need = (what: keyof typeof ids, id: string, kind: EntryKind, owner: string) => {
    if (!ids[what].has(id))
      report({ rule: 'exists', kind, id: owner, message: `引用了不存在的${words[what]}“${id}”`, mend: `先定义它，或改成已有的${words[what]}` });
  };
  for (const l of c.licences) {
    need('department', l.issuer, 'licences', l.id);
    for (const a of l.attributes) if (a.from) need('field', a.from, 'licences', l.id);
    for (const line of l.face?.lines ?? [])
      if (!l.attributes.some(a => a.id === line))
        report({
          rule: 'face',
          kind: 'licences',
          id: l.id,
          message: `样式要印“${line}”，证照上没有这一项`,
          mend: '改成证照已有的项，或在证照上的内容里加上它',
        });
  }
  for (const x of c.composites) {
    need('department', x.issuer, 'composites', x.id);
    for (const p of x.parts) need('licence', p.licence, 'composites', x.id);
  }
  for (const m of c.materials) if (m.licence) need('licence', m.licence, 'materials', m.id);
  for (const g of c.groups)
    for (const f of g.fields) {
      const licence = f.from?.startsWith('licence.') ? f.from.split('.') : undefined;
      if (!licence) continue;
      const type = c.licences.find(l => l.id === licence[1]);
      if (!type?.attributes.some(a => a.id === licence[2]))
        report({ rule: 'exists', kind: 'groups', id: g.id, message: `“${f.label}”的预填来源 ${f.from} 不存在`, mend: '改成已有证照的已有项，或去掉预填' });
      if ((f.type === 'select' || f.type === 'choices') && !f.options?.length)
        report({ rule: 'options', kind: 'groups', id: g.id, message: `“${f.label}”是选择项却没有选项`, mend: '写出选项' });
    }
  for (const m of c.matters) {
    need('department', m.department, 'matters', m.id);
    for (const u of m.materials) need('material', typeof u === 'string' ? u : u.id, 'matters', m.id);
    for (const u of m.fields) need('field', typeof u === 'string' ? u : u.id, 'matters', m.id);
    if ('licence' in m.result) {
      need('licence', m.result.licence, 'matters', m.id);
      for (const b of m.result.bearer ?? []) {
        need('field', b.name, 'matters', m.id);
        if (b.identity) need('field', b.identity, 'matters', m.id);
      }
    }
    for (const condition of m.conditions) for (const f of condition.test ? fieldsOfTest(condition.test) : []) need('field', f, 'matters', m.id);
  }
  for (const t of c.things) {
    need('department', t.lead, 'things', t.id);
    need('stage', t.stage, 'things', t.id);
    for (const m of t.matters) need('matter', m.id, 'things', t.id);
    for (const q of t.questions) need('question', typeof q === 'string' ? q : q.id, 'things', t.id);
  }
}

function sources(c: Catalogue, report: Report) {
  const known = new Set(c.sources.map(s => s.id));
  const check = (ref: string, kind: EntryKind, id: string) => {
    if (ref !== 'assumed' && !known.has(ref.slice(0, ref.indexOf(':'))))
      report({ rule: 'source', kind, id, message: `来源“${ref}”没有登记`, mend: '在 sources.yaml 里登记这个来源，或改为 assumed' });
  };
  for (const m of c.matters) {
    for (const fact of matterFacts) {
      const ref = m.source[fact] ?? m.source.default;
      if (ref === undefined)
        report({ rule: 'source', kind: 'matters', id: m.id, message: `“${fact}”没有写来源`, mend: '写明来源编号和位置，或写 default: assumed' });
    }
    for (const ref of Object.values(m.source)) if (ref) check(ref, 'matters', m.id);
  }
  for (const t of c.things) for (const ref of Object.values(t.source)) if (ref) check(ref, 'things', t.id);
  for (const d of c.departments) check(d.source, 'departments', d.id);
  for (const m of c.materials) check(m.source, 'materials', m.id);
  for (const l of c.licences) check(l.source, 'licences', l.id);
  for (const x of c.composites) check(x.source, 'composites', x.id);
  for (const q of c.questions) check(q.source, 'questions', q.id);
  for (const g of c.groups) for (const f of g.fields) check(f.source, 'groups', g.id);
}

function oneMatter(c: Catalogue, m: Matter, report: Report) {
  if (m.legalDays !== undefined && m.promisedDays > m.legalDays)
    report({
      rule: 'days',
      kind: 'matters',
      id: m.id,
      message: `承诺 ${m.promisedDays} 个工作日，超过法定 ${m.legalDays} 个工作日`,
      mend: '把承诺时限改到法定时限以内',
    });
  if ('licence' in m.result && m.result.when && !m.result.otherwise)
    report({ rule: 'result', kind: 'matters', id: m.id, message: '有的情形不发证照，没有写那时的结果', mend: '在 result 里写 otherwise，例如“注销登记”' });
  if (m.atOnce && 'licence' in m.result) {
    const { licence } = m.result;
    const type = c.licences.find(l => l.id === licence);
    const typed = type?.attributes.filter(a => a.required && !a.from) ?? [];
    if (typed.length > 0)
      report({
        rule: 'at-once',
        kind: 'matters',
        id: m.id,
        message: `秒批事项的证照有要人填写的项：${typed.map(a => a.label).join('、')}`,
        mend: '让这些项从表单取得，或不做秒批',
      });
  }
  if (m.atOnce && m.promisedDays > 0)
    report({
      level: 'warning',
      rule: 'at-once',
      kind: 'matters',
      id: m.id,
      message: `秒批事项却承诺 ${m.promisedDays} 个工作日`,
      mend: '检查不全部通过时才需要的天数可以保留，否则改为 0',
    });
}

/** A composite is of licences that the county can issue to firms, each once, and of at least two that every holder has. */
function oneComposite(c: Catalogue, x: Composite, report: Report) {
  const where = { kind: 'composites' as const, id: x.id };
  const applied = new Set(c.things.flatMap(t => t.matters.map(m => m.id)));
  const seen = new Set<string>();
  for (const p of x.parts) {
    const type = c.licences.find(l => l.id === p.licence);
    if (seen.has(p.licence)) report({ ...where, rule: 'composite', message: `“${type?.name ?? p.licence}”列了两次`, mend: '删去一个' });
    seen.add(p.licence);
    if (!type) continue;
    if (type.holder !== 'firm') report({ ...where, rule: 'composite', message: `“${type.name}”不是发给企业的`, mend: '只放发给企业的证照' });
    if (!c.matters.some(m => applied.has(m.id) && 'licence' in m.result && m.result.licence === p.licence))
      report({ ...where, rule: 'composite', message: `没有一件事的事项发“${type.name}”`, mend: '换成有事项发的证照，或先补上发它的事项' });
    if (p.where && !type.attributes.some(a => a.id === p.where!.attribute))
      report({ ...where, rule: 'composite', message: `“${type.name}”上没有“${p.where.attribute}”这一项`, mend: '改成证照已有的项' });
  }
  if (x.parts.filter(p => !p.optional).length < 2)
    report({ ...where, rule: 'composite', message: '必有的证照不到两张，说不上“多业一证”', mend: '至少写两张必有的证照' });
  if (!x.onlineSince.startsWith(`${x.year}-`))
    report({ ...where, rule: 'composite', message: `上线日期 ${x.onlineSince} 不在它算数的 ${x.year} 年`, mend: '改上线日期，或改它算哪一年的任务' });
}

function conditionsOfThing(c: Catalogue, t: Thing): { where: string; condition: When }[] {
  const matters = t.matters.flatMap(e => c.matters.find(m => m.id === e.id) ?? []);
  const list: { where: string; condition: When | undefined }[] = [
    ...t.questions.map(q => ({ where: '问题', condition: typeof q === 'string' ? undefined : q.when })),
    ...t.matters.map(e => ({ where: `事项 ${e.id}`, condition: e.when })),
    ...matters.flatMap(m => [
      ...m.materials.map(u => ({ where: `事项 ${m.id} 的材料`, condition: typeof u === 'string' ? undefined : u.when })),
      ...m.fields.map(u => ({ where: `事项 ${m.id} 的数据项`, condition: typeof u === 'string' ? undefined : u.when })),
      ...m.conditions.map(x => ({ where: `事项 ${m.id} 的条件`, condition: x.when })),
      { where: `事项 ${m.id} 的收费`, condition: m.fee?.when },
      { where: `事项 ${m.id} 的结果`, condition: 'licence' in m.result ? m.result.when : undefined },
      ...('licence' in m.result ? (m.result.bearer ?? []) : []).map(b => ({ where: `事项 ${m.id} 的持证人`, condition: b.when })),
    ]),
  ];
  return list.flatMap(x => (x.condition ? [{ where: x.where, condition: x.condition }] : []));
}

function staticThing(c: Catalogue, t: Thing, staffed: ReadonlySet<string> | undefined, report: Report) {
  const matters = t.matters.flatMap(e => c.matters.find(m => m.id === e.id) ?? []);
  if (!matters.some(m => m.department === t.lead))
    report({ rule: 'one-lead', kind: 'things', id: t.id, message: `牵头部门“${t.lead}”没有自己的事项`, mend: '核对牵头部门，或补上它的事项' });
  const seen = new Set<string>();
  for (const e of t.matters) {
    if (seen.has(e.id)) report({ rule: 'defined-once', kind: 'things', id: t.id, message: `事项“${e.id}”列了两次`, mend: '删去一个' });
    seen.add(e.id);
  }
  for (const e of t.matters)
    for (const a of e.after)
      if (!seen.has(a.replace('?', '')))
        report({ rule: 'order', kind: 'things', id: t.id, message: `“${e.id}”等待的“${a}”不在这件事里`, mend: '去掉这个等待，或把它列入事项' });
  const used = new Set<string>();
  const options = new Map(questionsOf(c, t).map(q => [q.question.id, new Set(q.question.options.map(o => o.value))]));
  for (const { where, condition } of conditionsOfThing(c, t))
    for (const { fact, values } of factsIn(condition)) {
      used.add(fact);
      const asked = options.get(fact);
      if (!asked && !(fact in t.facts))
        report({
          rule: 'asked',
          kind: 'things',
          id: t.id,
          message: `${where}取决于“${fact}”，这件事既不问也没有给定`,
          mend: `在 questions 里问“${fact}”，或在 facts 里给定`,
        });
      const known = c.questions.find(q => q.id === fact)?.options.map(o => o.value);
      for (const v of values)
        if (known && !known.includes(v))
          report({
            rule: 'asked',
            kind: 'things',
            id: t.id,
            message: `${where}比较“${fact}”的值“${v}”，问题没有这个选项`,
            mend: `改成 ${known.join('、')} 之一`,
          });
    }
  for (const [fact, value] of Object.entries(t.facts)) {
    const known = c.questions.find(q => q.id === fact);
    if (known && !known.options.some(o => o.value === value))
      report({ rule: 'asked', kind: 'things', id: t.id, message: `给定的“${fact}: ${value}”不是问题的选项`, mend: '改成已有的选项' });
  }
  for (const id of options.keys())
    if (!used.has(id))
      report({
        rule: 'idle-question',
        kind: 'things',
        id: t.id,
        message: `问题“${id}”的答案不影响任何事项、材料或数据项`,
        mend: '去掉这个问题，或写明它影响什么',
      });
  if (staffed)
    for (const m of matters)
      if (!staffed.has(m.department))
        report({ rule: 'staffed', kind: 'things', id: t.id, message: `“${m.name}”的部门“${m.department}”没有办理人员`, mend: '请管理员为该部门设置审查人员' });
}

function everySituation(c: Catalogue, t: Thing, report: Report) {
  const all = situations(c, t);
  if (all.length > mostSituations) {
    report({
      rule: 'situations',
      kind: 'things',
      id: t.id,
      message: `问题可以产生 ${all.length} 种情形，超过 ${mostSituations} 种`,
      mend: '合并问题，或让后面的问题只在需要时才问',
    });
    return;
  }
  const happens = new Set<string>();
  for (const answers of all) {
    const facts = { ...t.facts, ...answers };
    const where = { kind: 'things' as const, id: t.id, situation: answers };
    const matters = mattersOf(c, t, facts);
    for (const m of matters) happens.add(m.matter.id);
    if (matters.length === 0) {
      report({ ...where, rule: 'empty', message: '有的情形下没有任何事项要办', mend: '让每种情形至少有一个事项，或去掉造成它的选项' });
      continue;
    }
    const present = new Set(matters.map(m => m.matter.id));
    for (const m of matters)
      for (const a of m.entry.after)
        if (!a.endsWith('?') && !present.has(a))
          report({ ...where, rule: 'order', message: `“${m.matter.id}”等待“${a}”，但有的情形不办后者`, mend: `写成“${a}?”（办才等），或让两者的情形一致` });
    const cycle = cycleIn(matters);
    if (cycle) {
      report({ ...where, rule: 'cycle', message: `顺序成环：${cycle}`, mend: '去掉环里的一个等待' });
      continue;
    }
    materialsInOrder(c, t, matters, facts, report);
    fieldsAsked(c, t, matters, facts, report);
  }
  for (const e of t.matters)
    if (!happens.has(e.id)) report({ rule: 'never', kind: 'things', id: t.id, message: `事项“${e.id}”在任何情形下都不会办`, mend: '核对它的条件' });
}

function cycleIn(matters: PlannedMatter[]): string | null {
  try {
    longestPath(matters, () => 1);
    return null;
  } catch (error) {
    return (error as Error).message.replace('cycle: ', '');
  }
}

function materialsInOrder(c: Catalogue, t: Thing, matters: PlannedMatter[], facts: Facts, report: Report) {
  const where = { kind: 'things' as const, id: t.id, situation: facts };
  const issuers = new Map<string, string[]>();
  for (const m of matters) {
    const licence = licenceOf(m.matter, facts);
    if (licence) issuers.set(licence, [...(issuers.get(licence) ?? []), m.matter.id]);
  }
  for (const p of plan(c, t, facts).materials) {
    if (p.ways.length === 0)
      report({
        ...where,
        rule: 'obtainable',
        message: `材料“${p.material.name}”没有人能提供`,
        mend: '允许上传、承诺、后补，或写明可由哪种证照、哪个登记簿证明',
      });
    const makers = p.material.licence ? (issuers.get(p.material.licence) ?? []) : [];
    if (makers.length === 0 || makers.some(m => p.wantedBy.includes(m))) continue;
    for (const wanter of p.wantedBy) {
      const before = ancestors(matters, wanter);
      if (!makers.some(m => before.has(m)))
        report({
          ...where,
          rule: 'order',
          message: `“${wanter}”要“${p.material.name}”，而它要到“${makers.join('、')}”办好才有`,
          mend: `在“${wanter}”的 after 里加上“${makers[0]}?”`,
        });
    }
  }
}

function fieldsAsked(c: Catalogue, t: Thing, matters: PlannedMatter[], facts: Facts, report: Report) {
  const where = { kind: 'things' as const, id: t.id, situation: facts };
  const asked = new Set(matters.flatMap(m => fieldsOf(m.matter, facts).map(f => f.id)));
  for (const { matter } of matters) {
    const licence = licenceOf(matter, facts);
    if (licence) {
      const bearer = bearerOf(matter, facts);
      const type = c.licences.find(l => l.id === licence);
      for (const a of type?.attributes ?? [])
        if (a.from && a.required && !asked.has(a.from))
          report({
            ...where,
            rule: 'asked',
            message: `“${matter.id}”发的“${type?.name}”要印“${a.label}”，表单没有问“${a.from}”`,
            mend: `在这个事项的 fields 里加上“${a.from}”，或不从表单取`,
          });
      for (const f of bearer ? [bearer.name, ...(bearer.identity ? [bearer.identity] : [])] : [])
        if (!asked.has(f))
          report({ ...where, rule: 'asked', message: `“${matter.id}”的持证人取自“${f}”，表单没有问`, mend: `在这个事项的 fields 里加上“${f}”` });
    }
    for (const condition of matter.conditions) {
      if (!condition.test) continue;
      const own = new Set(fieldsOf(matter, facts).map(f => f.id));
      for (const f of fieldsOfTest(condition.test))
        if (!own.has(f) && !condition.when)
          report({
            ...where,
            rule: 'asked',
            message: `“${matter.id}”的条件要用“${f}”，它自己的数据项里没有`,
            mend: `在这个事项的 fields 里加上“${f}”，或给条件加上 when`,
          });
    }
  }
}

function unused(c: Catalogue, report: Report) {
  const warn = (kind: EntryKind, id: string, name: string, what: string) =>
    report({ level: 'warning', rule: 'unused', kind, id, message: `${what}“${name}”没有被用到`, mend: '用起来，或删掉' });
  const materials = new Set(c.matters.flatMap(m => m.materials.map(u => (typeof u === 'string' ? u : u.id))));
  for (const m of c.materials) if (!materials.has(m.id)) warn('materials', m.id, m.name, '材料');
  const fields = new Set(c.matters.flatMap(m => m.fields.map(u => (typeof u === 'string' ? u : u.id))));
  for (const g of c.groups) for (const f of g.fields) if (!fields.has(f.id)) warn('groups', g.id, f.label, '数据项');
  const matters = new Set(c.things.flatMap(t => t.matters.map(m => m.id)));
  for (const m of c.matters) if (!matters.has(m.id)) warn('matters', m.id, m.name, '事项');
  const questions = new Set(c.things.flatMap(t => t.questions.map(q => (typeof q === 'string' ? q : q.id))));
  for (const q of c.questions) if (!questions.has(q.id)) warn('questions', q.id, q.ask, '问题');
  const licences = new Set([
    ...c.composites.flatMap(x => x.parts.map(p => p.licence)),
    ...c.materials.flatMap(m => m.licence ?? []),
    ...c.matters.flatMap(m => ('licence' in m.result ? [m.result.licence] : [])),
  ]);
  for (const l of c.licences) if (!licences.has(l.id)) warn('licences', l.id, l.name, '证照');
}
