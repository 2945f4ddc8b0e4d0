/**
 * Makes the fixture of a release: a backup of a tiny invented county on today's schema, which every later version must
 * still restore and migrate (src/platform/backup/README.md). Run once when a version is released, never again for it.
 */
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemActor } from '#platform/access';
import { knownActor, perform } from '#platform/actions';
import { ensureUnits } from '#platform/administration';
import { backup } from '#platform/backup';
import { connect, openConnections } from '#platform/db';
import { type Catalogue, filesCatalogue, installCatalogue, loadDivisions, unitsOf } from '#programmes/one-thing';
import { makeDemo } from '../src/demo.ts';
import { defaultCounty, openClock, openHouse, openLog, prepareDatabase, version } from '../src/house.ts';

/** Two matters of the newborn, one after the other: enough that every table of a case has rows, small enough to keep for good. */
function newbornOnly(all: Catalogue): Catalogue {
  const kept = ['birth-certificate', 'birth-registration'];
  const things = all.things.filter(t => t.id === 'newborn').map(t => ({ ...t, matters: t.matters.filter(m => kept.includes(m.id)) }));
  const matters = all.matters.filter(m => kept.includes(m.id));
  const uses = (list: readonly (string | { id: string })[]) => list.map(u => (typeof u === 'string' ? u : u.id));
  const materials = new Set(matters.flatMap(m => uses(m.materials)));
  const fields = new Set(matters.flatMap(m => uses(m.fields)));
  const questions = new Set(uses(things[0]!.questions));
  // Besides the departments of the newborn, those whose staff the demo's cast names.
  const departments = new Set([...matters.map(m => m.department), 'approval', 'agriculture', 'human-resources', 'medical-insurance']);
  return {
    ...all,
    things,
    matters,
    sources: [],
    stages: all.stages.filter(s => s.id === things[0]!.stage),
    licences: all.licences.filter(l => matters.some(m => 'licence' in m.result && m.result.licence === l.id)),
    departments: all.departments.filter(d => departments.has(d.id)),
    materials: all.materials.filter(m => materials.has(m.id)),
    groups: all.groups.map(g => ({ ...g, fields: g.fields.filter(f => fields.has(f.id)) })).filter(g => g.fields.length > 0),
    questions: all.questions.filter(q => questions.has(q.id)),
  };
}

const fixture = join(import.meta.dirname, '..', 'src', 'platform', 'backup', 'fixtures', version);
if (existsSync(fixture)) {
  console.error(`✗ ${fixture} exists: a released schema does not change. Raise the version first (package.json, src/house.ts).`);
  process.exit(1);
}

const dataDir = mkdtempSync(join(tmpdir(), 'bancheng-fixture-'));
// As root the database runs as another account, which has to get in.
chmodSync(dataDir, 0o755);
const connections = await openConnections(dataDir);
try {
  await prepareDatabase(connections);
  const house = await openHouse({ connections, dataDir, log: openLog('error'), clock: openClock('2024-11-04') });
  const who = knownActor(systemActor(defaultCounty, '初始化'));
  const meta = { county: defaultCounty, requestId: 'fixture' };
  const catalogue = newbornOnly(filesCatalogue());
  const { county, towns } = loadDivisions();
  await perform(house, ensureUnits, who, { units: unitsOf(catalogue, { county, towns }) }, meta);
  await perform(house, installCatalogue, who, { catalogue }, meta);
  await makeDemo(house, defaultCounty, { seed: 1, residents: 2, firms: 1, cases: 3, days: 25, say: () => {} });
  await house.close();
  const owner = connect(connections.owner, { max: 1 });
  const manifest = await backup(owner as never, fixture, join(dataDir, 'files'), version, new Date().toISOString());
  console.log(`${fixture}: ${manifest.tables.reduce((n, t) => n + t.rows, 0)} rows, ${manifest.files.length} files`);
  for (const t of manifest.tables) if (t.rows === 0) console.log(`  empty: ${t.name}`);
  await owner.end({ timeout: 2 });
} finally {
  await connections.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
