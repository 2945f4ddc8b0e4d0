import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Small files that take long. Begun last, as their size has it, they would run alone in the end. */
const long = ['e2e/kills.test.ts', 'scripts/new-programme.test.ts', 'src/demo.test.ts'];

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = (f: TestSpecification) => long.some(l => f.moduleId.endsWith(l));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter(f => !isLong(f))];
  }
}

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'web/**/*.test.ts', 'scripts/**/*.test.ts', 'e2e/**/*.test.ts'],
    reporters: ['default', './src/testing/closing.ts'],
    globalSetup: ['src/testing/setup.ts'],
    // Generous, for a machine that does much else at the time: what never comes fails all the same.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 25_000 } },
    // Few processes, each loading the house once: every test has its own county, and no module keeps state of one. One more
    // than cores: journeys wait for pages half of their time.
    pool: 'forks',
    maxWorkers: 3,
    isolate: false,
    sequence: { sequencer: LongFirst },
  },
});
