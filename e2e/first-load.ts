/** What a browser that knows nothing yet fetches for a page, until the page is still. */
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';

export interface FirstLoad {
  requests: number;
  /** Kilobytes of JavaScript, each file gzipped as a server would. */
  scripts: number;
  /** Kilobytes of everything as it came over the wire. */
  all: number;
}

export async function firstLoad(browser: Browser, url: string, account?: string): Promise<FirstLoad> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN', serviceWorkers: 'block' });
  try {
    if (account) await context.request.post(new URL('/api/demo/session', url).href, { data: { account }, headers: { origin: new URL(url).origin } });
    const page = await context.newPage();
    const sizes: Promise<{ scripts: number; all: number }>[] = [];
    page.on('requestfinished', request => {
      sizes.push(
        (async () => {
          const answer = await request.response();
          const wire = await request.sizes();
          const script = answer?.headers()['content-type']?.includes('javascript') ? gzipSync(await answer.body()).length : 0;
          return { scripts: script, all: wire.responseBodySize + wire.responseHeadersSize };
        })(),
      );
    });
    await page.goto(url, { waitUntil: 'networkidle' });
    await page.getByRole('heading', { level: 1 }).waitFor();
    const got = await Promise.all(sizes);
    const sum = (of: 'scripts' | 'all') => got.reduce((total, s) => total + s[of], 0) / 1024;
    return { requests: got.length, scripts: sum('scripts'), all: sum('all') };
  } finally {
    await context.close();
  }
}
