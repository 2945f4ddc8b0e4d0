/** At the window: what a case waits for from the person who is there, and the clerk's way to answer it with them. */
import { z } from 'zod';
import { action, read } from '#platform/actions';
import { findCase, tasksOf } from '#platform/cases';
import { type Principal, principalsOf } from '#platform/identity';
import { holdersOf } from './application.ts';
import { type Answerable, answerable, answerableView } from './case-view.ts';
import { openCase } from './kind.ts';
import { openedBy } from './opened.ts';
import { materialShown, shownMaterials } from './shown.ts';

const waiting = z.object({
  caseId: z.string(),
  number: z.string(),
  title: z.string(),
  principalName: z.string(),
  /** Matters that wait for corrections. */
  corrections: z.array(z.string()),
  /** Materials that were promised for later. */
  owed: z.array(z.string()),
});
export type WaitingCase = z.infer<typeof waiting>;

export const readWaiting = read({
  name: 'window.waiting',
  may: 'case.answer',
  summary: '窗口：来办事的人有哪些办件等着补正、补交',
  input: z.strictObject({ personId: z.uuid() }),
  output: z.object({ items: z.array(waiting) }),
  async do(ctx, { personId }) {
    const principals = await ctx.asHouse(ctx => principalsOf(ctx, personId));
    const rows = await ctx.sql<(WaitingCase & { applicant: string; principal: string; subject: string })[]>`
      select * from (
        select f.id as case_id, f.number, f.title, f.principal_name, f.applicant, f.principal, f.subject, f.filed_at,
          (select coalesce(array_agg(t.title order by t.position), '{}') from task t
            where t.county = f.county and t.case_id = f.id and t.state = 'correcting') as corrections,
          (select coalesce(array_agg(m.name order by m.position), '{}') from case_material m
            where m.county = f.county and m.case_id = f.id and m.state = 'owed' and m.way = 'follow'
              and exists (select from task t where t.county = f.county and t.case_id = f.id and t.key = any(m.wanted_by)
                and t.state in ('waiting', 'ready', 'accepted', 'correcting', 'suspended'))) as owed
        from case_file f
        where f.county = ${ctx.county} and f.state = 'open' and (f.applicant = ${personId} or f.principal = any(${principals.map(p => p.id)}::uuid[]))
      ) f where corrections <> '{}' or owed <> '{}' order by filed_at limit 50`;
    return {
      items: rows
        .filter(r => r.applicant === personId || acts(principals, r.principal, r.subject))
        .map(({ caseId, number, title, principalName, corrections, owed }) => ({ caseId, number, title, principalName, corrections, owed })),
    };
  },
});

/** A mandate for some things opens the cases of these alone. */
const acts = (principals: readonly Principal[], principal: string, thing: string): boolean =>
  principals.some(p => p.id === principal && (p.things === null || p.things.includes(Number(thing))));

const windowAnswer = z.object({
  answerable: answerableView.nullable(),
  materials: z.array(materialShown.pick({ id: true, name: true, wantedBy: true, way: true, state: true, files: true })),
});
export type WindowAnswer = z.infer<typeof windowAnswer>;

/**
 * Opens what was asked about, with its values in full: the clerk mends it with the person who is there. An action, because
 * a clerk can open the case of anybody: it stands in the audit.
 */
export const openAnswer = action({
  name: 'case.answer',
  may: 'case.answer',
  summary: '窗口：打开等着补正、补交的内容，替来人填写',
  input: z.strictObject({
    caseId: z.uuid(),
    /** The clerk's scan of the code whose owner opens licences for it. */
    scan: z.uuid().optional(),
  }),
  output: windowAnswer,
  async do(ctx, { caseId, scan }) {
    const file = await findCase(ctx, caseId);
    const opened = await openCase(ctx, file);
    const tasks = await tasksOf(ctx, caseId);
    const all = await answerable(ctx, opened, tasks);
    const licences = scan ? await openedBy(ctx, scan, holdersOf(file)) : [];
    ctx.record({ subject: `case:${caseId}`, detail: { opened: licences.length } });
    const matters = tasks.filter(t => t.state === 'correcting').map(t => t.key);
    return {
      answerable: all && askedOnly(all, matters, licences),
      materials: all ? await shownMaterials(ctx, file, opened) : [],
    };
  },
});

/** The fields of the matters that ask, entries of a list whole, and the licences that were opened. */
function askedOnly(all: Answerable, matters: readonly string[], licences: readonly string[]): Answerable {
  const asked = (f: Answerable['groups'][number]['fields'][number]) => f.wantedBy.some(key => matters.includes(key));
  const groups = all.groups.filter(g => g.fields.some(asked)).map(g => (g.repeat ? g : { ...g, fields: g.fields.filter(asked) }));
  const fields = groups.flatMap(g => g.fields.map(f => f.id));
  return {
    groups,
    values: Object.fromEntries(Object.entries(all.values).filter(([id]) => fields.includes(id))),
    rows: Object.fromEntries(Object.entries(all.rows).filter(([id]) => groups.some(g => g.id === id))),
    materials: Object.fromEntries(
      Object.entries(all.materials).map(([id, how]) => [id, { ...how, licences: how.licences.filter(l => licences.includes(l.id)) }]),
    ),
  };
}
