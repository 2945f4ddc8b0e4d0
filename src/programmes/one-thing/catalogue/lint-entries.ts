/** What is wrong with an entry by itself, or with what it refers to. */
import { fieldsOfTest } from './conditions.ts';
import type { Report } from './finding.ts';
import { type Catalogue, type Composite, type EntryKind, type Matter, matterFacts } from './schema.ts';

export function duplicates(c: Catalogue, report: Report) {
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

export function references(c: Catalogue, report: Report) {
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
    if (m.register) {
      const { name, legalPerson, address, scope } = m.register;
      for (const f of [name, legalPerson?.name, legalPerson?.identity, legalPerson?.phone, address, scope]) if (f) need('field', f, 'matters', m.id);
      const issues = 'licence' in m.result ? c.licences.find(l => l.id === ('licence' in m.result ? m.result.licence : '')) : undefined;
      if (m.register.act === 'found' && !(issues?.holder === 'firm' && issues.attributes.some(a => a.id === 'credit-code')))
        report({
          rule: 'register',
          kind: 'matters',
          id: m.id,
          message: '登记新企业的事项没有发给企业、写统一社会信用代码的证照',
          mend: '在 result 里写营业执照',
        });
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

export function sources(c: Catalogue, report: Report) {
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

export function oneMatter(c: Catalogue, m: Matter, report: Report) {
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

/** A composite is of licences that a new firm can get here, each once, and of at least two that every holder has. */
export function oneComposite(c: Catalogue, x: Composite, report: Report) {
  const where = { kind: 'composites' as const, id: x.id };
  const applied = new Set(c.things.flatMap(t => t.matters.map(m => m.id)));
  const seen = new Set<string>();
  for (const p of x.parts) {
    const type = c.licences.find(l => l.id === p.licence);
    if (seen.has(p.licence)) report({ ...where, rule: 'composite', message: `“${type?.name ?? p.licence}”列了两次`, mend: '删去一个' });
    seen.add(p.licence);
    if (!type) continue;
    if (type.holder !== 'firm') report({ ...where, rule: 'composite', message: `“${type.name}”不是发给企业的`, mend: '只放发给企业的证照' });
    if (!c.matters.some(m => applied.has(m.id) && 'licence' in m.result && m.result.licence === p.licence && !m.result.changes))
      report({ ...where, rule: 'composite', message: `没有一件事的事项首次发“${type.name}”`, mend: '换成有事项发的证照，或先补上发它的事项' });
    if (p.where && !type.attributes.some(a => a.id === p.where!.attribute))
      report({ ...where, rule: 'composite', message: `“${type.name}”上没有“${p.where.attribute}”这一项`, mend: '改成证照已有的项' });
  }
  if (x.parts.filter(p => !p.optional).length < 2)
    report({ ...where, rule: 'composite', message: '必有的证照不到两张，说不上“多业一证”', mend: '至少写两张必有的证照' });
  if (!x.onlineSince.startsWith(`${x.year}-`))
    report({ ...where, rule: 'composite', message: `上线日期 ${x.onlineSince} 不在它算数的 ${x.year} 年`, mend: '改上线日期，或改它算哪一年的任务' });
}

export function unused(c: Catalogue, report: Report) {
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
