/** Reading a code: once, at one terminal, exactly what its owner opened, and every attempt in the owner's log. */
import { z } from 'zod';
import { type Actor, systemActor } from '../access/index.ts';
import { action, type Ctx, knownActor, perform, type Refusal, refusals, refuse } from '../actions/index.ts';
import { publicKeys } from '../crypto/index.ts';
import { findFirm, findPerson, masked, type Opened, openSession, resolveSession } from '../identity/index.ts';
import { findLicences, isValid, type LicenceView, viewLicence } from '../licences/index.ts';
import { codeColumns, type ShownCode, sessionTie } from './codes.ts';
import { type AtTerminal, type Terminal, terminalOf } from './terminals.ts';
import { checkToken, type HolderKind, type TokenFault, tokenFaults } from './token.ts';
import { identityItems, type Place, places, signInItem } from './words.ts';

/** Why a code is not read, for the one who scans and for the owner's log. */
export const scanRefusals = {
  'code-form': [422, tokenFaults.form],
  'code-version': [422, tokenFaults.version],
  'code-foreign': [422, tokenFaults.foreign],
  'code-key': [422, tokenFaults.key],
  'code-altered': [422, tokenFaults.altered],
  'code-early': [422, tokenFaults.early],
  'code-expired': [409, '这个码已过期，请对方刷新后再出示'],
  'code-unknown': [422, '这个码没有在本县出示过'],
  'code-used': [409, '这个码已经用过，每个码只能用一次，请对方刷新后再出示'],
  'code-elsewhere': [409, '这个码已在别的终端用过'],
  'code-ended': [409, '这个码已经收起或换成了新码，请扫现在显示的码'],
  'code-signed-out': [409, '出示这个码的人已退出登录，码已失效；截图和翻拍不能用'],
  'code-mandate': [403, '出示的人已不能代表这家企业'],
  'code-place': [409, '对方没有让在这里使用这个码'],
  'code-no-sign-in': [409, '这个码没有同意登录，请在手机上选“在自助机登录”再出示'],
  'terminal-off': [403, '这个终端已停用，不能扫码'],
} as const satisfies Record<string, readonly [number, string]>;
export type ScanRefusal = keyof typeof scanRefusals;
const refuseScan = refusals(scanRefusals);

/** What a code opened, for the room that scanned it. Numbers are masked. */
export interface CodeRead {
  /** Id of the scan, in the owner's log too. */
  scan: string;
  terminal: Pick<Terminal, 'id' | 'name' | 'kind'>;
  holder: {
    kind: HolderKind;
    /** Who stands there: the owner, or whoever shows the code of a firm. */
    person: { id: string; name: string; identity: string | null; phone: string | null };
    firm?: { id: string; name: string; creditCode: string };
  };
  /** Where the owner let it be read. */
  place: Place;
  /** What the owner agreed to before showing: words, and the licences by name. */
  given: { items: string[]; licences: LicenceView[] };
}

export interface Scan {
  code: string;
  terminal: AtTerminal;
  /** What it is read for, in Chinese, for the owner's log: 预约取号. */
  purpose: string;
}

/**
 * The door for other rooms' actions. Uses the code up in the caller's transaction: where that is refused later, the code
 * was not used. Throws a refusal with its own code and words; the attempt is in the log all the same.
 */
export async function readCode(ctx: Ctx, { code, terminal: at, purpose }: Scan): Promise<CodeRead> {
  const terminal = await terminalOf(ctx, at);
  return ctx.asHouse(async ctx => {
    const { row, actor } = await usable(ctx, code, terminal, purpose);
    const [taken] = await ctx.sql<{ id: string }[]>`
      update shown_code set state = 'used', used_at = ${ctx.now}, terminal = ${terminal.id}
      where county = ${ctx.county} and id = ${row.id} and state = 'shown' and until > ${ctx.now}
        and exists (select 1 from session s where s.county = shown_code.county and s.token_hash = shown_code.session)
      returning id`;
    // Another terminal was faster by a moment, or the session ended in it.
    if (!taken) throw turnedAway(ctx, terminal, purpose, why((await rowOf(ctx, row.id))!, terminal, ctx.now) ?? 'code-signed-out', row);
    const scan = crypto.randomUUID();
    const opened = await open(ctx, row, row.licences);
    const items = [...identityItems[row.holderKind], ...opened.licences.map(l => l.typeName), ...(row.place === 'kiosk' ? [signInItem] : [])];
    await note(ctx, { id: scan, row, terminal, staff: staffOf(ctx.actor), purpose, outcome: 'read', items, licences: opened.licences.map(l => l.id) });
    ctx.record({ subject: `code:${row.id}`, action: 'code.read', detail: { terminal: terminal.id, purpose, person: actor.id, holder: row.holder, items } });
    return {
      scan,
      terminal: { id: terminal.id, name: terminal.name, kind: terminal.kind },
      holder: opened.holder,
      place: row.place,
      given: { items, licences: opened.licences },
    };
  });
}

