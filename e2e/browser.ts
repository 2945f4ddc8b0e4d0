/** Chromium from npm with Chinese glyphs from npm: nothing is installed on the machine, nothing is downloaded. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/** A fontconfig file that names the packed fonts; without it Chinese shows as boxes. */
function fontconfig(): string {
  const folder = join(tmpdir(), `bancheng-fonts-${process.getuid?.() ?? 0}`);
  mkdirSync(folder, { recursive: true });
  const fonts = join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '..', 'fonts');
  const file = join(folder, 'fonts.conf');
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir><cachedir>${folder}/cache</cachedir></fontconfig>`,
  );
  return file;
}

let path: Promise<string> | undefined;

/** With a camera: one that shows a test picture, which every page may use. */
export async function launch({ camera = false } = {}): Promise<Browser> {
  process.env.FONTCONFIG_FILE = fontconfig();
  path ??= chromium.executablePath();
  return playwright.launch({
    executablePath: await path,
    // Not the package's own list: it draws by a software GPU and switches the web's security off, which our pages have to stand.
    args: [
      // Chromium as root has no sandbox; it opens our own pages only.
      '--no-sandbox',
      '--no-zygote',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--font-render-hinting=none',
      '--lang=zh-CN',
      ...(camera ? ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'] : []),
    ],
    headless: true,
    // Without a locale Chinese names of downloads become `download`.
    env: { ...process.env, FONTCONFIG_FILE: fontconfig(), LC_ALL: 'C.UTF-8' } as Record<string, string>,
  });
}
