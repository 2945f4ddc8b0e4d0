/** The desk's side: the licences that a unit issued, found by number, holder, type, state, end and paper; one with its whole story. */
import { z } from 'zod';
import { action, type Ctx, Download, guard, read } from '../actions/index.ts';
import { addDays } from '../calendar/index.ts';
import { anywhere, beginning } from '../search/index.ts';
import { differences } from './changes.ts';
import { documentOf } from './document.ts';
import { hideName, maskLine } from './face.ts';
import { findLicence, findLicences, type Licence } from './licences.ts';
import { compositesWith, isComposite, partsOf, standingWith } from './parts.ts';
import { moveFault, movePaper } from './standing.ts';
import { drawn, drawnView, standing } from './view.ts';
import { type Move, moves, type Paper, type PaperMove, paperMoves, papers } from './words.ts';

const pageSize = 50;
/** Days before the end from which the list calls a licence expiring; the first reminder goes out then too. */
export const expiringDays = 60;

const rowView = z.object({
  id: z.string(),
  number: z.string(),
  type: z.string(),
  typeName: z.string(),
  bearerName: z.string(),
  issuer: z.string(),
  issuedOn: z.string(),
  validUntil: z.string().nullable(),
  standing,
  paper: z.enum(Object.keys(papers) as [Paper]),
  paperSerial: z.string().nullable(),
  waiting: z.boolean(),
});
export type LicenceRow = z.infer<typeof rowView>;

/** The units whose licences the actor works on; null: every unit's. */
const unitsOf = (ctx: Ctx): string[] | null => {
  const rights = ctx.house.permissions.rights(ctx.actor, ctx.may);
  if (rights.some(r => r.relation === 'county')) return null;
  return [...new Set(ctx.actor.grants.flatMap(g => (rights.some(r => r.role === g.role) && g.unit ? [g.unit] : [])))];
};

