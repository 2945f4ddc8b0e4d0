/** The register of data services that can be asked through a partner, kept by the administrator. */
import { z } from 'zod';
import { action, type Ctx, type Fault, read, refuse } from '../actions/index.ts';
import { searchText } from '../search/index.ts';
import { servicesOf } from './asking.ts';
import { intakePurpose } from './words.ts';

const proofInput = z.strictObject({
  material: z.string().regex(/^[a-z0-9-]{2,80}$/, '材料的编号用小写字母、数字、短横'),
  field: z.string().max(31).optional(),
  values: z.array(z.string().trim().min(1).max(60)).max(20).optional(),
});

const serviceView = z.object({
  id: z.string(),
  name: z.string(),
  partner: z.enum(['city', 'province']),
  provider: z.string(),
  about: z.enum(['person', 'firm']),
  fields: z.record(z.string(), z.string()),
  purposes: z.array(z.string()),
  proves: z.array(proofInput),
  basis: z.string(),
  consentNeeded: z.boolean(),
  dailyLimit: z.number(),
  cacheHours: z.number(),
  active: z.boolean(),
  version: z.number(),
});
export type ServiceView = z.infer<typeof serviceView>;

export const listServices = read({
  name: 'data-service.list',
  may: 'data-service.read',
  summary: '可以查询的数据共享服务',
  input: z.strictObject({}),
  output: z.object({
    items: z.array(serviceView),
    /** What an answer can take the place of, to choose from: by name, pinyin or initials (`words`). */
    materials: z.array(z.object({ id: z.string(), name: z.string(), words: z.string() })),
  }),
  async do(ctx) {
    const [items, materials] = await Promise.all([servicesOf(ctx), provable(ctx)]);
    return { items, materials: materials.map(m => ({ ...m, words: searchText([m.name]) })) };
  },
});

const provable = async (ctx: Ctx) => {
  const kinds = await Promise.all(Object.values(ctx.house.kinds).map(async k => (await k.provable?.(ctx)) ?? []));
  return kinds.flat().sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'));
};

export const keepService = action({
  name: 'data-service.keep',
  may: 'data-service.keep',
  elevated: true,
  summary: '登记、修改数据共享服务：目的、依据、限额、缓存',
  input: z.strictObject({
    serviceId: z
      .string()
      .trim()
      .regex(/^[a-z][a-z0-9-]{2,40}$/, '编号用 3 至 41 位小写字母、数字、短横，以字母开头'),
    version: z.number().int().positive().nullable(),
    name: z.string().trim().min(2, '请填写名称').max(40),
    partner: z.enum(['city', 'province']),
    provider: z.string().trim().min(2, '请填写数据提供单位').max(40),
    about: z.enum(['person', 'firm']),
    fields: z
      .record(z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,30}$/, '数据项的编号用字母和数字'), z.string().trim().min(1, '请填写数据项名称').max(30))
      .refine(f => Object.keys(f).length > 0, '至少一个数据项'),
    purposes: z.array(z.string().trim().min(2).max(40)).min(1, '至少一个查询目的').max(20),
    proves: z.array(proofInput).max(40).default([]),
    basis: z.string().trim().min(6, '请写明依据的文件和条款').max(200),
    consentNeeded: z.boolean(),
    dailyLimit: z.number().int().min(1, '至少 1 次').max(100_000),
    cacheHours: z.number().int().min(0).max(720, '最多 720 小时'),
    active: z.boolean(),
  }),
  output: z.object({ version: z.number() }),
  async do(ctx, s) {
    const partner = await ctx.sql`select 1 from exchange_partner where county = ${ctx.county} and id = ${s.partner}`;
    if (partner.length === 0) throw refuse('input', { faults: [{ path: 'partner', message: '这个平台还没有登记' }] });
    const faults: Fault[] = [];
    if (s.proves.length > 0 && !s.purposes.includes(intakePurpose))
      faults.push({ path: 'purposes', message: `能代替申请材料的，查询目的里要有“${intakePurpose}”` });
    const known = new Set(s.proves.length > 0 ? (await provable(ctx)).map(m => m.id) : []);
    for (const [i, p] of s.proves.entries()) {
      if (!known.has(p.material)) faults.push({ path: `proves.${i}.material`, message: '事项目录里没有这份材料，或它不能由别处的数据代替' });
      if (s.proves.findIndex(o => o.material === p.material) < i) faults.push({ path: `proves.${i}.material`, message: '这份材料已经选过' });
      if (p.field !== undefined && !(p.field in s.fields)) faults.push({ path: `proves.${i}.field`, message: '要是上面的一个数据项' });
      if (p.field !== undefined && !p.values?.length) faults.push({ path: `proves.${i}.values`, message: '请写明要求的值' });
    }
    if (faults.length > 0) throw refuse('input', { faults });
    const fields = JSON.stringify(s.fields);
    const proves = JSON.stringify(s.proves);
    const [row] =
      s.version === null
        ? await ctx.sql<{ version: number }[]>`
          insert into data_service (county, id, name, partner, provider, about, fields, purposes, proves, basis, consent_needed, daily_limit, cache_hours, active)
          values (${ctx.county}, ${s.serviceId}, ${s.name}, ${s.partner}, ${s.provider}, ${s.about}, ${fields}::text::json, ${s.purposes}, ${proves}::text::jsonb, ${s.basis},
            ${s.consentNeeded}, ${s.dailyLimit}, ${s.cacheHours}, ${s.active}) on conflict do nothing returning version`
        : await ctx.sql<{ version: number }[]>`
          update data_service set name = ${s.name}, partner = ${s.partner}, provider = ${s.provider}, about = ${s.about}, fields = ${fields}::text::json,
            purposes = ${s.purposes}, proves = ${proves}::text::jsonb, basis = ${s.basis}, consent_needed = ${s.consentNeeded}, daily_limit = ${s.dailyLimit}, cache_hours = ${s.cacheHours},
            active = ${s.active}, version = version + 1
          where county = ${ctx.county} and id = ${s.serviceId} and version = ${s.version} returning version`;
    if (!row) throw refuse('changed');
    ctx.record({ subject: `data-service:${s.serviceId}`, detail: { name: s.name, basis: s.basis, active: s.active } });
    return { version: row.version };
  },
});
