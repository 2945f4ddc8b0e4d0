/** The command line: everything that is not done in a browser. `npm run -s cli -- help` lists it. */

import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import { matrix, systemActor } from '#platform/access';
import { type House, knownActor, perform, Refusal } from '#platform/actions';
import { firstAdministrator } from '#platform/administration';
import { verify } from '#platform/audit';
import { backup, restore } from '#platform/backup';
import { calendarOf } from '#platform/calendar';
import { type Connections, connect, firstStatistics, openConnections, StartRefused } from '#platform/db';
import { nationalNotices } from '#platform/holidays';
import { callRule } from '#platform/rules';
import { blocking, CatalogueFault, catalogueTable, filesCatalogue, importFiles, lint } from '#programmes/one-thing';
import { makeDemo } from './demo.ts';
import { defaultCounty, openClock, openHouse, openLog, permissions, prepareDatabase, rules, version } from './house.ts';
import { ensureCounty } from './install.ts';

const env = process.env;
const out = (text: string) => void process.stdout.write(`${text}\n`);
const dataDir = env.DATA_DIR ?? './data';
const county = env.COUNTY ?? defaultCounty;

async function withConnections<T>(work: (c: Connections) => Promise<T>): Promise<T> {
  const connections = await openConnections(dataDir, env.DATABASE_URL, env.DATABASE_RUNTIME_URL);
  try {
    return await work(connections);
  } finally {
    await connections.stop();
  }
}

const withHouse = <T>(work: (house: House, c: Connections) => Promise<T>): Promise<T> =>
  withConnections(async connections => {
    await prepareDatabase(connections);
    const house = await openHouse({ connections, dataDir, county, log: openLog('warn'), ...(env.TODAY ? { clock: openClock(env.TODAY) } : {}) });
    try {
      return await work(house, connections);
    } finally {
      await house.close();
    }
  });

const cli = new Command('bancheng').description('办成：县级“高效办成一件事”平台').version(version).helpCommand(true);

cli
  .command('migrate')
  .description('更新数据库结构')
  .action(() =>
    withConnections(async c => {
      const ran = await prepareDatabase(c);
      out(ran.length ? ran.join('\n') : '结构已是最新');
    }),
  );

cli
  .command('init')
  .description('建立一个真实的县：机构、事项目录、第一个系统管理员')
  .requiredOption('--login <账号>', '管理员账号，例如 admin')
  .requiredOption('--name <姓名>', '管理员姓名')
  .option('--unit <机构编号>', '管理员所在机构', 'approval')
  .action((o: { login: string; name: string; unit: string }) =>
    withHouse(async house => {
      await ensureCounty(house, county);
      const password = randomBytes(12).toString('base64url');
      const { made } = await perform(house, firstAdministrator, knownActor(systemActor(county, '初始化')), { ...o, password }, { county, requestId: 'init' });
      out(made ? `已建立管理员 ${o.login}。初始密码（只显示这一次）：${password}\n请登录 /desk 后设置动态口令并修改密码。` : '已经有系统管理员，没有改动。');
    }),
  );

cli
  .command('demo')
  .description('在空的数据库里建立演示县')
  .option('--residents <人数>', '居民人数', '400')
  .option('--cases <件数>', '办件数', '60')
  .option('--seed <种子>', '同一个种子得到同一个县', '20241104')
  .action((o: { residents: string; cases: string; seed: string }) =>
    withHouse(async (house, { owner }) => {
      await ensureCounty(house, county);
      const used = await house.db.read({ county, actor: 'system', roles: ['system'], parties: [], units: [], towns: [] }, async sql => {
        const [row] = await sql<{ used: boolean }[]>`select exists (select 1 from staff where county = ${county}) as used`;
        return row!.used;
      });
      if (used) throw new StartRefused('数据库里已经有数据。演示县只能建在空的数据库里：请换一个 DATA_DIR。');
      const bar = new SingleBar({ format: '{bar} {percentage}% | {value}/{total} | 剩余 {eta_formatted}', stream: process.stderr });
      bar.start(100, 0);
      await makeDemo(house, county, {
        residents: Number(o.residents),
        firms: Math.max(40, Math.round(Number(o.residents) / 50)),
        cases: Number(o.cases),
        seed: Number(o.seed),
        say: () => {},
        statistics: () => firstStatistics(owner),
        progress: (done, total) => {
          bar.setTotal(total);
          bar.update(done);
        },
      });
      await firstStatistics(owner);
      bar.stop();
    }),
  );

