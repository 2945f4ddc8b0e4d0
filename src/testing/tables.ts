/** A table into a register over HTTP, as an officer brings one. */
import type { Browser, Reply } from './index.ts';

/** Sent as a file; then looked at, where it was taken. `uploadId` stands beside what was found. */
export async function checkTable(who: Browser, kind: string, table: string | Buffer, period: string, name = '一份表.csv'): Promise<Reply> {
  const sent = await who.upload(`/registers/${kind}/uploads`, name, Buffer.from(table));
  if (sent.status !== 200) return sent;
  const { id } = sent.body;
  const checked = await who.post(`/registers/${kind}/uploads/${id}/checks`, { period });
  return { ...checked, body: { ...checked.body, uploadId: id } };
}

/** What was looked at, brought in. */
export const importTable = (
  who: Browser,
  kind: string,
  { uploadId, seen }: { uploadId: string; seen: string },
  withoutWrong = false,
  key?: string,
): Promise<Reply> => who.create(`/registers/${kind}/imports`, { uploadId, seen, withoutWrong }, key);
