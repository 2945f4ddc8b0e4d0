/** `npm run bench [name …]`: every promise about speed, each a ratio taken in one run here. */
import { type Figure, holds, print } from './report.ts';

const all: Record<string, () => Promise<Figure[]>> = {
  submit: async () => (await import('./submit.ts')).submit(),
  exchange: async () => (await import('./exchange.ts')).exchange(),
  kills: async () => (await import('./kills.ts')).kills(),
  portal: async () => (await import('./portal.ts')).portal(),
  start: async () => (await import('./start.ts')).start(),
  insurance: async () => (await import('./insurance.ts')).insurance(),
  tables: async () => (await import('./tables.ts')).tables(),
  imports: async () => (await import('./imports.ts')).imports(),
  solar: async () => (await import('./solar.ts')).solar(),
  scale: async () => (await import('./scale.ts')).scale(),
};

const wanted = process.argv.slice(2);
const names = wanted.length > 0 ? wanted : Object.keys(all);
const figures: Figure[] = [];
for (const name of names) {
  const run = all[name];
  if (!run) throw new Error(`no measurement ${name}; there are ${Object.keys(all).join(', ')}`);
  process.stderr.write(`▸ ${name}\n`);
  figures.push(...(await run()));
}
print(figures);
if (!figures.every(holds)) process.exitCode = 1;
