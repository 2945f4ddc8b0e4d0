/** Each border between rooms has a planted violation that `npm run check` must catch. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'bancheng-imports-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A small house that keeps every rule. */
const clean: Record<string, string> = {
  'src/platform/db/index.ts': `import postgres from 'postgres';\nexport const open = () => postgres();\n`,
  'src/platform/db/store.ts': `export const secret = 1;\n`,
  'src/platform/calendar/index.ts': `export type Day = string;\nexport const today: Day = '2024-11-04';\n`,
  'src/platform/cases/index.ts': `import { open } from '../db/index.ts';\nexport const run = open;\nexport interface Shape { id: string }\n`,
  'src/programmes/alpha/index.ts': `import { run } from '#platform/cases';\nexport const alpha = run;\n`,
  'src/programmes/alpha/rules.ts': `import { today } from '#platform/calendar';\nimport type { Shape } from '#platform/cases';\nexport const rule = (s: Shape) => s.id + today;\n`,
  'src/programmes/alpha/inner.ts': `export const inner = 1;\n`,
  'src/programmes/alpha/pages/portal/page.tsx': `import type { Shape } from '#platform/cases';\nimport { rule } from '../../rules.ts';\nexport default (s: Shape) => rule(s);\n`,
  'src/programmes/beta/index.ts': `import { alpha } from '#programmes/alpha';\nexport const beta = alpha;\n`,
  'src/house.ts': `import { alpha } from '#programmes/alpha';\nimport { beta } from '#programmes/beta';\nexport const house = [alpha, beta];\n`,
  'src/server.ts': `import { house } from './house.ts';\nexport const server = house;\n`,
  'src/house.test.ts': `import { house } from './house.ts';\nexport const tested = house;\n`,
  'web/ui/kit/index.ts': `export const kit = 1;\n`,
  'web/ui/frame/index.ts': `export const frame = 1;\n`,
  'web/portal/main.tsx': `import { kit } from '#ui/kit';\nimport page from '../../src/programmes/alpha/pages/portal/page.tsx';\nexport const portal = [kit, page];\n`,
};

function cruise(extra: Record<string, string>): string[] {
  const place = mkdtempSync(join(folder, 'house-'));
  const { imports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeFileSync(join(place, 'package.json'), JSON.stringify({ type: 'module', imports, dependencies: { postgres: '*', antd: '*' } }));
  symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'));
  cpSync(join(root, '.dependency-cruiser.mjs'), join(place, '.dependency-cruiser.mjs'));
  for (const [path, text] of Object.entries({ ...clean, ...extra })) {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), text);
  }
  const done = spawnSync(
    process.execPath,
    [join(root, 'node_modules/.bin/depcruise'), '--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'src', 'web'],
    {
      cwd: place,
      encoding: 'utf8',
      maxBuffer: 50_000_000,
    },
  );
  const report = JSON.parse(done.stdout) as { summary: { violations: { rule: { name: string } }[] } };
  return [...new Set(report.summary.violations.map(v => v.rule.name))].sort();
}

const planted: [rule: string, path: string, text: string][] = [
  ['no-circles', 'src/platform/db/index.ts', `import { run } from '../cases/index.ts';\nexport const open = () => run;\n`],
  ['resolvable', 'src/platform/db/index.ts', `import { gone } from './gone.ts';\nexport const open = () => gone;\n`],
  ['platform-knows-no-programme', 'src/platform/cases/plan.ts', `import { inner } from '../../programmes/alpha/inner.ts';\nexport const plan = inner;\n`],
  ['platform-doors', 'src/platform/cases/plan.ts', `import { secret } from '../db/store.ts';\nexport const plan = secret;\n`],
  ['programme-uses-doors', 'src/programmes/alpha/store.ts', `import { secret } from '../../platform/db/store.ts';\nexport const plan = secret;\n`],
  ['programme-knows-its-own', 'src/programmes/beta/store.ts', `import { inner } from '../alpha/inner.ts';\nexport const plan = inner;\n`],
  ['rules-are-pure', 'src/programmes/alpha/rules.ts', `import { run } from '#platform/cases';\nexport const rule = (_: unknown) => run;\n`],
  ['pages-use-pure-doors', 'src/programmes/alpha/pages/portal/page.tsx', `import { run } from '#platform/cases';\nexport default () => run;\n`],
  ['portal-stays-light', 'src/programmes/alpha/pages/portal/page.tsx', `import { Button } from 'antd';\nexport default () => Button;\n`],
  ['portal-stays-light', 'web/portal/main.tsx', `import { frame } from '#ui/frame';\nexport const portal = frame;\n`],
  ['ui-knows-no-page', 'web/ui/kit/index.ts', `import page from '../../../src/programmes/alpha/pages/portal/page.tsx';\nexport const kit = page;\n`],
  ['nobody-enters-from-above', 'src/house.ts', `import { server } from './server.ts';\nexport const house = server;\n`],
  ['no-test-in-product', 'src/house.ts', `import { tested } from './house.test.ts';\nexport const house = tested;\n`],
  ['declared', 'src/house.ts', `import pino from 'pino';\nexport const house = pino;\n`],
];

describe('import rules', () => {
  it('find nothing in a house that keeps them', () => expect(cruise({})).toEqual([]));
  it.each(planted)('%s is caught', (rule, path, text) => expect(cruise({ [path]: text })).toContain(rule));
  it('are all planted here', async () => {
    const { default: config } = await import(join(root, '.dependency-cruiser.mjs'));
    expect([...new Set(planted.map(p => p[0]))].sort()).toEqual(config.forbidden.map((r: { name: string }) => r.name).sort());
  });
});
