/** PDFs with a signature that covers every byte, and what can be said of a PDF that somebody brings. */
import { plainAddPlaceholder } from '@signpdf/placeholder-plain';
import { Signer, SignPdf } from '@signpdf/signpdf';
import { readSignature, type SigningMeans, signBytes } from './cms.ts';

export interface SigningWords {
  reason: string;
  name: string;
  location: string;
}

/** Bytes that a signature with its certificate may take. */
const room = 4096;
const subFilter = 'adbe.pkcs7.detached';

class CountySigner extends Signer {
  readonly #means: SigningMeans;
  readonly #at: string;
  constructor(means: SigningMeans, at: string) {
    super();
    this.#means = means;
    this.#at = at;
  }
  override async sign(pdf: Buffer): Promise<Buffer> {
    return signBytes(pdf, this.#means, this.#at);
  }
}

/** Signs a finished PDF. `at` is an ISO instant. */
export async function signPdf(pdf: Buffer, means: SigningMeans, words: SigningWords, at: string): Promise<Buffer> {
  const prepared = plainAddPlaceholder({ pdfBuffer: pdf, contactInfo: '', signatureLength: room, subFilter, signingTime: new Date(at), ...words });
  return new SignPdf().sign(prepared, new CountySigner(means, at));
}

/** What is wrong with a PDF, in the order in which it is looked for. */
export const pdfFaults = {
  'not-pdf': '这不是 PDF 文件',
  truncated: '文件不完整：后面的内容缺了',
  unsigned: '文件里没有电子签名',
  'not-covered': '签名以后文件又被保存或增添过：签名没有盖住全部内容',
  'other-signature': '签名不是国密 SM2 签名，本县的证照不用这种签名',
  altered: '内容被改过：和签名时不一样',
  forged: '签名是假的：不是用它所附的密钥签的',
  stranger: '签名的密钥不是本县的',
} as const;
export type PdfFault = keyof typeof pdfFaults;

export type PdfChecked = { fault: PdfFault } | { fault: null; at: string | null };

/** Checks the one signature of a PDF against the keys that may have made it (hex, uncompressed points). */
export function checkPdf(pdf: Buffer, keys: readonly string[]): PdfChecked {
  if (pdf.subarray(0, 5).toString('latin1') !== '%PDF-') return { fault: 'not-pdf' };
  const ends = /%%EOF\s*$/.test(pdf.subarray(-32).toString('latin1'));
  const ranges = [...pdf.toString('latin1').matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)];
  if (ranges.length === 0) return { fault: ends ? 'unsigned' : 'truncated' };
  // A second signature, or anything after ours, is not a document of the county as it left the house.
  if (ranges.length > 1) return { fault: 'not-covered' };
  const [start, first, second, last] = ranges[0]!.slice(1).map(Number) as [number, number, number, number];
  if (second + last > pdf.length) return { fault: 'truncated' };
  const hole = pdf.subarray(first, second).toString('latin1');
  // The two ranges and the signature between them are the whole file, and between them stands nothing else.
  if (start !== 0 || second < first || second + last !== pdf.length || !/^<[0-9a-f]*>$/i.test(hole)) return { fault: 'not-covered' };
  const signed = Buffer.concat([pdf.subarray(0, first), pdf.subarray(second)]);
  const found = readSignature(signed, withoutPadding(Buffer.from(hole.slice(1, -1), 'hex')));
  if (!found) return { fault: 'other-signature' };
  if (!found.digestFits) return { fault: 'altered' };
  if (!found.holds) return { fault: 'forged' };
  if (!keys.includes(found.publicKey)) return { fault: 'stranger' };
  return { fault: null, at: found.at };
}

/** A signature is shorter than its room; its own length says where it ends. Bytes of the room may be nothing but zeros. */
function withoutPadding(room: Buffer): Buffer {
  const long = (room[1] ?? 0) & 0x80 ? room[1]! & 0x7f : 0;
  const length = long === 0 ? (room[1] ?? 0) : room.subarray(2, 2 + long).readUIntBE(0, Math.min(long, 4));
  const end = 2 + long + length;
  return room.subarray(end).every(b => b === 0) ? room.subarray(0, end) : Buffer.alloc(0);
}
