/**
 * A journey: one county of its own, served with the built web app, and several people who use it in real browsers.
 * What nobody in the journey does by hand (the clock's tick) is called by the test through `county`.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page, Request } from 'playwright-core';
import { expect } from 'vitest';
import { type County, type CountyOptions, newCounty } from '../src/testing/index.ts';
import { launch } from './browser.ts';

export interface Visitor {
  page: Page;
  /** Opens an address of the county's site and waits until it is still. */
  open(path: string): Promise<void>;
}

export interface Journey {
  county: County;
  url: string;
  /** A person with a browser of their own; with an account, signed in. */
  visitor(account?: string, device?: 'phone' | 'desktop'): Promise<Visitor>;
  /** Ends it; fails where something went wrong in a browser: an uncaught error, or one in the console. */
  close(): Promise<void>;
}

/** An answer that refuses (4xx) and a line that a test cuts on purpose are errors to Chromium, and none to us. */
const expected = /status of 4\d\d|ERR_INTERNET_DISCONNECTED/;

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 860 } };

export async function openJourney({ camera, ...options }: CountyOptions & { camera?: boolean } = {}): Promise<Journey> {
  const county = await newCounty({ ...options, webRoot: process.env.WEB_ROOT ?? join(import.meta.dirname, '..', 'dist') });
  await county.app.listen({ port: 0, host: '127.0.0.1' });
  const url = `http://127.0.0.1:${(county.app.server.address() as AddressInfo).port}`;
  const browser: Browser = await launch({ camera: camera ?? false });
  const faults: string[] = [];
  return {
    county,
    url,
    async visitor(account, device = 'desktop') {
      const context = await browser.newContext({
        viewport: sizes[device],
        hasTouch: device === 'phone',
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        // What is fading in is paler than it will be; without movement every look is at the page as it stays.
        reducedMotion: 'reduce',
        baseURL: url,
      });
      // Long enough for a machine that does much else: a page that never comes fails all the same.
      context.setDefaultTimeout(25_000);
      if (account) {
        const reply = await context.request.post('/api/demo/session', { data: { account }, headers: { origin: url } });
        if (!reply.ok()) throw new Error(`no demo account ${account}: ${reply.status()} ${await reply.text()}`);
      }
      const page = await context.newPage();
      page.on('pageerror', error => faults.push(String(error.stack ?? error)));
      page.on('console', m => m.type() === 'error' && !expected.test(m.text()) && faults.push(`${page.url()}: ${m.text()}`));
      return { page, open: stillOpener(page) };
    },
    async close() {
      await browser.close();
      await county.close();
      expect(faults, 'faults in browsers').toEqual([]);
    },
  };
}

/** Runs in the page: something stands there, and nothing in it says that it is still loading. */
const drawn = () =>
  document.querySelector('#root > *') !== null &&
  document.querySelector('#root .loading, #root .ant-skeleton, #root .ant-spin-spinning, #root .waiting') === null;

/**
 * Opens an address and waits until nothing is being asked for, nothing says that it is loading and the page has nothing left
 * to do: sooner than the half second that `networkidle` waits each time, and later than it where a slow machine still draws.
 */
function stillOpener(page: Page): Visitor['open'] {
  const asked = new Set<Request>();
  page.on('request', r => void asked.add(r));
  page.on('requestfinished', r => void asked.delete(r));
  page.on('requestfailed', r => void asked.delete(r));
  return async path => {
    await page.goto(path, { waitUntil: 'load' });
    let last = performance.now();
    const busy = () => {
      last = performance.now();
    };
    page.on('request', busy);
    try {
      const latest = last + 10_000;
      let still = false;
      while (!still && performance.now() < latest) {
        await page.evaluate(() => new Promise(done => requestIdleCallback(() => setTimeout(done, 50))));
        still = asked.size === 0 && performance.now() - last >= 100 && (await page.evaluate(drawn));
      }
    } finally {
      page.off('request', busy);
    }
  };
}

const axe = () => readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  impact: string | null;
  help: string;
  nodes: { html: string }[];
}

/** The page as it stands has nothing that axe calls serious or critical, and does not scroll sideways. */
export async function looksRight(page: Page): Promise<void> {
  await page.evaluate(axe());
  const violations = await page.evaluate(
    async () => (await (globalThis as never as { axe: { run(d: unknown): Promise<{ violations: Violation[] }> } }).axe.run(document)).violations as Violation[],
  );
  const serious = violations.filter(v => v.impact === 'serious' || v.impact === 'critical');
  expect(serious.map(v => `${v.impact} ${v.id}: ${v.help} ${v.nodes.map(n => n.html.slice(0, 200)).join(' | ')}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 'scrolls sideways').toBeLessThanOrEqual(0);
}
