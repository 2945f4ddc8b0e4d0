/**
 * Sharing by consent: a holder shows some lines of one licence, for a purpose and a time, to a unit or to whoever has a
 * link. Every opening is counted and named in the holder's log. What has ended answers like what never was.
 */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { action, type Ctx, guard, read, refusals, refuse } from '../actions/index.ts';
import { inChinese } from '../calendar/index.ts';
import { sm3 } from '../crypto/index.ts';
import { notifyUnit } from '../notices/index.ts';
import { findLicence, findLicences, type Licence, unitName } from './licences.ts';
import { partsOf, standingWith } from './parts.ts';
import { standing } from './view.ts';
import { basicLines, mostDays, mostViews } from './words.ts';

/** A unit may look as often as its work needs. */
const viewsOfUnit = 1000;

const refuseShare = refusals({
  'not-shareable': [409, '这张证照现在不能使用，不能出示'],
  'share-over': [409, '这次出示已经结束了'],
});

export const shareView = z.object({
  id: z.string(),
  unit: z.string().nullable(),
  unitName: z.string().nullable(),
  lines: z.array(z.string()),
  purpose: z.string(),
  givenAt: z.string(),
  until: z.string(),
  views: z.number(),
  mostViews: z.number(),
  /** Still opens. */
  open: z.boolean(),
  viewers: z.array(z.object({ name: z.string(), unitName: z.string().nullable(), at: z.string() })),
});

export type ShareView = z.infer<typeof shareView>;

interface Share {
  id: string;
  licenceId: string;
  unit: string | null;
  lines: string[];
  purpose: string;
  until: string;
  mostViews: number;
  views: number;
  givenBy: string;
  givenByName: string;
  givenAt: string;
  endedAt: string | null;
}
const columns = 'id, licence_id, unit, lines, purpose, until, most_views, views, given_by, given_by_name, given_at, ended_at';

const isOpen = (s: Share, now: string) => s.endedAt === null && Date.parse(s.until) > Date.parse(now) && s.views < s.mostViews;

const labelOf = (l: Licence, line: string): string =>
  line in basicLines ? basicLines[line as keyof typeof basicLines] : (l.face?.lines.find(x => x.attribute === line)?.label ?? line);

/** Everything that was shared of a licence, newest first, with who opened it. */
export async function sharesOf(ctx: Ctx, l: Licence): Promise<z.infer<typeof shareView>[]> {
  return ctx.asHouse(async ctx => {
    const shares = await ctx.sql<(Share & { unitName: string | null })[]>`
      select ${ctx.sql.unsafe(columns)}, (select u.name from unit u where u.county = s.county and u.id = s.unit) as unit_name
      from licence_share s where county = ${ctx.county} and licence_id = ${l.id} order by given_at desc limit 200`;
    const views = await ctx.sql<{ shareId: string; name: string; unitName: string | null; at: string }[]>`
      select v.share_id, v.viewer_name as name, (select u.name from unit u where u.county = v.county and u.id = v.unit) as unit_name, v.viewed_at as at
      from licence_share_view v where v.county = ${ctx.county} and v.share_id = any(${shares.map(s => s.id)}::uuid[]) order by v.viewed_at desc limit 1000`;
    return shares.map(s => ({
      id: s.id,
      unit: s.unit,
      unitName: s.unitName,
      lines: s.lines.map(line => labelOf(l, line)),
      purpose: s.purpose,
      givenAt: s.givenAt,
      until: s.until,
      views: s.views,
      mostViews: s.mostViews,
      open: isOpen(s, ctx.now),
      viewers: views.filter(v => v.shareId === s.id).map(({ name, unitName, at }) => ({ name, unitName, at })),
    }));
  });
}

