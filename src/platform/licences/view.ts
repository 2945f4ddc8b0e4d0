/** What pages show of a licence. */
import { z } from 'zod';
import type { Ctx } from '../actions/index.ts';
import { inChinese, isDay } from '../calendar/index.ts';
import { type Face, faceSchema, maskLine, plainFace } from './face.ts';
import { type Licence, unitName } from './licences.ts';
import { type Part, standingWith } from './parts.ts';
import { type Standing, standings } from './words.ts';

export const standing = z.enum(Object.keys(standings) as [Standing]);

export const licenceView = z.object({
  id: z.string(),
  number: z.string(),
  type: z.string(),
  typeName: z.string(),
  bearerName: z.string(),
  holder: z.string(),
  issuer: z.string(),
  issuedOn: z.string(),
  validUntil: z.string().nullable(),
  state: standing,
  attributes: z.record(z.string(), z.string()),
  caseId: z.string().nullable(),
});
export type LicenceView = z.infer<typeof licenceView>;

export const viewLicence = (l: Licence, today: string, parts: readonly Part[] = []): LicenceView => ({
  id: l.id,
  number: l.number,
  type: l.type,
  typeName: l.typeName,
  bearerName: l.bearerName,
  holder: l.holder,
  issuer: l.issuer,
  issuedOn: l.issuedOn,
  validUntil: l.validUntil,
  state: standingWith(l, parts, today),
  attributes: l.attributes,
  caseId: l.caseId,
});

export const partView = z.object({
  licenceId: z.string(),
  typeName: z.string(),
  number: z.string(),
  issuer: z.string(),
  issuedOn: z.string(),
  validUntil: z.string().nullable(),
  standing,
});
export type PartView = z.infer<typeof partView>;
export const viewPart = ({ licenceId, typeName, number, issuer, issuedOn, validUntil, standing }: Part): PartView => ({
  licenceId,
  typeName,
  number,
  issuer,
  issuedOn,
  validUntil,
  standing,
});

/** The face filled in: what can be drawn on a screen or on paper. */
export const drawnView = z.object({
  title: z.string(),
  shape: faceSchema.shape.shape,
  number: z.string(),
  bearerLabel: z.string(),
  bearerName: z.string(),
  lines: z.array(z.object({ id: z.string(), label: z.string(), value: z.string(), sensitive: z.boolean() })),
  parts: z.array(partView),
  issuerName: z.string(),
  issuedOn: z.string(),
  validUntil: z.string().nullable(),
  seal: z.string(),
  note: z.string().nullable(),
  standing,
  /** Invented data: the seal says 演示. */
  demo: z.boolean(),
});
export type Drawn = z.infer<typeof drawnView>;

/** A county of invented data. In the house's context. */
export async function isDemo(ctx: Ctx): Promise<boolean> {
  const [row] = await ctx.sql<{ demo: boolean }[]>`select exists (select 1 from demo_account where county = ${ctx.county}) as demo`;
  return row!.demo;
}

/** Days are written as on paper. */
const written = (value: string) => (isDay(value) ? inChinese(value) : value);

/** `masked`: sensitive lines are shown in part, as for whoever has no need of the whole. */
export async function drawn(ctx: Ctx, l: Licence, parts: readonly Part[], masked = false): Promise<Drawn> {
  return ctx.asHouse(async ctx => {
    const issuerName = await unitName(ctx, l.issuer);
    const face: Face = l.face ?? plainFace(l, issuerName);
    return {
      title: face.title,
      shape: face.shape,
      number: l.number,
      bearerLabel: face.bearer,
      bearerName: l.bearerName,
      lines: face.lines
        .filter(x => l.attributes[x.attribute])
        .map(x => ({
          id: x.attribute,
          label: x.label,
          value: masked && x.sensitive ? maskLine(l.attributes[x.attribute]!) : written(l.attributes[x.attribute]!),
          sensitive: x.sensitive,
        })),
      parts: parts.filter(p => p.compositeId === l.id).map(viewPart),
      issuerName,
      issuedOn: l.issuedOn,
      validUntil: l.validUntil,
      seal: face.seal,
      note: face.note,
      standing: standingWith(l, parts, ctx.today),
      demo: await isDemo(ctx),
    };
  });
}
