// The tests that need a browser. They run one after the other in one process, since they measure
// sound while it is played and share the browsers.

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['browser/**/*.test.ts'],
    pool: 'forks',
    poolOptions: { forks: { singleFork: true, isolate: false } },
    fileParallelism: false,
    maxConcurrency: 2,
    testTimeout: 300_000,
    // A machine that stands still for seconds is no fault of the product: the sound is measured
    // once more.
    retry: 1,
    hookTimeout: 300_000,
    reporters: ['verbose'],
  },
});
