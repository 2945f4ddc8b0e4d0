/** What the issuing unit does to a licence afterwards: suspend, resume, revoke by two people, correct, and keep the paper in step. */
import { z } from 'zod';
import { action, type Ctx, guard, refusals, refuse } from '../actions/index.ts';
import { type Day, inChinese, isDay } from '../calendar/index.ts';
import { notifyUnit } from '../notices/index.ts';
import { isPersonName } from '../validators/index.ts';
import { type Licence, lockLicence, replaceLicence, tellHolder, unitName } from './licences.ts';
import { isComposite, partsOf, standingWith } from './parts.ts';
import { type LicenceState, moveFault, movePaper, paperResumed, paperStopped } from './standing.ts';
import { type Ending, endings, type Move, moves, type Paper, type PaperMove, paperMoves } from './words.ts';

const refuseMove = refusals({
  'licence-state': [409, '现在不能这样处理这张证照'],
  'revocation-waiting': [409, '已经有一个吊销（撤销）或注销在等部门负责人确认'],
  'no-revocation': [409, '没有待确认的吊销（撤销）或注销'],
  'same-person': [409, '提出和确认要两个人'],
  'own-licence': [403, '不能处理自己的证照'],
  'nothing-changed': [422, '没有改动：更正要改至少一项'],
});

const onLicence = z.strictObject({ licenceId: z.uuid(), version: z.number().int().positive() });
const reason = z.string().trim().min(4, '请写清楚理由，至少 4 个字').max(500);
const basis = z.string().trim().min(4, '请写明法律依据，如“食品安全法 第一百二十四条”').max(200);

interface NewChange {
  kind: Move | PaperMove;
  state?: 'done' | 'waiting';
  reason: string;
  basis?: string;
  serial?: string | null;
}

export async function note(ctx: Ctx, l: Pick<Licence, 'id' | 'number' | 'issuer'>, c: NewChange): Promise<string> {
  const id = crypto.randomUUID();
  await ctx.sql`
    insert into licence_change (county, id, licence_id, kind, state, reason, basis, serial, unit, made_by, made_by_name, made_at)
    values (${ctx.county}, ${id}, ${l.id}, ${c.kind}, ${c.state ?? 'done'}, ${c.reason}, ${c.basis ?? ''}, ${c.serial ?? null}, ${l.issuer},
      ${ctx.actor.id}, ${ctx.actor.name}, ${ctx.now})`;
  ctx.record({ subject: `licence:${l.id}`, detail: { kind: c.kind, number: l.number, reason: c.reason, ...(c.basis ? { basis: c.basis } : {}) } });
  return id;
}

/** Locked, of the actor's own unit, and nobody's own. */
async function held(ctx: Ctx, licenceId: string, version: number): Promise<Licence> {
  const licence = await lockLicence(ctx, licenceId, version);
  guard(ctx, { units: [licence.issuer] });
  if (ctx.actor.person === licence.holder) throw refuseMove('own-licence');
  return licence;
}

/** And in a state in which this can be done. */
async function grip(ctx: Ctx, licenceId: string, version: number, move: Move): Promise<Licence> {
  const licence = await held(ctx, licenceId, version);
  const fault = moveFault(move, standingWith(licence, [], ctx.today));
  if (fault) throw refuseMove('licence-state', fault);
  return licence;
}

export const stand = (ctx: Ctx, l: Pick<Licence, 'id'>, state: LicenceState, why: string | null, paper: Paper) =>
  ctx.sql`
    update licence set state = ${state}, state_reason = ${why}, paper = ${paper}, version = version + 1
    where county = ${ctx.county} and id = ${l.id}`;

const asked = (paper: Paper) => (paper === 'asked-back' ? '；纸质证照请交回发证部门' : '');
const link = (l: Licence) => `/wallet/${l.id}`;

export const suspendLicence = action({
  name: 'licence.suspend',
  may: 'licence-standing.change',
  summary: '暂停使用证照；已发的纸质证照随之收回',
  input: onLicence.extend({ reason }),
  async do(ctx, { licenceId, version, reason }) {
    const licence = await grip(ctx, licenceId, version, 'suspend');
    const paper = paperStopped(licence.paper);
    await ctx.asHouse(async ctx => {
      await stand(ctx, licence, 'suspended', reason, paper);
      await note(ctx, licence, { kind: 'suspend', reason });
      const unit = await unitName(ctx, licence.issuer);
      await tellHolder(ctx, licence, {
        template: 'licence-suspended',
        data: { typeName: licence.typeName, unit, reason, paper: asked(paper) },
        link: link(licence),
      });
    });
  },
});

