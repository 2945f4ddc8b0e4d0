/** The service owner's desk: edits that wait, what the linter says of them, what they would change, publishing. */
import { z } from 'zod';
import { action, type Ctx, read, refusals, refuse } from '#platform/actions';
import { diff, simulate } from './diff.ts';
import { blocking, lint } from './lint.ts';
import { type Catalogue, type EntryKind, entrySchemas } from './schema.ts';
import { currentVersion, insertVersion, versionAt } from './versions.ts';

const refuseEdit = refusals({
  'entry-wrong': [422, '内容不符合要求'],
  'lint-errors': [422, '校验没有通过，不能发布'],
  'nothing-to-publish': [409, '没有需要发布的修改'],
  'no-entry': [404, '没有这一条'],
});

export const kind = z.enum(Object.keys(entrySchemas) as [EntryKind]);

interface Edit {
  kind: EntryKind;
  id: string;
  body: unknown;
  editedBy: string;
  editedAt: string;
  version: number;
}

export async function edits(ctx: Ctx): Promise<Edit[]> {
  const rows = await ctx.sql<Edit[]>`select kind, id, body, edited_by, edited_at, version from catalogue_edit where county = ${ctx.county} order by edited_at`;
  return [...rows];
}

/** The published catalogue with the waiting edits in it. */
export function merged(base: Catalogue, waiting: readonly Pick<Edit, 'kind' | 'id' | 'body'>[]): Catalogue {
  const next = { ...base };
  for (const { kind: k, id, body } of waiting) {
    const list = next[k] as { id: string }[];
    const at = list.findIndex(e => e.id === id);
    const fresh = body === null ? list.filter(e => e.id !== id) : at < 0 ? [...list, body as { id: string }] : list.with(at, body as { id: string });
    Object.assign(next, { [k]: fresh });
  }
  return next;
}

export const faultsOf = (error: z.ZodError) => error.issues.map(i => ({ path: i.path.join('.'), message: i.message }));

export async function staffed(ctx: Ctx): Promise<Set<string>> {
  const rows = await ctx.sql<{ unit: string }[]>`
    select distinct r.unit from staff_role r join staff s on s.county = r.county and s.id = r.staff and s.active
    where r.county = ${ctx.county} and r.role = 'reviewer'`;
  return new Set(rows.map(r => r.unit));
}

export const findingView = z.object({
  level: z.enum(['error', 'warning']),
  rule: z.string(),
  kind: z.string(),
  id: z.string(),
  message: z.string(),
  mend: z.string(),
  situation: z.record(z.string(), z.string()).optional(),
});

const figures = z.object({ matters: z.number(), materials: z.number(), forms: z.number(), fields: z.number(), visits: z.number(), days: z.number() });

/** The draft as a whole: entries, edits, findings. */
export const draftCatalogue = read({
  name: 'catalogue.draft',
  may: 'catalogue.edit',
  summary: '编辑中的事项目录：全部条目、未发布的修改、校验结果',
  input: z.strictObject({}),
  output: z.object({
    version: z.number(),
    catalogue: z.unknown(),
    edits: z.array(z.object({ kind, id: z.string(), removed: z.boolean(), editedBy: z.string(), editedAt: z.string(), version: z.number() })),
    findings: z.array(findingView),
    staffed: z.array(z.string()),
  }),
  async do(ctx) {
    const current = await currentVersion(ctx);
    const waiting = await edits(ctx);
    const draft = merged(current.catalogue, waiting);
    const people = await staffed(ctx);
    return {
      version: current.version,
      catalogue: draft,
      edits: waiting.map(e => ({ kind: e.kind, id: e.id, removed: e.body === null, editedBy: e.editedBy, editedAt: e.editedAt, version: e.version })),
      findings: lint(draft, people),
      staffed: [...people],
    };
  },
});

/** Saves an entry of the draft. What does not fit the schema is refused; what the linter finds is only shown until publishing. */
export const editEntry = action({
  name: 'catalogue.edit',
  may: 'catalogue.edit',
  summary: '保存对一条目录的修改（未发布）；body 为 null 表示删去',
  input: z.strictObject({
    kind,
    id: z.string().max(80),
    body: z.unknown(),
    /** Version of the waiting edit that the page showed; 0 when there was none. */
    version: z.number().int().min(0),
  }),
  output: z.object({ version: z.number(), findings: z.array(findingView) }),
  async do(ctx, { kind: k, id, body, version }) {
    let entry: unknown = null;
    if (body !== null) {
      const parsed = entrySchemas[k].safeParse(body);
      if (!parsed.success) throw refuseEdit('entry-wrong', { faults: faultsOf(parsed.error) });
      if (parsed.data.id !== id) throw refuseEdit('entry-wrong', { faults: [{ path: 'id', message: '编号不能改' }] });
      // As the schema reads it, with its defaults: the linter and the plans count on every list being there.
      entry = parsed.data;
    }
    const [there] = await ctx.sql<{ version: number; editedBy: string }[]>`
      select version, edited_by from catalogue_edit where county = ${ctx.county} and kind = ${k} and id = ${id} for update`;
    if ((there?.version ?? 0) !== version) throw refuse('changed', there ? `${there.editedBy} 刚刚改过这一条` : '这一条的修改已被撤销或发布');
    const current = await currentVersion(ctx);
    const published = (current.catalogue[k] as { id: string }[]).some(e => e.id === id);
    if (entry === null && !published) {
      // It was new: nothing is left to be removed when the draft is published.
      if (!there) throw refuseEdit('no-entry');
      await ctx.sql`delete from catalogue_edit where county = ${ctx.county} and kind = ${k} and id = ${id}`;
    } else {
      await ctx.sql`
        insert into catalogue_edit (county, kind, id, body, edited_by, edited_at)
        values (${ctx.county}, ${k}, ${id}, ${JSON.stringify(entry)}::text::jsonb, ${ctx.actor.name}, ${ctx.now})
        on conflict (county, kind, id) do update set body = excluded.body, edited_by = excluded.edited_by, edited_at = excluded.edited_at,
          version = catalogue_edit.version + 1`;
    }
    ctx.record({ subject: `catalogue:${k}/${id}`, detail: body === null ? { removed: true } : {} });
    const draft = merged(current.catalogue, await edits(ctx));
    return { version: version + 1, findings: lint(draft, await staffed(ctx)) };
  },
});

