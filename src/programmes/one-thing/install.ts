/** Brings the files of `catalogue/` into the database: as the first version, and later as edits to be looked at. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { action } from '#platform/actions';
import { diff } from './catalogue/diff.ts';
import { loadCatalogue } from './catalogue/load.ts';
import { type Catalogue, catalogueSchema } from './catalogue/schema.ts';
import { insertVersion, versionAt } from './catalogue/versions.ts';

export const catalogueFolder = join(import.meta.dirname, '..', '..', '..', 'catalogue');

export interface Division {
  county: { code: string; name: string; province: string; city: string };
  towns: { code: string; id: string; name: string; villages: { code: string; name: string }[] }[];
}

export const loadDivisions = (folder = catalogueFolder): Division => parseYaml(readFileSync(join(folder, 'divisions.yaml'), 'utf8')) as Division;

/** As people say it: 段家庄社区居民委员会 → 段家庄社区, 郝家岭村委会 → 郝家岭村, 益家村村委会 → 益家村. */
export const villageSaid = (name: string): string => name.replace(/社区居民委员会$/, '社区').replace(/村?村委会$/, '村');

/** Units that decide no matter of the catalogue, but whose people work here: names as in the gazette. */
export const otherUnits = [
  { id: 'county-office', name: '县政府办公室', short: '政府办', kind: 'department', order: 1 },
  { id: 'finance', name: '县财政局', short: '财政局', kind: 'department', order: 62 },
  { id: 'industry', name: '县工科局', short: '工科局', kind: 'department', order: 35 },
  { id: 'rural-revitalisation', name: '县乡村振兴局', short: '乡村振兴局', kind: 'department', order: 105 },
  { id: 'development-company', name: '县扶贫开发公司', short: '扶贫开发公司', kind: 'company', order: 106 },
  { id: 'organisation', name: '县委组织部', short: '组织部', kind: 'department', order: 2 },
];

/** The units of the county: those, the departments of the catalogue, the towns. */
export const unitsOf = (catalogue: Catalogue, division: Division) => [
  ...otherUnits,
  ...catalogue.departments.map(({ id, name, short, kind, order, phone }) => ({ id, name, short, kind, order, ...(phone ? { phone } : {}) })),
  ...division.towns.map((t, i) => ({ id: `town-${t.id}`, name: t.name, short: t.name, kind: 'town', order: 1000 + i })),
];

/** Publishes the files as version 1 of an empty county. Later versions come from the desk. */
export const installCatalogue = action({
  name: 'catalogue.install',
  may: 'catalogue.publish',
  summary: '从文件发布事项目录第 1 版',
  input: z.strictObject({ catalogue: catalogueSchema }),
  async do(ctx, { catalogue }) {
    const [there] = await ctx.sql<{ version: number | null }[]>`select max(version) as version from catalogue_version where county = ${ctx.county}`;
    if (there?.version) return { version: there.version, fresh: false };
    const version = await insertVersion(ctx, catalogue, '随系统提供的目录，依据中政发〔2024〕16号附件');
    ctx.record({ subject: `catalogue:${version}` });
    return { version, fresh: true };
  },
});

/** Puts what differs between the files and the published version into the waiting edits, for the service owner to look at. */
export const importFiles = action({
  name: 'catalogue.import',
  may: 'catalogue.publish',
  summary: '把文件中的改动放进待发布的修改',
  input: z.strictObject({ catalogue: catalogueSchema }),
  async do(ctx, { catalogue }) {
    const [last] = await ctx.sql<{ version: number }[]>`select max(version)::int as version from catalogue_version where county = ${ctx.county}`;
    const changes = diff((await versionAt(ctx, last!.version)).catalogue, catalogue);
    for (const c of changes) {
      const body = (catalogue[c.kind] as { id: string }[]).find(e => e.id === c.id) ?? null;
      await ctx.sql`
        insert into catalogue_edit (county, kind, id, body, edited_by, edited_at)
        values (${ctx.county}, ${c.kind}, ${c.id}, ${JSON.stringify(body)}::text::jsonb, ${ctx.actor.name}, ${ctx.now})
        on conflict (county, kind, id) do update set body = excluded.body, edited_by = excluded.edited_by, edited_at = excluded.edited_at, version = catalogue_edit.version + 1`;
    }
    ctx.record({ detail: { changes: changes.length } });
    return { changes: changes.length };
  },
});

export const filesCatalogue = (): Catalogue => loadCatalogue(catalogueFolder);
