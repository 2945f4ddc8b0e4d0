/** Who has not enrolled yet: the call list of a village, for whoever visits, urges or reminds. 八, 九（三） */
import { z } from 'zod';
import { type Ctx, read, refuse } from '#platform/actions';
import { yuan } from '#platform/money';
import { maskOf } from '#platform/registers';
import { likeOf } from '#platform/search';
import { aids, personalShare } from './figures.ts';
import { insured, period, towns } from './lists.ts';
import { type Sees, seesOf } from './seeing.ts';
import { categories, listIdentities, reasons, sorts, targeted } from './words.ts';

export const missingFilters = {
  town: z.string().max(60).optional(),
  village: z.string().max(60).optional(),
  category: z.enum(targeted).optional(),
  /** What a list says of them, whatever aid is given. */
  identity: z.enum(listIdentities).optional(),
  reason: z.union([z.enum(Object.keys(reasons) as [keyof typeof reasons]), z.literal('none')]).optional(),
  /** Said not to have to, without a proof. */
  said: z.enum(['yes']).optional(),
  /** Who has to do something: the person, or a department for them because they pay nothing. 六（二） */
  pays: z.enum(['self', 'fund']).optional(),
  q: z.string().trim().max(60).optional(),
};
export type MissingFilters = z.infer<z.ZodObject<typeof missingFilters>>;

/** The filters as somebody reads them. */
export const filtersSaid = ({ town, village, category, identity, reason, said, pays, q }: MissingFilters): string =>
  [
    town ? (towns().find(t => t.id === town)?.name ?? town) : '',
    village ?? '',
    category ? categories[category] : '',
    identity ? `${sorts[identity]}名单上的` : '',
    reason === 'none' ? '没有登记原因' : reason ? reasons[reason] : '',
    said ? '说不用参保、没有凭证' : '',
    pays ? { self: '自己缴', fund: '由部门代缴' }[pays] : '',
    q ? `“${q}”` : '',
  ]
    .filter(Boolean)
    .join('，') || '所有还没参保的人';

/** Persons who are due and not enrolled, of whom the reader sees; with and without the village. In the house's scope. */
export function missingWhere({ sql, county }: Ctx, sees: Sees, { town, village, category, identity, reason, said, pays, q }: MissingFilters) {
  const scope = sql`county = ${county} and kind = ${insured.id} and period = ${period} and withdrawn_on is null and cells->>'paidOn' is null
    and coalesce(cells->>'category', 'ordinary') not in ('newborn', 'exempt')
    ${sees.towns ? sql`and town = any(${sees.towns}::text[])` : sql``}
    ${sees.identities ? sql`and string_to_array(cells->>'identities', '、') && ${sees.identities}::text[]` : sql``}
    ${town ? sql`and town = ${town}` : sql``} ${category ? sql`and coalesce(cells->>'category', 'ordinary') = ${category}` : sql``}
    ${identity ? sql`and string_to_array(cells->>'identities', '、') @> ${[sorts[identity]]}::text[]` : sql``}
    ${reason === 'none' ? sql`and cells->>'reason' is null` : reason ? sql`and cells->>'reason' = ${reason}` : sql``}
    ${pays === 'fund' ? sql`and cells->>'share' = '0'` : pays ? sql`and coalesce(cells->>'share', '') <> '0'` : sql``}
    ${said ? sql`and cells->>'situation' is not null` : sql``} ${q ? sql`and search like ${likeOf(q)}` : sql``}`;
  return { scope, where: sql`${scope} ${village ? sql`and cells->>'village' = ${village}` : sql``}` };
}

/** What somebody pays by their mark; null: by the policy of veterans. */
export const shareShown = (cells: Record<string, string | null>): string | null =>
  cells.share ? yuan(BigInt(cells.share)) : cells.aid ? null : yuan(personalShare.value);

const missingView = z.object({
  id: z.string(),
  version: z.number(),
  ...{
    town: z.string(),
    townName: z.string(),
    village: z.string(),
    household: z.string().nullable(),
    name: z.string(),
    identity: z.string(),
    phone: z.string().nullable(),
  },
  ...{ category: z.string(), aid: z.string().nullable(), share: z.string().nullable(), situation: z.string().nullable(), proof: z.string().nullable() },
  ...{ reason: z.string().nullable(), visitedOn: z.string().nullable(), remindedOn: z.string().nullable() },
});
export type MissingRow = z.infer<typeof missingView>;

export const missing = read({
  name: 'insurance.missing',
  may: 'insurance-progress.read',
  summary: '还没有参保缴费的人：按村、类别、原因查找，给上门的人用',
  input: z.strictObject({
    ...missingFilters,
    page: z.coerce.number().int().min(1).max(1000).default(1),
    size: z.coerce.number().int().min(1).max(500).default(50),
  }),
  output: z.object({
    items: z.array(missingView),
    total: z.number(),
    villages: z.array(z.object({ town: z.string(), village: z.string(), people: z.number() })),
    identities: z.array(z.string()).nullable(),
  }),
  async do(ctx, { page, size, ...filters }) {
    const sees = seesOf(ctx);
    if (sees.identities?.length === 0) throw refuse('forbidden', '本部门看参保进度，不看个人名单');
    return ctx.asHouse(async ctx => {
      const { sql, county } = ctx;
      const { scope, where } = missingWhere(ctx, sees, filters);
      const [count] = await sql<{ n: number }[]>`select count(*)::int as n from register_row where ${where}`;
      const villages = await sql<{ town: string; village: string; people: number }[]>`
        select town, cells->>'village' as village, count(*)::int as people from register_row where ${scope} group by 1, 2 order by 3 desc, 1, 2`;
      const rows = await sql<{ id: string; version: number; town: string; cells: Record<string, string | null> }[]>`
        select id, version, town, cells from register_row where ${where}
        order by town, cells->>'village', (coalesce(cells->>'category', 'ordinary') = 'ordinary'), cells->>'household', position
        limit ${size} offset ${(page - 1) * size}`;
      const reminded = await sql<{ rowId: string; on: string }[]>`
        select row_id, max(day) as on from insurance_reminder where county = ${county} and period = ${period} and row_id = any(${rows.map(r => r.id)}::uuid[])
          and state in ('sent', 'waiting') group by 1`;
      const names = new Map(towns().map(t => [t.id, t.name]));
      const last = new Map(reminded.map(r => [r.rowId, r.on]));
      return {
        total: count!.n,
        villages: [...villages],
        identities: sees.identities === null ? null : listIdentities.filter(i => sees.identities!.includes(sorts[i])),
        items: rows.map(({ id, version, town, cells }) => ({
          ...{ id, version, town, townName: names.get(town) ?? town, village: cells.village ?? '', household: cells.household ?? null, name: cells.name ?? '' },
          ...{ identity: maskOf(cells.identity!), phone: cells.phone ? maskOf(cells.phone) : null },
          category: cells.category ?? 'ordinary',
          aid: cells.aid ? aids[cells.aid as keyof typeof aids].name : null,
          share: shareShown(cells),
          ...{ situation: cells.situation ?? null, proof: cells.proof ?? null, reason: cells.reason ?? null, visitedOn: cells.visitedOn ?? null },
          remindedOn: last.get(id) ?? null,
        })),
      };
    });
  },
});
