/** The closing line counts what failed without a failed test: it is what a build looks at. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

const files: Record<string, string> = {
  'one-good-one-bad': `it('is', () => expect(1).toBe(1)); it('is not', () => expect(1).toBe(2));`,
  'a-suite-without-tests': `it('is', () => expect(1).toBe(1)); describe('of nothing', () => {});`,
  'a-hook-that-throws': `describe('never begins', () => { beforeAll(() => { throw new Error('no'); }); it('is skipped', () => {}); });`,
  'a-file-that-cannot-be-read': `import './gone.ts';`,
};

it('counts suites and files that failed', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'bancheng-closing-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(folder, `${name}.test.ts`), `import { beforeAll, describe, expect, it } from 'vitest';\n${text}\n`);
  const done = spawnSync(
    process.execPath,
    [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--root', folder, `--reporter=${join(import.meta.dirname, 'closing.ts')}`],
    { cwd: folder, encoding: 'utf8' },
  );
  expect(done.stdout).toContain('2 passed, 4 failed, 1 skipped');
  rmSync(folder, { recursive: true, force: true });
});
