/** A new programme is whole from its first minute: types, form, borders, the house, its own tests; a bad name is refused. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const copy = mkdtempSync(join(tmpdir(), 'bancheng-programme-'));
const left = new Set(['node_modules', 'dist', 'data', '.git', 'coverage']);
cpSync(root, copy, { recursive: true, filter: path => !left.has(basename(path)) });
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const node = (...args: string[]) => {
  const done = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' });
  return { status: done.status, text: done.stdout + done.stderr };
};
const make = (...args: string[]) => node('scripts/new-programme.ts', ...args);

describe('a new programme', () => {
  it.each([
    ['Solar', 'is not a name'],
    ['../solar', 'is not a name'],
    ['', 'is not a name'],
    ['one-thing', 'there is a programme'],
    ['cases', 'room of the platform'],
    ['class', 'means something already'],
    ['routes', 'means something already'],
  ])('is not made as “%s”', (name, why) => {
    const { status, text } = make(name);
    expect([status, text]).toEqual([1, expect.stringContaining(why)]);
  });
  // A name that no programme of a document will ever take.
  it('is made, checked, opened with the house, and passes its tests', { timeout: 300_000 }, () => {
    expect(make('trial-programme', '试办专项', '中政办发〔2024〕28号')).toMatchObject({ status: 0 });
    expect(existsSync(join(copy, 'src/programmes/trial-programme/programme.ts'))).toBe(true);
    const bin = (name: string) => join('node_modules/.bin', name);
    // What it is made of; its tests run below, and the house that they open is as it was.
    const own = 'src/programmes/trial-programme';
    const part = { extends: './tsconfig.json', include: [own], exclude: [`${own}/*.test.ts`] };
    writeFileSync(join(copy, 'tsconfig.trial.json'), JSON.stringify(part));
    expect(spawnSync(bin('tsc'), ['-p', 'tsconfig.trial.json'], { cwd: copy, encoding: 'utf8' })).toMatchObject({ status: 0, stdout: '' });
    expect(spawnSync(bin('biome'), ['check', '--error-on-warnings', 'src/programmes', 'src/house.ts', 'web/desk'], { cwd: copy })).toMatchObject({ status: 0 });
    expect(
      spawnSync(bin('depcruise'), ['--config', '.dependency-cruiser.mjs', 'src/programmes/trial-programme', 'src/house.ts', 'web/desk/desk.tsx'], {
        cwd: copy,
      }),
    ).toMatchObject({
      status: 0,
    });
    const { status, text } = node('node_modules/vitest/vitest.mjs', 'run', 'src/programmes/trial-programme');
    expect([status, text]).toEqual([0, expect.stringMatching(/[1-9]\d* passed, 0 failed/)]);
    expect(make('trial-programme').text).toContain('there is a programme');
  });
});
