/** Terminals: where a code is read. A window's is worked by staff; a kiosk or booking machine is enrolled once and has a token of its own. */
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { z } from 'zod';
import { action, type Ctx, read, refusals, refuse } from '../actions/index.ts';
import { type TerminalKind, terminalKinds } from './words.ts';

export const refuseTerminal = refusals({
  'terminal-unknown': [403, '这台设备还没有登记，或登记已被撤销'],
  'terminal-off': [403, '这个终端已停用，不能扫码'],
  'terminal-staffed': [403, '窗口终端要由工作人员登录后使用'],
  'terminal-name': [409, '已经有同名的终端'],
  'enrolment-wrong': [422, '登记码不对、已用过或已过期'],
  'enrolment-window': [422, '窗口终端由工作人员登录使用，不用登记设备'],
});

export interface Terminal {
  id: string;
  name: string;
  kind: TerminalKind;
  place: string;
  active: boolean;
}

/** A terminal at which staff sit, or a device that shows the token which it got when it was enrolled. */
export type AtTerminal = { id: string } | { device: string };

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('base64url');
const columns = 'id, name, kind, place, active';

/** The terminal that is working, or why not. Staff are signed in; a device names itself by its token. */
export async function workingTerminal(ctx: Ctx, at: AtTerminal): Promise<Terminal> {
  const [terminal] = await ctx.asHouse(ctx =>
    'device' in at
      ? ctx.sql<Terminal[]>`select ${ctx.sql.unsafe(columns)} from terminal where county = ${ctx.county} and device_hash = ${hashOf(at.device)}`
      : ctx.sql<Terminal[]>`select ${ctx.sql.unsafe(columns)} from terminal where county = ${ctx.county} and id = ${at.id}`,
  );
  if (!terminal) throw refuseTerminal('terminal-unknown');
  if (!('device' in at) && ctx.actor.kind !== 'staff') throw refuseTerminal('terminal-staffed');
  if (!terminal.active) throw refuseTerminal('terminal-off');
  return terminal;
}

const kinds = Object.keys(terminalKinds) as [TerminalKind];
const name = z.string().trim().min(2, '请填写终端名称，如“3 号综合窗口”').max(40);
const place = z.string().trim().min(2, '请填写放在哪里').max(80);

const terminalView = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(kinds),
  place: z.string(),
  active: z.boolean(),
  enrolled: z.boolean(),
  enrolledAt: z.string().nullable(),
  /** Scans of this day, and those of them that were refused. */
  scans: z.number(),
  refused: z.number(),
  version: z.number(),
});
export type TerminalView = z.infer<typeof terminalView>;

export const terminals = read({
  name: 'terminal.list',
  may: 'terminal.list',
  summary: '扫码终端，和今天扫了多少次',
  input: z.strictObject({}),
  output: z.object({ items: z.array(terminalView) }),
  async do(ctx) {
    const midnight = `${ctx.today}T00:00:00+08:00`;
    // Counted as the house: how many, never whose.
    const items = await ctx.asHouse(
      ctx => ctx.sql<TerminalView[]>`
        select t.id, t.name, t.kind, t.place, t.active, t.device_hash is not null as enrolled, t.enrolled_at, t.version,
          count(s.id)::int as scans, count(s.id) filter (where s.outcome = 'refused')::int as refused
        from terminal t left join code_scan s on s.county = t.county and s.terminal = t.id and s.scanned_at >= ${midnight}
        where t.county = ${ctx.county} group by t.county, t.id order by t.kind desc, t.name`,
    );
    return { items: [...items] };
  },
});

export const addTerminal = action({
  name: 'terminal.add',
  may: 'terminal.keep',
  creates: true,
  summary: '添加扫码终端',
  input: z.strictObject({ name, kind: z.enum(kinds), place }),
  output: z.object({ id: z.string() }),
  async do(ctx, t) {
    const id = crypto.randomUUID();
    const { count } = await ctx.sql`
      insert into terminal (county, id, name, kind, place, made_by, made_at)
      values (${ctx.county}, ${id}, ${t.name}, ${t.kind}, ${t.place}, ${ctx.actor.id}, ${ctx.now}) on conflict do nothing`;
    if (count === 0) throw refuseTerminal('terminal-name', { faults: [{ path: 'name', message: '已经有这个名称，请换一个' }] });
    ctx.record({ subject: `terminal:${id}`, detail: { name: t.name, kind: t.kind } });
    return { id };
  },
});

