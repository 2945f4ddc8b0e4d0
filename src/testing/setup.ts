/**
 * One PostgreSQL for the whole run (embedded, or `DATABASE_URL`), and in it one finished county that every test copies:
 * migrated, with catalogue and cast, in well under a second a copy; and one that nobody lives in yet.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import type { TestProject } from 'vitest/node';
import { type Connections, connect, openConnections } from '#platform/db';
import { makeDemo } from '../demo.ts';
import { defaultCounty, openClock, openHouse, openLog, prepareDatabase } from '../house.ts';
import { ensureCounty } from '../install.ts';
import { at, emptyName, templateDay, templateName } from './connections.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    connections: { owner: unknown; runtime: unknown };
    dataDir: string;
  }
}

export default async function setup(project: TestProject) {
  // The browser is unpacked once, before files run side by side: one that is still being written does not start.
  await chromium.executablePath();
  const dataDir = mkdtempSync(join(tmpdir(), 'bancheng-test-'));
  // As root the database runs as another account, which has to get in.
  chmodSync(dataDir, 0o755);
  const connections = await openConnections(dataDir, process.env.DATABASE_URL);
  const owner = connect(connections.owner, { max: 1 });
  for (const name of [templateName, emptyName]) await owner.unsafe(`drop database if exists ${name} with (force)`);
  await owner.unsafe(`create database ${templateName}`);
  // Tests measure behaviour, not the disk; what is about durability starts its own server with real settings. Without
  // waiting for the disk a county's database is also dropped in no time.
  if (!process.env.DATABASE_URL) {
    for (const setting of ['synchronous_commit', 'fsync', 'full_page_writes']) await owner.unsafe(`alter system set ${setting} = off`);
    await owner`select pg_reload_conf()`;
  }
  const inTemplate: Connections = { owner: at(connections.owner, templateName), runtime: at(connections.runtime, templateName), stop: async () => {} };
  await prepareDatabase(inTemplate);
  const open = () => openHouse({ connections: inTemplate, dataDir, log: openLog('silent'), clock: openClock(templateDay) });
  const bare = await open();
  await ensureCounty(bare, defaultCounty);
  await bare.close();
  await owner.unsafe(`create database ${emptyName} template ${templateName}`);
  const house = await open();
  await makeDemo(house, defaultCounty, { seed: 1, residents: 40, firms: 6, cases: 0, days: 0, say: () => {} });
  await house.close();
  // Copies take the figures along by which queries are planned; without them every test begins with plans for empty tables.
  const finished = connect(inTemplate.owner, { max: 1 });
  await finished`vacuum analyze`;
  await finished.end();
  project.provide('connections', { owner: connections.owner, runtime: connections.runtime });
  project.provide('dataDir', dataDir);
  return async () => {
    const left = await owner<
      { datname: string }[]
    >`select datname from pg_database where datname like 'test\\_%' or datname in (${templateName}, ${emptyName})`;
    for (const { datname } of left) await owner.unsafe(`drop database if exists ${datname} with (force)`);
    await owner.end({ timeout: 2 });
    await connections.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
