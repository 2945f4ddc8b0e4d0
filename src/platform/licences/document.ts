/** The licence on paper: its face drawn as a PDF and signed with the county's key for licences. */
import { type Ctx, refusals } from '../actions/index.ts';
import { inChinese } from '../calendar/index.ts';
import { signingKey } from '../crypto/index.ts';
import { drawQr, drawSeal, makeCertificate, openPage, type Page, type SigningMeans, signPdf } from '../documents/index.ts';
import type { Drawn } from './view.ts';
import { type Standing, spaced, standings } from './words.ts';

const refuse = refusals({
  'licence-not-usable': [409, '这张证照现在不能使用，不能下载或打印'],
});

/** Where the QR code leads: the county's public address. */
const site = () => (process.env.PUBLIC_URL ?? `http://127.0.0.1:${process.env.PORT ?? 8080}`).replace(/\/+$/, '');
export const checkAddress = (number: string): string => `${site()}/check/${number}`;

const ink = '#1f2328';
const soft = '#57606a';
const gold = '#a8843c';
const pale = '#f7f1e1';

const sizes = { landscape: [842, 595], portrait: [595, 842], card: [595, 842] } as const;

/** Draws; all lengths in points. */
export async function drawLicence(d: Drawn, at: string): Promise<Buffer> {
  const [width, height] = sizes[d.shape];
  const page = openPage({ title: d.title, author: d.issuerName, layout: d.shape === 'landscape' ? 'landscape' : 'portrait', at });
  const { doc } = page;
  frame(page, width, height);
  const put = (text: string, x: number, y: number, w: number, align: 'left' | 'center' | 'right' = 'left') =>
    void doc.text(page.printable(text), x, y, { width: w, align, lineGap: 3 });
  page.font('plain', 10, soft);
  put(`证照编号 ${spaced(d.number)}`, 60, 52, width - 120, 'right');
  page.font('bold', d.title.length > 16 ? 22 : d.title.length > 10 ? 28 : 34, '#8a1c1c');
  put(d.title, 60, d.shape === 'landscape' ? 84 : 120, width - 120, 'center');
  let y = d.shape === 'landscape' ? 160 : 220;
  const left = 92;
  const right = d.shape === 'landscape' ? width - 290 : width - 92;
  // What stands on a licence may be long; the type shrinks before anything leaves the page.
  const crowded = d.lines.length + d.parts.length > 7;
  const size = crowded ? 11 : 14;
  const line = (label: string, value: string) => {
    page.font('plain', size, soft);
    put(label, left, y, 128);
    const named = doc.heightOfString(page.printable(label), { width: 128, lineGap: 3 });
    page.font('bold', size, ink);
    const tall = Math.max(named, doc.heightOfString(page.printable(value), { width: right - left - 140, lineGap: 3 }));
    put(value, left + 140, y, right - left - 140);
    y += Math.max(size + 6, tall) + (crowded ? 5 : 11);
  };
  line(d.bearerLabel, d.bearerName);
  for (const { label, value } of d.lines) line(label, value);
  for (const p of d.parts) line(p.typeName, `${p.number}　${standings[p.standing]}${p.validUntil ? `，至${inChinese(p.validUntil)}` : ''}`);
  line('有效期', d.validUntil ? `${inChinese(d.issuedOn)}至${inChinese(d.validUntil)}` : '长期');
  if (d.note) {
    page.font('plain', 10, soft);
    put(d.note, left, Math.max(y + 2, 300), right - left);
  }
  const foot = height - (d.shape === 'landscape' ? 190 : 250);
  drawQr(page, checkAddress(d.number), d.shape === 'landscape' ? width - 250 : left, d.shape === 'landscape' ? 170 : foot + 10, 110);
  page.font('plain', 9, soft);
  put('扫码查真假', d.shape === 'landscape' ? width - 250 : left, (d.shape === 'landscape' ? 170 : foot + 10) + 116, 110, 'center');
  page.font('bold', 14, ink);
  put(d.issuerName, width - 300, foot + 62, 230, 'center');
  page.font('plain', 12, ink);
  put(inChinese(d.issuedOn), width - 300, foot + 86, 230, 'center');
  drawSeal(page, d.seal, d.demo ? '演示' : '电子证照', width - 185, foot + 72, 56);
  page.font('plain', 8.5, soft);
  const missing = page.missing();
  const below = [
    d.demo ? '演示数据，不具有法律效力。' : '',
    `打印时状态：${standings[d.standing]}。以查验结果为准：${checkAddress(d.number)}`,
    missing.length > 0 ? `“〓”处的字（${missing.join('、')}）字库里没有，以电子证照中的文字为准。` : '',
  ].join('');
  // Stands on the frame's inner line, however many lines it takes.
  put(below, 60, height - 50 - doc.heightOfString(page.printable(below), { width: width - 120, lineGap: 3 }), width - 120, 'center');
  return page.finish();
}

function frame({ doc }: Page, width: number, height: number): void {
  doc.rect(0, 0, width, height).fill('#ffffff');
  doc.rect(34, 34, width - 68, height - 68).fill(pale);
  doc.rect(44, 44, width - 88, height - 88).fill('#fffdf8');
  doc
    .lineWidth(2.5)
    .rect(34, 34, width - 68, height - 68)
    .stroke(gold);
  doc
    .lineWidth(0.8)
    .rect(44, 44, width - 88, height - 88)
    .stroke(gold);
  for (const [x, y] of [
    [34, 34],
    [width - 34, 34],
    [34, height - 34],
    [width - 34, height - 34],
  ] as const)
    doc.circle(x, y, 7).lineWidth(1.5).fillAndStroke('#fffdf8', gold);
}

/** The county's key for licences with its certificate, in the house's context; made on first use and kept with the key. */
async function signingMeans(ctx: Ctx, demo: boolean): Promise<SigningMeans> {
  const key = await signingKey(ctx, 'licence');
  const [row] = await ctx.sql<{ certificate: string | null }[]>`
    select certificate from signing_key where county = ${ctx.county} and id = ${key.id} for update`;
  if (row?.certificate) return { privateKey: key.privateKey, certificate: new Uint8Array(Buffer.from(row.certificate, 'base64')).buffer };
  const certificate = makeCertificate({
    keyId: key.id,
    publicKey: key.publicKey,
    privateKey: key.privateKey,
    name: demo ? '中阳县电子证照（演示）' : '中阳县电子证照',
    organisation: '中阳县人民政府',
    from: ctx.now,
  });
  await ctx.sql`update signing_key set certificate = ${Buffer.from(certificate).toString('base64')} where county = ${ctx.county} and id = ${key.id}`;
  return { privateKey: key.privateKey, certificate };
}

const usable: readonly Standing[] = ['valid', 'partly'];

/** The signed PDF of a licence that can be used today; of others nothing is made that looks like one. */
export async function documentOf(ctx: Ctx, d: Drawn): Promise<Buffer> {
  if (!usable.includes(d.standing)) throw refuse('licence-not-usable', `证照${standings[d.standing]}`);
  const means = await ctx.asHouse(ctx => signingMeans(ctx, d.demo));
  const pdf = await drawLicence(d, ctx.now);
  // What the reader's panel of signatures shows.
  return signPdf(pdf, means, { reason: `${d.number}`, name: 'Zhongyang County e-licence (SM2)', location: 'Zhongyang, Shanxi' }, ctx.now);
}
