import { constants } from 'node:zlib';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Ready-compressed copies beside each file, so that serving costs nothing. */
const compressed = (): Plugin => ({
  name: 'compressed',
  apply: 'build',
  enforce: 'post',
  generateBundle(_, bundle) {
    for (const [name, item] of Object.entries(bundle)) {
      const source = item.type === 'chunk' ? item.code : item.source;
      if (source.length < 1400 || !/\.(js|css|html|svg|json)$/.test(name)) continue;
      const content = Buffer.from(source);
      this.emitFile({ type: 'asset', fileName: `${name}.gz`, source: gzipSync(content, { level: 9 }) });
      this.emitFile({ type: 'asset', fileName: `${name}.br`, source: brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }) });
    }
  },
});

export default defineConfig({
  root: 'web',
  plugins: [react(), compressed()],
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2022',
    // Everything comes from this origin as a file: no inline script, style or data URL is needed.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 3000,
    rolldownOptions: { input: { index: 'web/index.html', desk: 'web/desk.html' } },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});
