// A service's own rules from a folder of YAML: they count beside England's, and a mistake is told at its place.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseIsoDay } from '../calendar/day.ts';
import { command } from './deadlines.ts';

let folder = '';

const rules = `route: our-panel
title: Our panel
checked: '2026-10-01'
rules:
  - id: our-panel-answer
    title: Panel answers the family
    actor: la
    prominence: guidance
    starts: [our-panel-asked]
    period: {within: 5 working days}
    basis: local-policy
    source: Panel terms of reference
  - id: our-panel-slip
    title: A rule with a slip
    actor: la
    prominence: guidance
    starts: [our-panel-asked]
    period: {within: 5 moons}
    basis: local-policy
    source: Panel terms of reference
`;
const events = `group: ours
events:
  - {id: our-panel-asked, title: Panel asked, who: family}
`;
const note = `# K.M.

## 2 November 2026
LA refused to assess, letter dated 2 November 2026.
Asked the panel to look. <!-- casenotes: event our-panel-asked 2026-11-02 -->
`;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'casenotes-packs-'));
  await mkdir(path.join(folder, 'our'));
  await writeFile(path.join(folder, 'casenotes.yaml'), 'packs: [our]\n');
  await writeFile(path.join(folder, 'our/rules.yaml'), rules);
  await writeFile(path.join(folder, 'our/events.yaml'), events);
  await writeFile(path.join(folder, 'note.md'), note);
});
afterAll(() => rm(folder, { recursive: true }));

test('own rules count; a slip is one line with file, line and column', async () => {
  let out = '';
  const errors: string[] = [];
  const io = {
    cwd: folder,
    out: (text: string) => {
      out += text;
    },
    err: (line: string) => {
      errors.push(line);
    },
    stdin: async () => '',
    today: () => parseIsoDay('2026-11-03')!,
    colour: false,
  };
  const code = await command.run(['note.md', '--format', 'json', '--today', '2026-11-03'], io);
  expect(code).toBe(0);
  expect(errors).toEqual([expect.stringMatching(/^casenotes: our\/rules\.yaml:18:22: '5 moons' is not a period/)]);
  const report = JSON.parse(out) as { files: { deadlines: { rule: string; due?: string }[] }[] };
  const dues = new Map(report.files[0]!.deadlines.map(({ rule, due }) => [rule, due]));
  expect(dues.get('our-panel-answer')).toBe('2026-11-09');
  expect(dues.get('tribunal-appeal')).toBe('2027-01-04');
}, 20_000);
