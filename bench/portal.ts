/** What comes over the wire for the first page of the portal and of the desk, in a real browser with an empty cache. */
import { launch } from '../e2e/browser.ts';
import { firstLoad } from '../e2e/first-load.ts';
import type { Figure } from './report.ts';
import { freshFolder, removeFolder, startServer } from './server.ts';

export async function portal(): Promise<Figure[]> {
  const dataDir = freshFolder();
  const server = await startServer(dataDir, { TODAY: '2024-11-04' });
  const browser = await launch();
  try {
    const site = `http://127.0.0.1:${server.port}`;
    const first = await firstLoad(browser, `${site}/`);
    const desk = await firstLoad(browser, `${site}/desk/tasks`, 'reviewer.public-security');
    return [
      {
        name: 'portal, first page: JavaScript gzipped',
        value: first.scripts,
        unit: 'KB',
        bound: { at: 'most', value: 120 },
        detail: { requests: first.requests, 'KB of everything': first.all },
      },
      { name: 'desk, first page: JavaScript gzipped', value: desk.scripts, unit: 'KB', detail: { requests: desk.requests, 'KB of everything': desk.all } },
    ];
  } finally {
    await browser.close();
    await server.stop();
    removeFolder(dataDir);
  }
}
