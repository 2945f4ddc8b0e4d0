/** Staff, their roles and their leave. */
import { randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { z } from 'zod';
import { roles, type StaffRole, staffRoles } from '../access/index.ts';
import { action, type Ctx, guard, read, refusals, refuse } from '../actions/index.ts';
import { isDay } from '../calendar/index.ts';
import { anywhere } from '../search/index.ts';

const refuseStaff = refusals({
  'login-taken': [409, '这个账号已经有人用了'],
  'own-account': [409, '不能停用自己，也不能撤销自己的管理员角色'],
  'role-unit': [422, '这个角色要指定部门'],
  'leave-overlap': [409, '这段时间已经有代办安排'],
});

const roleName = z.enum(Object.keys(staffRoles) as [StaffRole]);

const staffRow = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  unit: z.string(),
  unitName: z.string(),
  active: z.boolean(),
  secondFactor: z.boolean(),
  roles: z.array(z.object({ role: z.string(), title: z.string(), unit: z.string() })),
  version: z.number(),
});

export const listStaff = read({
  name: 'staff.read',
  may: 'staff.read',
  summary: '工作人员和他们的角色',
  input: z.strictObject({
    unit: z.string().max(60).optional(),
    q: z.string().trim().max(60).optional(),
    role: roleName.optional(),
    page: z.coerce.number().int().min(1).default(1),
  }),
  output: z.object({ items: z.array(staffRow), total: z.number() }),
  async do(ctx, { unit, q, role, page }) {
    const { sql } = ctx;
    const where = sql`s.county = ${ctx.county} ${unit ? sql`and s.unit = ${unit}` : sql``}
      ${q ? sql`and (s.name ilike ${anywhere(q)} or s.login ilike ${anywhere(q)})` : sql``}
      ${role ? sql`and exists (select 1 from staff_role r where r.county = s.county and r.staff = s.id and r.role = ${role})` : sql``}`;
    const rows = await sql<(Omit<z.infer<typeof staffRow>, 'roles'> & { roles: { role: StaffRole; unit: string }[] | null })[]>`
      select s.id, s.login, s.name, s.unit, u.name as unit_name, s.active, s.totp_sealed is not null as second_factor, s.version,
        (select jsonb_agg(jsonb_build_object('role', r.role, 'unit', r.unit) order by r.role) from staff_role r where r.county = s.county and r.staff = s.id) as roles
      from staff s join unit u on u.county = s.county and u.id = s.unit where ${where}
      order by u.position, s.login limit 50 offset ${(page - 1) * 50}`;
    const [count] = await sql<{ n: number }[]>`select count(*)::int as n from staff s where ${where}`;
    return { items: rows.map(r => ({ ...r, roles: (r.roles ?? []).map(x => ({ ...x, title: roles[x.role] })) })), total: count?.n ?? 0 };
  },
});

/** A password to hand over once; the person changes it and sets a second factor at the first sign-in. */
const firstPassword = () => `${randomBytes(9).toString('base64url')}7a`;

export const addStaff = action({
  name: 'staff.add',
  may: 'staff.keep',
  creates: true,
  summary: '添加工作人员；返回一次性的初始密码',
  input: z.strictObject({
    login: z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[a-z][a-z0-9.-]{2,40}$/, '账号用 3 至 41 位小写字母、数字、点，以字母开头'),
    name: z.string().trim().min(2, '请填写姓名').max(50),
    unit: z.string().max(60),
  }),
  output: z.object({ id: z.string(), password: z.string() }),
  async do(ctx, { login, name, unit }) {
    const [there] = await ctx.sql`select 1 from staff where county = ${ctx.county} and login = ${login}`;
    if (there) throw refuseStaff('login-taken', { faults: [{ path: 'login', message: '这个账号已经有人用了' }] });
    const [known] = await ctx.sql`select 1 from unit where county = ${ctx.county} and id = ${unit} and active`;
    if (!known) throw refuse('input', { faults: [{ path: 'unit', message: '请选择机构' }] });
    const id = crypto.randomUUID();
    const password = firstPassword();
    await ctx.sql`insert into staff (county, id, login, name, unit, password_hash) values (${ctx.county}, ${id}, ${login}, ${name}, ${unit}, ${await hash(password)})`;
    ctx.record({ subject: `staff:${id}`, detail: { login, unit } });
    return { id, password };
  },
});

