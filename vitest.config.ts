import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'web/**/*.test.ts', 'scripts/**/*.test.ts', 'e2e/**/*.test.ts'],
    reporters: ['default', './src/testing/closing.ts'],
    globalSetup: ['src/testing/setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // One process a file, as many at a time as there are cores.
    pool: 'forks',
    maxWorkers: 2,
    isolate: true,
  },
});
