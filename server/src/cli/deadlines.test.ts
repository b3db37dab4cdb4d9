// `casenotes deadlines` and `casenotes check` over real files: forms of output, statuses, what goes wrong.
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Validator } from '@cfworker/json-schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Day, parseIsoDay } from '../calendar/day.ts';
import type { Io } from './command.ts';
import { runCli } from './run.ts';

const mark = (event: string, day: string) => `<!-- casenotes: event ${event} ${day} -->`;
const refused = `---\ncase: A-1\nchild: T.R.\n---\n\n## 4 May 2026\n\nThe refusal came. ${mark('ehcna-refused', '2026-05-03')}\n`;
const requested = `## 5 January 2026\n\nRequest sent. ${mark('ehcna-requested', '2026-01-05')}\n`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'casenotes-cli-'));
  mkdirSync(path.join(folder, 'notes/old'), { recursive: true });
  writeFileSync(path.join(folder, 'notes/a.md'), refused);
  writeFileSync(path.join(folder, 'notes/b.md'), requested);
  writeFileSync(path.join(folder, 'notes/own.md'), `---\ncasenotes: false\n---\n${refused}`);
  writeFileSync(path.join(folder, 'notes/old/c.md'), refused);
  writeFileSync(path.join(folder, 'notes/other.txt'), refused);
  writeFileSync(path.join(folder, 'notes/casenotes.yaml'), 'exclude: [old]\nwarningDays: 20\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function casenotes(...args: string[]) {
  let out = '';
  let err = '';
  const io: Io = {
    cwd: folder,
    out(text) {
      out += text;
    },
    err(line) {
      err += `${line}\n`;
    },
    stdin: async () => '',
    today: () => parseIsoDay('2026-06-20') as Day,
    colour: false,
  };
  const status = await runCli(args, io);
  return { status, out, err };
}

describe('casenotes deadlines', () => {
  it('prints the report in the agreed form, in order, without what is left out', async () => {
    const { status, out } = await casenotes('deadlines', 'notes', '--format', 'json');
    expect(status).toBe(0);
    const made = JSON.parse(out);
    const schema = JSON.parse(readFileSync(new URL('../../../test/report.schema.json', import.meta.url), 'utf8'));
    expect(new Validator(schema, '2020-12').validate(made)).toMatchObject({ valid: true });
    expect(made.files.map((file: { path: string }) => file.path)).toEqual(['notes/a.md', 'notes/b.md']);
    expect(made).toMatchObject({ schemaVersion: 1, today: '2026-06-20' });
    const appeal = made.files[0].deadlines.find((d: { due?: string }) => d.due === '2026-07-03');
    expect(appeal).toMatchObject({ status: 'close', daysLeft: 13, startedBy: [{ event: 'ehcna-refused', line: 8 }] });
  });

  it('takes files by name, each once, left out or not', async () => {
    const { out } = await casenotes('deadlines', 'notes/old/c.md', 'notes/a.md', 'notes/a.md', '--format', 'json');
    expect(JSON.parse(out).files.map((file: { path: string }) => file.path)).toEqual(['notes/old/c.md', 'notes/a.md']);
  });

  it('counts from the day it is given', async () => {
    const { out } = await casenotes('deadlines', 'notes/a.md', '--format', 'json', '--today', '2026-07-05');
    const statuses = JSON.parse(out).files[0].deadlines.map((d: { status: string }) => d.status);
    expect(statuses).toContain('past');
  });

  it('shows people a table', async () => {
    const { out } = await casenotes('deadlines', 'notes');
    expect(out).toContain('Saturday 20 June 2026');
    expect(out).toContain('Close: the family must act');
    expect(out).toContain('Overdue from others');
    expect(out).toMatch(/Fri {2}3 Jul 2026 {2}in 13 days {2,}Family/);
    expect(out).toContain('notes/a.md:8');
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(110);
  });

  it('writes one line a limit, a spreadsheet, a calendar and pages', async () => {
    const lines = (await casenotes('deadlines', 'notes', '--format', 'ndjson')).out.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).path)).toContain('notes/b.md');
    expect((await casenotes('deadlines', 'notes', '--format', 'csv')).out).toContain('2026-07-03');
    expect((await casenotes('deadlines', 'notes', '--format', 'ics')).out).toContain('BEGIN:VCALENDAR');
    expect((await casenotes('deadlines', 'notes', '--format', 'html')).out).toContain('<table');
    expect((await casenotes('deadlines', 'notes', '--format', 'markdown')).out).toContain('|');
  });

  it('ends with 2 and one line at bad use', async () => {
    for (const args of [['nowhere'], ['--format', 'xml'], ['--today', '31/02/2026'], ['--nonsense'], ['--format']]) {
      const { status, out, err } = await casenotes('deadlines', ...args);
      expect([status, out, err.trim().split('\n').length]).toEqual([2, '', 1]);
    }
  });

  it('names a broken settings file at its place and goes on', async () => {
    mkdirSync(path.join(folder, 'broken'));
    writeFileSync(path.join(folder, 'broken/casenotes.yaml'), 'area: x\nwarningDays: soon\n');
    writeFileSync(path.join(folder, 'broken/a.md'), refused);
    const { status, out, err } = await casenotes('deadlines', 'broken', '--format', 'json');
    expect(status).toBe(0);
    expect(err).toContain('broken/casenotes.yaml:2:14: warningDays must be');
    expect(JSON.parse(out).files).toHaveLength(1);
  });

  it('names a file that cannot be read and lists the others', async () => {
    mkdirSync(path.join(folder, 'locked/x.md'), { recursive: true });
    writeFileSync(path.join(folder, 'locked/a.md'), refused);
    writeFileSync(path.join(folder, 'locked/no.md'), refused);
    chmodSync(path.join(folder, 'locked/no.md'), 0);
    const { status, out, err } = await casenotes('deadlines', 'locked', '--format', 'json');
    const isRoot = process.getuid?.() === 0;
    expect(status).toBe(isRoot ? 0 : 2);
    if (!isRoot) expect(err).toContain('locked/no.md: no permission');
    expect(JSON.parse(out).files[0].path).toBe('locked/a.md');
  });
});

describe('casenotes check', () => {
  it('ends with 1 where something is past or close', async () => {
    expect((await casenotes('check', 'notes')).status).toBe(1);
    expect((await casenotes('check', 'notes/a.md', '--quiet')).out).toBe('');
  });

  it('with --fail-on past lets close ones be', async () => {
    expect((await casenotes('check', 'notes/a.md', '--fail-on', 'past')).status).toBe(0);
    expect((await casenotes('check', 'notes/b.md', '--fail-on', 'past')).status).toBe(1);
  });

  it('ends with 0 where there is nothing to do', async () => {
    expect(await casenotes('check', 'notes/a.md', '--today', '2026-05-10')).toMatchObject({ status: 0, out: '' });
  });

  it('ends with 2 at bad use', async () => {
    expect((await casenotes('check', 'nowhere')).status).toBe(2);
  });
});
