/** New licences in the composites that held the old ones. */
import type { Ctx } from '../actions/index.ts';

interface Fresh {
  id: string;
  type: string;
  holder: string;
  bearerName: string;
}

/**
 * A licence that was issued anew takes the place of the old one in the composites of its holder, whatever became of the
 * old one: `instead` names it, else it is the holder's part of the same type. In the house's context.
 */
export async function renewParts(ctx: Ctx, fresh: Fresh, instead?: string): Promise<void> {
  const ended = await ctx.sql<{ compositeId: string; position: number }[]>`
    update licence_part p set until = ${ctx.today}
    where p.county = ${ctx.county} and p.until is null and p.type = ${fresh.type}
      and ${
        instead
          ? ctx.sql`p.licence_id = ${instead}`
          : ctx.sql`p.licence_id in (select l.id from licence l where l.county = ${ctx.county} and l.holder = ${fresh.holder} and l.type = ${fresh.type} and l.bearer_name = ${fresh.bearerName})`
      }
    returning p.composite_id, p.position`;
  for (const { compositeId, position } of ended)
    await ctx.sql`
      insert into licence_part (county, composite_id, licence_id, type, position, since)
      values (${ctx.county}, ${compositeId}, ${fresh.id}, ${fresh.type}, ${position}, ${ctx.today})`;
}
