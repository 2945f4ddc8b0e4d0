/** Signing in to the demo county without a password: demo mode on loopback only. */
import { Secret, TOTP } from 'otpauth';
import { z } from 'zod';
import { type Guard, permit, type Role, roles } from '../access/index.ts';
import { action, read, refuse } from '../actions/index.ts';
import { type Opened, openSession } from '../identity/index.ts';

export const addDemoAccounts = action({
  name: 'demo.accounts-add',
  may: 'demo.make',
  summary: '登记演示账号',
  input: z.object({ accounts: z.array(z.object({ account: z.string(), kind: z.enum(['person', 'staff']), subject: z.string(), note: z.string() })) }),
  async do(ctx, { accounts }) {
    await ctx.sql`
      insert into demo_account (county, account, kind, subject, note, position)
      select ${ctx.county}, r.account, r.kind, r.subject, r.note, r.n
      from jsonb_to_recordset(${JSON.stringify(accounts.map((a, n) => ({ ...a, n })))}::text::jsonb) as r (account text, kind text, subject uuid, note text, n int)
      on conflict do nothing`;
    ctx.record({ detail: { added: accounts.length } });
  },
});

const accountRow = z.object({
  account: z.string(),
  kind: z.enum(['person', 'staff']),
  name: z.string(),
  role: z.string(),
  roleName: z.string(),
  unit: z.string().nullable(),
  unitName: z.string().nullable(),
  town: z.string().nullable(),
  note: z.string(),
});

export const demoAccounts = read({
  name: 'demo.accounts',
  may: 'demo.use',
  summary: '演示账号：角色、单位、乡镇',
  input: z.strictObject({}),
  output: z.object({ items: z.array(accountRow) }),
  async do(ctx) {
    const rows = await ctx.asHouse(
      ctx => ctx.sql<
        {
          account: string;
          kind: 'person' | 'staff';
          note: string;
          name: string;
          role: Role | null;
          unit: string | null;
          unitName: string | null;
          town: string | null;
        }[]
      >`
        select d.account, d.kind, d.note, coalesce(s.name, p.name) as name, u.name as unit_name, s.unit,
          (select r.role from staff_role r where r.county = d.county and r.staff = s.id order by r.granted_at, r.role limit 1) as role,
          case when s.unit like 'town-%' then substr(s.unit, 6) else p.town end as town
        from demo_account d
        left join staff s on d.kind = 'staff' and s.county = d.county and s.id = d.subject
        left join person p on d.kind = 'person' and p.county = d.county and p.id = d.subject
        left join unit u on u.county = s.county and u.id = s.unit
        where d.county = ${ctx.county} order by d.position`,
    );
    return { items: rows.map(({ role, ...r }) => ({ ...r, role: role ?? 'resident', roleName: roles[role ?? 'resident'] })) };
  },
});

/** Opens a session for a demo account. The HTTP room sets the cookie. */
export const demoSession = action({
  name: 'demo.session',
  may: 'demo.use',
  gate: true,
  summary: '以演示账号登录',
  input: z.strictObject({ account: z.string().min(1, '请选择演示账号').max(80) }),
  async do(ctx, { account }): Promise<Opened & { account: string }> {
    const [row] = await ctx.sql<{ kind: 'person' | 'staff'; subject: string }[]>`
      select kind, subject from demo_account where county = ${ctx.county} and account = ${account}`;
    if (!row) throw refuse('not-found');
    ctx.record({ subject: `${row.kind}:${row.subject}` });
    return { account, ...(await openSession(ctx.sql, ctx.county, { kind: row.kind, id: row.subject })) };
  },
});

/** The second factor of every demo account: one secret, so that the real sign-in can be tried too. */
export const demoSecret = Secret.fromLatin1('bancheng-demo-county').base32;
export const demoPassword = 'bancheng-demo-2024';

/** The dynamic code that a demo colleague's telephone would show now. */
export const demoCode = read({
  name: 'demo.code',
  may: 'demo.use',
  summary: '演示：动态口令和统一密码',
  input: z.strictObject({}),
  output: z.object({ code: z.string(), password: z.string(), seconds: z.number() }),
  async do() {
    const totp = new TOTP({ secret: Secret.fromBase32(demoSecret), digits: 6, period: 30 });
    return { code: totp.generate(), password: demoPassword, seconds: 30 - (Math.floor(Date.now() / 1000) % 30) };
  },
});

export const demoPermits = [permit('demo.use', '演示：登录', { guest: 'anyone' }), permit('demo.make', '演示：建立演示数据', {})];
export const demoGuards: Guard[] = [
  { table: 'demo_account', reads: ['gate'] },
  { table: 'demo_state', reads: ['gate'] },
];
