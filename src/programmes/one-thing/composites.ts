/** One trade, one licence (中政发〔2024〕16号 二（二）5): which composites there are, what of them a firm holds, and issuing them. */
import { z } from 'zod';
import { action, type Ctx, guard, read, refusals } from '#platform/actions';
import type { Day } from '#platform/calendar';
import {
  compositePrefix,
  issueComposite,
  isValid,
  type Licence,
  licencesOf,
  partsOf,
  type Standing,
  standings,
  standingWith,
  tellHolder,
} from '#platform/licences';
import type { Catalogue, Composite } from './catalogue/schema.ts';
import { currentVersion } from './catalogue/versions.ts';
import { compositeFace, compositeTitle } from './faces.ts';

const refuseComposite = refusals({
  'no-composite': [404, '没有这种行业综合许可证'],
  'composite-not-online': [409, '这种行业综合许可证还没有上线'],
  'composite-parts': [422, '要的证照还没有齐'],
  'composite-stopped': [409, '原来的行业综合许可证被停用，不能另领'],
  'composite-held': [409, '已经有这张行业综合许可证，而且是最新的'],
});

type Wanted = Composite['parts'][number];

const fits = (p: Wanted, l: Pick<Licence, 'type' | 'attributes'>) =>
  l.type === p.licence && (!p.where || p.where.values.includes(l.attributes[p.where.attribute] ?? ''));

export interface Holding {
  part: Wanted;
  /** The one that would join: valid today, newest first. Null: none. */
  licence: Licence | null;
  /** What is there instead, where something is. */
  unfit: Licence | null;
}

/** What of a composite a holder has. Pure. */
export const holdings = (x: Composite, licences: readonly Licence[], today: Day): Holding[] =>
  x.parts.map(part => {
    const of = licences.filter(l => fits(part, l));
    const licence = of.find(l => isValid(l, today)) ?? null;
    return { part, licence, unfit: licence ? null : (of.find(isKept) ?? null) };
  });

/** Neither replaced nor given up: a fresh one can be had without asking why. */
const isKept = (l: Pick<Licence, 'state'>) => l.state !== 'replaced' && l.state !== 'cancelled';

export const isComplete = (held: readonly Holding[]): boolean => held.every(h => h.licence || h.part.optional);

/** Matters of the catalogue that issue a licence to who has none yet, and the things in which they are applied for. */
function waysTo(c: Catalogue, licence: string) {
  const matters = c.matters.filter(m => 'licence' in m.result && m.result.licence === licence && !m.result.changes);
  return matters.flatMap(m => {
    const things = c.things.filter(t => t.matters.some(x => x.id === m.id)).map(t => ({ no: t.no, name: t.name }));
    return things.length > 0 ? [{ id: m.id, name: m.name, department: m.department, things }] : [];
  });
}

const partShown = z.object({
  licence: z.string(),
  name: z.string(),
  optional: z.boolean(),
  /** Only such a one counts. */
  where: z.string().nullable(),
  matters: z.array(z.object({ id: z.string(), name: z.string(), department: z.string(), things: z.array(z.object({ no: z.number(), name: z.string() })) })),
});
const compositeShown = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  plain: z.string(),
  year: z.number(),
  onlineSince: z.string(),
  online: z.boolean(),
  issuer: z.string(),
  parts: z.array(partShown),
});

const show = (c: Catalogue, x: Composite, today: Day): z.infer<typeof compositeShown> => ({
  id: x.id,
  name: x.name,
  title: compositeTitle(x),
  plain: x.plain,
  year: x.year,
  onlineSince: x.onlineSince,
  online: x.onlineSince <= today,
  issuer: x.issuer,
  parts: x.parts.map(p => ({
    licence: p.licence,
    name: c.licences.find(l => l.id === p.licence)?.name ?? p.licence,
    optional: p.optional,
    where: p.where ? p.where.values.join('或') : null,
    matters: waysTo(c, p.licence),
  })),
});

export const listComposites = read({
  name: 'composite.list',
  may: 'catalogue.read',
  open: true,
  summary: '行业综合许可证：有哪些、各包含什么、由哪些事项办',
  input: z.strictObject({}),
  output: z.object({ items: z.array(compositeShown) }),
  async do(ctx) {
    const { catalogue } = await currentVersion(ctx);
    return { items: catalogue.composites.map(x => show(catalogue, x, ctx.today)) };
  },
});

const heldShown = z.object({
  /** The composite licence that the firm has, if it has one. */
  has: z.object({ id: z.string(), number: z.string(), state: z.string() }).nullable(),
  complete: z.boolean(),
  /** A fresh one would hold something that the old one does not. */
  fresher: z.boolean(),
  parts: z.array(
    z.object({
      licence: z.string(),
      held: z.object({ id: z.string(), number: z.string(), validUntil: z.string().nullable() }).nullable(),
      /** Why the one that is there does not count. */
      unfit: z.string().nullable(),
    }),
  ),
});

async function stateOf(ctx: Ctx, x: Composite, licences: readonly Licence[]) {
  const held = holdings(x, licences, ctx.today);
  const has = licences.find(l => l.type === `${compositePrefix}${x.id}` && isKept(l)) ?? null;
  const parts = has ? await partsOf(ctx, [has]) : [];
  const inside = new Set(parts.map(p => p.licenceId));
  const state: Standing | null = has && standingWith(has, parts, ctx.today);
  return { held, has, state, complete: isComplete(held), fresher: held.some(h => h.licence && !inside.has(h.licence.id)) };
}