const onTerminal = z.strictObject({ terminalId: z.uuid(), version: z.number().int().positive() });

async function lockTerminal(ctx: Ctx, id: string, version: number): Promise<Terminal> {
  const [row] = await ctx.sql<(Terminal & { version: number })[]>`
    select ${ctx.sql.unsafe(columns)}, version from terminal where county = ${ctx.county} and id = ${id} for update`;
  if (!row) throw refuse('not-found');
  if (row.version !== version) throw refuse('changed');
  return row;
}

/** Switching off takes a device's token away: it has to be enrolled anew. */
export const setTerminalActive = action({
  name: 'terminal.active',
  may: 'terminal.keep',
  summary: '停用或重新启用终端；停用时设备的登记一并撤销',
  input: onTerminal.extend({ active: z.boolean() }),
  async do(ctx, { terminalId, version, active }) {
    await lockTerminal(ctx, terminalId, version);
    await ctx.sql`
      update terminal set active = ${active}, enrol_hash = null, enrol_until = null,
        device_hash = case when ${active} then device_hash end, enrolled_at = case when ${active} then enrolled_at end, version = version + 1
      where county = ${ctx.county} and id = ${terminalId}`;
    ctx.record({ subject: `terminal:${terminalId}`, detail: { active } });
  },
});

const enrolMinutes = 15;
/** Letters and digits that nobody confuses. */
const plainLetters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** A code to type at the device, once, within a quarter of an hour. A device that was enrolled before works until the new one is. */
export const openEnrolment = action({
  name: 'terminal.enrolment',
  may: 'terminal.keep',
  summary: '给自助设备一个一次性登记码',
  input: onTerminal,
  output: z.object({ code: z.string(), minutes: z.number() }),
  async do(ctx, { terminalId, version }) {
    const terminal = await lockTerminal(ctx, terminalId, version);
    if (!terminal.active) throw refuseTerminal('terminal-off', '先启用，再登记设备');
    if (terminal.kind === 'window') throw refuseTerminal('enrolment-window');
    const code = Array.from({ length: 10 }, () => plainLetters[randomInt(plainLetters.length)]).join('');
    await ctx.sql`
      update terminal set enrol_hash = ${hashOf(code)}, enrol_until = ${new Date(Date.parse(ctx.now) + enrolMinutes * 60_000).toISOString()}, version = version + 1
      where county = ${ctx.county} and id = ${terminalId}`;
    ctx.record({ subject: `terminal:${terminalId}` });
    return { code, minutes: enrolMinutes };
  },
});

const shownTerminal = z.object({ id: z.string(), name: z.string(), kind: z.enum(kinds), place: z.string() });
const shown = ({ id, name, kind, place }: Terminal) => ({ id, name, kind, place });

/** At the device: the one-time code for a token of its own, which the device keeps and nobody else ever sees. */
export const enrol = action({
  name: 'terminal.enrol',
  may: 'enrolment.make',
  summary: '自助设备：用一次性登记码换取设备令牌',
  input: z.strictObject({ code: z.string().trim().toUpperCase().min(1, '请填写登记码').max(40) }),
  output: z.object({ device: z.string(), terminal: shownTerminal }),
  async do(ctx, { code }) {
    const device = randomBytes(32).toString('base64url');
    const [terminal] = await ctx.asHouse(
      ctx => ctx.sql<Terminal[]>`
        update terminal set device_hash = ${hashOf(device)}, enrolled_at = ${ctx.now}, enrol_hash = null, enrol_until = null, version = version + 1
        where county = ${ctx.county} and enrol_hash = ${hashOf(code.replaceAll(/[^A-Z0-9]/g, ''))} and enrol_until > ${ctx.now} and active
        returning ${ctx.sql.unsafe(columns)}`,
    );
    if (!terminal) throw refuseTerminal('enrolment-wrong', { faults: [{ path: 'code', message: '登记码不对、已用过或已过期，请让管理员重新生成' }] });
    ctx.record({ subject: `terminal:${terminal.id}` });
    return { device, terminal: shown(terminal) };
  },
});

/** Which terminal a device is; it asks at its start. A POST, because a token does not belong into an address. */
export const whichTerminal = read({
  name: 'terminal.which',
  may: 'enrolment.make',
  summary: '自助设备：我是哪个终端',
  input: z.strictObject({ device: z.string().min(1).max(100) }),
  output: shownTerminal,
  do: async (ctx, at) => shown(await workingTerminal(ctx, at)),
});
