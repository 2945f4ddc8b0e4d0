/** What the county's lists say of whoever is signed in, of the children of their household and of those for whom they act: what they pay, who pays the rest, whether it is paid and from when it counts. */
import { z } from 'zod';
import { type Ctx, read, refuse } from '#platform/actions';
import { ageOn } from '#platform/calendar';
import { findPerson, principalsOf } from '#platform/identity';
import { yuan } from '#platform/money';
import { keptByNumber, openTokens } from '#platform/registers';
import { maskIdentity, readIdentityNumber } from '#platform/validators';
import { needsAssessment } from './collecting.ts';
import { aids, document, insuranceYear, personalShare } from './figures.ts';
import { backPayments, insured, period, villageHelpers } from './lists.ts';
import { newlyAided } from './loading.ts';
import { shareOf, windowOf } from './rules.ts';
import { settingsNow } from './settings.ts';
import { channels, situations } from './words.ts';

const shareView = z.object({ payer: z.string(), amount: z.string().nullable() });
const insuredView = z.object({
  ...{ name: z.string(), identity: z.string() },
  /** Oneself, a child of the household, or who has given a mandate. */
  relation: z.enum(['self', 'child', 'mandate']),
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
  /** Born in the year: insured without paying. 四（二） */
  newborn: z.boolean(),
  /** After the gathering: whether the bureau has to assess what is paid, and what it assessed. 七（一） */
  assessment: z.object({ needed: z.boolean(), amount: z.string().nullable(), on: z.string().nullable() }),
  markedOn: z.string().nullable(),
  /** Who takes payments in the village for those who have no telephone to pay with. 六（一） */
  helpers: z.array(z.object({ name: z.string(), phone: z.string().nullable() })),
});
export type MineInsured = z.infer<typeof insuredView>;

const known = z.object({ name: z.string(), birth: z.string().nullable(), localHousehold: z.boolean(), document: z.string(), people: z.array(insuredView) });
export type Mine = z.infer<typeof known>;

interface Asked {
  name: string;
  identity: string;
  birth: string | null;
}

async function insuredOf(ctx: Ctx, person: Asked, relation: MineInsured['relation']): Promise<MineInsured> {
  const [row] = await keptByNumber(ctx, insured.id, period, 'identity', person.identity);
  const [back] = await keptByNumber(ctx, backPayments.id, period, 'identity', person.identity);
  const cell = (key: string): string | null => (row?.cells[key] === null || row?.cells[key] === undefined ? null : String(row.cells[key]));
  const last = Number(cell('lastInsured') ?? 0);
  const aided = newlyAided(cell('aidSince'));
  const { perMissedYear } = await settingsNow(ctx);
  const window = windowOf({
    ...{ on: ctx.today, ...(person.birth ? { birth: person.birth } : {}), ...(last > 0 ? { lastInsuredYear: last } : {}) },
    ...{ ...aided, perMissedYear },
  });
  const aid = cell('aid') as keyof typeof aids | null;
  const share = cell('share') ?? (aid === null ? String(personalShare.value) : null);
  const paid = cell('paid');
  const ordinary = person.birth ? shareOf({ on: ctx.today, birth: person.birth, localHousehold: false, identities: [] }).why : [];
  return {
    ...{ name: person.name, identity: maskIdentity(person.identity), relation, known: row !== undefined },
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
    newborn: window.reason === 'newborn',
    assessment: {
      needed: paid === null && needsAssessment({ birth: person.birth, ...aided }, ctx.today),
      ...{ amount: back ? yuan(BigInt(String(back.cells.amount))) : null, on: back ? String(back.cells.decidedOn) : null },
    },
    markedOn: cell('markedOn'),
    helpers: row && paid === null && cell('exempt') === null ? await helpersOf(ctx, row.town, cell('village')) : [],
  };
}

const helpersOf = (ctx: Ctx, town: string | null, village: string | null): Promise<MineInsured['helpers']> =>
  ctx.asHouse(async ctx => {
    const rows = await ctx.sql<{ name: string; phone: string | null }[]>`
      select cells->>'name' as name, cells->>'phone' as phone from register_row
      where county = ${ctx.county} and kind = ${villageHelpers.id} and period = ${period} and withdrawn_on is null and town = ${town} and cells->>'village' = ${village}
      order by position limit 5`;
    const numbers = await openTokens(
      ctx,
      rows.flatMap(r => r.phone ?? []),
    );
    return rows.map(r => ({ name: r.name, phone: r.phone === null ? null : (numbers.get(r.phone) ?? null) }));
  });

const grownUp = 18;

/** The children of somebody's household, as the register of the insured has it; a child sees nobody. */
async function childrenOf(ctx: Ctx, parent: Asked): Promise<Asked[]> {
  if (parent.birth === null || ageOn(parent.birth, ctx.today) < grownUp) return [];
  const [own] = await keptByNumber(ctx, insured.id, period, 'identity', parent.identity);
  const household = own?.cells.household;
  if (typeof household !== 'string') return [];
  return ctx.asHouse(async ctx => {
    const rows = await ctx.sql<{ name: string; token: string }[]>`
      select cells->>'name' as name, cells->>'identity' as token from register_row
      where county = ${ctx.county} and kind = 'insured' and period = ${period} and withdrawn_on is null and cells->>'household' = ${household}
        and town = ${own!.town} and cells->>'village' = ${String(own!.cells.village)} and id <> ${own!.id} order by position limit 20`;
    const numbers = await openTokens(
      ctx,
      rows.map(r => r.token),
    );
    return rows.flatMap(({ name, token }) => {
      const number = readIdentityNumber(numbers.get(token) ?? '');
      return number.valid && ageOn(number.birth, ctx.today) < grownUp ? [{ name, identity: number.normalized, birth: number.birth }] : [];
    });
  });
}

export const mine = read({
  name: 'insurance.mine',
  may: 'insurance.mine',
  summary: '城乡居民医保：本人、同户的未成年子女和受托代办的家人在县里名单上是什么、缴多少、缴了没有、从哪天起享受待遇',
  input: z.strictObject({}),
  output: known,
  async do(ctx: Ctx): Promise<Mine> {
    if (ctx.actor.kind !== 'person') throw refuse('forbidden');
    const { id } = ctx.actor;
    const person = await findPerson(ctx, id);
    if (!person) throw refuse('forbidden');
    const asked = new Map<string, [Asked, MineInsured['relation']]>();
    const ask = ({ name, identity, birth }: { name: string; identity: string | null; birth: string | null }, relation: MineInsured['relation']) => {
      if (identity !== null && !asked.has(identity)) asked.set(identity, [{ name, identity, birth }, relation]);
    };
    ask(person, 'self');
    if (person.identity !== null)
      for (const child of await childrenOf(ctx, { name: person.name, identity: person.identity, birth: person.birth })) ask(child, 'child');
    for (const p of await principalsOf(ctx, id)) {
      // A mandate for some things only says nothing of the insurance.
      if (p.kind !== 'person' || p.id === id || p.things !== null) continue;
      const known = await ctx.asHouse(ctx => findPerson(ctx, p.id));
      if (known) ask(known, p.basis === 'guardian' ? 'child' : 'mandate');
    }
    const people: MineInsured[] = [];
    for (const [who, relation] of asked.values()) people.push(await insuredOf(ctx, who, relation));
    return { name: person.name, birth: person.birth, localHousehold: person.local, document, people };
  },
});