export const resumeLicence = action({
  name: 'licence.resume',
  may: 'licence-standing.change',
  summary: '恢复使用证照',
  input: onLicence.extend({ reason }),
  async do(ctx, { licenceId, version, reason }) {
    const licence = await grip(ctx, licenceId, version, 'resume');
    await ctx.asHouse(async ctx => {
      await stand(ctx, licence, 'valid', null, paperResumed(licence.paper));
      await note(ctx, licence, { kind: 'resume', reason });
      await tellHolder(ctx, licence, {
        template: 'licence-resumed',
        data: { typeName: licence.typeName, unit: await unitName(ctx, licence.issuer) },
        link: link(licence),
      });
    });
  },
});

/** Nothing happens to the licence until another person, the unit's head, confirms. */
export const askRevocation = action({
  name: 'licence.ask-revocation',
  may: 'licence-standing.change',
  summary: '提出吊销（撤销）或注销证照，写明法律依据，等部门负责人确认',
  input: onLicence.extend({ kind: z.enum(Object.keys(endings) as [Ending]).default('revoke'), reason, basis }),
  async do(ctx, { licenceId, version, kind, reason, basis }) {
    const licence = await grip(ctx, licenceId, version, kind);
    await ctx.asHouse(async ctx => {
      const [waiting] = await ctx.sql`select 1 from licence_change where county = ${ctx.county} and licence_id = ${licenceId} and state = 'waiting'`;
      if (waiting) throw refuseMove('revocation-waiting');
      await note(ctx, licence, { kind, state: 'waiting', reason, basis });
      await ctx.sql`update licence set version = version + 1 where county = ${ctx.county} and id = ${licenceId}`;
      await notifyUnit(ctx, licence.issuer, {
        template: 'licence-revocation-asked',
        data: { typeName: licence.typeName, what: moves[kind], by: ctx.actor.name, bearer: licence.bearerName, reason },
        link: `/desk/licences/${licenceId}`,
      });
    });
  },
});

export const confirmRevocation = action({
  name: 'licence.confirm-revocation',
  may: 'licence-revocation.confirm',
  summary: '部门负责人确认或退回吊销（撤销）、注销',
  input: onLicence.extend({ agree: z.boolean(), reason: z.string().trim().max(500).default('') }),
  async do(ctx, { licenceId, version, agree, reason: why }) {
    const licence = await held(ctx, licenceId, version);
    if (!agree && why.length < 4) throw refuse('input', { detail: '退回要写理由', faults: [{ path: 'reason', message: '请写明为什么退回，至少 4 个字' }] });
    await ctx.asHouse(async ctx => {
      const [waiting] = await ctx.sql<{ id: string; kind: Ending; madeBy: string; reason: string; basis: string }[]>`
        select id, kind, made_by, reason, basis from licence_change where county = ${ctx.county} and licence_id = ${licenceId} and state = 'waiting' for update`;
      if (!waiting) throw refuseMove('no-revocation');
      if (waiting.madeBy === ctx.actor.id) throw refuseMove('same-person');
      const fault = agree ? moveFault(waiting.kind, standingWith(licence, [], ctx.today)) : null;
      if (fault) throw refuseMove('licence-state', fault);
      await ctx.sql`
        update licence_change set state = ${agree ? 'done' : 'declined'}, decided_by = ${ctx.actor.id}, decided_by_name = ${ctx.actor.name},
          decided_at = ${ctx.now}, decided_reason = ${why || null}
        where county = ${ctx.county} and id = ${waiting.id}`;
      ctx.record({
        subject: `licence:${licenceId}`,
        detail: { agree, kind: waiting.kind, number: licence.number, reason: waiting.reason, basis: waiting.basis },
      });
      if (!agree) {
        await ctx.sql`update licence set version = version + 1 where county = ${ctx.county} and id = ${licenceId}`;
        return;
      }
      const paper = paperStopped(licence.paper);
      await stand(ctx, licence, endings[waiting.kind], waiting.reason, paper);
      await tellHolder(ctx, licence, {
        template: `licence-${endings[waiting.kind]}`,
        data: { typeName: licence.typeName, unit: await unitName(ctx, licence.issuer), reason: waiting.reason, basis: waiting.basis, paper: asked(paper) },
        link: link(licence),
      });
    });
  },
});

