/** Showing a code: what it opens is agreed to before it is made, and written in its row; the code itself says nothing. */
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { action, type Ctx, read, refusals, refuse } from '../actions/index.ts';
import { publicKeys, signingKey, sm2Sign } from '../crypto/index.ts';
import { findFirm, hashToken } from '../identity/index.ts';
import { findLicences, isValid } from '../licences/index.ts';
import { type HolderKind, longestSeconds, makeToken } from './token.ts';
import { mostLicences, type Place, places } from './words.ts';

export const refuseShowing = refusals({
  'not-for-firm': [403, '您没有受这家企业全权委托，不能替它出示码'],
  'firm-gone': [409, '这家企业已注销，不能再出示它的码'],
  'licence-not-held': [422, '选的证照不在这个证照包里，或已失效'],
});

export interface ShownCode {
  id: string;
  person: string;
  holderKind: HolderKind;
  holder: string;
  session: string;
  licences: string[];
  place: Place;
  until: string;
  state: 'shown' | 'used' | 'ended';
  terminal: string | null;
}
export const codeColumns = 'id, person, holder_kind, holder, session, licences, place, until, state, terminal';

/** What of the session stands in the code: enough to tie it, useless to open anything. */
export const sessionTie = (session: string, id: string): string => createHash('sha256').update(`${session}/${id}`).digest('hex').slice(0, 8);

/** The code of this session that was shown before ends with the next one. */
const endShown = (ctx: Ctx, session: string) =>
  ctx.sql`update shown_code set state = 'ended' where county = ${ctx.county} and session = ${session} and state = 'shown'`;

export const showCode = action({
  name: 'code.show',
  may: 'code.show',
  summary: '出示中阳码：先选定以谁的名义、给看什么、在哪里用；60 秒内有效，只能用一次',
  input: z.strictObject({
    kind: z.enum(['person', 'firm']),
    /** The firm; for a person always whoever is signed in. */
    firm: z.uuid().optional(),
    licences: z.array(z.uuid()).max(mostLicences, `一次最多给看 ${mostLicences} 张证照`).default([]),
    place: z.enum(Object.keys(places) as [Place]).default('any'),
    token: z.string(),
  }),
  output: z.object({
    id: z.string(),
    code: z.string(),
    /** Seconds for which it is good, from now on. */
    seconds: z.number(),
    until: z.string(),
  }),
  async do(ctx, { kind, firm, licences, place, token }) {
    if (kind === 'firm' && place === 'kiosk') throw refuse('input', { faults: [{ path: 'place', message: '在自助机登录用个人码' }] });
    const holder = kind === 'person' ? ctx.actor.id : await firmOf(ctx, firm);
    const wanted = [...new Set(licences)];
    const held = await findLicences(ctx, wanted);
    if (wanted.some(id => !held.some(l => l.id === id && l.holder === holder && isValid(l, ctx.today)))) throw refuseShowing('licence-not-held');
    const session = hashToken(token);
    const id = randomBytes(12).toString('hex');
    const from = Math.floor(Date.parse(ctx.now) / 1000);
    const until = new Date((from + longestSeconds) * 1000).toISOString();
    await endShown(ctx, session);
    await ctx.sql`
      insert into shown_code (county, id, person, holder_kind, holder, session, licences, place, shown_at, until)
      values (${ctx.county}, ${id}, ${ctx.actor.id}, ${kind}, ${holder}, ${session}, ${wanted}::uuid[], ${place}, ${ctx.now}, ${until})`;
    const key = await ctx.asHouse(ctx => signingKey(ctx, 'code'));
    const code = makeToken(
      { kind, county: ctx.county, key: key.id.slice(0, 8), from, seconds: longestSeconds, id, session: sessionTie(session, id) },
      message => sm2Sign(message, key.privateKey),
    );
    ctx.record({ subject: `code:${id}`, detail: { kind, holder, licences: wanted, place } });
    return { id, code, seconds: Math.max(0, (Date.parse(until) - Date.parse(ctx.now)) / 1000), until };
  },
});

/** An agent for some things only does not show the firm's code: it opens the firm as a whole. */
async function firmOf(ctx: Ctx, id: string | undefined): Promise<string> {
  if (!id) throw refuse('input', { faults: [{ path: 'firm', message: '请选择企业' }] });
  if (!ctx.actor.parties.includes(id)) throw refuseShowing('not-for-firm');
  const firm = await findFirm(ctx, id);
  if (!firm) throw refuseShowing('not-for-firm');
  if (firm.status === 'cancelled') throw refuseShowing('firm-gone');
  return id;
}

/** Puts the code away: it cannot be read any more. */
export const hideCode = action({
  name: 'code.hide',
  may: 'code.show',
  summary: '收起中阳码，马上失效',
  input: z.strictObject({ token: z.string() }),
  async do(ctx, { token }) {
    await endShown(ctx, hashToken(token));
  },
});

/** For every window that checks signatures by itself: the county, its keys, and what time it is here. */
export const codeKeys = read({
  name: 'code.keys',
  may: 'code-key.read',
  summary: '验码公钥：网络断开时也能核对签名',
  input: z.strictObject({}),
  output: z.object({ county: z.string(), keys: z.array(z.object({ id: z.string(), publicKey: z.string() })), now: z.string() }),
  do: async ctx => ({ county: ctx.county, keys: [...(await ctx.asHouse(ctx => publicKeys(ctx, 'code')))], now: ctx.now }),
});
