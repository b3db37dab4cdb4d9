// The list of rules, and of those that want checking.
import { expect, test } from 'vitest';
import { parseIsoDay } from '../calendar/day.ts';
import { command } from './rules.ts';

async function run(...args: string[]) {
  let out = '';
  const errors: string[] = [];
  const io = {
    cwd: '/',
    out: (text: string) => {
      out += text;
    },
    err: (line: string) => {
      errors.push(line);
    },
    stdin: async () => '',
    today: () => parseIsoDay('2026-12-01')!,
    colour: false,
  };
  return { code: await command.run(args, io), out, errors };
}

test('lists every rule', async () => {
  const { code, out } = await run();
  expect(code).toBe(0);
  expect(out).toMatch(/^ehcna-decision-6-weeks +2026-11-21 +10 days +regulations +6 weeks$/m);
  expect(out).toMatch(/^tribunal-appeal .*the later of tribunal-appeal-2-months and tribunal-appeal-1-month/m);
});

test('says that none is stale, and lists those that are', async () => {
  const fresh = await run('--stale', '180');
  expect(fresh).toMatchObject({ code: 0, out: '', errors: ['every rule was checked within the last 180 days'] });
  const later = await run('--stale', '180', '--today', '2027-06-01', '--format', 'json', '--route', 'tribunal-appeal');
  const rows = JSON.parse(later.out) as { rule: string; days: number }[];
  expect(rows.map(({ rule }) => rule)).toContain('tribunal-appeal');
  expect(rows.every(({ days }) => days === 192)).toBe(true);
});

test.each([
  [['--stale', 'x'], 'is not a number of days'],
  [['--route', 'nowhere'], 'there is no route'],
  [['more'], 'rules takes no'],
])('bad use: %j', async (args, message) => {
  await expect(run(...args)).rejects.toThrow(message);
});
