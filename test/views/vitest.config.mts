// The webviews in a real browser: `npm test -- views`. Kept out of the fast suites, since they need Chromium.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/views/**/*.test.ts'],
    globalSetup: ['scripts/vitest-setup.mts'],
    testTimeout: 60_000,
    hookTimeout: 300_000,
  },
});