export const deskLicences = read({
  name: 'licence.desk-list',
  may: 'licence-desk.list',
  summary: '本单位发的证照：按编号、持证人、种类、状态、到期、纸质证照找',
  input: z.strictObject({
    q: z.string().trim().max(60).default(''),
    type: z.string().max(60).optional(),
    state: z.enum(['valid', 'suspended', 'revoked', 'cancelled', 'replaced', 'expired', 'expiring', 'waiting']).optional(),
    paper: z.enum(Object.keys(papers) as [Paper]).optional(),
    sort: z.enum(['issued', 'until', 'type', 'bearer']).default('issued'),
    down: z.enum(['yes', 'no']).default('yes'),
    page: z.coerce.number().int().min(1).max(2000).default(1),
    size: z.coerce.number().int().min(1).max(500).default(pageSize),
  }),
  output: z.object({
    items: z.array(rowView),
    total: z.number(),
    types: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
  async do(ctx, { q, type, state, paper, sort, down, page, size }) {
    const units = unitsOf(ctx);
    const { sql } = ctx;
    const number = q.replaceAll(/\s/g, '').toUpperCase();
    // By number from its beginning, by name from any place; a name of one character is looked for as it is.
    const found = /^[0-9A-Z]{6,23}$/.test(number) ? sql`and l.number like ${beginning(number)}` : q ? sql`and l.bearer_name ilike ${anywhere(q)}` : sql``;
    const current = sql`l.state = 'valid' and (l.valid_until is null or l.valid_until >= ${ctx.today})`;
    const stands = {
      valid: sql`and ${current}`,
      suspended: sql`and l.state = 'suspended'`,
      revoked: sql`and l.state = 'revoked'`,
      cancelled: sql`and l.state = 'cancelled'`,
      replaced: sql`and l.state = 'replaced'`,
      expired: sql`and l.state = 'valid' and l.valid_until < ${ctx.today}`,
      expiring: sql`and l.state = 'valid' and l.valid_until between ${ctx.today} and ${addDays(ctx.today, expiringDays)}`,
      waiting: sql`and exists (select 1 from licence_change c where c.county = l.county and c.licence_id = l.id and c.state = 'waiting')`,
    };
    const column = { issued: sql`l.issued_on`, until: sql`l.valid_until`, type: sql`l.type_name`, bearer: sql`l.bearer_name` }[sort];
    const direction = down === 'yes' ? sql`desc` : sql`asc`;
    return ctx.asHouse(async ctx => {
      const where = sql`l.county = ${ctx.county} ${units ? sql`and l.issuer = any(${units})` : sql``} ${found} ${type ? sql`and l.type = ${type}` : sql``}
        ${paper ? sql`and l.paper = ${paper}` : sql``} ${state ? stands[state] : sql``}`;
      const rows = await ctx.sql<(Pick<Licence, 'id'> & { waiting: boolean })[]>`
        select l.id, exists (select 1 from licence_change c where c.county = l.county and c.licence_id = l.id and c.state = 'waiting') as waiting
        from licence l where ${where} order by ${column} ${direction} nulls last, l.id limit ${size} offset ${(page - 1) * size}`;
      const [count] = await ctx.sql<{ n: number }[]>`select count(*)::int as n from licence l where ${where}`;
      const types = await ctx.sql<{ id: string; name: string }[]>`
        select type as id, max(type_name) as name from licence l where l.county = ${ctx.county} ${units ? sql`and l.issuer = any(${units})` : sql``} group by type order by 2`;
      const licences = new Map(
        (
          await findLicences(
            ctx,
            rows.map(r => r.id),
          )
        ).map(l => [l.id, l]),
      );
      const parts = await partsOf(ctx, [...licences.values()]);
      return {
        items: rows.map(r => {
          const l = licences.get(r.id)!;
          return {
            id: l.id,
            number: l.number,
            type: l.type,
            typeName: l.typeName,
            bearerName: l.bearerName,
            issuer: l.issuer,
            issuedOn: l.issuedOn,
            validUntil: l.validUntil,
            standing: standingWith(l, parts, ctx.today),
            paper: l.paper,
            paperSerial: l.paperSerial,
            waiting: r.waiting,
          };
        }),
        total: count!.n,
        types: [...types],
      };
    });
  },
});

const changeView = z.object({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  state: z.enum(['done', 'waiting', 'declined']),
  reason: z.string(),
  basis: z.string(),
  serial: z.string().nullable(),
  byName: z.string(),
  at: z.string(),
  decidedByName: z.string().nullable(),
  decidedAt: z.string().nullable(),
  decidedReason: z.string().nullable(),
});

const deskLicenceView = z.object({
  row: rowView.extend({ version: z.number(), holderKind: z.enum(['person', 'firm']), stateReason: z.string().nullable(), caseId: z.string().nullable() }),
  face: drawnView,
  changes: z.array(changeView),
  /** Cases for which the holder consented to its use. */
  uses: z.array(z.object({ caseId: z.string(), number: z.string(), title: z.string(), open: z.boolean(), material: z.string(), givenAt: z.string() })),
  composites: z.array(z.object({ id: z.string(), typeName: z.string(), number: z.string() })),
  replaced: z
    .object({ id: z.string(), number: z.string(), differences: z.array(z.object({ label: z.string(), before: z.string(), after: z.string() })) })
    .nullable(),
  replacedBy: z.object({ id: z.string(), number: z.string() }).nullable(),
  /** What may be done now, or why not. */
  can: z.array(z.object({ move: z.string(), title: z.string(), fault: z.string().nullable() })),
  paper: z.array(z.object({ move: z.string(), title: z.string(), fault: z.string().nullable() })),
  /** The revocation that waits was asked for by the reader. */
  askedByMe: z.boolean(),
  /** The reader is of the issuing unit: may do more than the paper. */
  own: z.boolean(),
  head: z.boolean(),
});
export type DeskLicence = z.infer<typeof deskLicenceView>;

/** The issuing unit's own licence, or what the window may see; others answer like none. */
async function mine(ctx: Ctx, licenceId: string): Promise<Licence> {
  const licence = await findLicence(ctx, licenceId);
  guard(ctx, { units: [licence.issuer] });
  return licence;
}

export const deskLicence = read({
  name: 'licence.desk-one',
  may: 'licence-desk.read',
  summary: '一张证照：样式、经过、用在哪些办件、能怎样处理',
  input: z.strictObject({ licenceId: z.uuid() }),
  output: deskLicenceView,
  async do(ctx, { licenceId }) {
    const licence = await mine(ctx, licenceId);
    const parts = await partsOf(ctx, [licence]);
    const now = standingWith(licence, parts, ctx.today);
    // A composite stands by its parts; what may be done to it goes by itself.
    const itself = standingWith(licence, [], ctx.today);
    const may = (action: string) => ctx.house.permissions.on(ctx.actor, action, { units: [licence.issuer] }) !== null;
    return ctx.asHouse(async ctx => {
      const changes = await ctx.sql<(Omit<z.infer<typeof changeView>, 'title' | 'byName' | 'at'> & { madeBy: string; madeByName: string; madeAt: string })[]>`
        select id, kind, state, reason, basis, serial, made_by, made_by_name, made_at, decided_by_name, decided_at, decided_reason
        from licence_change where county = ${ctx.county} and licence_id = ${licenceId} order by made_at desc`;
      const uses = await ctx.sql<{ caseId: string; number: string; title: string; open: boolean; material: string; givenAt: string }[]>`
        select c.case_id, f.number, f.title, f.state = 'open' as open, c.material, c.given_at from consent c
        join case_file f on f.county = c.county and f.id = c.case_id
        where c.county = ${ctx.county} and c.licence_id = ${licenceId} order by c.given_at desc limit 200`;
      const [before] = licence.replaces ? await findLicences(ctx, [licence.replaces]) : [];
      const [after] = await ctx.sql<{ id: string; number: string }[]>`select id, number from licence where county = ${ctx.county} and replaces = ${licenceId}`;
      const waiting = changes.find(c => c.state === 'waiting');
      const masked = (d: { sensitive: boolean }, value: string) => (d.sensitive && value ? maskLine(value) : value);
      return {
        row: {
          id: licence.id,
          number: licence.number,
          type: licence.type,
          typeName: licence.typeName,
          bearerName: licence.bearerName,
          issuer: licence.issuer,
          issuedOn: licence.issuedOn,
          validUntil: licence.validUntil,
          standing: now,
          paper: licence.paper,
          paperSerial: licence.paperSerial,
          waiting: waiting !== undefined,
          version: licence.version,
          holderKind: licence.holderKind,
          stateReason: licence.stateReason,
          caseId: licence.caseId,
        },
        face: await drawn(ctx, licence, parts, true),
        changes: changes.map(c => ({
          id: c.id,
          kind: c.kind,
          title: c.kind in moves ? moves[c.kind as Move] : `纸质证照${paperMoves[c.kind as PaperMove]}`,
          state: c.state,
          reason: c.reason,
          basis: c.basis,
          serial: c.serial,
          byName: c.madeByName,
          at: c.madeAt,
          decidedByName: c.decidedByName,
          decidedAt: c.decidedAt,
          decidedReason: c.decidedReason,
        })),
        uses: [...uses],
        composites: [...(await compositesWith(ctx, licenceId))],
        replaced: before
          ? {
              id: before.id,
              number: before.number,
              differences: differences(before, licence).map(d => ({ label: d.label, before: masked(d, d.before), after: masked(d, d.after) })),
            }
          : null,
        replacedBy: after ?? null,
        can: (Object.keys(moves) as Move[]).map(move => ({
          move,
          title: moves[move],
          fault: move === 'correct' && isComposite(licence.type) ? '行业综合许可证随各证自动更新' : moveFault(move, itself),
        })),
        paper: (Object.keys(paperMoves) as PaperMove[]).map(move => {
          const moved = movePaper(move, licence.paper, now);
          return { move, title: paperMoves[move], fault: 'fault' in moved ? moved.fault : null };
        }),
        askedByMe: waiting?.madeBy === ctx.actor.id,
        own: may('licence-standing.change'),
        head: may('licence-revocation.confirm'),
      };
    });
  },
});

/** The signed document for the printer of the window or the issuing unit. */
export const deskDocument = action({
  name: 'licence.desk-document',
  may: 'licence-paper.record',
  summary: '打印用的证照 PDF',
  input: z.strictObject({ licenceId: z.uuid() }),
  async do(ctx, { licenceId }) {
    const licence = await mine(ctx, licenceId);
    const parts = await partsOf(ctx, [licence]);
    const bytes = await documentOf(ctx, await drawn(ctx, licence, parts));
    ctx.record({ subject: `licence:${licenceId}`, detail: { number: licence.number, bearer: hideName(licence.bearerName) } });
    return new Download('application/pdf', `${licence.typeName}-${licence.number}.pdf`, bytes);
  },
});
