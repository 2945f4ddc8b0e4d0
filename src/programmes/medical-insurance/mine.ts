/** What the county knows of whoever is signed in, as far as the insurance asks for it. */
import { z } from 'zod';
import { type Ctx, read, refuse } from '#platform/actions';
import { findPerson } from '#platform/identity';

const known = z.object({ name: z.string(), birth: z.string().nullable(), localHousehold: z.boolean() });
export type Mine = z.infer<typeof known>;

export const mine = read({
  name: 'insurance.mine',
  may: 'insurance.mine',
  summary: '城乡居民医保：县里登记的本人出生日期和户籍，用来算缴多少',
  input: z.strictObject({}),
  output: known,
  async do(ctx: Ctx): Promise<Mine> {
    const person = ctx.actor.kind === 'person' ? await findPerson(ctx, ctx.actor.id) : null;
    if (!person) throw refuse('forbidden');
    return { name: person.name, birth: person.birth, localHousehold: person.local };
  },
});
