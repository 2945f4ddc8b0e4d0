/**
 * Queue, case page, task page and board with 1,000,000 tasks against 10,000: two servers side by side, asked in turn, so
 * that both meet the same machine. A page's figure is the median of the rounds' ratios of p95.
 */
import { type Counties, department, makeCounties, settle, today } from './counties.ts';
import { type Figure, median, p95 } from './report.ts';
import { type Client, client, removeFolder, startServer } from './server.ts';

const rounds = 5;
const askedARound = 40;

type Ask = [account: string, path: string];

/** The pages, each with those who open it and the addresses that it is fetched from. */
function pages({ sights }: Counties): Record<string, Ask[]> {
  const reviewer = (path: string): Ask => [`reviewer.${department}`, path];
  const supervisor = (path: string): Ask => ['supervisor', path];
  const window = (path: string): Ask => ['window', path];
  const word = encodeURIComponent;
  return {
    'queue as it opens': [reviewer('/desk/tasks')],
    'counts of the queue': [reviewer('/desk/counts')],
    'queue by light': ['green', 'yellow', 'red'].map(l => reviewer(`/desk/tasks?light=${l}`)),
    'queue by a name': sights.names.map(n => reviewer(`/desk/tasks?q=${word(n)}`)),
    'decided, later pages': ['2024-10-25', '2024-06-28', '2023-11-03', '2022-12-30'].map(d => reviewer(`/desk/tasks?tab=closed&after=${d}_141129_0`)),
    'decided by a number': sights.numbers.map(n => reviewer(`/desk/tasks?tab=closed&q=${n}`)),
    'queue of the county': ['', '?light=red', '?sort=newest'].map(q => supervisor(`/desk/tasks${q}`)),
    'cases by number or name': [...sights.numbers.slice(0, 20), ...sights.names.slice(0, 20)].map(w => window(`/desk/cases?q=${word(w)}`)),
    'task page': sights.tasks.map(id => reviewer(`/desk/tasks/${id}`)),
    'case page in the portal': sights.cases.map(c => [c.account, `/cases/${c.id}`]),
    'case page at the desk': sights.cases.map(c => window(`/cases/${c.id}`)),
    'board as it opens': [supervisor('/desk/board')],
    'board of a department': [supervisor(`/desk/board?unit=${department}`)],
  };
}

/** Signed-in clients of one server, made when they are first needed. */
function people(port: number) {
  const known = new Map<string, Promise<Client>>();
  return (account: string) => {
    if (!known.has(account)) known.set(account, client(port, account));
    return known.get(account)!;
  };
}

async function timed(who: Client, path: string): Promise<number> {
  const started = performance.now();
  const r = await who.call('GET', path);
  if (r.status !== 200) throw new Error(`${path}: ${r.status} ${JSON.stringify(r.body)}`);
  return performance.now() - started;
}

async function compare(name: string, asks: readonly Ask[], small: ReturnType<typeof people>, large: ReturnType<typeof people>): Promise<Figure> {
  const rounded: { small: number; large: number }[] = [];
  for (let round = -1; round < rounds; round++) {
    const times = { small: [] as number[], large: [] as number[] };
    for (let n = 0; n < askedARound; n++) {
      const [account, path] = asks[n % asks.length]!;
      // Now the one first, now the other.
      const order = n % 2 ? (['small', 'large'] as const) : (['large', 'small'] as const);
      for (const side of order) times[side].push(await timed(await (side === 'small' ? small : large)(account), path));
    }
    // The first round warms up.
    if (round >= 0) rounded.push({ small: p95(times.small), large: p95(times.large) });
  }
  return {
    name: `1,000,000 / 10,000 tasks, p95: ${name}`,
    value: median(rounded.map(r => r.large / r.small)),
    unit: '',
    bound: { at: 'most', value: 1.5 },
    detail: { 'ms small': median(rounded.map(r => r.small)), 'ms large': median(rounded.map(r => r.large)) },
  };
}

export async function scale(): Promise<Figure[]> {
  const kept = process.env.BENCH_COUNTIES;
  const counties = await makeCounties(text => process.stderr.write(`  ${text}\n`), kept);
  for (const dataDir of [counties.small, counties.large]) await settle(dataDir);
  const servers = await Promise.all([counties.small, counties.large].map(dataDir => startServer(dataDir, { TODAY: today })));
  const [small, large] = servers.map(s => people(s.port));
  const figures: Figure[] = [];
  for (const [name, asks] of Object.entries(pages(counties))) figures.push(await compare(name, asks, small!, large!));
  for (const s of servers) await s.stop();
  if (!kept) removeFolder(counties.folder);
  return figures;
}
