/** Cases by what people say of them. */
import type { Ctx } from '../actions/index.ts';
import { likeOf } from '../search/index.ts';

/** A number as it is printed, or its beginning. */
const numberText = /^\d{6}-[\dA-Z-]*$/i;

/**
 * The cases that a word finds, looked up once a statement: a number by its beginning, else anywhere in number, names and
 * pinyin. Of one or two letters no trigram can be looked up, so they are the beginning of a name: `李强`, `lq`.
 */
export function hits(ctx: Ctx, q: string | undefined) {
  const anywhere = likeOf(q ?? '');
  const short = [...(q ?? '')].length < 3;
  const ids = !q
    ? ctx.sql`null::uuid as id where false`
    : numberText.test(q)
      ? ctx.sql`app.cases_numbered(${q.toUpperCase()}) as id`
      : ctx.sql`app.cases_like(${short ? anywhere.slice(1) : anywhere}, ${short ? `% ${anywhere.slice(1)}` : anywhere}) as id`;
  return ctx.sql`hit as materialized (select ${ids})`;
}
