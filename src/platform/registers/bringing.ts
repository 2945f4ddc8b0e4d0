/** A table brought in by somebody's own steps, one after the other, as their page takes them: for demo counties. */
import { Readable } from 'node:stream';
import type { z } from 'zod';
import type { Action, House } from '../actions/index.ts';
import { checkTable, importTable } from './imports.ts';
import { mostTableBytes, uploadTable } from './uploads.ts';

interface Bringer {
  does<S extends z.ZodType, O>(action: Action<S, O>, input: z.input<S>): Promise<O>;
}

export async function bringTable({ passing }: House, who: Bringer, kind: string, period: string, name: string, text: string): Promise<void> {
  const file = { ...(await passing.take(Readable.from([text]), mostTableBytes)), name };
  const { id: uploadId } = await who.does(uploadTable, { kind, file });
  const { seen } = await who.does(checkTable, { kind, uploadId, period });
  await who.does(importTable, { kind, uploadId, seen, withoutWrong: false });
}
