import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'web/**/*.test.ts', 'scripts/**/*.test.ts', 'e2e/**/*.test.ts'],
    reporters: ['default', './src/testing/closing.ts'],
    globalSetup: ['src/testing/setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A page that is waited for may take a while on a busy machine; the default is one second.
    expect: { poll: { timeout: 10_000 } },
    // One process a file, as many at a time as there are cores.
    pool: 'forks',
    maxWorkers: 2,
    isolate: true,
  },
});
