/** What is wrong with a thing: as it is written, and in each situation that its questions can produce. */
import { fieldsOfTest, type When } from './conditions.ts';
import type { Report } from './finding.ts';
import { ancestors, bearerOf, fieldsOf, licenceOf, longestPath, mattersOf, type PlannedMatter, plan } from './notice.ts';
import type { Catalogue, Thing } from './schema.ts';
import { type Facts, factsIn, questionsOf, situations } from './situations.ts';

/** More situations than this in one thing are too many questions for a person. */
const mostSituations = 400;

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

export function staticThing(c: Catalogue, t: Thing, staffed: ReadonlySet<string> | undefined, report: Report) {
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

export function everySituation(c: Catalogue, t: Thing, report: Report) {
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
