/** Brings invented people, firms, staff and mandates into an empty county, many rows a statement. */
import { z } from 'zod';
import { action, type Ctx } from '../actions/index.ts';
import { identityPlace, phonePlace } from '../identity/index.ts';
import { demoSecret } from './accounts.ts';
import type { InventedFirm, InventedPerson } from './people.ts';

const rows = (ctx: Ctx, list: readonly object[]) => ctx.sql`${JSON.stringify(list)}::text::jsonb`;

export const loadPeople = action({
  name: 'demo.people',
  may: 'demo.make',
  summary: '演示：人口和企业',
  input: z.object({ people: z.custom<InventedPerson[]>(), firms: z.custom<InventedFirm[]>() }),
  async do(ctx, { people, firms }) {
    const { vault, county, sql } = ctx;
    const sealed = people.map(p => ({
      ...p,
      is: vault.seal(county, identityPlace(p.id), p.identity),
      ii: vault.blind(county, 'identity', p.identity),
      ps: p.phone ? vault.seal(county, phonePlace(p.id), p.phone) : null,
      pi: p.phone ? vault.blind(county, 'phone', p.phone) : null,
      identity: undefined,
      phone: undefined,
    }));
    if (people.length > 0)
      await sql`
        insert into person (county, id, name, identity_sealed, identity_index, phone_sealed, phone_index, birth, sex, town, village, address, household, relation)
        select ${county}, r.id, r.name, r."is", r.ii, r.ps, r.pi, r.birth, r.sex, r.town, r.village, r.address, r.household, r.relation
        from jsonb_to_recordset(${rows(ctx, sealed)}) as r (id uuid, name text, "is" text, ii text, ps text, pi text, birth date, sex text,
          town text, village text, address text, household uuid, relation text)`;
    if (firms.length > 0) {
      await sql`
        insert into firm (county, id, name, credit_code, kind, legal_person, status, town, address, scope, founded)
        select ${county}, r.id, r.name, r."creditCode", r.kind, r."legalPerson", r.status, r.town, r.address, r.scope, r.founded
        from jsonb_to_recordset(${rows(ctx, firms)}) as r (id uuid, name text, "creditCode" text, kind text, "legalPerson" uuid, status text,
          town text, address text, scope text, founded date)`;
      await sql`
        insert into mandate (county, principal_kind, principal, agent, basis, from_day)
        select county, 'firm', id, legal_person, 'legal-person', founded from firm
        where county = ${county} and id = any(${firms.map(f => f.id)}::uuid[])`;
    }
    ctx.record({ detail: { people: people.length, firms: firms.length } });
  },
});

export interface InventedStaff {
  id: string;
  login: string;
  name: string;
  unit: string;
  roles: { role: string; unit: string }[];
}

export const loadStaff = action({
  name: 'demo.staff',
  may: 'demo.make',
  summary: '演示：工作人员',
  input: z.object({ staff: z.custom<InventedStaff[]>(), passwordHash: z.string() }),
  async do(ctx, { staff, passwordHash }) {
    const { vault, county, sql } = ctx;
    const sealed = staff.map(s => ({ ...s, totp: vault.seal(county, `staff.totp:${s.id}`, demoSecret) }));
    await sql`
      insert into staff (county, id, login, name, unit, password_hash, totp_sealed)
      select ${county}, r.id, r.login, r.name, r.unit, ${passwordHash}, r.totp
      from jsonb_to_recordset(${rows(ctx, sealed)}) as r (id uuid, login text, name text, unit text, totp text)`;
    await sql`
      insert into staff_role (county, staff, role, unit, granted_by)
      select ${county}, r.id, g.role, g.unit, 'demo'
      from jsonb_to_recordset(${rows(ctx, sealed)}) as r (id uuid, roles jsonb), jsonb_to_recordset(r.roles) as g (role text, unit text)`;
    ctx.record({ detail: { staff: staff.length } });
  },
});

export const loadMandates = action({
  name: 'demo.mandates',
  may: 'demo.make',
  summary: '演示：委托',
  input: z.object({
    mandates: z.array(z.object({ kind: z.enum(['person', 'firm']), principal: z.string(), agent: z.string(), basis: z.enum(['guardian', 'given']) })),
  }),
  async do(ctx, { mandates }) {
    await ctx.sql`
      insert into mandate (county, principal_kind, principal, agent, basis, from_day)
      select ${ctx.county}, r.kind, r.principal, r.agent, r.basis, ${ctx.today}
      from jsonb_to_recordset(${rows(ctx, mandates)}) as r (kind text, principal uuid, agent uuid, basis text)`;
    ctx.record({ detail: { mandates: mandates.length } });
  },
});

/** Marks the county as a demo: only such a county lets demo accounts in. */
export const markDemo = action({
  name: 'demo.mark',
  may: 'demo.make',
  summary: '演示：标记',
  input: z.object({ seed: z.number() }),
  async do(ctx, { seed }) {
    await ctx.sql`insert into demo_state (county, seed, today) values (${ctx.county}, ${seed}, ${ctx.today})`;
    ctx.record({ detail: { seed } });
  },
});
