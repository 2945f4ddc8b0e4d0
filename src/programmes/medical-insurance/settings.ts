/** What the document leaves open and the bureau decides: the last decision counts, with who decided, when and upon what. */
import { z } from 'zod';
import { action, type Ctx, guard, read, refuse } from '#platform/actions';
import { insuranceYear, type SettingKey, settings } from './figures.ts';
import { period } from './lists.ts';
import { seesOf } from './seeing.ts';
import { bureaus } from './words.ts';

export type Settings = Record<SettingKey, number>;
const keys = Object.keys(settings) as [SettingKey, ...SettingKey[]];

interface Decided {
  key: SettingKey;
  value: number;
  basis: string;
  decidedOn: string;
  decidedByName: string;
}
const decisions = (ctx: Ctx): Promise<Decided[]> =>
  ctx.asHouse(
    async ({ sql, county }) =>
      await sql<Decided[]>`
      select key, value, basis, decided_on, decided_by_name from insurance_setting where county = ${county} and period = ${period} order by n desc`,
  );

/** What counts today; where nobody has decided, the standard, which the pages call so. */
export async function settingsNow(ctx: Ctx): Promise<Settings> {
  const made = await decisions(ctx);
  return Object.fromEntries(keys.map(key => [key, made.find(d => d.key === key)?.value ?? settings[key].standard])) as Settings;
}

/** Signed in or not: what the portal reckons with. */
export const openSettings = read({
  name: 'insurance-setting.open',
  may: 'insurance-setting.open',
  summary: '城乡居民医保：待遇等待期按什么算',
  input: z.strictObject({}),
  output: z.object({ perMissedYear: z.number() }),
  async do(ctx) {
    return { perMissedYear: (await settingsNow(ctx)).perMissedYear };
  },
});

const decided = z.object({ value: z.number(), basis: z.string(), decidedOn: z.string(), decidedByName: z.string() });
const settingsView = z.object({
  items: z.array(
    z.object({
      ...{ key: z.enum(keys), title: z.string(), unit: z.string(), least: z.number(), most: z.number(), value: z.number(), note: z.string() },
      place: z.string().nullable(),
      /** Newest first; empty: the standard holds. */
      decisions: z.array(decided),
    }),
  ),
  mine: z.boolean(),
});
export type SettingsView = z.infer<typeof settingsView>;

export const readSettings = read({
  name: 'insurance-setting.list',
  may: 'insurance-progress.read',
  summary: '文件没有写明、由县医保局决定的几项：现在是多少，谁定的，依据是什么',
  input: z.strictObject({}),
  output: settingsView,
  async do(ctx) {
    seesOf(ctx);
    const made = await decisions(ctx);
    return {
      items: keys.map(key => {
        const { title, unit, least, most, standard, note, place } = settings[key];
        const of = made.filter(d => d.key === key).map(({ key: _, ...d }) => d);
        return { key, title, unit, least, most, value: of[0]?.value ?? standard, note, place, decisions: of };
      }),
      mine: ctx.house.permissions.on(ctx.actor, 'insurance-setting.decide', { units: [bureaus.leads] }) !== null,
    };
  },
});

export const decideSetting = action({
  name: 'insurance-setting.decide',
  may: 'insurance-setting.decide',
  summary: '决定一项文件没有写明的：多少，依据是什么',
  input: z.strictObject({
    year: z.literal(insuranceYear),
    key: z.enum(keys),
    value: z.number().int('写整数'),
    basis: z.string().trim().min(4, '请写明依据，至少 4 个字').max(300, '最多 300 字'),
  }),
  async do(ctx, { key, value, basis }) {
    guard(ctx, { units: [bureaus.leads] });
    const { title, least, most, unit } = settings[key];
    if (value < least || value > most) throw refuse('input', { faults: [{ path: 'value', message: `写 ${least} 到 ${most} ${unit}` }] });
    await ctx.asHouse(
      ({ sql, county }) => sql`
        insert into insurance_setting (county, period, n, key, value, basis, decided_on, decided_by_name)
        values (${county}, ${period}, (select count(*)::int + 1 from insurance_setting where county = ${county} and period = ${period}), ${key}, ${value},
          ${basis}, ${ctx.today}, ${ctx.actor.name})`,
    );
    ctx.record({ subject: `insurance:${period}`, detail: { title, value, basis } });
  },
});
