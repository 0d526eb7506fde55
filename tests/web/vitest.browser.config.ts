// The tests that need a browser: one after the other, in one process, since they measure sound as
// it is played and share the browsers.

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['browser/**/*.test.ts'],
    pool: 'forks',
    poolOptions: { forks: { singleFork: true, isolate: false } },
    fileParallelism: false,
    maxConcurrency: 2,
    testTimeout: 300_000,
    // A machine that stands still for seconds is not the product: sound is then measured once more.
    retry: 1,
    hookTimeout: 300_000,
    reporters: ['verbose'],
  },
});
