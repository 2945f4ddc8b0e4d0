/**
 * `npm run new:programme <name> [title] [document]`: a programme's folder that already works, made from the texts in
 * scripts/programme, and registered where programmes are put together. From there, replace and add (docs/new-programme.md).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const at = (...parts: string[]) => join(root, ...parts);

function fail(what: string, todo: string): never {
  console.error(`✗ ${what}\n  ${todo}`);
  process.exit(1);
}

const [name = '', title = name, document = 'assumed'] = process.argv.slice(2);
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 40)
  fail(
    `“${name}” is not a name for a programme`,
    'Lower-case words with hyphens, at most 40 characters: npm run new:programme farmland 耕地整改复耕 中政办发〔2024〕29号',
  );
if (/['`\\$]/.test(title + document)) fail('title and document hold a quote, a dollar or a backslash', 'They go into source text: write them without.');
if (existsSync(at('src/programmes', name))) fail(`there is a programme ${name} already`, `Work in src/programmes/${name}, or take another name.`);
if (existsSync(at('src/platform', name))) fail(`${name} is a room of the platform`, 'Name the programme after its document.');

const camel = name.replaceAll(/-([a-z0-9])/g, (_, c: string) => c.toUpperCase());
const composition = ['src/house.ts', 'web/desk/desk.tsx'];
const texts = Object.fromEntries(composition.map(file => [file, readFileSync(at(file), 'utf8')]));
const taken = composition.find(file => new RegExp(`\\b${camel}\\b`).test(texts[file]!));
if (taken || isReserved(camel)) fail(`${camel} means something already${taken ? ` in ${taken}` : ' in the language'}`, 'Take a name of two words.');

function isReserved(word: string): boolean {
  try {
    new Function(`"use strict"; const ${word} = 1;`);
    return false;
  } catch {
    return true;
  }
}

/** The first free hundred after one-thing's 0500: each programme has a hundred numbers. */
function freeNumber(): string {
  const used = ['platform', 'programmes'].flatMap(part =>
    readdirSync(at('src', part)).flatMap(room => {
      const folder = at('src', part, room, 'migrations');
      return existsSync(folder) ? readdirSync(folder).map(f => f.slice(0, 2)) : [];
    }),
  );
  for (let hundred = 6; hundred < 100; hundred++) {
    const front = String(hundred).padStart(2, '0');
    if (!used.includes(front)) return `${front}00`;
  }
  return fail('no hundred of migration numbers is free', 'Give the migration a number by hand.');
}

const words: Record<string, string> = {
  name,
  camel,
  Pascal: camel[0]!.toUpperCase() + camel.slice(1),
  table: name.replaceAll('-', '_'),
  title,
  document,
};
const filled = (text: string) => text.replaceAll(/__(name|camel|Pascal|table|title|document)__/g, (_, word: string) => words[word]!);

const template = at('scripts/programme');
const folder = at('src/programmes', name);
for (const file of readdirSync(template, { recursive: true, encoding: 'utf8' }).filter(f => f.endsWith('.txt'))) {
  const target = join(folder, file.replace(/\.txt$/, '').replace('migration.sql', `${freeNumber()}-${name}.sql`));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, filled(readFileSync(join(template, file), 'utf8')));
}

/** Puts text in after something that is there once; a composition that looks otherwise is for a person to change. */
function insert(file: string, after: RegExp, text: string): void {
  const found = texts[file]!.match(after);
  if (!found) fail(`${file} does not look as expected: nothing fits ${after}`, `The folder is made; add to ${file} by hand: ${filled(text).trim()}`);
  texts[file] = texts[file]!.replace(found[0], () => found[0] + filled(text));
}
insert('src/house.ts', /import \{ oneThing \} from '#programmes\/one-thing';\n/, `import { __camel__ } from '#programmes/__name__';\n`);
insert('src/house.ts', /const programmes: readonly Manifest\[\] = \[\s*oneThing/, ', __camel__');
insert(
  'web/desk/desk.tsx',
  /import \{ oneThingDeskMenu, oneThingDeskPages \} from '[^']*';\n/,
  `import { __camel__DeskMenu, __camel__DeskPages } from '../../src/programmes/__name__/pages/desk.ts';\n`,
);
insert('web/desk/desk.tsx', /const pages = \[\s*\.\.\.oneThingDeskPages/, ', ...__camel__DeskPages');
insert('web/desk/desk.tsx', /title: '专项工作', entries: \[\s*\.\.\.policiesDeskMenu/, ', ...__camel__DeskMenu');
for (const file of composition) writeFileSync(at(file), texts[file]!);

const run = (args: string[]) => spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
const formatted = spawnSync(at('node_modules/.bin/biome'), ['check', '--write', `src/programmes/${name}`, ...composition], { cwd: root, encoding: 'utf8' });
if (formatted.status !== 0) fail('the new files could not be put in form', formatted.stderr);
const printed = run(['src/cli.ts', 'permissions']);
if (printed.status !== 0) fail('the house does not open with the new programme', printed.stderr);
const page = readFileSync(at('docs/permissions.md'), 'utf8');
writeFileSync(at('docs/permissions.md'), `${page.slice(0, page.indexOf('| 动作'))}${printed.stdout.trimEnd()}\n`);

console.log(`✓ src/programmes/${name}, registered in ${composition.join(', ')} and docs/permissions.md.
  Next: npm run check; npm test -- src/programmes/${name}; then README.md, clause by clause.`);
