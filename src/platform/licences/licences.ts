/** E-licences: issuing, the wallet, consent, and the check that anybody can make. */
import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { type Guard, permit } from '../access/index.ts';
import { type Ctx, read, refuse } from '../actions/index.ts';
import { addMonths, type Day } from '../calendar/index.ts';
import { mod37Check } from '../validators/index.ts';

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
  state: 'valid' | 'suspended' | 'revoked' | 'replaced';
  stateReason: string | null;
  attributes: Record<string, string>;
  caseId: string | null;
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
  attributes: Record<string, string>;
  caseId?: string;
  taskId?: string;
  issuedOn?: Day;
}

const place = (id: string) => `licence.sealed:${id}`;
const columns = 'id, number, type, type_name, holder_kind, holder, bearer_name, issuer, issued_on, valid_until, state, state_reason, sealed, case_id';

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

/** Valid on a day: in state `valid` and not past its end. */
export const isValid = (l: Pick<Licence, 'state' | 'validUntil'>, on: Day): boolean => l.state === 'valid' && (l.validUntil === null || l.validUntil >= on);

/** Issues a licence; an earlier valid one of the same type for the same bearer is replaced, unless one may hold many. */
export async function issueLicence(ctx: Ctx, l: NewLicence): Promise<Licence> {
  const id = crypto.randomUUID();
  const issuedOn = l.issuedOn ?? ctx.today;
  const validUntil = l.validMonths ? addMonths(issuedOn, l.validMonths) : null;
  const index = l.bearerIdentity ? ctx.vault.blind(ctx.county, 'identity', l.bearerIdentity) : null;
  const number = newNumber(ctx.county, issuedOn);
  await ctx.asHouse(async ctx => {
    const [old] = l.many
      ? []
      : await ctx.sql<{ id: string }[]>`
      update licence set state = 'replaced', version = version + 1
      where county = ${ctx.county} and holder = ${l.holder} and type = ${l.type} and bearer_name = ${l.bearerName} and state = 'valid'
      returning id`;
    await ctx.sql`
      insert into licence (county, id, number, type, type_name, holder_kind, holder, bearer_name, bearer_index, issuer, issued_on,
        valid_until, sealed, case_id, task_id, replaces)
      values (${ctx.county}, ${id}, ${number}, ${l.type}, ${l.typeName}, ${l.holderKind}, ${l.holder}, ${l.bearerName}, ${index},
        ${l.issuer}, ${issuedOn}, ${validUntil}, ${ctx.vault.seal(ctx.county, place(id), JSON.stringify(l.attributes))},
        ${l.caseId ?? null}, ${l.taskId ?? null}, ${old?.id ?? null})`;
  });
  ctx.record({ subject: `licence:${id}`, action: 'licence.issue', detail: { number, type: l.type } });
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
    validUntil,
    state: 'valid',
    stateReason: null,
    attributes: l.attributes,
    caseId: l.caseId ?? null,
  };
}

/** The licences in the wallets of these holders, newest first; only those that the actor may see. */
export async function licencesOf(ctx: Ctx, holders: readonly string[], types?: readonly string[]): Promise<Licence[]> {
  const rows = await ctx.sql<Row[]>`
    select ${ctx.sql.unsafe(columns)} from licence
    where county = ${ctx.county} and holder = any(${holders as string[]}::uuid[]) ${types ? ctx.sql`and type = any(${types as string[]})` : ctx.sql``}
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
    select ${ctx.sql.unsafe(columns)} from licence where county = ${ctx.county} and id = any(${ids as string[]}::uuid[])`;
  return rows.map(r => opened(ctx, r));
}

export interface Consent {
  licenceId: string;
  material: string;
  units: readonly string[];
}

/** Writes down that the holder lets these units see these licences for this case. */
export async function giveConsents(ctx: Ctx, caseId: string, by: string, given: readonly Consent[]): Promise<void> {
  if (given.length === 0) return;
  await ctx.sql`
    insert into consent (county, id, licence_id, case_id, material, units, given_by, given_at)
    select ${ctx.county}, gen_random_uuid(), r."licenceId", ${caseId}, r.material, r.units, ${by}, ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(given)}::text::jsonb) as r ("licenceId" uuid, material text, units text[])`;
}

const licenceView = z.object({
  id: z.string(),
  number: z.string(),
  type: z.string(),
  typeName: z.string(),
  bearerName: z.string(),
  holder: z.string(),
  issuer: z.string(),
  issuedOn: z.string(),
  validUntil: z.string().nullable(),
  state: z.enum(['valid', 'suspended', 'revoked', 'replaced', 'expired']),
  attributes: z.record(z.string(), z.string()),
  caseId: z.string().nullable(),
});
export type LicenceView = z.infer<typeof licenceView>;

export const viewLicence = (l: Licence, today: Day): LicenceView => ({
  id: l.id,
  number: l.number,
  type: l.type,
  typeName: l.typeName,
  bearerName: l.bearerName,
  holder: l.holder,
  issuer: l.issuer,
  issuedOn: l.issuedOn,
  validUntil: l.validUntil,
  state: l.state === 'valid' && !isValid(l, today) ? 'expired' : l.state,
  attributes: l.attributes,
  caseId: l.caseId,
});

