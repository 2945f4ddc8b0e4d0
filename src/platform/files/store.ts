/**
 * Files on disk: content-addressed outside the web root, written to a temporary name, synced, renamed. What arrives is
 * sniffed by its bytes; its name and declared type are believed in nothing.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import { refusals } from '../actions/index.ts';
import type { PassingStore } from './passing.ts';

export const refuse = refusals({
  'file-too-large': [413, '文件太大'],
  'file-empty': [422, '文件是空的'],
  'file-type': [422, '这种文件不能上传'],
  'file-infected': [422, '文件没有通过病毒检查'],
  'file-quota': [429, '今天上传的文件太多了，请明天再试，或到大厅窗口办理'],
});

export const maxFileBytes = 20 * 1024 * 1024;

/** What people may upload, by what the bytes are. */
const allowed: Record<string, readonly string[]> = {
  image: ['image/jpeg', 'image/png', 'image/webp', 'image/heic'],
  pdf: ['application/pdf'],
};
export type Accept = 'image' | 'pdf' | 'image-or-pdf';
export const typesFor = (accept: Accept): string[] => (accept === 'image-or-pdf' ? [...allowed.image!, ...allowed.pdf!] : [...allowed[accept]!]);

const shownTypes: Record<Accept, string> = {
  image: '照片（JPG、PNG、WebP、HEIC）',
  pdf: 'PDF',
  'image-or-pdf': '照片（JPG、PNG、WebP、HEIC）或 PDF',
};

/** Looks through a file before it is kept; throws a refusal when it finds something. */
export type Scanner = (content: Buffer) => Promise<void>;

/** ClamAV through its socket (`host:port`): the INSTREAM command of clamd. */
export const clamScanner =
  (host: string, port: number): Scanner =>
  content =>
    new Promise((done, fail) => {
      const socket = new Socket();
      let answer = '';
      socket.setTimeout(30_000, () => socket.destroy(new Error('the virus scanner did not answer')));
      socket.on('error', fail);
      socket.on('data', chunk => {
        answer += chunk.toString();
      });
      socket.on('end', () => {
        if (answer.includes('FOUND')) fail(refuse('file-infected'));
        else if (answer.includes('OK')) done();
        else fail(new Error(`the virus scanner answered ${answer}`));
      });
      socket.connect(port, host, () => {
        const size = Buffer.alloc(4);
        size.writeUInt32BE(content.length);
        socket.write('zINSTREAM\0');
        socket.write(size);
        socket.write(content);
        socket.write(Buffer.alloc(4));
      });
    });

export const noScanner: Scanner = async () => {};

declare module '../actions/action.ts' {
  interface House {
    files: FileStore;
    passing: PassingStore;
  }
}

export interface Kept {
  digest: string;
  type: string;
  size: number;
}

export interface FileStore {
  /** What the bytes are, looked through and not kept. Throws a refusal. */
  check(content: Buffer, accept: Accept): Promise<Kept>;
  /** Checks and keeps content; the same content is kept once. Throws a refusal. */
  keep(content: Buffer, accept: Accept): Promise<Kept>;
  read(digest: string): NodeJS.ReadableStream;
  has(digest: string): boolean;
  pathOf(digest: string): string;
}

/** A heading that browsers could run: HTML or SVG, whatever its name says. */
const looksActive = (content: Buffer) => /^\s*(<\?xml|<!doctype|<html|<svg|<script)/i.test(content.subarray(0, 512).toString('latin1'));

export function openFiles(folder: string, scan: Scanner): FileStore {
  const pathOf = (digest: string) => join(folder, digest.slice(0, 2), digest.slice(2, 4), digest);
  async function check(content: Buffer, accept: Accept): Promise<Kept> {
    if (content.length === 0) throw refuse('file-empty');
    if (content.length > maxFileBytes) throw refuse('file-too-large', `每个文件最大 ${maxFileBytes / 1024 / 1024} MB；照片可以先压缩再上传`);
    const type = (await fileTypeFromBuffer(content))?.mime ?? 'application/octet-stream';
    if (!typesFor(accept).includes(type) || looksActive(content))
      throw refuse('file-type', `请上传${shownTypes[accept]}；文件内容必须真的是这种格式，改扩展名没有用`);
    await scan(content);
    return { digest: createHash('sha256').update(content).digest('hex'), type, size: content.length };
  }
  return {
    check,
    pathOf,
    has: digest => existsSync(pathOf(digest)),
    read: digest => createReadStream(pathOf(digest)),
    async keep(content, accept) {
      const kept = await check(content, accept);
      const path = pathOf(kept.digest);
      if (!existsSync(path)) {
        await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
        const temporary = `${path}.${process.pid}.${crypto.randomUUID()}`;
        const handle = await open(temporary, 'wx', 0o600);
        try {
          await handle.writeFile(content);
          await handle.sync();
        } finally {
          await handle.close();
        }
        await rename(temporary, path).catch(async error => {
          await rm(temporary, { force: true });
          throw error;
        });
        const parent = await open(join(path, '..'), 'r');
        await parent.sync();
        await parent.close();
      }
      return kept;
    },
  };
}
