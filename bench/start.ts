/** How long the first and the second start take, and what memory server and database hold, at rest and at work. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Figure } from './report.ts';
import { client, family, freshFolder, memory, type Running, removeFolder, startServer } from './server.ts';

const clients = 16;
const seconds = 10;

/** Private memory of the server, and of the database's processes together, in MB. */
function held(server: Running) {
  const [own, ...database] = family(server.child.pid!);
  return { server: memory(own!), database: database.reduce((total, pid) => total + memory(pid), 0) };
}

/** Officers and residents who read without pause, and drafts that are begun. */
async function work(server: Running): Promise<ReturnType<typeof held>> {
  const until = Date.now() + seconds * 1000;
  const paths = { supervisor: ['/desk/board', '/desk/tasks'], 'reviewer.public-security': ['/desk/tasks', '/desk/counts'], resident: ['/cases', '/things'] };
  const accounts = Object.keys(paths) as (keyof typeof paths)[];
  let most = { server: 0, database: 0 };
  await Promise.all([
    ...Array.from({ length: clients }, async (_, n) => {
      const account = accounts[n % accounts.length]!;
      const who = await client(server.port, account);
      while (Date.now() < until) {
        for (const path of paths[account]) {
          const r = await who.call('GET', path);
          if (r.status !== 200) throw new Error(`${path}: ${r.status}`);
        }
        if (account === 'resident') await who.call('POST', '/applications', { thing: 17, answers: {} }, crypto.randomUUID());
      }
    }),
    (async () => {
      while (Date.now() < until) {
        const now = held(server);
        most = { server: Math.max(most.server, now.server), database: Math.max(most.database, now.database) };
        await sleep(250);
      }
    })(),
  ]);
  return most;
}

export async function start(): Promise<Figure[]> {
  const dataDir = freshFolder();
  const first = await startServer(dataDir);
  await first.stop();
  const second = await startServer(dataDir);
  await sleep(3000);
  const rest = held(second);
  const load = await work(second);
  await second.stop();
  removeFolder(dataDir);
  const memories = (name: string, m: ReturnType<typeof held>): Figure[] => [
    { name: `memory ${name}: server`, value: m.server, unit: 'MB' },
    { name: `memory ${name}: database, shared pages counted in each process`, value: m.database, unit: 'MB' },
  ];
  return [
    { name: 'first start, with a demo county', value: first.seconds, unit: 's', bound: { at: 'most', value: 20 } },
    { name: 'second start', value: second.seconds, unit: 's', bound: { at: 'most', value: 5 } },
    ...memories('at rest', rest),
    ...memories(`with ${clients} clients`, load),
  ];
}