export const wallet = read({
  name: 'licence.mine',
  may: 'licence.read',
  summary: '我的证照：本人的和受托人的',
  input: z.strictObject({}),
  output: z.object({ items: z.array(licenceView) }),
  async do(ctx) {
    if (ctx.actor.kind !== 'person') throw refuse('forbidden');
    const mine = ctx.actor.parties;
    // An agent for some things finds what came of them, not the rest of the principal's.
    const rows = await ctx.sql<Row[]>`
      select ${ctx.sql.unsafe(columns)} from licence
      where county = ${ctx.county} and (holder = any(${mine}::uuid[]) or case_id in (select app.cases_of(${mine}::uuid[])))
      order by issued_on desc, id`;
    return { items: rows.map(r => viewLicence(opened(ctx, r), ctx.today)) };
  },
});

/** Who has seen a licence, for its holder. */
export const licenceUses = read({
  name: 'licence.uses',
  may: 'licence.read',
  summary: '这张证照给谁看过',
  input: z.strictObject({ licenceId: z.uuid() }),
  output: z.object({ items: z.array(z.object({ caseId: z.string(), caseTitle: z.string().nullable(), units: z.array(z.string()), givenAt: z.string() })) }),
  async do(ctx, { licenceId }) {
    if (ctx.actor.kind !== 'person') throw refuse('forbidden');
    const [mine] = await findLicences(ctx, [licenceId]);
    if (!mine) throw refuse('not-found');
    const items = await ctx.sql<{ caseId: string; caseTitle: string | null; units: string[]; givenAt: string }[]>`
      select c.case_id, f.title as case_title, c.units, c.given_at from consent c
      left join case_file f on f.county = c.county and f.id = c.case_id
      where c.county = ${ctx.county} and c.licence_id = ${licenceId} order by c.given_at desc`;
    return { items: [...items] };
  },
});

/** `白**婷`: enough for whoever holds the paper, not for anybody else. */
export const hideName = (name: string) => (name.length <= 2 ? `${name[0]}*` : `${name[0]}${'*'.repeat(name.length - 2)}${name.at(-1)}`);

/** The public check: does this number exist, and is it valid today. Says no more than the paper in hand shows. */
export const checkLicence = read({
  name: 'licence.check',
  may: 'licence-check.read',
  summary: '查验证照编号：是否存在、是否有效',
  input: z.strictObject({ number: z.string().trim().toUpperCase().max(40) }),
  output: z.object({
    number: z.string(),
    typeName: z.string(),
    bearer: z.string(),
    issuer: z.string(),
    issuedOn: z.string(),
    validUntil: z.string().nullable(),
    state: z.string(),
  }),
  async do(ctx, { number }) {
    if (!isLicenceNumber(number)) throw refuse('input', { detail: '编号输错了：校验位不符', faults: [{ path: 'number', message: '编号应为 23 位，请核对' }] });
    const [row] = await ctx.asHouse(
      ctx => ctx.sql<(Row & { issuerName: string })[]>`
        select ${ctx.sql.unsafe(columns)}, (select u.name from unit u where u.county = licence.county and u.id = licence.issuer) as issuer_name
        from licence where county = ${ctx.county} and number = ${number}`,
    );
    if (!row) throw refuse('not-found');
    return {
      number: row.number,
      typeName: row.typeName,
      bearer: hideName(row.bearerName),
      issuer: row.issuerName ?? row.issuer,
      issuedOn: row.issuedOn,
      validUntil: row.validUntil,
      state: row.state === 'valid' && !isValid(row, ctx.today) ? 'expired' : row.state,
    };
  },
});

/** By its number, for other platforms: with its state of today. In the house's scope. */
export async function licenceByNumber(ctx: Ctx, number: string): Promise<{ licence: Omit<Licence, 'attributes'>; state: LicenceView['state'] } | null> {
  const [row] = await ctx.sql<Row[]>`
    select ${ctx.sql.unsafe(columns)} from licence where county = ${ctx.county} and number = ${number}`;
  if (!row) return null;
  const { sealed: _, ...licence } = row;
  return { licence, state: row.state === 'valid' && !isValid(row, ctx.today) ? 'expired' : row.state };
}

export const licencePermits = [
  permit('licence.read', '查看证照', { resident: 'own', 'window-clerk': 'county', reviewer: 'department', 'unit-head': 'department' }),
  permit('licence.issue', '制发证照', {}),
  permit('licence-check.read', '查验证照编号', { guest: 'anyone' }),
  permit('consent.read', '查看证照使用记录', { resident: 'own' }),
  permit('consent.give', '授权使用证照', { resident: 'own' }),
];

export const licenceGuards: Guard[] = [
  {
    table: 'licence',
    record: 'licence',
    relations: {
      own: `holder::text = any((select app.parties())::text[]) or app.sees_case(case_id)`,
      department: `issuer = any((select app.units())::text[]) or exists (
        select 1 from consent c where c.county = licence.county and c.licence_id = licence.id and c.units && (select app.units()))`,
    },
  },
  {
    table: 'consent',
    record: 'consent',
    relations: {
      own: `given_by::text = any((select app.parties())::text[]) or app.sees_case(case_id)`,
      department: 'units && (select app.units())',
    },
    reads: ['reviewer', 'unit-head'],
  },
];
