/** Where rooms and programmes are put together, for the server, the command line and the tests alike. */
import { join } from 'node:path';
import { pino } from 'pino';
import { applyGuards, gateScope, Permissions } from '#platform/access';
import type { Action, Clock, House } from '#platform/actions';
import { signInByCode } from '#platform/code';
import { fileMasterKey, Vault } from '#platform/crypto';
import { type Connections, connect, migrate, openDatabase, runtimeRole, StartRefused } from '#platform/db';
import { clamScanner, noScanner, openFiles, openPassing } from '#platform/files';
import { openCalendars } from '#platform/holidays';
import type { Route } from '#platform/http';
import { installJobs, type Job } from '#platform/jobs';
import { type Manifest, platform } from '#platform/manifest';
import { httpSms, localSms } from '#platform/notices';
import { checkKind } from '#platform/registers';
import { checkRound } from '#platform/rounds';
import { type Rule, ruleRead } from '#platform/rules';
import { appraisal } from '#programmes/appraisal';
import { hall } from '#programmes/hall';
import { helping } from '#programmes/helping';
import { hotline } from '#programmes/hotline';
import { knowledge } from '#programmes/knowledge';
import { medicalInsurance } from '#programmes/medical-insurance';
import { oneThing } from '#programmes/one-thing';
import { places } from '#programmes/places';
import { policies } from '#programmes/policies';
import { solarIncome } from '#programmes/solar-income';
import { transitionFunds } from '#programmes/transition-funds';

const programmes: readonly Manifest[] = [
  oneThing,
  hall,
  helping,
  hotline,
  knowledge,
  policies,
  places,
  appraisal,
  medicalInsurance,
  solarIncome,
  transitionFunds,
];
export const manifests: readonly Manifest[] = [platform, ...programmes];

export const permissions = new Permissions(manifests.flatMap(m => m.permits));
export const guards = manifests.flatMap(m => m.guards);
export const rules: readonly Rule[] = manifests.flatMap(m => m.rules ?? []);
export const routes: readonly Route[] = [
  ...manifests.flatMap(m => m.routes),
  ...rules.map(r => ({ method: 'POST' as const, path: `/rules/${r.name}`, definition: ruleRead(r) })),
];
/** Sign-ins that rooms add to those by phone and by password: address → action that opens a session. */
export const signIns: Record<string, Action> = { '/session/zhongyang-code': signInByCode as unknown as Action };
export const jobsOf = (house: House): Job<never>[] => manifests.flatMap(m => m.jobs?.(house) ?? []);

export const version = '0.1.0';
export const defaultCounty = '141129';

/** `log` lines are JSON on standard error, one an event, without personal data. */
export const openLog = (level = process.env.LOG_LEVEL ?? 'info') =>
  pino(
    {
      level,
      base: null,
      redact: { paths: ['*.phone', '*.identity', '*.password', '*.token', 'req.headers', 'headers'], censor: '[隐去]' },
    },
    pino.destination(2),
  );

/** The clock of the machine in China, or one that stands on a given day (demo and tests). */
export function openClock(day?: string): Clock {
  const real = () => new Date().toISOString();
  const today = (instant: string) => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);
  if (!day) return { now: real, today: () => today(real()) };
  return {
    today: () => day,
    // The day given, at the time of day that it is in China.
    now: () => new Date(Date.parse(`${day}T${new Date(Date.now() + 8 * 3_600_000).toISOString().slice(11)}`) - 8 * 3_600_000).toISOString(),
  };
}

/** Migrations, queues and policies; run by the owner at every start. */
export async function prepareDatabase(connections: Connections): Promise<string[]> {
  const owner = connect(connections.owner, { max: 1 });
  try {
    const ran = await migrate(owner as never);
    await installJobs(
      connections.owner,
      runtimeRole,
      jobsOf({} as House).map(j => j.name),
      owner,
    );
    await applyGuards(owner, guards, permissions);
    return ran;
  } finally {
    await owner.end({ timeout: 2 });
  }
}

export interface HouseOptions {
  connections: Connections;
  dataDir: string;
  county?: string;
  clock?: Clock;
  log?: ReturnType<typeof openLog>;
  poolSize?: number;
  /** For a demo county that is being made. */
  hasty?: boolean;
}

/** Opens the house on a prepared database. */
export async function openHouse(o: HouseOptions): Promise<House & { close(): Promise<void> }> {
  const log = o.log ?? openLog();
  const db = openDatabase(o.connections.runtime, o.poolSize, o.hasty);
  const vault = new Vault(fileMasterKey(join(o.dataDir, 'secrets')));
  const county = o.county ?? defaultCounty;
  await db.write(gateScope(county), sql => vault.unlock(sql, county));
  const { SMS_GATEWAY_URL, SMS_GATEWAY_KEY, CLAMD } = process.env;
  if (SMS_GATEWAY_URL && !SMS_GATEWAY_KEY) throw new StartRefused('设置了 SMS_GATEWAY_URL，还要设置 SMS_GATEWAY_KEY（与短信网关约定的签名密钥）。');
  const [clamHost, clamPort] = CLAMD?.split(':') ?? [];
  const scanner = clamHost ? clamScanner(clamHost, Number(clamPort ?? 3310)) : noScanner;
  return {
    permissions,
    db,
    vault,
    log,
    clock: o.clock ?? openClock(),
    calendars: openCalendars(),
    sms: SMS_GATEWAY_URL ? httpSms(SMS_GATEWAY_URL, SMS_GATEWAY_KEY!) : localSms(db),
    files: openFiles(join(o.dataDir, 'files'), scanner),
    passing: openPassing(join(o.dataDir, 'passing'), scanner),
    templates: Object.assign({}, ...manifests.map(m => m.templates ?? {})) as House['templates'],
    records: Object.assign({}, ...manifests.map(m => m.records ?? {})) as House['records'],
    steps: Object.assign({}, ...manifests.map(m => m.steps ?? {})) as House['steps'],
    summaries: new Map(routes.map(r => [r.definition.name, r.definition.summary])),
    waits: manifests.flatMap(m => m.waits ?? []),
    indicators: manifests.flatMap(m => m.indicators ?? []),
    measures: manifests.flatMap(m => m.measures ?? []),
    kinds: Object.fromEntries(manifests.flatMap(m => m.kinds ?? []).map(k => [k.id, k])),
    duties: Object.fromEntries(manifests.flatMap(m => m.duties ?? []).map(k => [k.id, k])),
    registers: Object.fromEntries(manifests.flatMap(m => m.registers ?? []).map(k => [k.id, checkKind(k)])),
    rounds: Object.fromEntries(manifests.flatMap(m => m.rounds ?? []).map(k => [k.id, checkRound(k)])),
    close: () => db.end(),
  };
}