/** A correction is a new licence in the place of the old one; what was issued is never changed. */
export const correctLicence = action({
  name: 'licence.correct',
  may: 'licence-standing.change',
  creates: true,
  summary: '更正换发：发一张新的，旧的标为已换新证',
  input: onLicence.extend({
    reason,
    bearerName: z.string().trim().max(100).optional(),
    validUntil: z.string().refine(isDay, '日期写成 2026-12-31').nullable().optional(),
    /** Only what changes; other lines stay. */
    attributes: z.record(z.string().max(60), z.string().trim().max(200)).default({}),
  }),
  output: z.object({ id: z.string(), number: z.string() }),
  async do(ctx, { licenceId, version, reason, bearerName, validUntil, attributes }) {
    const old = await grip(ctx, licenceId, version, 'correct');
    if (isComposite(old.type)) throw refuseMove('licence-state', '行业综合许可证随各证自动更新，请更正里面的那一张');
    const faults = Object.entries(attributes).flatMap(([id, value]) => {
      const line = old.face?.lines.find(l => l.attribute === id);
      if (!line) return [{ path: `attributes.${id}`, message: '这张证照上没有这一项' }];
      return value ? [] : [{ path: `attributes.${id}`, message: `请填写${line.label}` }];
    });
    if (bearerName !== undefined && !(old.holderKind === 'firm' ? bearerName.length >= 2 : isPersonName(bearerName)))
      faults.push({ path: 'bearerName', message: old.holderKind === 'firm' ? '请填写名称' : '姓名的写法不对' });
    if (validUntil && validUntil < ctx.today) faults.push({ path: 'validUntil', message: '有效期不能早于今天' });
    if (faults.length > 0) throw refuse('input', { detail: faults[0]!.message, faults });
    const fresh = {
      bearerName: bearerName ?? old.bearerName,
      validUntil: validUntil === undefined ? old.validUntil : validUntil,
      attributes: { ...old.attributes, ...attributes },
    };
    const changed = differences(old, fresh);
    if (changed.length === 0) throw refuseMove('nothing-changed');
    return ctx.asHouse(async ctx => {
      const made = await replaceLicence(ctx, old, fresh, reason);
      await note(ctx, old, { kind: 'correct', reason });
      await tellHolder(ctx, old, {
        template: 'licence-corrected',
        data: {
          typeName: old.typeName,
          unit: await unitName(ctx, old.issuer),
          what: changed.map(c => c.label).join('、'),
          reason,
          paper: asked(paperStopped(old.paper)),
        },
        link: link(made),
      });
      return { id: made.id, number: made.number };
    });
  },
});

const until = (day: Day | null) => (day ? inChinese(day) : '长期');

/** What differs between a licence and the one that it replaced, line by line. */
export function differences(
  before: Pick<Licence, 'bearerName' | 'validUntil' | 'attributes' | 'face'>,
  after: Pick<Licence, 'bearerName' | 'validUntil' | 'attributes'>,
): { label: string; before: string; after: string; sensitive: boolean }[] {
  const lines = before.face?.lines ?? Object.keys(before.attributes).map(attribute => ({ attribute, label: attribute, sensitive: true }));
  return [
    { label: before.face?.bearer ?? '持证人', before: before.bearerName, after: after.bearerName, sensitive: false },
    ...lines.map(l => ({ label: l.label, before: before.attributes[l.attribute] ?? '', after: after.attributes[l.attribute] ?? '', sensitive: l.sensitive })),
    { label: '有效期', before: until(before.validUntil), after: until(after.validUntil), sensitive: false },
  ].filter(d => d.before !== d.after);
}

/** The paper copy: printed with a serial number, handed over, reported lost, taken back. */
export const recordPaper = action({
  name: 'licence.paper',
  may: 'licence-paper.record',
  summary: '登记纸质证照：制证、发放、挂失、收回',
  input: onLicence.extend({
    move: z.enum(Object.keys(paperMoves) as [PaperMove]),
    serial: z.string().trim().toUpperCase().max(40).optional(),
    reason: z.string().trim().max(300).default(''),
  }),
  async do(ctx, { licenceId, version, move, serial, reason }) {
    const licence = await held(ctx, licenceId, version);
    const moved = movePaper(move, licence.paper, standingWith(licence, await partsOf(ctx, [licence]), ctx.today));
    if ('fault' in moved) throw refuseMove('licence-state', moved.fault);
    if (move === 'print' && !/^[0-9A-Z-]{4,40}$/.test(serial ?? ''))
      throw refuse('input', { detail: '请填写印制流水号', faults: [{ path: 'serial', message: '印在纸上的流水号：至少 4 位数字、大写字母或 -' }] });
    if (move === 'print' && serial === licence.paperSerial)
      throw refuse('input', { detail: '流水号和上一张一样', faults: [{ path: 'serial', message: '重新制证要用新的流水号' }] });
    if (move === 'lose' && reason.length < 2) throw refuse('input', { detail: '请写明怎么丢的', faults: [{ path: 'reason', message: '请写明挂失的情况' }] });
    await ctx.asHouse(async ctx => {
      await ctx.sql`
        update licence set paper = ${moved.paper}, paper_serial = ${move === 'print' ? serial! : licence.paperSerial}, version = version + 1
        where county = ${ctx.county} and id = ${licenceId}`;
      await note(ctx, licence, { kind: move, reason, serial: move === 'print' ? serial! : licence.paperSerial });
    });
  },
});
