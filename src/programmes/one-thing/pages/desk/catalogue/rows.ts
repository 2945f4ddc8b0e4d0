/** The rows of each list, with what they can be searched and filtered by. Pure. */
import type { Simulation } from '../../../catalogue/diff.ts';
import type { EntryKind } from '../../../catalogue/schema.ts';
import { areaNames, audienceNames, entryName, kindNames, markNames, named } from '../../../catalogue/words.ts';
import type { Draft } from './draft.ts';
import { fieldTypes } from './specs.ts';
import { usedBy } from './used-by.ts';

export interface Row {
  key: string;
  /** Of the entry that opens; a field's is its group. */
  id: string;
  name: string;
  shownId: string;
  departments: string[];
  edited: boolean;
  findings: number;
  errors: number;
  assumed: number;
  /** The kind's own columns. */
  cells: Record<string, string | number>;
  /** What a cell sorts by, where that is not what it shows. */
  sort: Record<string, number>;
}

export interface ListColumn {
  key: string;
  title: string;
  /** Long texts wrap. */
  long?: true;
}

/** A thing whose order runs in a circle has none. */
export const noFigures = '算不出';

/** separate → together */
const pair = (f: Simulation | undefined, key: 'materials' | 'fields' | 'visits' | 'days') => (f ? `${f.separate[key]} → ${f.after[key]}` : noFigures);

export const listColumns: Record<EntryKind, ListColumn[]> = {
  things: [
    { key: 'no', title: '序号' },
    { key: 'mark', title: '标记' },
    { key: 'audience', title: '面向' },
    { key: 'lead', title: '牵头' },
    { key: 'matters', title: '事项' },
    { key: 'situations', title: '情形' },
    { key: 'materials', title: '材料' },
    { key: 'fields', title: '填写' },
    { key: 'visits', title: '跑动' },
    { key: 'days', title: '天数' },
  ],
  matters: [
    { key: 'department', title: '部门' },
    { key: 'kind', title: '类别' },
    { key: 'promised', title: '承诺' },
    { key: 'legal', title: '法定' },
    { key: 'materials', title: '材料' },
    { key: 'fields', title: '填写' },
    { key: 'place', title: '窗口' },
    { key: 'used', title: '在几件事里' },
  ],
  materials: [
    { key: 'licence', title: '可由证照证明', long: true },
    { key: 'query', title: '可查询', long: true },
    { key: 'used', title: '几个事项用' },
  ],
  groups: [
    { key: 'group', title: '分组' },
    { key: 'type', title: '类型' },
    { key: 'used', title: '几个事项用' },
  ],
  questions: [
    { key: 'options', title: '选项', long: true },
    { key: 'used', title: '几件事用' },
  ],
  licences: [
    { key: 'issuer', title: '颁发部门' },
    { key: 'holder', title: '持有者' },
    { key: 'used', title: '几处用' },
  ],
  composites: [
    { key: 'year', title: '年份' },
    { key: 'online', title: '上线' },
    { key: 'parts', title: '包含', long: true },
  ],
  departments: [
    { key: 'short', title: '简称' },
    { key: 'order', title: '次序' },
    { key: 'matters', title: '事项' },
    { key: 'phone', title: '电话' },
  ],
};

const assumedIn = (source: unknown): number =>
  source === 'assumed' ? 1 : typeof source === 'object' && source !== null ? Object.values(source).filter(v => v === 'assumed').length : 0;

export function rowsOf(kind: EntryKind, { catalogue: c, edits, findings }: Draft, figures: readonly Simulation[]): Row[] {
  const short = (id: string) => c.departments.find(d => d.id === id)?.short ?? id;
  const row = (
    e: { id: string; name?: string; label?: string; ask?: string; source?: unknown },
    departments: string[],
    cells: Row['cells'],
    sort: Row['sort'] = {},
  ): Row => {
    const mine = findings.filter(f => f.kind === kind && f.id === e.id);
    return {
      key: e.id,
      id: e.id,
      name: entryName(e),
      shownId: e.id,
      departments,
      edited: edits.some(x => x.kind === kind && x.id === e.id),
      findings: mine.length,
      errors: mine.filter(f => f.level === 'error').length,
      assumed: assumedIn(e.source),
      cells,
      sort,
    };
  };
  const used = (id: string) => usedBy(c, kind, id).length;
  switch (kind) {
    case 'things':
      return c.things.map(t => {
        const f = figures.find(x => x.no === t.no);
        const departments = [...new Set([t.lead, ...t.matters.flatMap(m => c.matters.find(x => x.id === m.id)?.department ?? [])])];
        return row(
          t,
          departments,
          {
            no: t.no,
            mark: markNames[t.mark],
            audience: audienceNames[t.audience],
            lead: short(t.lead),
            matters: t.matters.length,
            situations: f?.situations ?? noFigures,
            materials: pair(f, 'materials'),
            fields: pair(f, 'fields'),
            visits: pair(f, 'visits'),
            days: pair(f, 'days'),
          },
          f ? { materials: f.after.materials, fields: f.after.fields, visits: f.after.visits, days: f.after.days } : {},
        );
      });
    case 'matters':
      return c.matters.map(m =>
        row(m, [m.department], {
          department: short(m.department),
          kind: m.kind,
          promised: m.promisedDays,
          legal: m.legalDays ?? '',
          materials: m.materials.length,
          fields: m.fields.length,
          place: areaNames[m.place],
          used: used(m.id),
        }),
      );
    case 'materials':
      return c.materials.map(m => row(m, [], { licence: m.licence ? named(c.licences, m.licence) : '', query: m.query ?? '', used: used(m.id) }));
    case 'groups': {
      const uses = new Map<string, number>();
      for (const m of c.matters)
        for (const u of m.fields) {
          const id = typeof u === 'string' ? u : u.id;
          uses.set(id, (uses.get(id) ?? 0) + 1);
        }
      return c.groups.flatMap(g =>
        g.fields.map(f => ({
          ...row({ ...g, source: f.source }, [], { group: g.label, type: fieldTypes[f.type], used: uses.get(f.id) ?? 0 }),
          key: `${g.id}/${f.id}`,
          name: f.label,
          shownId: f.id,
        })),
      );
    }
    case 'questions':
      return c.questions.map(q => row(q, [], { options: q.options.map(o => o.label).join('；'), used: used(q.id) }));
    case 'licences':
      return c.licences.map(l => row(l, [l.issuer], { issuer: short(l.issuer), holder: l.holder === 'firm' ? '企业' : '个人', used: used(l.id) }));
    case 'composites':
      return c.composites.map(x =>
        row(x, [x.issuer], {
          year: x.year,
          online: x.onlineSince,
          parts: x.parts.map(p => `${named(c.licences, p.licence)}${p.optional ? '（可选）' : ''}`).join('、'),
        }),
      );
    case 'departments':
      return c.departments.map(d =>
        row(d, [d.id], { short: d.short, order: d.order, matters: c.matters.filter(m => m.department === d.id).length, phone: d.phone ?? '' }),
      );
  }
}

export const csvRows = (kind: EntryKind, rows: readonly Row[]) => ({
  head: [kindNames[kind], '编号', ...listColumns[kind].map(x => x.title), '已修改', '校验', '待确认'],
  lines: rows.map(r => [r.name, r.shownId, ...listColumns[kind].map(x => r.cells[x.key] ?? ''), r.edited ? '是' : '', r.findings, r.assumed]),
});
