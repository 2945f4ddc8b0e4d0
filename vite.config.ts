import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Ready-compressed copies beside each written file, so that serving costs nothing. */
const compressed = (): Plugin => ({
  name: 'compressed',
  apply: 'build',
  writeBundle({ dir }) {
    for (const file of readdirSync(dir!, { recursive: true, encoding: 'utf8' })) {
      if (!/\.(js|css|svg|json|wasm)$/.test(file)) continue;
      const path = join(dir!, file);
      const content = readFileSync(path);
      if (content.length < 1400) continue;
      writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
      writeFileSync(`${path}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
    }
  },
});

/** Nothing of the server reaches the browser: rooms by their pure files only, no library of Node. A build that breaks this fails. */
const browserOnly = (): Plugin => ({
  name: 'browser-only',
  apply: 'build',
  generateBundle(_, bundle) {
    const server =
      /__vite-browser-external|\/src\/platform\/(?!(calendar|validators|citations|money)\/|[^/]+\/(pure|rules|words|clock|order|task|events|token|sm2)\.ts)|\/(store|actions|reads|routes)\.ts$/;
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      const found = Object.entries(chunk.modules).filter(([id, m]) => server.test(id) && (m.renderedLength ?? 0) > 0);
      if (found.length > 0) this.error(`the browser would load ${found.map(([id]) => id).join(', ')}`);
    }
  },
});

/** The SM2 library looks for Node's `crypto` where the browser has none of its own; every browser has. */
const browserCrypto = (): Plugin => ({
  name: 'browser-crypto',
  enforce: 'pre',
  resolveId: (source, importer) => (source === 'crypto' && importer?.includes('sm-crypto-v2') ? '\0browser-crypto' : null),
  load: id => (id === '\0browser-crypto' ? 'export const webcrypto = globalThis.crypto;' : null),
});

export default defineConfig({
  root: 'web',
  plugins: [react(), browserCrypto(), browserOnly(), compressed()],
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2022',
    // Everything comes from this origin as a file: no inline script, style or data URL is needed.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 3000,
    // A page that takes only words from a room does not load the signatures too.
    rolldownOptions: { treeshake: { moduleSideEffects: id => !id.includes('/sm-crypto-v2/') }, input: { index: 'web/index.html', desk: 'web/desk.html' } },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});