export const shareLicence = action({
  name: 'licence.share',
  may: 'licence-share.give',
  creates: true,
  summary: '出示证照：选定内容、用途、期限，给一个部门或用一次性链接',
  input: z
    .strictObject({
      licenceId: z.uuid(),
      lines: z.array(z.string().max(60)).min(1, '至少选一项要出示的内容').max(40),
      purpose: z.string().trim().min(2, '请写明给对方看是为了什么').max(100),
      days: z.number().int().min(1).max(mostDays),
      /** A unit's id; absent: a link. */
      unit: z.string().max(60).optional(),
      /** How often a link may be opened. */
      views: z.number().int().min(1).max(mostViews).default(1),
    })
    .refine(v => new Set(v.lines).size === v.lines.length, { path: ['lines'], message: '同一项选了两次' }),
  output: z.object({ id: z.string(), token: z.string().nullable(), until: z.string() }),
  async do(ctx, { licenceId, lines, purpose, days, unit, views }) {
    if (ctx.actor.kind !== 'person') throw refuse('forbidden');
    const licence = await findLicence(ctx, licenceId);
    guard(ctx, { parties: [licence.holder] });
    const state = standingWith(licence, await partsOf(ctx, [licence]), ctx.today);
    if (state !== 'valid' && state !== 'partly') throw refuseShare('not-shareable');
    const known = new Set([...Object.keys(basicLines), ...Object.keys(licence.attributes)]);
    if (lines.some(l => !known.has(l))) throw refuse('input', { detail: '证照上没有这一项', faults: [{ path: 'lines', message: '证照上没有这一项' }] });
    const id = crypto.randomUUID();
    // The link shows nothing by itself: who has it opens it, and only then it counts. 192 random bits are not guessed.
    const token = unit ? null : randomBytes(24).toString('base64url');
    const until = new Date(Date.parse(ctx.now) + days * 86_400_000).toISOString();
    await ctx.asHouse(async ctx => {
      if (unit) {
        const [there] = await ctx.sql`select 1 from unit where county = ${ctx.county} and id = ${unit}`;
        if (!there) throw refuse('input', { detail: '没有这个部门', faults: [{ path: 'unit', message: '请从名单里选部门' }] });
      }
      await ctx.sql`
        insert into licence_share (county, id, licence_id, unit, token_hash, lines, purpose, until, most_views, given_by, given_by_name, given_at)
        values (${ctx.county}, ${id}, ${licenceId}, ${unit ?? null}, ${token ? sm3(token) : null}, ${lines}, ${purpose}, ${until},
          ${unit ? viewsOfUnit : views}, ${ctx.actor.id}, ${ctx.actor.name}, ${ctx.now})`;
      if (unit)
        await notifyUnit(ctx, unit, {
          template: 'licence-shared',
          data: { typeName: licence.typeName, purpose, until: inChinese(until.slice(0, 10)) },
          link: '/desk/licence-shares',
        });
    });
    ctx.record({ subject: `licence:${licenceId}`, detail: { share: id, lines, purpose, days, to: unit ?? 'link' } });
    return { id, token, until };
  },
});

export const endShare = action({
  name: 'licence.end-share',
  may: 'licence-share.give',
  summary: '收回出示：链接或部门从此打不开',
  input: z.strictObject({ shareId: z.uuid() }),
  async do(ctx, { shareId }) {
    if (ctx.actor.kind !== 'person') throw refuse('forbidden');
    const share = await ctx.asHouse(async ctx => {
      const [row] = await ctx.sql<Share[]>`select ${ctx.sql.unsafe(columns)} from licence_share where county = ${ctx.county} and id = ${shareId} for update`;
      return row;
    });
    const [licence] = share ? await findLicences(ctx, [share.licenceId]) : [];
    if (!share || !licence) throw refuse('not-found');
    guard(ctx, { parties: [licence.holder] });
    if (share.endedAt) throw refuseShare('share-over');
    await ctx.asHouse(ctx => ctx.sql`update licence_share set ended_at = ${ctx.now} where county = ${ctx.county} and id = ${shareId}`);
    ctx.record({ subject: `licence:${share.licenceId}`, detail: { share: shareId } });
  },
});

const openedView = z.object({
  typeName: z.string(),
  issuer: z.string(),
  state: standing,
  lines: z.array(z.object({ label: z.string(), value: z.string() })),
  purpose: z.string(),
  givenByName: z.string(),
  until: z.string(),
  /** Openings that are left, this one counted. */
  left: z.number(),
});

export type OpenedShare = z.infer<typeof openedView>;