const onStaff = z.strictObject({ staffId: z.uuid(), version: z.number().int().positive() });

export const setStaffActive = action({
  name: 'staff.activate',
  may: 'staff.keep',
  summary: '停用或启用工作人员；停用后立即退出登录',
  input: onStaff.extend({ active: z.boolean() }),
  async do(ctx, { staffId, version, active }) {
    if (staffId === ctx.actor.id && !active) throw refuseStaff('own-account');
    const { count } =
      await ctx.sql`update staff set active = ${active}, version = version + 1 where county = ${ctx.county} and id = ${staffId} and version = ${version}`;
    if (count !== 1) throw refuse('changed');
    if (!active) await ctx.sql`delete from session where county = ${ctx.county} and subject = ${staffId}`;
    ctx.record({ subject: `staff:${staffId}`, detail: { active } });
  },
});

export const resetStaff = action({
  name: 'staff.reset',
  may: 'staff.keep',
  elevated: true,
  summary: '重置密码和动态口令；返回一次性的初始密码',
  input: onStaff,
  output: z.object({ password: z.string() }),
  async do(ctx, { staffId, version }) {
    const password = firstPassword();
    const { count } = await ctx.sql`
      update staff set password_hash = ${await hash(password)}, totp_sealed = null, failures = 0, version = version + 1
      where county = ${ctx.county} and id = ${staffId} and version = ${version}`;
    if (count !== 1) throw refuse('changed');
    await ctx.sql`delete from session where county = ${ctx.county} and subject = ${staffId}`;
    ctx.record({ subject: `staff:${staffId}` });
    return { password };
  },
});

const roleOn = z.strictObject({ staffId: z.uuid(), role: roleName, unit: z.string().max(60).default('') });

export const grantRole = action({
  name: 'staff.grant',
  may: 'staff.grant',
  summary: '授予角色',
  input: roleOn,
  async do(ctx, { staffId, role, unit }) {
    if (staffRoles[role].unit !== (unit !== ''))
      throw refuseStaff('role-unit', { faults: [{ path: 'unit', message: staffRoles[role].unit ? '请选择部门' : '这个角色不分部门' }] });
    if (unit) {
      const [known] = await ctx.sql`select 1 from unit where county = ${ctx.county} and id = ${unit}`;
      if (!known) throw refuse('input', { faults: [{ path: 'unit', message: '没有这个机构' }] });
    }
    await ctx.sql`insert into staff_role (county, staff, role, unit, granted_by) values (${ctx.county}, ${staffId}, ${role}, ${unit}, ${ctx.actor.name}) on conflict do nothing`;
    ctx.record({ subject: `staff:${staffId}`, detail: { granted: role, unit } });
  },
});

export const revokeRole = action({
  name: 'staff.revoke',
  may: 'staff.grant',
  summary: '撤销角色；下一次请求就失效',
  input: roleOn,
  async do(ctx, { staffId, role, unit }) {
    if (staffId === ctx.actor.id && role === 'administrator') throw refuseStaff('own-account');
    const { count } = await ctx.sql`delete from staff_role where county = ${ctx.county} and staff = ${staffId} and role = ${role} and unit = ${unit}`;
    if (count === 0) throw refuse('not-found');
    ctx.record({ subject: `staff:${staffId}`, detail: { revoked: role, unit } });
  },
});

const delegationRow = z.object({
  id: z.string(),
  fromStaff: z.string(),
  fromName: z.string(),
  toStaff: z.string(),
  toName: z.string(),
  unit: z.string(),
  fromDay: z.string(),
  toDay: z.string(),
  reason: z.string(),
  state: z.enum(['active', 'ended']),
  version: z.number(),
});