const rowOf = async (ctx: Ctx, id: string): Promise<ShownCode | undefined> => {
  const [row] = await ctx.sql<ShownCode[]>`select ${ctx.sql.unsafe(codeColumns)} from shown_code where county = ${ctx.county} and id = ${id}`;
  return row;
};

/** Why a row cannot be used any more, or null. */
function why(row: ShownCode, terminal: Pick<Terminal, 'id'>, now: string): ScanRefusal | null {
  if (row.state === 'used') return row.terminal === terminal.id ? 'code-used' : 'code-elsewhere';
  if (row.state === 'ended') return 'code-ended';
  return row.until <= now ? 'code-expired' : null;
}

/** A code that may be read here and now, and who shows it. */
async function usable(ctx: Ctx, code: string, terminal: Terminal, purpose: string): Promise<{ row: ShownCode; actor: Actor }> {
  const no = (reason: ScanRefusal, row?: ShownCode) => turnedAway(ctx, terminal, purpose, reason, row);
  const checked = checkToken(code, { county: ctx.county, keys: await publicKeys(ctx, 'code'), now: Date.parse(ctx.now) });
  const row = checked.token ? await rowOf(ctx, checked.token.id) : undefined;
  if (!terminal.active) throw no('terminal-off', row);
  // A code that was used says so, however long ago.
  const past = row && why(row, terminal, ctx.now);
  if (past) throw no(past, row);
  if (!checked.holds) throw no(`code-${checked.faults[0] as TokenFault}`, row);
  if (!row || sessionTie(row.session, row.id) !== checked.token.session) throw no('code-unknown');
  const session = await resolveSession(ctx.sql, ctx.county, row.session, ctx.today);
  if (session?.actor.id !== row.person) throw no('code-signed-out', row);
  if (row.holderKind === 'firm' && !session.actor.parties.includes(row.holder)) throw no('code-mandate', row);
  if (terminal.kind === 'kiosk' && row.place === 'any') throw no('code-no-sign-in', row);
  if (row.place !== 'any' && row.place !== terminal.kind) throw no('code-place', row);
  return { row, actor: session.actor };
}

/** Who it is and what was opened, as it is now. A licence that ended meanwhile is not given. */
async function open(ctx: Ctx, row: Pick<ShownCode, 'person' | 'holderKind' | 'holder'>, ids: readonly string[]) {
  const { id, name, identity, phone } = masked((await findPerson(ctx, row.person))!);
  const firm = row.holderKind === 'firm' ? await findFirm(ctx, row.holder) : null;
  const licences = (await findLicences(ctx, ids)).filter(l => l.holder === row.holder && isValid(l, ctx.today));
  const holder: CodeRead['holder'] = {
    kind: row.holderKind,
    person: { id, name, identity, phone },
    ...(firm ? { firm: { id: firm.id, name: firm.name, creditCode: firm.creditCode } } : {}),
  };
  return { holder, licences: licences.map(l => viewLicence(l, ctx.today)) };
}

const staffOf = (actor: Actor) => (actor.kind === 'staff' ? { id: actor.id, name: actor.name } : null);

interface Noted {
  id?: string;
  row: Pick<ShownCode, 'id' | 'person' | 'holderKind' | 'holder'>;
  terminal: Pick<Terminal, 'id' | 'name'>;
  staff: { id: string; name: string } | null;
  purpose: string;
  outcome: 'read' | 'refused' | 'offline';
  reason?: string | null;
  items?: string[];
  licences?: string[];
  /** When it was scanned, where that is not now. */
  at?: string;
}

/** A line of the owner's log, written by the house. */
export const note = (ctx: Ctx, n: Noted) =>
  ctx.sql`
    insert into code_scan (county, id, code, person, holder_kind, holder, terminal, terminal_name, staff, staff_name, purpose, outcome, reason, items, licences, scanned_at, noted_at)
    values (${ctx.county}, ${n.id ?? crypto.randomUUID()}, ${n.row.id}, ${n.row.person}, ${n.row.holderKind}, ${n.row.holder}, ${n.terminal.id}, ${n.terminal.name},
      ${n.staff?.id ?? null}, ${n.staff?.name ?? null}, ${n.purpose}, ${n.outcome}, ${n.reason ?? null}, ${n.items ?? []}::text[], ${n.licences ?? []}::uuid[],
      ${n.at ?? ctx.now}, ${ctx.now}) on conflict do nothing`;

/**
 * The refusal, and its line in the log. The caller's transaction is going to be rolled back, so the line has one of its
 * own. Nobody waits for it: a request that held one connection while it waited for a second could stop all of them.
 */