/** Counts and logs an opening and shows what was shared; in the house's context, the share locked. */
async function open(ctx: Ctx, share: Share | undefined, viewer: { id: string; name: string; unit: string | null }): Promise<z.infer<typeof openedView>> {
  if (!share || !isOpen(share, ctx.now)) throw refuse('not-found');
  const [licence] = await findLicences(ctx, [share.licenceId]);
  if (!licence) throw refuse('not-found');
  await ctx.sql`update licence_share set views = views + 1 where county = ${ctx.county} and id = ${share.id}`;
  await ctx.sql`
    insert into licence_share_view (county, id, share_id, viewer, viewer_name, unit, viewed_at)
    values (${ctx.county}, gen_random_uuid(), ${share.id}, ${viewer.id}, ${viewer.name}, ${viewer.unit}, ${ctx.now})`;
  ctx.record({ subject: `licence:${licence.id}`, detail: { share: share.id, lines: share.lines } });
  const value = (line: string) => {
    if (line === 'bearer-name') return licence.bearerName;
    if (line === 'number') return licence.number;
    if (line === 'dates') return `${inChinese(licence.issuedOn)}签发，${licence.validUntil ? `有效期至${inChinese(licence.validUntil)}` : '长期有效'}`;
    return licence.attributes[line] ?? '';
  };
  return {
    typeName: licence.typeName,
    issuer: await unitName(ctx, licence.issuer),
    // Live: what was suspended after it was shared says so.
    state: standingWith(licence, await partsOf(ctx, [licence]), ctx.today),
    lines: share.lines.map(line => ({ label: labelOf(licence, line), value: value(line) })),
    purpose: share.purpose,
    givenByName: share.givenByName,
    until: share.until,
    left: share.mostViews - share.views - 1,
  };
}

/** Whoever has the link opens it, on purpose: looking at the address alone (a preview in a chat) counts as nothing. */
export const openShared = action({
  name: 'licence.open-shared',
  may: 'licence-share.open',
  summary: '打开别人出示的证照（一次性链接）',
  input: z.strictObject({ token: z.string().max(64) }),
  output: openedView,
  async do(ctx, { token }) {
    return ctx.asHouse(async ctx => {
      const [share] = await ctx.sql<Share[]>`
        select ${ctx.sql.unsafe(columns)} from licence_share where county = ${ctx.county} and token_hash = ${sm3(token)} for update`;
      const known = ctx.actor.kind !== 'guest';
      return open(ctx, share, { id: known ? ctx.actor.id : 'guest', name: known ? ctx.actor.name : '持链接的人（没有登录）', unit: null });
    });
  },
});

const myUnits = (ctx: Ctx) => [...new Set(ctx.actor.grants.flatMap(g => g.unit ?? []))];

export const sharedWithUnit = read({
  name: 'licence.shared-with-unit',
  may: 'licence-share.see',
  summary: '出示给本单位的证照',
  input: z.strictObject({}),
  output: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        typeName: z.string(),
        givenByName: z.string(),
        purpose: z.string(),
        unit: z.string(),
        givenAt: z.string(),
        until: z.string(),
        views: z.number(),
      }),
    ),
  }),
  async do(ctx) {
    const units = myUnits(ctx);
    const items = await ctx.asHouse(
      ctx => ctx.sql<{ id: string; typeName: string; givenByName: string; purpose: string; unit: string; givenAt: string; until: string; views: number }[]>`
        select s.id, l.type_name, s.given_by_name, s.purpose, s.unit, s.given_at, s.until, s.views
        from licence_share s join licence l on l.county = s.county and l.id = s.licence_id
        where s.county = ${ctx.county} and s.unit = any(${units}) and s.until > ${ctx.now} and s.ended_at is null and s.views < s.most_views
        order by s.given_at desc limit 500`,
    );
    return { items: [...items] };
  },
});

export const openForUnit = action({
  name: 'licence.open-for-unit',
  may: 'licence-share.see',
  summary: '查看出示给本单位的证照；持证人会知道谁看过',
  input: z.strictObject({ shareId: z.uuid() }),
  output: openedView,
  async do(ctx, { shareId }) {
    const units = myUnits(ctx);
    return ctx.asHouse(async ctx => {
      const [share] = await ctx.sql<Share[]>`
        select ${ctx.sql.unsafe(columns)} from licence_share where county = ${ctx.county} and id = ${shareId} and unit = any(${units}) for update`;
      return open(ctx, share, { id: ctx.actor.id, name: ctx.actor.name, unit: share?.unit ?? null });
    });
  },
});
