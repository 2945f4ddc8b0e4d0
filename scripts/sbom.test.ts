/** The bill of materials names what is delivered: every dependency, with the version of the lockfile. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('names every dependency with its version', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> };
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, { version: string }> };
  const made = spawnSync('npm', ['run', '-s', 'sbom'], { encoding: 'utf8', shell: process.platform === 'win32', maxBuffer: 64 * 1024 * 1024 });
  expect(made.status, made.stderr).toBe(0);
  const { bomFormat, components } = JSON.parse(made.stdout) as { bomFormat: string; components: { 'bom-ref': string }[] };
  expect(bomFormat).toBe('CycloneDX');
  const named = new Set(components.map(c => c['bom-ref']));
  expect(Object.keys(dependencies).filter(d => !named.has(`${d}@${lock.packages[`node_modules/${d}`]!.version}`))).toEqual([]);
});
