/**
 * The parts of a zip, which a workbook is: read one by one as they are inflated, and written anew with some of them replaced,
 * the others byte for byte as they were.
 */
import { pipeline } from 'node:stream';
import { crc32, createDeflateRaw, createInflateRaw } from 'node:zlib';

/** What is not a zip that can be read, for whoever brought it. */
export class Damaged extends Error {}

interface Part {
  /** Its entry in the directory, and its bytes as they are stored, with its own head. */
  entry: Buffer;
  method: number;
  stored: Buffer;
}
export type Parts = ReadonlyMap<string, Part>;

/** Of one part when inflated: far above any table, far below what would stop the server. */
const mostBytes = 512 * 1024 ** 2;

const damaged = () => new Damaged('文件不完整或已经损坏，请在表格软件里打开后另存一份');

export function partsOf(bytes: Uint8Array): Parts {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const parts = new Map<string, Part>();
  if (end < 0) throw damaged();
  try {
    let at = zip.readUInt32LE(end + 16);
    for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
      if (zip.readUInt32LE(at) !== 0x02014b50) throw damaged();
      const [nameSize, extra, comment] = [28, 30, 32].map(o => zip.readUInt16LE(at + o)) as [number, number, number];
      const entry = zip.subarray(at, at + 46 + nameSize);
      const head = entry.readUInt32LE(42);
      const from = head + 30 + zip.readUInt16LE(head + 26) + zip.readUInt16LE(head + 28);
      const to = from + entry.readUInt32LE(20);
      const method = entry.readUInt16LE(10);
      if (to > zip.length || (method !== 0 && method !== 8) || entry.readUInt16LE(8) & 1) throw damaged();
      parts.set(entry.toString('utf8', 46), { entry, method, stored: zip.subarray(from, to) });
      at += 46 + nameSize + extra + comment;
    }
  } catch (error) {
    throw error instanceof RangeError ? damaged() : error;
  }
  return parts;
}

/** A part's bytes as they are inflated; nothing, if there is no such part. */
export async function* bytesOf(parts: Parts, name: string): AsyncGenerator<Uint8Array> {
  const part = parts.get(name);
  if (!part) return;
  let size = 0;
  try {
    for await (const bytes of part.method === 0 ? [part.stored] : createInflateRaw({ chunkSize: 65_536 }).end(part.stored)) {
      size += bytes.length;
      if (size > mostBytes) throw damaged();
      yield bytes;
    }
  } catch (error) {
    throw String((error as NodeJS.ErrnoException).code).startsWith('Z_') ? damaged() : error;
  }
}

/** The same as text; `at` is told how many bytes it took so far. */
export async function* textsOf(parts: Parts, name: string, at?: (bytes: number) => void): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let read = 0;
  try {
    for await (const bytes of bytesOf(parts, name)) {
      read += bytes.length;
      at?.(read);
      yield decoder.decode(bytes, { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    throw String((error as NodeJS.ErrnoException).code).startsWith('ERR_ENCODING') ? damaged() : error;
  }
}

export const textOf = async (parts: Parts, name: string): Promise<string> => (await Array.fromAsync(textsOf(parts, name))).join('');

/** The zip again, with the texts of some parts replaced. */
export async function* rezipped(parts: Parts, replaced: ReadonlyMap<string, AsyncIterable<string> | Iterable<string>>): AsyncGenerator<Uint8Array> {
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, { entry: was, stored }] of parts) {
    const entry = Buffer.from(was);
    const texts = replaced.get(name);
    // Sizes follow the bytes, because a part is written while it is made.
    entry.writeUInt16LE(texts ? 0x0808 : was.readUInt16LE(8) & ~8, 8);
    if (texts) entry.writeUInt16LE(8, 10);
    entry.writeUInt16LE(0, 30);
    entry.writeUInt16LE(0, 32);
    entry.writeUInt32LE(at, 42);
    const head = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), entry.subarray(6, 32), entry.subarray(46)]);
    if (texts) head.fill(0, 14, 26);
    yield head;
    at += head.length;
    let size = stored.length;
    if (texts) {
      const made = { crc: 0, size: 0 };
      size = 0;
      for await (const bytes of deflated(texts, made)) {
        size += bytes.length;
        yield bytes;
      }
      for (const [value, o] of [
        [made.crc, 16],
        [size, 20],
        [made.size, 24],
      ] as const)
        entry.writeUInt32LE(value, o);
      const after = Buffer.concat([Buffer.from('PK\x07\x08', 'latin1'), entry.subarray(16, 28)]);
      yield after;
      size += after.length;
    } else yield stored;
    at += size;
    directory.push(entry);
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  for (const o of [8, 10]) end.writeUInt16LE(directory.length, o);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(at, 16);
  yield entries;
  yield end;
}

async function* deflated(texts: AsyncIterable<string> | Iterable<string>, made: { crc: number; size: number }): AsyncGenerator<Uint8Array> {
  const deflate = createDeflateRaw();
  pipeline(
    (async function* () {
      for await (const text of texts) {
        const bytes = Buffer.from(text);
        made.crc = crc32(bytes, made.crc);
        made.size += bytes.length;
        yield bytes;
      }
    })(),
    deflate,
    () => {},
  );
  yield* deflate;
}