function turnedAway(ctx: Ctx, terminal: Terminal, purpose: string, reason: ScanRefusal, row?: ShownCode): Refusal {
  const { house, county, requestId } = ctx;
  const input = { reason, terminal: { id: terminal.id, name: terminal.name }, staff: staffOf(ctx.actor), purpose, code: row?.id ?? null, at: ctx.now };
  queueMicrotask(
    () =>
      void perform(house, noteRefusal, knownActor(systemActor(county, '中阳码')), input, { county, requestId }).catch(error =>
        house.log.error({ error: String(error), requestId }, 'scan not logged'),
      ),
  );
  if (reason === 'code-place') return refuseScan(reason, `对方选的是“只在${places[row!.place]}使用”，这里是${terminal.name}`);
  return refuseScan(reason);
}

const noteRefusal = action({
  name: 'code.refused',
  may: 'code-scan.note',
  summary: '记下一次没有读成的扫码',
  input: z.strictObject({
    reason: z.string(),
    terminal: z.strictObject({ id: z.string(), name: z.string() }),
    staff: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
    purpose: z.string(),
    code: z.string().nullable(),
    at: z.string(),
  }),
  async do(ctx, { reason, terminal, staff, purpose, code, at }) {
    const row = code ? await rowOf(ctx, code) : undefined;
    if (row) await note(ctx, { row, terminal, staff, purpose, outcome: 'refused', reason, at });
    // A code that nobody here made has no owner who could be told: the audit has it.
    ctx.record({
      subject: row ? `code:${row.id}` : `terminal:${terminal.id}`,
      detail: { reason, terminal: terminal.id, purpose, ...(staff ? { staff: staff.id } : {}) },
    });
  },
});

/** A clerk's scan. What it opened is fetched by its id, so that a retry after a broken line uses no second code and keeps nothing of a person. */
export const scanCode = action({
  name: 'code.scan',
  may: 'code-scan.make',
  creates: true,
  summary: '窗口扫中阳码：用掉这个码，返回这次扫码的编号',
  input: z.strictObject({
    code: z.string().trim().min(1, '请扫中阳码').max(400),
    terminal: z.uuid('请先选择这台电脑是哪个窗口'),
    purpose: z.string().trim().min(1).max(40).default('窗口受理'),
  }),
  output: z.object({ id: z.string(), kind: z.enum(['person', 'firm']) }),
  async do(ctx, { code, terminal, purpose }) {
    const { scan, holder } = await readCode(ctx, { code, terminal: { id: terminal }, purpose });
    return { id: scan, kind: holder.kind };
  },
});

/** At a kiosk the code signs its owner in: one look instead of a number and a message. Only a code that was shown for that. */
export const signInByCode = action({
  name: 'sign-in.kiosk',
  may: 'session.open',
  gate: true,
  summary: '在自助机上扫中阳码登录',
  input: z.strictObject({ code: z.string().trim().min(1, '请扫中阳码').max(400), device: z.string().min(1).max(100) }),
  async do(ctx, { code, device }): Promise<Opened> {
    const { holder, place } = await readCode(ctx, { code, terminal: { device }, purpose: '登录自助机' });
    if (place !== 'kiosk' || holder.kind !== 'person') throw refuseScan('code-no-sign-in');
    ctx.record({ subject: `person:${holder.person.id}` });
    return openSession(ctx.sql, ctx.county, { kind: 'person', id: holder.person.id });
  },
});

/** A visit at a window is over by then; later the card is asked for again. */
const visitMinutes = 30;

/** What a scan opened, once more, for the clerk who made it and while the visitor is there. */
export async function scanOf(ctx: Ctx, id: string): Promise<CodeRead> {
  const since = new Date(Date.parse(ctx.now) - visitMinutes * 60_000).toISOString();
  return ctx.asHouse(async ctx => {
    const [row] = await ctx.sql<
      (Pick<ShownCode, 'person' | 'holderKind' | 'holder'> & {
        terminal: string;
        terminalName: string;
        kind: Terminal['kind'];
        place: Place;
        items: string[];
        licences: string[];
      })[]
    >`
      select s.person, s.holder_kind, s.holder, s.terminal, s.terminal_name, t.kind, c.place, s.items, s.licences
      from code_scan s join terminal t on t.county = s.county and t.id = s.terminal join shown_code c on c.county = s.county and c.id = s.code
      where s.county = ${ctx.county} and s.id = ${id} and s.outcome = 'read' and s.staff = ${ctx.actor.id} and s.scanned_at > ${since}`;
    if (!row) throw refuse('not-found', '扫码半小时内有效，请对方再出示一次中阳码');
    const { holder, licences } = await open(ctx, row, row.licences);
    return {
      scan: id,
      terminal: { id: row.terminal, name: row.terminalName, kind: row.kind },
      holder,
      place: row.place,
      given: { items: row.items, licences },
    };
  });
}
