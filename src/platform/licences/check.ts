/** The public checks: a number, and a PDF that somebody brings. They say no more than the paper in hand. */
import { z } from 'zod';
import { type Ctx, read, refusals, refuse } from '../actions/index.ts';
import { publicKeys } from '../crypto/index.ts';
import { checkPdf, type PdfFault, pdfFaults } from '../documents/index.ts';
import { hideName } from './face.ts';
import { findByNumber, isLicenceNumber, type Licence, unitName } from './licences.ts';
import { partsOf, standingWith } from './parts.ts';
import { standing } from './view.ts';

const checked = z.object({
  number: z.string(),
  typeName: z.string(),
  bearer: z.string(),
  issuer: z.string(),
  issuedOn: z.string(),
  validUntil: z.string().nullable(),
  state: standing,
  /** Of a composite licence: each part as it stands today. */
  parts: z.array(z.object({ typeName: z.string(), number: z.string(), validUntil: z.string().nullable(), state: standing })),
});

/** In the house's context. */
async function shown(ctx: Ctx, l: Licence): Promise<z.infer<typeof checked>> {
  const parts = await partsOf(ctx, [l]);
  return {
    number: l.number,
    typeName: l.typeName,
    // The names of firms are public (企业信息公示), and whoever checks compares them with the paper; people's are hidden in part.
    bearer: l.holderKind === 'firm' ? l.bearerName : hideName(l.bearerName),
    issuer: await unitName(ctx, l.issuer),
    issuedOn: l.issuedOn,
    validUntil: l.validUntil,
    state: standingWith(l, parts, ctx.today),
    parts: parts.map(p => ({ typeName: p.typeName, number: p.number, validUntil: p.validUntil, state: p.standing })),
  };
}

/** The public check: does this number exist, and is it valid today. */
export const checkLicence = read({
  name: 'licence.check',
  may: 'licence-check.read',
  summary: '查验证照编号：是否存在、是否有效',
  input: z.strictObject({ number: z.string().trim().toUpperCase().max(40) }),
  output: checked,
  async do(ctx, { number }) {
    if (!isLicenceNumber(number)) throw refuse('input', { detail: '编号输错了：校验位不符', faults: [{ path: 'number', message: '编号应为 23 位，请核对' }] });
    const found = await ctx.asHouse(async ctx => {
      const licence = await findByNumber(ctx, number);
      return licence && shown(ctx, licence);
    });
    if (!found) throw refuse('not-found');
    return found;
  },
});

/** A licence's PDF has some 60 KB; this much fits into a request. */
export const mostDocumentBytes = 700_000;

const refuseDocument = refusals({
  ...(Object.fromEntries(Object.entries(pdfFaults).map(([code, title]) => [`document-${code}`, [422, title]])) as Record<
    `document-${PdfFault}`,
    [number, string]
  >),
  'document-too-large': [413, '文件太大，不会是本县的证照'],
  'document-no-licence': [422, '签名是本县的，但文件里没有证照编号'],
});

const advice: Partial<Record<PdfFault, string>> = {
  'not-pdf': '请选从证照包下载的 PDF 文件；照片和截图验不了，请用编号或二维码查验',
  truncated: '可能没有下载完，请对方重新下载',
  unsigned: '可能是打印后再扫描的，请用上面的编号或二维码查验',
  'not-covered': '请对方给下载后没有再保存过的原文件',
  altered: '不要采信这份文件，请向发证部门核实',
  forged: '不要采信这份文件，请打 12345 反映',
  stranger: '不是本县签发的文件，请向签发的地方核实',
};

/** The number that the signature's reason carries; it is covered by the signature like everything else. */
const numberIn = (pdf: Buffer) => /\/Reason \(([0-9A-Z]{23})\)/.exec(pdf.toString('latin1'))?.[1] ?? null;

export const checkDocument = read({
  name: 'licence.check-document',
  may: 'licence-check.read',
  summary: '查验证照 PDF：签名盖住全部内容、没有改过、密钥是本县的，证照今天的状态',
  input: z.strictObject({ content: z.base64('文件内容应为 base64') }),
  output: z.object({ signedAt: z.string().nullable(), licence: checked }),
  async do(ctx, { content }) {
    const pdf = Buffer.from(content, 'base64');
    if (pdf.length > mostDocumentBytes) throw refuseDocument('document-too-large', '证照 PDF 不超过 700 KB');
    return ctx.asHouse(async ctx => {
      const keys = await publicKeys(ctx, 'licence');
      const found = checkPdf(
        pdf,
        keys.map(k => k.publicKey),
      );
      if (found.fault !== null) throw refuseDocument(`document-${found.fault}`, advice[found.fault] ?? '');
      const number = numberIn(pdf);
      const licence = number ? await findByNumber(ctx, number) : null;
      if (!licence) throw refuseDocument('document-no-licence');
      return { signedAt: found.at, licence: await shown(ctx, licence) };
    });
  },
});
