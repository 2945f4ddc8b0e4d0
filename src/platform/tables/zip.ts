/** The parts of a zip, which a workbook is: read one by one as they are inflated, and put together again with some of them replaced. */
import { Readable } from 'node:stream';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { ZipFile as Zip } from 'yazl';

/** What is not a zip that can be read, for whoever brought it. */
export class Damaged extends Error {}

export interface Parts {
  zip: ZipFile;
  /** In their order. */
  entries: ReadonlyMap<string, Entry>;
}

/** Of one part when inflated: far above any table, far below what would stop the server. */
const mostBytes = 512 * 1024 ** 2;

export const damaged = () => new Damaged('文件不完整或已经损坏，请在表格软件里打开后另存一份');

export async function partsOf(bytes: Uint8Array): Promise<Parts> {
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) {
      // A directory has no bytes, and comes into no new zip.
      if (entry.fileName.endsWith('/')) continue;
      if (!entry.canDecodeFileData() || entry.uncompressedSize > mostBytes) throw damaged();
      entries.set(entry.fileName, entry);
    }
    return { zip, entries };
  } catch {
    throw damaged();
  }
}

/** A part's bytes as they are inflated, no more than it says of itself; nothing, if there is no such part. */
export async function* bytesOf({ zip, entries }: Parts, name: string): AsyncGenerator<Buffer> {
  const entry = entries.get(name);
  if (!entry) return;
  try {
    for await (const bytes of await zip.openReadStreamPromise(entry)) yield bytes as Buffer;
  } catch {
    throw damaged();
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
  const made = new Zip();
  const out = made.outputStream as Readable;
  made.on('error', error => out.destroy(error));
  for (const [name, entry] of parts.entries)
    made.addReadStreamLazy(name, { mtime: entry.getLastModDate() }, give => {
      const texts = replaced.get(name);
      give(null, texts ? Readable.from(texts, { objectMode: false }) : Readable.from(bytesOf(parts, name)));
    });
  made.end();
  yield* out;
}
