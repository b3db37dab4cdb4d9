// The report knows no time zone: the same notes give the same report in California and in New Zealand.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

function report(zone: string): string {
  const args = ['server/src/cli/main.ts', 'deadlines', 'examples', '--format', 'json', '--today', '2026-06-20'];
  return execFileSync(process.execPath, args, { cwd: root, env: { ...process.env, TZ: zone }, encoding: 'utf8' });
}

it('the report is the same on both sides of the world', () => {
  const here = report('Europe/London');
  expect(JSON.parse(here).files.length).toBeGreaterThan(5);
  expect(report('America/Los_Angeles')).toBe(here);
  expect(report('Pacific/Auckland')).toBe(here);
}, 30_000);
