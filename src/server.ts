/** The service: reads its settings, opens the house, serves, and ends cleanly. */
import { join } from 'node:path';
import { gateScope } from '#platform/access';
import type { Action, House } from '#platform/actions';
import { isDay } from '#platform/calendar';
import { firstStatistics, openConnections, StartRefused } from '#platform/db';
import { demoSession } from '#platform/demo';
import { buildServer } from '#platform/http';
import { runJobs } from '#platform/jobs';
import { makeDemo } from './demo.ts';
import { defaultCounty, jobsOf, openClock, openHouse, openLog, prepareDatabase, routes, signIns, version } from './house.ts';
import { ensureCounty } from './install.ts';

const env = process.env;
const say = (text: string) => void process.stdout.write(`${text}\n`);
const loopback = (host: string) => ['127.0.0.1', '::1', 'localhost'].includes(host);

function settings() {
  const port = Number(env.PORT ?? 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new StartRefused(`PORT 应为 0 至 65535 的整数，现在是 ${env.PORT}。`);
  if (env.TODAY && !isDay(env.TODAY)) throw new StartRefused(`TODAY 写成 2024-12-25 的样子，现在是 ${env.TODAY}。`);
  if (env.BANCHENG_DEMO && !['0', '1'].includes(env.BANCHENG_DEMO)) throw new StartRefused('BANCHENG_DEMO 只能是 0 或 1。');
  return { port, host: env.HOST ?? '127.0.0.1', dataDir: env.DATA_DIR ?? './data', county: env.COUNTY ?? defaultCounty };
}

/** What the database is: empty, a demo county, or a real one. */
const stateOf = (house: House, county: string) =>
  house.db.read(gateScope(county), async sql => {
    const [row] = await sql<{ demo: boolean; used: boolean }[]>`
      select exists (select 1 from demo_state where county = ${county}) as demo,
        exists (select 1 from staff where county = ${county}) or exists (select 1 from person where county = ${county}) as used`;
    return row!.demo ? 'demo' : row!.used ? 'real' : 'empty';
  });

async function main() {
  const started = performance.now();
  const { port, host, dataDir, county } = settings();
  const log = openLog();
  say('▸ 正在启动数据库 …');
  const connections = await openConnections(dataDir, env.DATABASE_URL, env.DATABASE_RUNTIME_URL);
  const closers: (() => Promise<unknown>)[] = [connections.stop];
  const close = async () => {
    for (const step of closers.reverse()) await step().catch(error => log.error({ error: String(error) }, 'closing'));
  };
  try {
    const ran = await prepareDatabase(connections);
    if (ran.length > 0) say(`▸ 数据库结构已更新（${ran.length} 项）`);
    const house = await openHouse({ connections, dataDir, county, log });
    closers.push(house.close);
    const state = await stateOf(house, county);
    const demo = env.BANCHENG_DEMO ? env.BANCHENG_DEMO === '1' : loopback(host) && state !== 'real';
    if (demo && !loopback(host)) throw new StartRefused('演示模式只能在本机地址（127.0.0.1）上运行：请去掉 HOST，或设置 BANCHENG_DEMO=0。');
    if (demo && state === 'real') throw new StartRefused('这个数据库里有真实的数据，不能用演示模式打开。请去掉 BANCHENG_DEMO=1，或换一个 DATA_DIR。');
    if (env.TODAY && !demo) throw new StartRefused('TODAY 只在演示模式下有效。');
    if (env.TODAY) house.clock = openClock(env.TODAY);
    await ensureCounty(house, county);
    if (demo && state === 'empty') {
      const statistics = () => firstStatistics(connections.owner);
      const making = await openHouse({ connections, dataDir, county, log, clock: house.clock, hasty: true });
      await makeDemo(making, county, { say, statistics }).finally(making.close);
      // The owner's, whose commit waits for all that was written before.
      await statistics();
    }
    const jobs = await runJobs(connections.runtime, house.db, county, jobsOf(house), log);
    closers.push(jobs.stop);
    const app = await buildServer(house, {
      county,
      routes,
      webRoot: env.WEB_ROOT ?? join(import.meta.dirname, '..', 'dist'),
      demo,
      signIns,
      demoSignIns: { '/demo/session': demoSession as unknown as Action },
      version,
      log,
      limit: Number(env.RATE_LIMIT ?? 6000),
      trustProxy: env.TRUST_PROXY === '1',
      ...(env.METRICS_TOKEN ? { metricsToken: env.METRICS_TOKEN } : {}),
      ...(env.TIANDITU_KEY ? { imageOrigins: ['https://*.tianditu.gov.cn'] } : {}),
    });
    closers.push(() => app.close());
    await app.listen({ port, host });
    const address = app.server.address();
    const url = `http://${host}:${typeof address === 'object' && address ? address.port : port}`;
    say(`\n办成已就绪（${((performance.now() - started) / 1000).toFixed(1)} 秒）`);
    say(`  居民和企业  ${url}/`);
    say(`  工作人员    ${url}/desk`);
    say(`  接口说明    ${url}/api/openapi.json`);
    if (demo) {
      say('\n演示账号（在登录页直接选择，不需要密码；全部账号见登录页或 /api/demo/accounts）：');
      for (const line of demoLines) say(`  ${line}`);
    }
    say('\n按 Ctrl+C 停止。');
    let ending = false;
    const end = async (signal: string) => {
      if (ending) return;
      ending = true;
      log.info({ signal }, 'ending');
      const hurry = setTimeout(() => process.exit(1), 10_000);
      hurry.unref();
      await close();
      process.exit(0);
    };
    process.on('SIGTERM', () => void end('SIGTERM'));
    process.on('SIGINT', () => void end('SIGINT'));
  } catch (error) {
    await close();
    throw error;
  }
}

const demoLines = [
  'resident      白婷婷  居民，孩子上周出生',
  'firm          居民、面馆经营者，可以以企业名义办事',
  'window        综合窗口人员',
  'reviewer.public-security 等   各部门审查人员',
  'supervisor    督导员',
  'service-owner 事项管理员（行政审批局）',
  'admin         系统管理员',
];

main().catch(error => {
  if (error instanceof StartRefused) process.stderr.write(`\n✗ ${error.message}\n`);
  else if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
    process.stderr.write(`\n✗ 端口已被占用。请停止占用它的程序，或用 PORT 指定别的端口，例如 PORT=8081 npm start。\n`);
  else process.stderr.write(`\n✗ 启动失败：${(error as Error).stack ?? error}\n`);
  process.exit(1);
});