/** For each of the actor's firms: which parts it holds and which are wanting. */
export const myComposites = read({
  name: 'composite.mine',
  may: 'composite.take',
  summary: '我的企业离每种行业综合许可证还差什么',
  input: z.strictObject({ firm: z.uuid() }),
  output: z.object({ items: z.array(heldShown.extend({ id: z.string() })) }),
  async do(ctx, { firm }) {
    guard(ctx, { parties: [firm] });
    const { catalogue } = await currentVersion(ctx);
    const licences = await licencesOf(ctx, [firm]);
    const items: (z.infer<typeof heldShown> & { id: string })[] = [];
    for (const x of catalogue.composites) {
      const s = await stateOf(ctx, x, licences);
      items.push({
        id: x.id,
        has: s.has ? { id: s.has.id, number: s.has.number, state: s.state! } : null,
        complete: s.complete,
        fresher: s.fresher,
        parts: s.held.map(h => ({
          licence: h.part.licence,
          held: h.licence ? { id: h.licence.id, number: h.licence.number, validUntil: h.licence.validUntil } : null,
          unfit: h.unfit ? standings[standingWith(h.unfit, [], ctx.today)] : null,
        })),
      });
    }
    return { items };
  },
});

async function issue(ctx: Ctx, catalogue: Catalogue, x: Composite, held: readonly Holding[], caseId?: string): Promise<Licence> {
  const parts = held.flatMap(h => h.licence ?? []);
  const [first] = parts;
  const licence = await issueComposite(ctx, {
    composite: x.id,
    title: compositeTitle(x),
    issuer: x.issuer,
    holder: first!.holder,
    bearerName: first!.bearerName,
    parts,
    face: compositeFace(catalogue, x),
    ...(caseId ? { caseId } : {}),
  });
  await tellHolder(ctx, licence, {
    template: 'composite-issued',
    data: { title: licence.typeName, parts: parts.map(p => p.typeName).join('、') },
    link: `/wallet/${licence.id}`,
  });
  return licence;
}

/** A firm that holds every part takes the composite: nothing is decided anew, so nobody has to decide. */
export const takeComposite = action({
  name: 'composite.take',
  may: 'composite.take',
  creates: true,
  summary: '领取行业综合许可证：要的证照齐了就发',
  input: z.strictObject({ compositeId: z.string().max(60), firm: z.uuid() }),
  output: z.object({ id: z.string(), number: z.string() }),
  async do(ctx, { compositeId, firm }) {
    guard(ctx, { parties: [firm] });
    const { catalogue } = await currentVersion(ctx);
    const x = catalogue.composites.find(c => c.id === compositeId);
    if (!x) throw refuseComposite('no-composite');
    if (x.onlineSince > ctx.today) throw refuseComposite('composite-not-online', `${x.onlineSince} 上线`);
    // Two clicks in two windows: the second waits and finds what the first has taken.
    await ctx.sql`select pg_advisory_xact_lock(hashtextextended(${`composite ${ctx.county} ${firm} ${compositeId}`}, 0))`;
    const licences = await licencesOf(ctx, [firm]);
    const s = await stateOf(ctx, x, licences);
    if (!s.complete) {
      const lacking = s.held
        .filter(h => !h.licence && !h.part.optional)
        .map(h => catalogue.licences.find(l => l.id === h.part.licence)?.name ?? h.part.licence);
      throw refuseComposite('composite-parts', `还差：${lacking.join('、')}`);
    }
    if (s.has && !s.fresher && s.has.state === 'valid') throw refuseComposite('composite-held');
    // What the unit suspended or revoked is not got back by asking for another.
    if (s.has && (s.has.state === 'suspended' || s.has.state === 'revoked'))
      throw refuseComposite('composite-stopped', `${standings[s.has.state]}，请联系发证部门`);
    const licence = await issue(ctx, catalogue, x, s.held);
    return { id: licence.id, number: licence.number };
  },
});

/**
 * After an approval: the composites that its licences complete, issued in the same transaction. One that the firm has
 * already takes the new part in by itself (`renewParts`) and is not issued again.
 */
export async function issueCompleted(ctx: Ctx, catalogue: Catalogue, fresh: readonly Licence[], caseId: string): Promise<Licence[]> {
  const firm = fresh.find(l => l.holderKind === 'firm')?.holder;
  if (!firm) return [];
  return ctx.asHouse(async ctx => {
    const types = new Set(fresh.map(l => l.type));
    const near = catalogue.composites.filter(x => x.onlineSince <= ctx.today && x.parts.some(p => types.has(p.licence)));
    if (near.length === 0) return [];
    const licences = await licencesOf(ctx, [firm]);
    const issued: Licence[] = [];
    for (const x of near) {
      const has = licences.some(l => l.type === `${compositePrefix}${x.id}` && isKept(l));
      const held = holdings(x, licences, ctx.today);
      // Complete by this very approval, and not merely in passing: one of the fresh licences is a part of it.
      if (!has && isComplete(held) && held.some(h => h.licence && fresh.some(l => l.id === h.licence!.id)))
        issued.push(await issue(ctx, catalogue, x, held, caseId));
    }
    return issued;
  });
}
