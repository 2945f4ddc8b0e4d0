/** A PDF page with Chinese on it: fonts, characters that no font has, QR codes, the drawn seal. Knows no document. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import PDFDocument from 'pdfkit';
import { create } from 'qrcode';

const folder = join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '..', 'fonts');
const files = { plain: 'NotoSansHans-Regular.otf', bold: 'NotoSansHans-Bold.otf' } as const;
export type FontName = keyof typeof files;

/** Read once: eight megabytes each. */
const bytes = new Map<FontName, Buffer>();
const fontBytes = (name: FontName): Buffer => {
  const there = bytes.get(name) ?? readFileSync(join(folder, files[name]));
  bytes.set(name, there);
  return there;
};

/** Stands where the font has no sign; what it stands for is said below. */
export const missingMark = '〓';

interface FontInside {
  _font: { font: { hasGlyphForCodePoint(point: number): boolean } };
}

export interface Page {
  doc: PDFKit.PDFDocument;
  font(name: FontName, size: number, colour?: string): void;
  /** The text as it can be printed; what cannot is remembered. */
  printable(text: string): string;
  /** Characters that the font lacks, as `𠮷（U+20BB7）`. */
  missing(): string[];
  finish(): Promise<Buffer>;
}

export interface PageOptions {
  title: string;
  author: string;
  layout: 'portrait' | 'landscape';
  /** ISO instant. */
  at: string;
  /** `第 1 页，共 3 页` below each: a table that goes on. */
  numbered?: boolean;
}

/** An A4 page. Fonts are embedded as subsets of what was written. */
export function openPage({ title, author, layout, at, numbered = false }: PageOptions): Page {
  const made = new Date(at);
  const doc = new PDFDocument({
    size: 'A4',
    layout,
    margin: 0,
    bufferPages: numbered,
    info: { Title: title, Author: author, CreationDate: made, ModDate: made },
  });
  const parts: Buffer[] = [];
  doc.on('data', (part: Buffer) => parts.push(part));
  const done = new Promise<Buffer>((resolve, reject) => {
    doc.on('end', () => resolve(Buffer.concat(parts)));
    doc.on('error', reject);
  });
  for (const name of Object.keys(files) as FontName[]) doc.registerFont(name, fontBytes(name));
  const lacking = new Set<string>();
  doc.font('plain');
  const has = (c: string) => (doc as unknown as FontInside)._font.font.hasGlyphForCodePoint(c.codePointAt(0)!);
  return {
    doc,
    font: (name, size, colour = '#1f2328') => void doc.font(name).fontSize(size).fillColor(colour),
    printable: text =>
      [...text]
        .map(c => {
          if (/\s/.test(c) || has(c)) return c;
          lacking.add(c);
          return missingMark;
        })
        .join(''),
    missing: () => [...lacking].map(c => `U+${c.codePointAt(0)!.toString(16).toUpperCase()}`),
    finish() {
      const { start, count } = doc.bufferedPageRange();
      for (let n = start; numbered && n < start + count; n++) {
        doc.switchToPage(n);
        const text = `第 ${n + 1} 页，共 ${count} 页`;
        doc.font('plain').fontSize(8).fillColor('#57606a');
        doc.text(text, 0, doc.page.height - 24, { width: doc.page.width, align: 'center', lineBreak: false });
      }
      doc.end();
      return done;
    },
  };
}

/** A QR code with its upper left corner at x, y; `side` in points, without a margin. */
export function drawQr({ doc }: Page, text: string, x: number, y: number, side: number): void {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const one = side / modules.size;
  doc.save().fillColor('#000000');
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++)
      // A hair wider than the raster, so that no reader sees seams.
      if (modules.get(row, column)) doc.rect(x + column * one, y + row * one, one + 0.05, one + 0.05);
  doc.fill().restore();
}

const sealRed = '#c62222';

/** A drawn round stamp around cx, cy: the unit on the arc, a star, what it is for below. It is a picture: the signature is what counts. */
export function drawSeal(page: Page, unit: string, below: string, cx: number, cy: number, radius: number): void {
  const { doc } = page;
  doc.save().opacity(0.82);
  doc.circle(cx, cy, radius).lineWidth(2.2).stroke(sealRed);
  doc.moveTo(cx, cy);
  for (let i = 0; i < 10; i++) {
    const r = i % 2 === 0 ? radius * 0.3 : radius * 0.12;
    const angle = -Math.PI / 2 + (i * Math.PI) / 5;
    const [x, y] = [cx + r * Math.cos(angle), cy + r * Math.sin(angle)];
    if (i === 0) doc.moveTo(x, y);
    else doc.lineTo(x, y);
  }
  doc.closePath().fill(sealRed);
  const letters = [...page.printable(unit)];
  const span = Math.min(Math.PI * 1.35, letters.length * 0.34);
  const size = Math.min(radius * 0.26, (span * radius * 0.74) / letters.length);
  page.font('bold', size, sealRed);
  letters.forEach((letter, i) => {
    const angle = letters.length === 1 ? 0 : -span / 2 + (span * i) / (letters.length - 1);
    doc
      .save()
      .rotate((angle * 180) / Math.PI, { origin: [cx, cy] })
      .text(letter, cx - size, cy - radius * 0.74 - size * 0.72, { width: size * 2, align: 'center', lineBreak: false })
      .restore();
  });
  page.font('bold', radius * 0.2, sealRed);
  doc.text(page.printable(below), cx - radius, cy + radius * 0.46, { width: radius * 2, align: 'center', lineBreak: false });
  doc.restore();
}
