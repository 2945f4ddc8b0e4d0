/** Workbooks written by hand, the way Excel and WPS save them. */
import { crc32, deflateRawSync } from 'node:zlib';

/** A zip by hand, half of its parts packed. */
export function zip(parts: Record<string, string>): Buffer {
  const [bodies, entries]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const [i, [name, text]] of Object.entries(parts).entries()) {
    const bytes = Buffer.from(text);
    const stored = i % 2 ? deflateRawSync(bytes) : bytes;
    const rest = Buffer.alloc(26);
    rest.writeUInt16LE(20, 0);
    rest.writeUInt16LE(i % 2 ? 8 : 0, 4);
    rest.writeUInt32LE(crc32(bytes), 10);
    rest.writeUInt32LE(stored.length, 14);
    rest.writeUInt32LE(bytes.length, 18);
    rest.writeUInt16LE(Buffer.byteLength(name), 22);
    bodies.push(Buffer.from('PK\x03\x04'), rest, Buffer.from(name), stored);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    entries.push(Buffer.from('PK\x01\x02\x14\x00'), rest, tail, Buffer.from(name));
    at += 30 + Buffer.byteLength(name) + stored.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  const n = Object.keys(parts).length;
  end.writeUInt16LE(n, 8);
  end.writeUInt16LE(n, 10);
  end.writeUInt32LE(Buffer.concat(entries).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, ...entries, end]);
}

const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
interface Sheet {
  name?: string;
  state?: string;
  rows: string;
  after?: string;
}
/** `p`: the prefix of every element, as some programs write it. Styles: 1 a day, 2 年月日 by its number, 3 text, 4 percent, 5 six digits. */
export function book(sheets: Sheet[], { shared = [], since1904 = false, p = '' }: { shared?: string[]; since1904?: boolean; p?: string } = {}): Buffer {
  const xml = (body: string) =>
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n${p ? body.replaceAll(/<(\/?)(?=[a-z])/gi, `<$1${p}:`).replaceAll('xmlns=', `xmlns:${p}=`) : body}`;
  return zip({
    '_rels/.rels': `<Relationships><Relationship Id="rId1" Type="${relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': xml(
      `<workbook xmlns="${main}" xmlns:r="${relation}"><workbookPr${since1904 ? ' date1904="1"' : ''}/><sheets>${sheets
        .map((s, i) => `<sheet name="${s.name ?? `Sheet${i + 1}`}" sheetId="${i + 1}"${s.state ? ` state="${s.state}"` : ''} r:id="rId${i + 1}"/>`)
        .join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': `<Relationships>${sheets
      .map((_, i) => `<Relationship Id="rId${i + 1}" Type="${relation}/worksheet" Target="/xl/worksheets/sheet${i + 1}.xml"/>`)
      .join(
        '',
      )}<Relationship Id="s1" Type="${relation}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="s2" Type="${relation}/styles" Target="styles.xml"/></Relationships>`,
    'xl/sharedStrings.xml': xml(`<sst xmlns="${main}">${shared.map(s => `<si>${s}</si>`).join('')}</sst>`),
    'xl/styles.xml': xml(
      `<styleSheet xmlns="${main}"><numFmts><numFmt numFmtId="176" formatCode="yyyy/m/d;@"/><numFmt numFmtId="177" formatCode="000000"/></numFmts><fonts><font><sz val="11"/></font></fonts><fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${[
        0, 176, 31, 49, 10, 177,
      ]
        .map(id => `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0"><alignment vertical="center"/></xf>`)
        .join('')}</cellXfs></styleSheet>`,
    ),
    ...Object.fromEntries(
      sheets.map((s, i) => [
        `xl/worksheets/sheet${i + 1}.xml`,
        xml(
          `<worksheet xmlns="${main}" xmlns:r="${relation}"><dimension ref="A1"/><cols><col min="1" max="3" width="9"/></cols><sheetData>${s.rows}</sheetData>${s.after ?? ''}</worksheet>`,
        ),
      ]),
    ),
  });
}
/** Excel 97–2003 by hand: BIFF8 records in the one stream of a compound file. A day has the second style. */
export function xls(rows: (string | number | { day: number })[][]): Buffer {
  const record = (id: number, ...data: Buffer[]) => {
    const body = Buffer.concat(data);
    return Buffer.concat([u16(id, body.length), body]);
  };
  const u16 = (...n: number[]) => Buffer.from(Uint16Array.from(n).buffer);
  const u32 = (...n: number[]) => Buffer.from(Uint32Array.from(n).buffer);
  const start = (kind: number) => record(0x809, u16(0x600, kind, 0, 0, 0, 0, 0, 0));
  const style = (format: number) => record(0xe0, u16(0, format, ...Array<number>(8).fill(0)));
  const cells = rows.flatMap((row, r) =>
    row.map((v, c) =>
      typeof v === 'string'
        ? record(0x204, u16(r, c, 0, v.length), Buffer.from([1]), Buffer.from(v, 'utf16le'))
        : record(0x203, u16(r, c, typeof v === 'number' ? 0 : 1), Buffer.from(Float64Array.of(typeof v === 'number' ? v : v.day).buffer)),
    ),
  );
  const before = Buffer.concat([start(5), style(0), style(14)]);
  const sheet = (at: number) => record(0x85, u32(at), Buffer.from([0, 0, 2, 1]), Buffer.from('一月', 'utf16le'));
  const ends = record(10);
  const stream = Buffer.concat([before, sheet(before.length + sheet(0).length + ends.length), ends, start(16), ...cells, ends]);
  const sectors = Math.max(8, Math.ceil(stream.length / 512));
  const header = Buffer.alloc(512, 0xff);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.fill(0, 8, 76);
  for (const [at, n] of [
    [24, 0x3e],
    [26, 3],
    [28, 0xfffe],
    [30, 9],
    [32, 6],
  ] as const)
    header.writeUInt16LE(n, at);
  for (const [at, n] of [
    [44, 1],
    [48, 1],
    [56, 4096],
    [60, 0xfffffffe],
    [68, 0xfffffffe],
    [76, 0],
  ] as const)
    header.writeUInt32LE(n, at);
  const chain = u32(0xfffffffd, 0xfffffffe, ...Array.from({ length: sectors }, (_, i) => (i === sectors - 1 ? 0xfffffffe : i + 3)));
  const entry = (name: string, kind: number, first: number, size: number) => {
    const e = Buffer.alloc(128);
    e.write(name, 'utf16le');
    e.writeUInt16LE(name.length * 2 + 2, 64);
    e.writeUInt8(kind, 66);
    for (const o of [68, 72, 76]) e.writeUInt32LE(0xffffffff, o);
    if (kind === 5) e.writeUInt32LE(1, 76);
    e.writeUInt32LE(first, 116);
    e.writeUInt32LE(size, 120);
    return e;
  };
  return Buffer.concat([
    header,
    Buffer.concat([chain, Buffer.alloc(512, 0xff)], 512),
    Buffer.concat([entry('Root Entry', 5, 0xfffffffe, 0), entry('Workbook', 2, 2, sectors * 512)], 512),
    Buffer.concat([stream], sectors * 512),
  ]);
}
export const t = (ref: string, text: string) => `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`;
export const row = (line: number, ...cells: string[]) => `<row r="${line}" spans="1:7">${cells.join('')}</row>`;
export const head = (line: number, ...titles: string[]) => row(line, ...titles.map((x, i) => t(`${String.fromCharCode(65 + i)}${line}`, x)));
