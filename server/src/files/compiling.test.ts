// Leaving out the slow compiler where there is no quick one would make all reading many times slower.
import { expect, test } from 'vitest';
import { hasQuickCompiler } from './compiling.ts';

test.each([
  ['13.6.233.10-node.28', 'x64', true],
  ['13.6.233.10-node.28', 'arm64', true],
  ['14.0.365.10-electron.0', 'x64', true],
  ['12.4.254.21-node.33', 'x64', false],
  ['11.3.244.8-node.30', 'x64', false],
  ['13.6.233.10-node.28', 'ia32', false],
  ['', 'x64', false],
])('V8 %s on %s: %s', (version, architecture, expected) => {
  expect(hasQuickCompiler(version, architecture)).toBe(expected);
});
