// The fast suites: everything that runs in this process without an editor. The real VS Code suites have their own
// runner (scripts/test.mts lists the whole order).
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['server/src/**/*.test.ts', 'client/src/**/*.test.ts', 'test/**/*.test.ts', 'server/packs/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/vscode/**', 'test/views/**', 'test/long/**', '.vscode-test/**'],
    // No test leaves anything behind in a module: sharing workers makes the suite several times as fast.
    isolate: false,
    // Every core: by itself vitest keeps one of two free.
    maxWorkers: '100%',
    // Generous: a test that starts a process must not fail because the machine is busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    globalSetup: ['scripts/vitest-setup.mts'],
  },
});
