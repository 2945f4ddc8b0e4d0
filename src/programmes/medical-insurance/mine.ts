/** What the county's lists say of whoever is signed in and of those for whom they act: what they pay, who pays the rest, whether it is paid and from when it counts. */
import { z } from 'zod';
import { type Ctx, read, refuse } from '#platform/actions';
import { findPerson, type KnownPerson, principalsOf } from '#platform/identity';
import { yuan } from '#platform/money';
import { keptByNumber } from '#platform/registers';
import { maskIdentity } from '#platform/validators';
import { aids, document, insuranceYear, personalShare } from './figures.ts';
import { insured, period } from './lists.ts';
import { shareOf, windowOf } from './rules.ts';
import { channels, situations } from './words.ts';

const shareView = z.object({ payer: z.string(), amount: z.string().nullable() });
const insuredView = z.object({
  ...{ name: z.string(), identity: z.string(), self: z.boolean() },
  /** Not among those whom the county has listed. */
  known: z.boolean(),
  town: z.string().nullable(),
  village: z.string().nullable(),
  identities: z.array(z.string()),
  aid: z.string().nullable(),
  /** Where the aid stands. */
  place: z.string().nullable(),
  share: z.string().nullable(),
  others: z.array(shareView),
  why: z.array(z.string()),
  exempt: z.string().nullable(),
  paid: z.object({ amount: z.string(), on: z.string(), channel: z.string().nullable() }).nullable(),
  from: z.string().nullable(),
  until: z.string(),
  /** When it would count, if it were paid today; null: today one cannot pay. */
  ifToday: z.string().nullable(),
  waiting: z.number(),
  markedOn: z.string().nullable(),
});
export type MineInsured = z.infer<typeof insuredView>;

const known = z.object({ name: z.string(), birth: z.string().nullable(), localHousehold: z.boolean(), document: z.string(), people: z.array(insuredView) });
export type Mine = z.infer<typeof known>;

async function insuredOf(ctx: Ctx, person: KnownPerson, self: boolean): Promise<MineInsured | null> {
  if (!person.identity) return null;
  const [row] = await keptByNumber(ctx, insured.id, period, 'identity', person.identity);
  const cell = (key: string): string | null => (row?.cells[key] === null || row?.cells[key] === undefined ? null : String(row.cells[key]));
  const last = Number(cell('lastInsured') ?? 0);
  const window = windowOf({ on: ctx.today, ...(person.birth ? { birth: person.birth } : {}), ...(last > 0 ? { lastInsuredYear: last } : {}) });
  const aid = cell('aid') as keyof typeof aids | null;
  const share = cell('share') ?? (aid === null ? String(personalShare.value) : null);
  const paid = cell('paid');
  const ordinary = person.birth ? shareOf({ on: ctx.today, birth: person.birth, localHousehold: false, identities: [] }).why : [];
  return {
    ...{ name: person.name, identity: maskIdentity(person.identity), self, known: row !== undefined },
    ...{ town: cell('town'), village: cell('village'), identities: cell('identities')?.split('、') ?? [] },
    ...{ aid: aid ? aids[aid].name : null, place: aid ? aids[aid].cite.place : null, share: share === null ? null : yuan(BigInt(share)) },
    others: aid ? [{ payer: aids[aid].payer, amount: share === null ? null : yuan(personalShare.value - BigInt(share)) }] : [],
    why: cell('because')?.split('；') ?? ordinary,
    exempt: cell('exempt') ? situations[cell('exempt') as keyof typeof situations] : null,
    paid:
      paid === null
        ? null
        : { amount: yuan(BigInt(paid)), on: cell('paidOn')!, channel: cell('channel') ? channels[cell('channel') as keyof typeof channels] : null },
    ...{ from: cell('insuredFrom'), until: `${insuranceYear}-12-31`, ifToday: paid === null ? window.insuredFrom : null, waiting: window.waitingMonths },
    markedOn: cell('markedOn'),
  };
}

export const mine = read({
  name: 'insurance.mine',
  may: 'insurance.mine',
  summary: '城乡居民医保：本人和受托代办的家人在县里名单上是什么、缴多少、缴了没有、从哪天起享受待遇',
  input: z.strictObject({}),
  output: known,
  async do(ctx: Ctx): Promise<Mine> {
    if (ctx.actor.kind !== 'person') throw refuse('forbidden');
    const { id } = ctx.actor;
    const person = await findPerson(ctx, id);
    if (!person) throw refuse('forbidden');
    const people: MineInsured[] = [];
    for (const p of await principalsOf(ctx, id)) {
      // A mandate for some things only says nothing of the insurance.
      if (p.kind !== 'person' || p.things !== null) continue;
      const known = p.id === id ? person : await ctx.asHouse(ctx => findPerson(ctx, p.id));
      const found = known ? await insuredOf(ctx, known, p.id === id) : null;
      if (found) people.push(found);
    }
    return { name: person.name, birth: person.birth, localHousehold: person.local, document, people };
  },
});
