/**
 * Files on their way in: tables that are read once and then gone. They may hold what the house keeps sealed, so each lies
 * on disk under a key of its own, which only the record that goes with it knows: without its record it cannot be read.
 */
import { type CipherGCMTypes, createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Scanner } from './store.ts';
import { refuse } from './store.ts';

export interface Passing {
  id: string;
  /** Hex; kept sealed by the record that the file belongs to. */
  key: string;
  size: number;
}

export interface PassingStore {
  /** Takes what a request sends as it comes; of more than `most` bytes nothing is kept. */
  take(content: Readable, most: number): Promise<Passing>;
  /** The whole content, looked through when it came; null: it is gone. */
  opened(file: Pick<Passing, 'id' | 'key'>): Promise<Buffer | null>;
  drop(id: string): Promise<void>;
  /** Drops what nobody came back for. */
  dropBefore(instant: number): Promise<number>;
}

const algorithm = 'sm4-gcm' as CipherGCMTypes;

export function openPassing(folder: string, scan: Scanner): PassingStore {
  const pathOf = (id: string) => join(folder, id);
  const drop = (id: string) => rm(pathOf(id), { force: true });
  async function opened({ id, key }: Pick<Passing, 'id' | 'key'>): Promise<Buffer | null> {
    const [secret, iv] = [Buffer.from(key.slice(0, 32), 'hex'), Buffer.from(key.slice(32), 'hex')];
    const kept = await readFile(pathOf(id)).catch(error => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    });
    if (!kept) return null;
    const decipher = createDecipheriv(algorithm, secret, iv);
    decipher.setAuthTag(kept.subarray(-16));
    return Buffer.concat([decipher.update(kept.subarray(0, -16)), decipher.final()]);
  }
  return {
    opened,
    drop,
    async take(content, most) {
      const [id, secret, iv] = [crypto.randomUUID(), randomBytes(16), randomBytes(12)];
      const key = secret.toString('hex') + iv.toString('hex');
      await mkdir(folder, { recursive: true, mode: 0o700 });
      let size = 0;
      try {
        await pipeline(
          content,
          async function* (bytes) {
            const cipher = createCipheriv(algorithm, secret, iv);
            for await (const chunk of bytes as AsyncIterable<Buffer>) {
              size += chunk.length;
              if (size > most) throw refuse('file-too-large', `最大 ${most / 1024 / 1024} MB，请分成几份`);
              yield cipher.update(chunk);
            }
            yield cipher.final();
            yield cipher.getAuthTag();
          },
          createWriteStream(pathOf(id), { flags: 'wx', mode: 0o600 }),
        );
        if (size === 0) throw refuse('file-empty');
        await scan((await opened({ id, key }))!);
        return { id, key, size };
      } catch (error) {
        await drop(id);
        throw error;
      }
    },
    async dropBefore(instant) {
      let dropped = 0;
      for (const name of await readdir(folder).catch(() => [] as string[])) {
        const { mtimeMs } = await stat(pathOf(name)).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
        if (mtimeMs >= instant) continue;
        await drop(name);
        dropped++;
      }
      return dropped;
    },
  };
}
