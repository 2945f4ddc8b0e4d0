/** E-licences: their rows, issuing, finding. */
import { randomInt } from 'node:crypto';
import { type Ctx, refuse } from '../actions/index.ts';
import { addMonths, type Day } from '../calendar/index.ts';
import { findFirm } from '../identity/index.ts';
import { type Message, notifyPerson } from '../notices/index.ts';
import { mod37Check } from '../validators/index.ts';
import type { Face } from './face.ts';
import { renewParts } from './renewal.ts';
import { isValid, type LicenceState } from './standing.ts';
import type { Paper } from './words.ts';

export interface Licence {
  id: string;
  number: string;
  type: string;
  typeName: string;
  holderKind: 'person' | 'firm';
  holder: string;
  bearerName: string;
  issuer: string;
  issuedOn: Day;
  validUntil: Day | null;
  state: LicenceState;
  stateReason: string | null;
  attributes: Record<string, string>;
  caseId: string | null;
  face: Face | null;
  paper: Paper;
  paperSerial: string | null;
  replaces: string | null;
  version: number;
}

export interface NewLicence {
  type: string;
  typeName: string;
  holderKind: 'person' | 'firm';
  holder: string;
  bearerName: string;
  /** Normalised identity number of the bearer, where known: other units find the licence by it. */
  bearerIdentity?: string;
  issuer: string;
  validMonths?: number;
  /** One may hold several at a time (houses, vehicles): an earlier one stays valid. */
  many?: boolean;
  /** The name before a change of name: the licence under it is replaced too. */
  formerName?: string;
  attributes: Record<string, string>;
  face?: Face;
  caseId?: string;
  taskId?: string;
  issuedOn?: Day;
}

const place = (id: string) => `licence.sealed:${id}`;
const columns = `id, number, type, type_name, holder_kind, holder, bearer_name, issuer, issued_on, valid_until, state, state_reason, sealed, case_id,
  face, paper, paper_serial, replaces, version`;

type Row = Omit<Licence, 'attributes'> & { sealed: string };

const opened = (ctx: Ctx, { sealed, ...row }: Row): Licence => ({
  ...row,
  attributes: JSON.parse(ctx.vault.open(ctx.county, place(row.id), sealed)) as Record<string, string>,
});

/** County, day and eight random characters, closed with the check character of GB/T 36904 (ISO 7064 MOD 37,36). */
function newNumber(county: string, day: Day): string {
  const letters = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';
  const tail = Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('');
  const body = `${county}${day.replaceAll('-', '')}${tail}`;
  return body + mod37Check(body);
}

/** Whether a typed number can be one at all; catches typing mistakes before any look-up. */
export const isLicenceNumber = (number: string): boolean => /^[0-9A-Z]{23}$/.test(number) && mod37Check(number.slice(0, -1)) === number.at(-1);

export { isValid };

interface Writing extends Omit<NewLicence, 'validMonths' | 'bearerIdentity' | 'many' | 'formerName'> {
  validUntil: Day | null;
  bearerIndex: string | null;
  replaces: string | null;
}

/** Writes the row, in the house's context. */
async function insertLicence(ctx: Ctx, l: Writing): Promise<Licence> {
  const id = crypto.randomUUID();
  const issuedOn = l.issuedOn ?? ctx.today;
  const number = newNumber(ctx.county, issuedOn);
  await ctx.sql`
    insert into licence (county, id, number, type, type_name, holder_kind, holder, bearer_name, bearer_index, issuer, issued_on,
      valid_until, sealed, case_id, task_id, replaces, face)
    values (${ctx.county}, ${id}, ${number}, ${l.type}, ${l.typeName}, ${l.holderKind}, ${l.holder}, ${l.bearerName}, ${l.bearerIndex},
      ${l.issuer}, ${issuedOn}, ${l.validUntil}, ${ctx.vault.seal(ctx.county, place(id), JSON.stringify(l.attributes))},
      ${l.caseId ?? null}, ${l.taskId ?? null}, ${l.replaces}, ${l.face ? JSON.stringify(l.face) : null}::text::jsonb)`;
  ctx.record({ subject: `licence:${id}`, action: 'licence.issue', detail: { number, type: l.type, ...(l.replaces ? { replaces: l.replaces } : {}) } });
  return {
    id,
    number,
    type: l.type,
    typeName: l.typeName,
    holderKind: l.holderKind,
    holder: l.holder,
    bearerName: l.bearerName,
    issuer: l.issuer,
    issuedOn,
    validUntil: l.validUntil,
    state: 'valid',
    stateReason: null,
    attributes: l.attributes,
    caseId: l.caseId ?? null,
    face: l.face ?? null,
    paper: 'none',
    paperSerial: null,
    replaces: l.replaces,
    version: 1,
  };
}

/** Issues a licence; an earlier valid one of the same type for the same bearer is replaced, unless one may hold many. */
export async function issueLicence(ctx: Ctx, l: NewLicence): Promise<Licence> {
  const issuedOn = l.issuedOn ?? ctx.today;
  return ctx.asHouse(async ctx => {
    const [old] = l.many
      ? []
      : await ctx.sql<{ id: string }[]>`
      update licence set state = 'replaced', paper = case paper when 'handed-over' then 'asked-back' when 'printed' then 'returned' else paper end, version = version + 1
      where county = ${ctx.county} and holder = ${l.holder} and type = ${l.type} and bearer_name = any(${[l.bearerName, ...(l.formerName ? [l.formerName] : [])]}) and state = 'valid'
      returning id`;
    const licence = await insertLicence(ctx, {
      ...l,
      issuedOn,
      validUntil: l.validMonths ? addMonths(issuedOn, l.validMonths) : null,
      bearerIndex: l.bearerIdentity ? ctx.vault.blind(ctx.county, 'identity', l.bearerIdentity) : null,
      replaces: old?.id ?? null,
    });
    if (!l.many) await renewParts(ctx, licence);
    return licence;
  });
}