export const dropEdit = action({
  name: 'catalogue.drop-edit',
  may: 'catalogue.edit',
  summary: '撤销对一条目录的未发布修改',
  input: z.strictObject({ kind, id: z.string().max(80) }),
  async do(ctx, { kind: k, id }) {
    const { count } = await ctx.sql`delete from catalogue_edit where county = ${ctx.county} and kind = ${k} and id = ${id}`;
    if (count === 0) throw refuseEdit('no-entry');
    ctx.record({ subject: `catalogue:${k}/${id}` });
  },
});

const changeView = z.object({
  kind,
  id: z.string(),
  name: z.string(),
  what: z.enum(['added', 'removed', 'changed']),
  parts: z.array(z.object({ path: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
});
export const simulationView = z.object({
  no: z.number(),
  name: z.string(),
  situations: z.number(),
  separate: figures,
  before: figures.nullable(),
  after: figures,
});

/** What publishing would do: the changes, and the four reductions before and after. */
export const preview = read({
  name: 'catalogue.preview',
  may: 'catalogue.edit',
  summary: '发布前预览：差异、四减模拟、校验',
  input: z.strictObject({}),
  output: z.object({ changes: z.array(changeView), simulation: z.array(simulationView), findings: z.array(findingView) }),
  async do(ctx) {
    const current = await currentVersion(ctx);
    const draft = merged(current.catalogue, await edits(ctx));
    const findings = lint(draft, await staffed(ctx));
    const broken = blocking(findings).length > 0;
    return { changes: diff(current.catalogue, draft), simulation: broken ? [] : simulate(current.catalogue, draft), findings };
  },
});

export const publish = action({
  name: 'catalogue.publish',
  may: 'catalogue.publish',
  creates: true,
  summary: '发布新版本：只影响新的办件',
  input: z.strictObject({ version: z.number().int(), note: z.string().trim().min(2, '请写明这次改了什么').max(500) }),
  output: z.object({ version: z.number() }),
  async do(ctx, { version, note }) {
    await ctx.sql`select pg_advisory_xact_lock(hashtext(${`catalogue/${ctx.county}`}))`;
    const current = await currentVersion(ctx);
    if (current.version !== version) throw refuse('changed', `目录已经发布到第 ${current.version} 版，请刷新后核对`);
    const waiting = await edits(ctx);
    const draft = merged(current.catalogue, waiting);
    const changes = diff(current.catalogue, draft);
    if (changes.length === 0) throw refuseEdit('nothing-to-publish');
    const errors = blocking(lint(draft, await staffed(ctx)));
    if (errors.length > 0)
      throw refuseEdit('lint-errors', {
        detail: `${errors.length} 处错误`,
        faults: errors.map(e => ({ path: `${e.kind}.${e.id}`, message: `${e.message}。${e.mend}` })),
      });
    const next = await insertVersion(ctx, draft, note);
    await ctx.sql`delete from catalogue_edit where county = ${ctx.county}`;
    ctx.record({ subject: `catalogue:${next}`, detail: { note, changes: changes.map(c => `${c.what} ${c.kind}/${c.id}`) } });
    return { version: next };
  },
});

export const listVersions = read({
  name: 'catalogue.versions',
  may: 'catalogue.edit',
  summary: '已发布的版本',
  input: z.strictObject({}),
  output: z.object({ items: z.array(z.object({ version: z.number(), note: z.string(), publishedBy: z.string(), publishedAt: z.string() })) }),
  async do(ctx) {
    const items = await ctx.sql<{ version: number; note: string; publishedBy: string; publishedAt: string }[]>`
      select version, note, published_by, published_at from catalogue_version where county = ${ctx.county} order by version desc`;
    return { items: [...items] };
  },
});

export const compareVersions = read({
  name: 'catalogue.compare',
  may: 'catalogue.edit',
  summary: '两个已发布版本的差异',
  input: z.strictObject({ from: z.coerce.number().int(), to: z.coerce.number().int() }),
  output: z.object({ changes: z.array(changeView), simulation: z.array(simulationView) }),
  async do(ctx, { from, to }) {
    const [a, b] = [await versionAt(ctx, from), await versionAt(ctx, to)];
    return { changes: diff(a.catalogue, b.catalogue), simulation: simulate(a.catalogue, b.catalogue) };
  },
});

/** The four reductions of every thing as published (四减). */
export const reductions = read({
  name: 'catalogue.reductions',
  may: 'catalogue.read',
  open: true,
  summary: '四减：每件事分开办与一起办的材料、环节、时限、跑动',
  input: z.strictObject({}),
  output: z.object({ items: z.array(simulationView) }),
  async do(ctx) {
    const { catalogue } = await currentVersion(ctx);
    return { items: simulate(catalogue, catalogue, true) };
  },
});
