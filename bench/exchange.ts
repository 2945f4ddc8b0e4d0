/**
 * Telling the city ten thousand things: a real server that claims, signs, sends, believes and writes down, against the bare
 * machine that posts the same texts and makes the same changes to the same rows, as many side by side; and how much of the
 * time goes into the signatures of both sides, which nobody can leave out.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect, openConnections } from '#platform/db';
import type { City } from '../e2e/city/city.ts';
import { demoKeys } from '../e2e/city/keys.ts';
import { type Message, sign, verifies } from '../e2e/city/protocol.ts';
import { arrived, letGo, openLine } from './line.ts';
import type { Figure } from './report.ts';
import { freshFolder, removeFolder, startServer } from './server.ts';

const messages = Number(process.env.BENCH_MESSAGES ?? 10_000);
const each = 4;
const sideBySide = 20;

const rate = (n: number, started: number) => n / ((performance.now() - started) / 1000);

/** The same texts posted to somebody who says yes, and the two rows of each changed in a transaction of its own. */
async function bare(dataDir: string, sent: readonly Message[]): Promise<number> {
  const connections = await openConnections(dataDir);
  const sql = connect(connections.owner, { max: sideBySide });
  const yes = createServer((request, response) => {
    request.resume().on('end', () => response.end('{}'));
  }).listen(0, '127.0.0.1');
  await once(yes, 'listening');
  const url = `http://127.0.0.1:${(yes.address() as AddressInfo).port}`;
  const work = async (list: readonly Message[]) => {
    const left = [...list];
    await Promise.all(
      Array.from({ length: sideBySide }, async () => {
        for (let m = left.pop(); m; m = left.pop()) {
          const { subject, seq, body } = m;
          const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(m) });
          await response.text();
          await sql.begin(async tx => {
            await tx`update exchange_out set body = ${body}, state = 'sent', done_at = now() where county = '141129' and partner = 'city' and subject = ${subject} and seq = ${seq}`;
            await tx`update exchange_subject set state = 'idle' where county = '141129' and partner = 'city' and subject = ${subject}`;
          });
        }
      }),
    );
  };
  await work(sent.slice(0, 200));
  const started = performance.now();
  await work(sent);
  const perSecond = rate(sent.length, started);
  yes.close();
  await sql.end();
  await connections.stop();
  return perSecond;
}

/** How many messages a second the signatures alone allow where each side has a core: one made and one checked. */
function signatures(city: City, [m]: readonly Message[]): number {
  const { signature: _, ...content } = m!;
  const once = () => verifies(sign(content, demoKeys.privateKey), city.publicKey);
  for (let i = 0; i < 50; i++) once();
  const started = performance.now();
  for (let i = 0; i < 300; i++) once();
  return rate(300, started);
}

export async function exchange(): Promise<Figure[]> {
  const dataDir = freshFolder();
  await (await startServer(dataDir)).stop();
  const city = await openLine(dataDir, Math.ceil(messages / each), each);
  const server = await startServer(dataDir);
  const started = performance.now();
  await letGo(server, city);
  await arrived(city, messages);
  const told = rate(city.taken.length, started);
  await server.stop();
  await city.close();
  const [plain, signed] = [await bare(dataDir, city.taken), signatures(city, city.taken)];
  removeFolder(dataDir);
  const detail = { 'messages/s': told, 'bare messages/s': plain, 'signatures allow': signed, messages: city.taken.length };
  return [
    { name: 'exchange: service / bare posts and writes', value: told / plain, unit: '', bound: { at: 'least', value: 0.1 }, detail },
    { name: 'exchange: service / what its signatures allow', value: told / signed, unit: '' },
    {
      name: 'exchange: out of order, or sent twice',
      value: city.outOfOrder.length + city.seen.length - city.taken.length,
      unit: '',
      bound: { at: 'most', value: 0 },
    },
  ];
}
