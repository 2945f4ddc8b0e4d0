/** At the window: who is there, what the county has of them, for whom they may act, and registering somebody new. */
import { z } from 'zod';
import { action, type Ctx, read, refuse } from '#platform/actions';
import { scanOf } from '#platform/code';
import { shareFiles } from '#platform/files';
import {
  type Firm,
  findFirm,
  findPerson,
  firmByCode,
  type KnownPerson,
  masked,
  newcomerFields,
  personByIdentity,
  personsByPhone,
  principalsOf,
  registerNewcomer,
  setPhone,
} from '#platform/identity';
import { isValid, licencesOf } from '#platform/licences';
import { creditCodeFaults, identityFaults, readCreditCode, readIdentityNumber, readPhone } from '#platform/validators';
import { giveToClerk } from './application.ts';
import { currentVersion } from './catalogue/versions.ts';

const staffOnly = (ctx: Ctx) => {
  if (ctx.actor.kind !== 'staff') throw refuse('forbidden');
};

const wrong = (path: string, message: string) => refuse('input', { detail: message, faults: [{ path, message }] });

const personShown = z.object({
  id: z.string(),
  name: z.string(),
  birth: z.string().nullable(),
  sex: z.enum(['male', 'female']).nullable(),
  identity: z.string().nullable(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
  relation: z.string().nullable(),
  local: z.boolean(),
  status: z.enum(['alive', 'dead', 'moved']),
});
export type PersonShown = z.infer<typeof personShown>;

/** Numbers masked: the clerk holds the card in the hand. */
const shown = (p: KnownPerson): PersonShown => {
  const { id, name, birth, sex, identity, phone, address, relation, local, status } = masked(p);
  return { id, name, birth, sex, identity, phone, address, relation, local, status };
};

const principalShown = z.object({
  kind: z.enum(['person', 'firm']),
  id: z.string(),
  name: z.string(),
  basis: z.enum(['self', 'legal-person', 'guardian', 'given']),
  code: z.string(),
  status: z.string(),
  things: z.array(z.number()).nullable(),
  toDay: z.string().nullable(),
});

const visitor = z.object({
  found: z.literal(true),
  person: personShown,
  principals: z.array(principalShown),
  /** Null: not opened by the visitor's code. */
  household: z
    .array(z.object({ id: z.string(), name: z.string(), relation: z.string().nullable(), birth: z.string().nullable(), status: z.string() }))
    .nullable(),
  licences: z.array(z.object({ id: z.string(), typeName: z.string(), issuedOn: z.string(), validUntil: z.string().nullable(), valid: z.boolean() })),
  /** What a helper or another clerk has filled in with this person and not handed in; for those who may take it over. */
  begun: z.array(z.object({ id: z.string(), name: z.string(), principalName: z.string(), by: z.string(), changedAt: z.string() })),
  /** What runs already, with its number, or was begun in the portal: named, so that nothing is begun twice, and not opened. */
  own: z.array(z.object({ name: z.string(), principalName: z.string(), number: z.string().nullable(), at: z.string() })),
});
export type Visitor = z.infer<typeof visitor>;

const unknown = z.object({ found: z.literal(false), birth: z.string(), sex: z.enum(['male', 'female']) });

export const findAtWindow = read({
  name: 'window.person',
  may: 'person.read',
  summary: '窗口：按公民身份号码查找来办事的人，县里已有的信息和证照',
  input: z.strictObject({ identity: z.string().trim().min(1, '请刷身份证或输入公民身份号码').max(60) }),
  output: z.union([visitor, unknown]),
  async do(ctx, { identity }) {
    staffOnly(ctx);
    const reading = readIdentityNumber(identity, ctx.today);
    if (!reading.valid) throw wrong('identity', identityFaults[reading.reason]);
    const person = await personByIdentity(ctx, reading.normalized);
    return person ? visitorOf(ctx, person) : { found: false as const, birth: reading.birth, sex: reading.sex };
  },
});

/** Somebody whose number was called and who is known: the calling page names the person, and the clerk looks at the card. */
export const findCalled = read({
  name: 'window.called',
  may: 'person.read',
  summary: '窗口：叫到号的人，县里已有的信息和证照',
  input: z.strictObject({ personId: z.uuid() }),
  output: visitor,
  async do(ctx, { personId }) {
    staffOnly(ctx);
    const person = await findPerson(ctx, personId);
    if (!person) throw refuse('not-found');
    return visitorOf(ctx, person);
  },
});

/** With a card on the table everything the window needs; with a code what its owner opened. */
async function visitorOf(ctx: Ctx, person: KnownPerson, byCode = false): Promise<Visitor> {
  const household =
    byCode || !person.household
      ? []
      : await ctx.sql<NonNullable<Visitor['household']>>`
        select id, name, relation, birth, status from person
        where county = ${ctx.county} and household = ${person.household} and id <> ${person.id} order by birth nulls last limit 30`;
  // Row-level security decides: a helper sees no licences.
  const licences = byCode ? [] : await licencesOf(ctx, [person.id]);
  const mayTake = ctx.house.permissions.rights(ctx.actor, 'draft.take').length > 0;
  return {
    found: true,
    person: shown(person),
    principals: await ctx.asHouse(ctx => principalsOf(ctx, person.id)),
    household: byCode ? null : [...household],
    licences: licences
      .filter(l => l.state !== 'replaced')
      .map(l => ({ id: l.id, typeName: l.typeName, issuedOn: l.issuedOn, validUntil: l.validUntil, valid: isValid(l, ctx.today) })),
    begun: mayTake ? await begunWith(ctx, person) : [],
    own: mayTake && !byCode ? await ownOf(ctx, person) : [],
  };
}

async function begunWith(ctx: Ctx, person: KnownPerson): Promise<Visitor['begun']> {
  const { byNo } = await currentVersion(ctx);
  const rows = await ctx.asHouse(
    ctx => ctx.sql<(Omit<Visitor['begun'][number], 'name'> & { thing: number })[]>`
      select a.id, a.thing, a.principal_name, s.name as by, a.changed_at
      from application a join staff s on s.county = a.county and s.id = a.clerk
      where a.county = ${ctx.county} and a.applicant = ${person.id} and a.state = 'draft' and a.clerk <> ${ctx.actor.id}
      order by a.changed_at desc limit 10`,
  );
  return rows.map(({ thing, ...row }) => ({ ...row, name: byNo.get(thing)?.name ?? '' }));
}

async function ownOf(ctx: Ctx, person: KnownPerson): Promise<Visitor['own']> {
  const { byNo } = await currentVersion(ctx);
  const rows = await ctx.asHouse(
    ctx => ctx.sql<{ thing: number; principalName: string; number: string | null; at: string }[]>`
      select thing, principal_name, null as number, changed_at as at from application
      where county = ${ctx.county} and applicant = ${person.id} and state = 'draft' and clerk is null
      union all
      select subject::int, principal_name, number, filed_at from case_file
      where county = ${ctx.county} and applicant = ${person.id} and kind = 'one-thing' and state = 'open'
      order by at desc limit 10`,
  );
  return rows.map(({ thing, ...row }) => ({ ...row, name: byNo.get(thing)?.name ?? '' }));
}

/** A helper does not hand in: the clerk goes on with what was filled in, has it signed and submits. From then on it is the clerk's alone. */
export const takeDraft = action({
  name: 'draft.take',
  may: 'draft.take',
  summary: '窗口：接办帮办员或同事为来人填的申请',
  input: z.strictObject({ applicationId: z.uuid() }),
  output: z.object({ id: z.string() }),
  async do(ctx, { applicationId }) {
    const files = await ctx.asHouse(ctx => giveToClerk(ctx, applicationId, ctx.actor.id));
    await shareFiles(ctx, files, [], [`staff:${ctx.actor.id}`]);
    ctx.record({ subject: `application:${applicationId}` });
    return { id: applicationId };
  },
});

/** Who left this phone number: for handing over to somebody without the card at hand. A family may share one phone. */
export const findByPhone = read({
  name: 'window.phone',
  may: 'person.read',
  summary: '窗口：按手机号查找登记过的人',
  input: z.strictObject({ phone: z.string().trim().max(30) }),
  output: z.object({ items: z.array(personShown) }),
  async do(ctx, { phone }) {
    staffOnly(ctx);
    const number = readPhone(phone);
    if (!number) throw wrong('phone', '请填写 11 位手机号码');
    return { items: (await personsByPhone(ctx, number)).map(shown) };
  },
});

const firmShown = z.object({
  id: z.string(),
  name: z.string(),
  creditCode: z.string(),
  kind: z.string(),
  status: z.enum(['active', 'abnormal', 'struck-off', 'cancelled']),
  address: z.string().nullable(),
  /** Who may come for it. */
  agents: z.array(z.object({ id: z.string(), name: z.string(), basis: z.enum(['legal-person', 'guardian', 'given']) })),
});
export type FirmShown = z.infer<typeof firmShown>;

export const findFirmAtWindow = read({
  name: 'window.firm',
  may: 'firm.read',
  summary: '窗口：按统一社会信用代码查找企业，谁可以替它办事',
  input: z.strictObject({ code: z.string().trim().min(1, '请扫营业执照或输入统一社会信用代码').max(60) }),
  output: z.object({ firm: firmShown.nullable() }),
  async do(ctx, { code }) {
    staffOnly(ctx);
    const reading = readCreditCode(code);
    if (!reading.valid) throw wrong('code', creditCodeFaults[reading.reason]);
    const firm = await firmByCode(ctx, reading.normalized);
    return { firm: firm ? await withAgents(ctx, firm) : null };
  },
});

async function withAgents(ctx: Ctx, { id, name, creditCode, kind, status, address }: Firm): Promise<FirmShown> {
  const agents = await ctx.asHouse(
    ctx => ctx.sql<FirmShown['agents']>`
      select distinct on (p.id) p.id, p.name, m.basis from mandate m join person p on p.county = m.county and p.id = m.agent
      where m.county = ${ctx.county} and m.principal = ${id} and m.state = 'active'
        and m.from_day <= ${ctx.today} and (m.to_day is null or m.to_day >= ${ctx.today}) order by p.id, m.basis`,
  );
  return { id, name, creditCode, kind, status, address, agents: [...agents] };
}

const openedByCode = z.object({
  scan: z.string(),
  terminal: z.string(),
  /** What the owner agreed to, in words. */
  items: z.array(z.string()),
  licences: z.array(z.object({ id: z.string(), typeName: z.string(), number: z.string(), validUntil: z.string().nullable() })),
});
export type OpenedByCode = z.infer<typeof openedByCode>;

/** Whoever shows a Zhongyang code is there like somebody whose card was scanned; a firm's code brings the firm with them. */
export const findByCode = read({
  name: 'window.code',
  may: 'person.read',
  summary: '窗口：刚扫的中阳码是谁的、给看了什么',
  input: z.strictObject({ scanId: z.uuid() }),
  output: z.object({ visitor, firm: firmShown.nullable(), opened: openedByCode }),
  async do(ctx, { scanId }) {
    staffOnly(ctx);
    const { holder, given, terminal } = await scanOf(ctx, scanId);
    const person = await findPerson(ctx, holder.person.id);
    if (!person) throw refuse('not-found');
    const firm = holder.firm ? await findFirm(ctx, holder.firm.id) : null;
    return {
      visitor: await visitorOf(ctx, person, true),
      firm: firm ? await withAgents(ctx, firm) : null,
      opened: {
        scan: scanId,
        terminal: terminal.name,
        items: given.items,
        licences: given.licences.map(({ id, typeName, number, validUntil }) => ({ id, typeName, number, validUntil })),
      },
    };
  },
});

/** Registers somebody from elsewhere who comes to the window with an identity card. */
export const registerAtWindow = action({
  name: 'person.register',
  may: 'person.keep',
  creates: true,
  summary: '窗口：登记县里还没有信息的人',
  input: z.strictObject(newcomerFields),
  output: z.object({ id: z.string() }),
  do: registerNewcomer,
});

/** Messages go to this number: who stands at the window says the one that works. */
export const keepPhone = action({
  name: 'person.phone',
  may: 'person.keep',
  summary: '窗口：登记或更新手机号',
  input: z.strictObject({ personId: z.uuid(), phone: z.string().trim().max(30) }),
  output: z.object({ phone: z.string() }),
  async do(ctx, { personId, phone }) {
    const number = readPhone(phone);
    if (!number) throw wrong('phone', '请填写 11 位手机号码');
    if (!(await findPerson(ctx, personId))) throw refuse('not-found');
    await setPhone(ctx, personId, number);
    const after = await findPerson(ctx, personId);
    ctx.record({ subject: `person:${personId}`, detail: { changed: ['phone'] } });
    return { phone: masked(after!).phone ?? '' };
  },
});
