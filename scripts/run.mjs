/**
 * The door of every `npm run`: plain JavaScript that the machine's own Node (20 or newer) can read.
 * It installs what is missing, builds the web app when its sources changed, then hands over to the Node that the
 * lockfile pins (`node_modules/.bin/node`), which runs our TypeScript directly.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = join(root, 'node_modules', '.bin');
const node = join(bin, process.platform === 'win32' ? 'node.cmd' : 'node');
const env = { ...process.env, PATH: `${bin}:${process.env.PATH ?? ''}` };
const say = text => process.stderr.write(`${text}\n`);

function fail(what, todo) {
  say(`\n✗ ${what}\n  ${todo}`);
  process.exit(1);
}

/** Installs when the lockfile is not the one that node_modules was made from. */
function ensureInstalled() {
  const stamp = join(root, 'node_modules', '.bancheng-lock');
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && existsSync(node) && readFileSync(stamp, 'utf8') === wanted) return;
  say('▸ 正在安装依赖（首次约一分钟）/ installing dependencies, about a minute the first time …');
  const done = spawnSync('npm', ['ci', '--loglevel=error', '--include=dev', '--include=optional'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: process.env,
  });
  if (done.status !== 0)
    fail(
      '安装依赖失败 / npm ci failed',
      '检查网络和 npm registry（npm config get registry），再运行一次同样的命令。 Check the network and the registry, then run the same command again.',
    );
  if (!existsSync(node))
    fail(
      `没有适合本机的 Node（${process.platform}-${process.arch}）/ no Node for this machine`,
      '目前支持 linux-x64、linux-arm64、darwin-x64、darwin-arm64。 Supported: linux and macOS, x64 and arm64.',
    );
  writeFileSync(stamp, wanted);
}

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

/** Builds the web app when any source that it can contain is newer than the last build. */
function ensureBuilt() {
  const stamp = join(root, 'dist', '.stamp');
  const sources = ['web', 'src', 'package-lock.json', 'vite.config.ts'];
  const hash = createHash('sha256');
  for (const source of sources) {
    const path = join(root, source);
    for (const file of statSync(path).isDirectory() ? filesBelow(path) : [path])
      if (!/\.(test\.tsx?|sql)$/.test(file)) hash.update(file).update(readFileSync(file));
  }
  const wanted = hash.digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('▸ 正在构建网页 / building the web app …');
  const done = spawnSync(node, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env,
  });
  if (done.status !== 0) fail('网页构建失败 / the web app did not build', '把上面的错误交给开发者。 Hand the error above to the developers.');
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

/** Runs a command to its end and returns its status; signals are the child's to handle. */
function run(command, args) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise(resolve => child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143))));
}

const [task, ...rest] = process.argv.slice(2);
const inBin = name => join(bin, name);
const tasks = {
  async start() {
    ensureBuilt();
    return run(node, ['src/server.ts', ...rest]);
  },
  async test() {
    ensureBuilt();
    return run(node, ['node_modules/vitest/vitest.mjs', 'run', ...rest]);
  },
  async check() {
    for (const [name, command, args] of [
      ['types', inBin('tsc'), ['-p', '.']],
      ['lint', inBin('biome'), ['check', '--error-on-warnings', '.']],
      ['import rules', inBin('depcruise'), ['--config', '.dependency-cruiser.mjs', 'src', 'web']],
      ['catalogue', node, ['src/cli.ts', 'catalogue', 'check', '--quiet']],
    ]) {
      say(`▸ ${name}`);
      const status = await run(command, args);
      if (status !== 0) return status;
    }
    return 0;
  },
  cli: () => run(node, ['src/cli.ts', ...rest]),
  async bench() {
    ensureBuilt();
    return run(node, ['bench/run.ts', ...rest]);
  },
  async build() {
    ensureBuilt();
    return 0;
  },
  async screenshots() {
    ensureBuilt();
    return run(node, ['scripts/screenshots.ts', ...rest]);
  },
  'new-programme': () => run(node, ['scripts/new-programme.ts', ...rest]),
};

if (!tasks[task]) fail(`unknown task: ${task}`, `one of ${Object.keys(tasks).join(', ')}`);
ensureInstalled();
process.exit(await tasks[task]());
