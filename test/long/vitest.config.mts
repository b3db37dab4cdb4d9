// The long suites: many generated cases, the documents. `npm run test:long`.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/long/**/*.test.ts'],
    globalSetup: ['scripts/vitest-setup.mts'],
    testTimeout: 600_000,
  },
});