cli
  .command('rules <name>')
  .description(`调用规则，从标准输入读 JSON：${rules.map(r => r.name).join('、')}`)
  .action((name: string) => {
    const rule = rules.find(r => r.name === name);
    if (!rule) throw new StartRefused(`没有规则 ${name}。有：${rules.map(r => r.name).join('、')}`);
    const text = readFileSync(0, 'utf8');
    let input: unknown;
    try {
      input = JSON.parse(text);
    } catch {
      throw new StartRefused('标准输入不是 JSON。');
    }
    const answer = callRule(rule, input, { calendar: calendarOf(nationalNotices), today: (env.TODAY ? openClock(env.TODAY) : openClock()).today() });
    out(JSON.stringify(answer));
  });

cli
  .command('backup <folder>')
  .description('备份数据库和文件到一个新文件夹；主密钥不在里面，请另外保管 DATA_DIR/secrets')
  .action((folder: string) =>
    withConnections(async c => {
      const owner = connect(c.owner, { max: 1 });
      try {
        const m = await backup(owner as never, folder, join(dataDir, 'files'), version, new Date().toISOString());
        out(
          `已备份 ${m.tables.length} 张表、${m.tables.reduce((n, t) => n + t.rows, 0)} 行、${m.files.length} 个文件。审计链头：${m.heads.map(h => `${h.county} ${h.seq} ${h.hash}`).join('；')}`,
        );
        out(`请把 ${join(dataDir, 'secrets', 'master.key')} 另外保管：没有它，备份里的号码打不开。`);
      } finally {
        await owner.end({ timeout: 2 });
      }
    }),
  );

cli
  .command('restore <folder>')
  .description('把备份恢复到一个空的数据库')
  .action((folder: string) =>
    withConnections(async c => {
      const owner = connect(c.owner, { max: 1 });
      try {
        const m = await restore(owner as never, folder, join(dataDir, 'files'));
        out(`已恢复 ${m.madeAt} 的备份，审计链完整。`);
      } finally {
        await owner.end({ timeout: 2 });
      }
      await prepareDatabase(c);
      await firstStatistics(c.owner);
    }),
  );

const audit = cli.command('audit').description('审计记录');
audit
  .command('verify')
  .description('核对审计链是否完整，指出第一条不符的记录')
  .action(() =>
    withConnections(async c => {
      const owner = connect(c.owner, { max: 1 });
      try {
        const verdict = await verify(owner, county);
        out(
          verdict.fault
            ? `✗ 第 ${verdict.fault.seq} 条不符：${verdict.fault.why}`
            : `✓ ${verdict.entries} 条，完整。链头 ${verdict.head.seq} ${verdict.head.hash}`,
        );
        if (verdict.fault) process.exitCode = 1;
      } finally {
        await owner.end({ timeout: 2 });
      }
    }),
  );

cli
  .command('permissions')
  .description('打印权限表')
  .action(() => out(matrix(permissions)));

const catalogue = cli.command('catalogue').description('事项目录');
catalogue
  .command('check')
  .description('校验 catalogue/ 里的文件，打印 40 件事的表')
  .option('--quiet', '只打印问题')
  .action((o: { quiet?: boolean }) => {
    const c = filesCatalogue();
    const findings = lint(c);
    if (!o.quiet)
      console.table(
        Object.fromEntries(
          catalogueTable(c).map(({ no, ...row }) => [
            no,
            {
              一件事: row.name,
              情形: row.situations,
              事项: row.matters,
              '材料 分开→一起': row.materials,
              '数据项 分开→一起': row.fields,
              '跑动 分开→一起': row.visits,
              '工作日 分开→一起': row.days,
            },
          ]),
        ),
      );
    for (const f of findings)
      out(
        `${f.level === 'error' ? '✗' : '!'} [${f.rule}] ${f.kind}/${f.id}：${f.message}。${f.mend}${f.situation ? `（情形 ${JSON.stringify(f.situation)}）` : ''}`,
      );
    const errors = blocking(findings).length;
    if (!o.quiet || findings.length > 0) out(`${c.things.length} 件事，${c.matters.length} 个事项，${errors} 处错误，${findings.length - errors} 处提醒`);
    if (errors > 0) process.exitCode = 1;
  });
catalogue
  .command('import')
  .description('把文件与已发布版本的差异放进待发布的修改')
  .action(() =>
    withHouse(async house => {
      const { changes } = await perform(
        house,
        importFiles,
        knownActor(systemActor(county, '命令行')),
        { catalogue: filesCatalogue() },
        { county, requestId: 'import' },
      );
      out(`${changes} 处修改，等待事项管理员发布`);
    }),
  );

cli.parseAsync().catch(error => {
  if (error instanceof StartRefused || error instanceof CatalogueFault) process.stderr.write(`✗ ${error.message}\n`);
  else if (error instanceof Refusal)
    process.stderr.write(`✗ ${error.message} ${error.detail}\n${error.faults.map(f => `  ${f.path}: ${f.message}\n`).join('')}`);
  else process.stderr.write(`✗ ${(error as Error).stack ?? error}\n`);
  process.exit(1);
});