/** A corrected licence in the place of a faulty one, in the house's context: what is not changed stays as it was. */
export async function replaceLicence(
  ctx: Ctx,
  old: Licence,
  changed: Pick<Licence, 'bearerName' | 'validUntil' | 'attributes'>,
  reason: string,
): Promise<Licence> {
  const [row] = await ctx.sql<{ bearerIndex: string | null; taskId: string | null }[]>`
    update licence set state = 'replaced', state_reason = ${reason},
      paper = case paper when 'handed-over' then 'asked-back' when 'printed' then 'returned' else paper end, version = version + 1
    where county = ${ctx.county} and id = ${old.id} returning bearer_index, task_id`;
  const licence = await insertLicence(ctx, {
    type: old.type,
    typeName: old.typeName,
    holderKind: old.holderKind,
    holder: old.holder,
    issuer: old.issuer,
    ...changed,
    ...(old.face ? { face: old.face } : {}),
    ...(old.caseId ? { caseId: old.caseId } : {}),
    ...(row?.taskId ? { taskId: row.taskId } : {}),
    bearerIndex: row?.bearerIndex ?? null,
    replaces: old.id,
  });
  await renewParts(ctx, licence, old.id);
  return licence;
}

/** The licences in the wallets of these holders, newest first; only those that the actor may see. */
export async function licencesOf(ctx: Ctx, holders: readonly string[], types?: readonly string[]): Promise<Licence[]> {
  const rows = await ctx.sql<Row[]>`
    select ${ctx.sql.unsafe(columns)} from licence
    where county = ${ctx.county} and holder = any(${holders as string[]}::uuid[]) ${types ? ctx.sql`and type = any(${types as string[]})` : ctx.sql``}
    order by issued_on desc, id`;
  return rows.map(r => opened(ctx, r));
}

/** What lies in the wallets of a person and of those that the person acts for. */
export async function licencesInWallet(ctx: Ctx, parties: readonly string[]): Promise<Licence[]> {
  // An agent for some things finds what came of them, not the rest of the principal's.
  const rows = await ctx.sql<Row[]>`
    select ${ctx.sql.unsafe(columns)} from licence
    where county = ${ctx.county} and (holder = any(${parties as string[]}::uuid[]) or case_id in (select app.cases_of(${parties as string[]}::uuid[])))
    order by issued_on desc, id`;
  return rows.map(r => opened(ctx, r));
}

export async function licencesOfCase(ctx: Ctx, caseId: string): Promise<Licence[]> {
  const rows = await ctx.sql<Row[]>`
    select ${ctx.sql.unsafe(columns)} from licence where county = ${ctx.county} and case_id = ${caseId} order by issued_on, id`;
  return rows.map(r => opened(ctx, r));
}

export async function findLicences(ctx: Ctx, ids: readonly string[]): Promise<Licence[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.sql<Row[]>`
    select ${ctx.sql.unsafe(columns)} from licence where county = ${ctx.county} and id = any(${ids as string[]}::uuid[])
    order by issued_on desc, id`;
  return rows.map(r => opened(ctx, r));
}

/** The one licence that the actor may see; refuses as if there were none. */
export async function findLicence(ctx: Ctx, id: string): Promise<Licence> {
  const [licence] = await findLicences(ctx, [id]);
  if (!licence) throw refuse('not-found');
  return licence;
}

/** In the house's context, for whoever has the number. */
export async function findByNumber(ctx: Ctx, number: string): Promise<Licence | null> {
  const [row] = await ctx.sql<Row[]>`select ${ctx.sql.unsafe(columns)} from licence where county = ${ctx.county} and number = ${number}`;
  return row ? opened(ctx, row) : null;
}

/** Locked and as the page showed it, or refused. */
export async function lockLicence(ctx: Ctx, id: string, version: number): Promise<Licence> {
  const seen = await findLicence(ctx, id);
  const [row] = await ctx.asHouse(
    ctx => ctx.sql<Row[]>`select ${ctx.sql.unsafe(columns)} from licence where county = ${ctx.county} and id = ${seen.id} for update`,
  );
  if (row!.version !== version) throw refuse('changed', '这张证照刚刚有变化，请刷新后再看');
  return opened(ctx, row!);
}

/** Tells the holder; for a firm its legal person. */
export async function tellHolder(ctx: Ctx, l: Pick<Licence, 'holderKind' | 'holder'>, message: Message): Promise<void> {
  const person = l.holderKind === 'person' ? l.holder : (await ctx.asHouse(ctx => findFirm(ctx, l.holder)))?.legalPerson;
  if (person) await notifyPerson(ctx, person, message);
}

export async function unitName(ctx: Ctx, unit: string): Promise<string> {
  const [row] = await ctx.sql<{ name: string }[]>`select name from unit where county = ${ctx.county} and id = ${unit}`;
  return row?.name ?? unit;
}
