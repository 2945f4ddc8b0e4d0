/**
 * Pictures of the main pages for the READMEs: a demo county of its own, always on the same day, opened in a real browser.
 * `npm run screenshots` writes docs/screenshots/.
 */
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { freshFolder, removeFolder, root, startServer } from '../bench/server.ts';
import { launch } from '../e2e/browser.ts';

const today = '2024-11-04';
const folder = join(root, 'docs', 'screenshots');
const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 860 };
const photo = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');

/** A person with a browser: opens pages, takes pictures, and calls the same addresses that the pages call. */
async function person(browser: Browser, url: string, account: string, viewport: typeof phone) {
  const context: BrowserContext = await browser.newContext({ baseURL: url, viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  const headers: Record<string, string> = { origin: url };
  const json = async (method: string, path: string, more: object = {}) => {
    const reply = await context.request.fetch(`/api${path}`, { method, headers: { ...headers, 'idempotency-key': crypto.randomUUID() }, ...more });
    if (!reply.ok()) throw new Error(`${method} ${path}: ${reply.status()} ${await reply.text()}`);
    return reply.status() === 204 ? undefined : await reply.json();
  };
  headers['x-csrf-token'] = (await json('POST', '/demo/session', { data: { account } })).csrf;
  return {
    get: (path: string) => json('GET', path),
    send: (method: string, path: string, data: object) => json(method, path, { data }),
    upload: (path: string) => json('POST', path, { multipart: { file: { name: '照片.png', mimeType: 'image/png', buffer: photo } } }),
    async picture(name: string, path: string) {
      const page = await context.newPage();
      await page.goto(path, { waitUntil: 'networkidle' });
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      // Until charts have drawn themselves.
      await page.waitForTimeout(800);
      const file = join(folder, `${name}.png`);
      await page.screenshot({ path: file, animations: 'disabled' });
      const kilobytes = Math.round(statSync(file).size / 1024);
      if (kilobytes > 200) throw new Error(`${name}.png has ${kilobytes} KB: too large to keep`);
      console.log(`${name}.png  ${kilobytes} KB`);
      await page.close();
    },
  };
}
type Person = Awaited<ReturnType<typeof person>>;

const answers = { 'born-where': 'here', 'parents-married': 'yes', 'maternity-cover': 'employee', 'card-wanted': 'yes' };

/** Fills the mother's application in and hands it in. */
async function handIn(mother: Person, id: string): Promise<string> {
  const first = await mother.get(`/applications/${id}`);
  const materials: Record<string, object> = {};
  for (const m of first.notice.materials)
    if (first.materials[m.id].way === null) materials[m.id] = { way: 'upload', files: [(await mother.upload('/files?accept=image')).id] };
  const { version } = await mother.send('PATCH', `/applications/${id}`, {
    version: first.version,
    values: {
      'child-name': '李安安',
      'child-sex': 'female',
      'child-birth-date': '2024-10-29',
      'child-ethnic-group': '汉族',
      'child-birth-hospital': '中阳县人民医院',
      'mother-name': '白婷婷',
      'mother-identity': first.values['applicant-identity'],
      'father-name': '李浩宇',
      'father-identity': '11010519491231002X',
      'child-household-with': 'mother',
      'child-household-address': '宁乡镇城南社区 18 号',
      'maternity-hospital-days': '4',
      'maternity-cost': '3200.50',
      'bank-name': '农商银行',
      'bank-account': '6228480402564890018',
      'card-bank': 'rcb',
    },
    materials,
    consent: true,
    delivery: { way: 'electronic' },
  });
  return (await mother.send('POST', `/applications/${id}/submission`, { version })).caseId;
}

/** The health bureau issues the birth certificate, which opens what waits for it; the police accept. */
async function workOff(mother: Person, caseId: string, health: Person, police: Person) {
  const task = async (key: string) => (await mother.get(`/cases/${caseId}`)).tasks.find((t: { key: string }) => t.key === key);
  const certificate = await task('birth-certificate');
  const page = await health.get(`/desk/tasks/${certificate.id}`);
  const licences = page.result.map((r: { attributes: { id: string; value: string | null }[] }) => ({
    attributes: Object.fromEntries(r.attributes.filter(a => a.value === null).map(a => [a.id, 'S141129001'])),
  }));
  await health.send('POST', `/desk/tasks/${certificate.id}/decision`, {
    version: page.task.version,
    decision: { outcome: 'approved' },
    details: { licences },
  });
  const registration = await task('birth-registration');
  await police.send('POST', `/desk/tasks/${registration.id}/acceptance`, { version: (await police.get(`/desk/tasks/${registration.id}`)).task.version });
  return registration.id as string;
}

mkdirSync(folder, { recursive: true });
const dataDir = freshFolder();
console.log('▸ starting a demo county');
const server = await startServer(dataDir, { TODAY: today });
const browser = await launch();
try {
  const url = `http://127.0.0.1:${server.port}`;
  const mother = await person(browser, url, 'resident', phone);
  const health = await person(browser, url, 'reviewer.health', desktop);
  const police = await person(browser, url, 'reviewer.public-security', desktop);
  const supervisor = await person(browser, url, 'supervisor', desktop);
  await mother.picture('portal-home', '/');
  await mother.picture('portal-notice', `/things/17/notice?${new URLSearchParams(answers)}`);
  const { id: application } = await mother.send('POST', '/applications', { thing: 17, answers });
  const { notice } = await mother.get(`/applications/${application}`);
  const child = notice.fields.find((group: { fields: { id: string }[] }) => group.fields.some(f => f.id === 'child-name'));
  await mother.picture('portal-form', `/applications/${application}/${child.id}`);
  const caseId = await handIn(mother, application);
  const taskId = await workOff(mother, caseId, health, police);
  await mother.picture('portal-case', `/cases/${caseId}`);
  await police.picture('desk-queue', '/desk/tasks');
  await police.picture('desk-task', `/desk/tasks/${taskId}`);
  await supervisor.picture('desk-board', '/desk/board');
  await supervisor.picture('desk-targets', '/desk/targets');
  await supervisor.picture('desk-appraisal', '/desk/appraisal');
  await (await person(browser, url, 'officer.agriculture', desktop)).picture('desk-work', '/desk');
  await (await person(browser, url, 'window', desktop)).picture('desk-calling', '/desk/calling');
  await (await person(browser, url, 'elder', phone)).picture('portal-places', '/places');
  await (await person(browser, url, 'buyer', phone)).picture('portal-code', '/code');
} finally {
  await browser.close();
  await server.stop();
  removeFolder(dataDir);
}
