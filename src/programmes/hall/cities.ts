/** All-city and cross-city matters (全市通办、跨市通办): what can be done where, in which way, since when. */
import { z } from 'zod';
import { action, read, refusals, refuse } from '#platform/actions';
import { inChinese } from '#platform/calendar';
import { currentVersion } from '#programmes/one-thing';
import { type CityScope, cityTargets, scopes, type Way, ways } from './figures.ts';
import { cityMattersOf } from './store.ts';

const refuseCity = refusals({
  'listed-already': [409, '清单里已经有这个事项'],
  'city-ended': [409, '这一项已经下线'],
});
const wrong = (path: string, message: string) => refuse('input', { detail: message, faults: [{ path, message }] });

const scope = z.enum(Object.keys(scopes) as [CityScope], '请选择全市通办或跨市通办');
const way = z.enum(Object.keys(ways) as [Way], '请选择办理方式');

export const addCityMatter = action({
  name: 'city-matter.add',
  may: 'city-matter.keep',
  creates: true,
  summary: '上线一个全市通办或跨市通办事项',
  input: z.strictObject({
    scope,
    /** Of the catalogue; none: `name` and `unit` say what it is. */
    matter: z.string().max(80).optional(),
    name: z.string().trim().max(100).default(''),
    unit: z.string().max(60).default(''),
    partners: z.string().trim().min(2, '请写明和哪些地方通办').max(120),
    way,
    onlineOn: z.iso.date('请选择上线日期'),
  }),
  output: z.object({ id: z.string() }),
  async do(ctx, { matter, ...c }) {
    const { catalogue } = await currentVersion(ctx);
    const known = matter ? catalogue.matters.find(m => m.id === matter) : undefined;
    if (matter && !known) throw wrong('matter', '事项目录里没有这个事项');
    const name = known?.name ?? c.name;
    const unit = known?.department ?? c.unit;
    if (name.length < 2) throw wrong('name', '请选择事项，或填写名称');
    const [there] = await ctx.asHouse(ctx => ctx.sql`select 1 from unit where county = ${ctx.county} and id = ${unit}`);
    if (!there) throw wrong('unit', '请选择部门');
    if (c.onlineOn > ctx.today) throw wrong('onlineOn', '还没有上线的事项，上线那天再登记');
    const id = crypto.randomUUID();
    const { count } = await ctx.sql`
      insert into city_matter (county, id, scope, matter, name, unit, partners, way, online_on)
      values (${ctx.county}, ${id}, ${c.scope}, ${matter ?? null}, ${name}, ${unit}, ${c.partners}, ${c.way}, ${c.onlineOn})
      on conflict (county, scope, name, unit) where ended_on is null do nothing`;
    if (count !== 1) throw refuseCity('listed-already', `${scopes[c.scope]}：${name}`);
    ctx.record({ subject: `city-matter:${id}`, detail: { ...c, name, unit } });
    return { id };
  },
});

export const endCityMatter = action({
  name: 'city-matter.end',
  may: 'city-matter.keep',
  summary: '下线一个通办事项，写明原因',
  input: z.strictObject({ id: z.uuid(), version: z.number().int().positive(), reason: z.string().trim().min(4, '请写明为什么下线').max(300) }),
  async do(ctx, { id, version, reason }) {
    const [row] = await ctx.sql<{ version: number; endedOn: string | null }[]>`
      select version, ended_on from city_matter where county = ${ctx.county} and id = ${id} for update`;
    if (!row) throw refuse('not-found');
    if (row.endedOn) throw refuseCity('city-ended', inChinese(row.endedOn));
    if (row.version !== version) throw refuse('changed');
    await ctx.sql`
      update city_matter set ended_on = ${ctx.today}, end_reason = ${reason}, version = version + 1 where county = ${ctx.county} and id = ${id}`;
    ctx.record({ subject: `city-matter:${id}`, detail: { reason } });
  },
});

const cityView = z.object({
  id: z.string(),
  scope,
  matter: z.string().nullable(),
  name: z.string(),
  unit: z.string(),
  unitName: z.string(),
  partners: z.string(),
  way,
  onlineOn: z.string(),
  endedOn: z.string().nullable(),
  endReason: z.string().nullable(),
  version: z.number(),
});
export type CityView = z.infer<typeof cityView>;

export const readCityMatters = read({
  name: 'city-matter.list',
  may: 'city-matter.read',
  summary: '全市通办、跨市通办事项',
  input: z.strictObject({}),
  output: z.object({
    items: z.array(cityView),
    /** New in each year of the order, against its target. */
    years: z.array(z.object({ year: z.number(), scope, online: z.number(), target: z.number() })),
  }),
  async do(ctx) {
    const all = await cityMattersOf(ctx);
    const units = await ctx.sql<{ id: string; name: string }[]>`select id, name from unit where county = ${ctx.county}`;
    const online = (scope: CityScope, year: number) =>
      all.filter(m => m.scope === scope && m.onlineOn.startsWith(`${year}-`) && (m.endedOn === null || m.endedOn > `${year}-12-31`)).length;
    const staff = ctx.actor.kind === 'staff';
    return {
      items: all.filter(m => staff || m.endedOn === null).map(m => ({ ...m, unitName: units.find(u => u.id === m.unit)?.name ?? m.unit })),
      years: ([2024, 2025] as const).flatMap(year =>
        (Object.keys(scopes) as CityScope[]).map(scope => ({ year, scope, online: online(scope, year), target: cityTargets[scope][year] })),
      ),
    };
  },
});
