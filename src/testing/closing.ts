/** Closes a run with one plain line that any tool can read: how many tests passed and failed. */
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

export default class Closing implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], stray: readonly SerializedError[]) {
    // An error that belongs to no test fails the run, so it counts.
    const count = { passed: 0, failed: stray.length, skipped: 0 };
    for (const module of modules) {
      // A file that could not be read, a suite without tests, a hook that threw: no test failed, but they did.
      for (const suite of [module, ...module.children.allSuites()]) if (suite.errors().length > 0) count.failed++;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state !== 'pending') count[state]++;
      }
    }
    process.stdout.write(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`);
  }
}