export const listDelegations = read({
  name: 'delegation.read',
  may: 'delegation.read',
  summary: '请假代办安排',
  input: z.strictObject({}),
  output: z.object({ items: z.array(delegationRow) }),
  async do(ctx) {
    const items = await ctx.sql<z.infer<typeof delegationRow>[]>`
      select d.id, d.from_staff, f.name as from_name, d.to_staff, t.name as to_name, f.unit, d.from_day, d.to_day, d.reason, d.state, d.version
      from delegation d join staff f on f.county = d.county and f.id = d.from_staff join staff t on t.county = d.county and t.id = d.to_staff
      where d.county = ${ctx.county} order by d.to_day desc limit 200`;
    return { items: [...items] };
  },
});

async function staffOf(ctx: Ctx, id: string): Promise<{ id: string; unit: string }> {
  const [row] = await ctx.sql<{ id: string; unit: string }[]>`select id, unit from staff where county = ${ctx.county} and id = ${id} and active`;
  if (!row) throw refuse('not-found');
  return row;
}

/** While somebody is on leave, a colleague of the same unit works with their roles in that unit. */
export const giveDelegation = action({
  name: 'delegation.give',
  may: 'delegation.give',
  creates: true,
  summary: '请假期间由同事代办',
  input: z.strictObject({
    fromStaff: z.uuid(),
    toStaff: z.uuid(),
    fromDay: z.string().refine(isDay, '请填写存在的日期'),
    toDay: z.string().refine(isDay, '请填写存在的日期'),
    reason: z.string().trim().min(1, '请写明事由').max(200),
  }),
  output: z.object({ id: z.string() }),
  async do(ctx, d) {
    const [from, to] = [await staffOf(ctx, d.fromStaff), await staffOf(ctx, d.toStaff)];
    guard(ctx, { owner: from.id, units: [from.unit] });
    const faults = [
      ...(d.toDay < d.fromDay ? [{ path: 'toDay', message: '结束日期不能早于开始日期' }] : []),
      ...(d.toDay < ctx.today ? [{ path: 'toDay', message: '结束日期已经过去' }] : []),
      ...(from.id === to.id ? [{ path: 'toStaff', message: '请选择另一位同事' }] : []),
      ...(from.unit !== to.unit ? [{ path: 'toStaff', message: '只能由同一部门的同事代办' }] : []),
    ];
    if (faults.length > 0) throw refuse('input', { faults });
    const [overlap] = await ctx.sql`
      select 1 from delegation where county = ${ctx.county} and from_staff = ${d.fromStaff} and state = 'active' and from_day <= ${d.toDay} and to_day >= ${d.fromDay}`;
    if (overlap) throw refuseStaff('leave-overlap');
    const id = crypto.randomUUID();
    await ctx.sql`insert into delegation (county, id, from_staff, to_staff, from_day, to_day, reason)
      values (${ctx.county}, ${id}, ${d.fromStaff}, ${d.toStaff}, ${d.fromDay}, ${d.toDay}, ${d.reason})`;
    ctx.record({ subject: `delegation:${id}`, detail: d });
    return { id };
  },
});

export const endDelegation = action({
  name: 'delegation.end',
  may: 'delegation.end',
  summary: '提前结束代办',
  input: z.strictObject({ delegationId: z.uuid() }),
  async do(ctx, { delegationId }) {
    const [row] = await ctx.sql<{ fromStaff: string }[]>`
      select from_staff from delegation where county = ${ctx.county} and id = ${delegationId} and state = 'active' for update`;
    if (!row) throw refuse('not-found');
    const from = await staffOf(ctx, row.fromStaff);
    guard(ctx, { owner: from.id, units: [from.unit] });
    await ctx.sql`update delegation set state = 'ended', version = version + 1 where county = ${ctx.county} and id = ${delegationId}`;
    ctx.record({ subject: `delegation:${delegationId}` });
  },
});
