/** What a licence looks like: data that the catalogue gives its type, frozen with each licence when it is issued. */
import { z } from 'zod';

/** `landscape` as a certificate on the wall, `portrait` as a notice or letter, `card` as in a purse. */
export const shapes = ['landscape', 'portrait', 'card'] as const;

export const faceSchema = z.strictObject({
  title: z.string().min(1),
  shape: z.enum(shapes),
  /** Before the name of whom it is made out to: 姓名, 名称, 持证人. */
  bearer: z.string().min(1),
  lines: z.array(z.strictObject({ attribute: z.string(), label: z.string().min(1), sensitive: z.boolean() })),
  /** On the drawn seal. */
  seal: z.string().min(1),
  note: z.string().nullable(),
});
export type Face = z.infer<typeof faceSchema>;

/** Of a licence from before faces were kept. */
export const plainFace = (l: { typeName: string; holderKind: 'person' | 'firm'; attributes: Record<string, string> }, issuerName: string): Face => ({
  title: l.typeName,
  shape: 'landscape',
  bearer: l.holderKind === 'firm' ? '名称' : '姓名',
  lines: Object.keys(l.attributes).map(attribute => ({ attribute, label: attribute, sensitive: true })),
  seal: issuerName,
  note: null,
});

/** Enough to recognise a number by, and no more: `14********21`. */
export const maskLine = (value: string): string => {
  const letters = [...value];
  return letters.length <= 4 ? '*'.repeat(letters.length) : `${letters.slice(0, 2).join('')}${'*'.repeat(letters.length - 4)}${letters.slice(-2).join('')}`;
};

/** What the public check shows of a name; characters beyond the basic plane (𬭚) are one each. */
export const hideName = (name: string): string => {
  const letters = [...name];
  return letters.length <= 2 ? `${letters[0]}*` : `${letters[0]}${'*'.repeat(letters.length - 2)}${letters.at(-1)}`;
};
