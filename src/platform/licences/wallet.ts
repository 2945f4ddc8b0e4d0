/** The holder's side: the wallet, one licence with its face and its story, who has seen it, the signed document. */
import { z } from 'zod';
import { action, type Ctx, Download, read, refuse } from '../actions/index.ts';
import { documentOf } from './document.ts';
import { findLicence, type Licence, licencesInWallet } from './licences.ts';
import { compositesWith, partsOf } from './parts.ts';
import { sharesOf, shareView } from './shares.ts';
import { drawn, drawnView, licenceView, viewLicence } from './view.ts';
import { moves, paperMoves, papers } from './words.ts';

export const wallet = read({
  name: 'licence.mine',
  may: 'licence.read',
  summary: '我的证照：本人的和受托人的',
  input: z.strictObject({}),
  output: z.object({ items: z.array(licenceView) }),
  async do(ctx) {
    if (ctx.actor.kind !== 'person') throw refuse('forbidden');
    const licences = await licencesInWallet(ctx, ctx.actor.parties);
    const parts = await partsOf(ctx, licences);
    return { items: licences.map(l => viewLicence(l, ctx.today, parts)) };
  },
});

const eventView = z.object({ kind: z.string(), title: z.string(), at: z.string(), reason: z.string(), basis: z.string() });

/** What happened to a licence, as its holder may know it: done changes, newest first. */
async function storyOf(ctx: Ctx, licenceId: string): Promise<z.infer<typeof eventView>[]> {
  const rows = await ctx.sql<{ kind: keyof typeof moves | keyof typeof paperMoves; madeAt: string; decidedAt: string | null; reason: string; basis: string }[]>`
    select kind, made_at, decided_at, reason, basis from licence_change
    where county = ${ctx.county} and licence_id = ${licenceId} and state = 'done' order by coalesce(decided_at, made_at) desc`;
  return rows.map(r => ({
    kind: r.kind,
    title: r.kind in moves ? moves[r.kind as keyof typeof moves] : `纸质证照${paperMoves[r.kind as keyof typeof paperMoves]}`,
    at: r.decidedAt ?? r.madeAt,
    reason: r.reason,
    basis: r.basis,
  }));
}

const mine = (ctx: Ctx, l: Pick<Licence, 'holder'>) => ctx.actor.kind === 'person' && ctx.actor.parties.includes(l.holder);

export const readLicence = read({
  name: 'licence.one',
  may: 'licence.read',
  summary: '一张证照：样式、状态、经过、纸质证照',
  input: z.strictObject({ licenceId: z.uuid() }),
  output: z.object({
    licence: licenceView,
    face: drawnView,
    story: z.array(eventView),
    paper: z.object({ state: z.enum(Object.keys(papers) as [keyof typeof papers]), title: z.string(), serial: z.string().nullable() }),
    /** The one that replaced it, and composites that hold it. */
    replacedBy: z.string().nullable(),
    composites: z.array(z.object({ id: z.string(), typeName: z.string() })),
    /** Whether the actor may share it: the holder, or who acts for the holder in everything. */
    mine: z.boolean(),
  }),
  async do(ctx, { licenceId }) {
    if (ctx.actor.kind !== 'person') throw refuse('forbidden');
    const licence = await findLicence(ctx, licenceId);
    const parts = await partsOf(ctx, [licence]);
    const around = await ctx.asHouse(async ctx => ({
      story: await storyOf(ctx, licenceId),
      next: await ctx.sql<{ id: string }[]>`select id from licence where county = ${ctx.county} and replaces = ${licenceId}`,
      composites: await compositesWith(ctx, licenceId),
    }));
    return {
      licence: viewLicence(licence, ctx.today, parts),
      face: await drawn(ctx, licence, parts),
      story: around.story,
      paper: { state: licence.paper, title: papers[licence.paper], serial: licence.paperSerial },
      replacedBy: around.next[0]?.id ?? null,
      composites: around.composites.map(({ id, typeName }) => ({ id, typeName })),
      mine: mine(ctx, licence),
    };
  },
});

/** Who has seen a licence, for its holder: consents of cases, and shares with every opening. */
export const licenceUses = read({
  name: 'licence.uses',
  may: 'licence.read',
  summary: '这张证照给谁看过',
  input: z.strictObject({ licenceId: z.uuid() }),
  output: z.object({
    items: z.array(z.object({ caseId: z.string(), caseTitle: z.string().nullable(), units: z.array(z.string()), givenAt: z.string() })),
    shares: z.array(shareView),
  }),
  async do(ctx, { licenceId }) {
    if (ctx.actor.kind !== 'person') throw refuse('forbidden');
    const licence = await findLicence(ctx, licenceId);
    const items = await ctx.sql<{ caseId: string; caseTitle: string | null; units: string[]; givenAt: string }[]>`
      select c.case_id, f.title as case_title, c.units, c.given_at from consent c
      left join case_file f on f.county = c.county and f.id = c.case_id
      where c.county = ${ctx.county} and c.licence_id = ${licenceId} order by c.given_at desc`;
    return { items: [...items], shares: mine(ctx, licence) ? await sharesOf(ctx, licence) : [] };
  },
});

/** An action and not a read: who took a signed copy is written down, and the first one makes the key. */
export const licenceDocument = action({
  name: 'licence.document',
  may: 'licence-document.make',
  summary: '下载证照的 PDF，带国密 SM2 签名',
  input: z.strictObject({ licenceId: z.uuid() }),
  async do(ctx, { licenceId }) {
    const licence = await findLicence(ctx, licenceId);
    const parts = await partsOf(ctx, [licence]);
    const bytes = await documentOf(ctx, await drawn(ctx, licence, parts));
    ctx.record({ subject: `licence:${licenceId}`, detail: { number: licence.number } });
    return new Download('application/pdf', `${licence.typeName}-${licence.number}.pdf`, bytes);
  },
});
