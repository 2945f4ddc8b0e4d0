/** What the lists of the desk share: one page of many rows, in the order that was asked for. */
import { z } from 'zod';
import type { Ctx } from '#platform/actions';

/** Order and page as they come in the address; `down` says whether the greatest comes first. */
export const pageOf = <const K extends [string, ...string[]]>(...keys: K) => ({
  sort: z.enum(keys).optional(),
  down: z.enum(['yes', 'no']).default('yes'),
  page: z.coerce.number().int().min(1).max(2000).default(1),
  /** A page on the screen; an export asks for more at once. */
  size: z.coerce.number().int().min(1).max(500).default(50),
});

export const directionOf = (ctx: Ctx, down: 'yes' | 'no') => (down === 'yes' ? ctx.sql`desc nulls last` : ctx.sql`asc nulls last`);

/** Names are sorted as a Chinese reader looks for them. */
export const byName = (ctx: Ctx, column: string) => ctx.sql.unsafe(`${column} collate "zh-x-icu"`);
