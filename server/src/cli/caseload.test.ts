// The commands over a whole caseload, and one chronology: over real files, with the program as a process where threads
// or the end of the output matter.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Day, parseIsoDay } from '../calendar/day.ts';
import type { Io } from './command.ts';
import { runCli } from './run.ts';

// Several processes on a busy machine take their time.
vi.setConfig({ testTimeout: 60_000 });

const program = fileURLToPath(new URL('./main.ts', import.meta.url));
const mark = (event: string, day: string) => `<!-- casenotes: event ${event} ${day} -->`;
const refused = `---\nchild: Tom Reed\nla: Norwold\n---\n\n## 4 May 2026\n\nThe refusal came. ${mark('ehcna-refused', '2026-05-03')}\n`;
const requested = `## 5 January 2026\n\nRequest sent. ${mark('ehcna-requested', '2026-01-05')}\n`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'casenotes-caseload-'));
  mkdirSync(path.join(folder, 'notes/a'), { recursive: true });
  writeFileSync(path.join(folder, 'notes/a/refused.md'), refused);
  writeFileSync(path.join(folder, 'notes/a.md'), requested);
  writeFileSync(path.join(folder, 'notes/z.md'), refused);
  mkdirSync(path.join(folder, 'many'));
  for (let i = 0; i < 300; i++) writeFileSync(path.join(folder, `many/${i}.md`), i % 2 ? refused : requested);
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

const asProcess = (...args: string[]) =>
  spawnSync(process.execPath, [program, ...args, '--today', '2026-06-20'], { cwd: folder, encoding: 'utf8' });
const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('casenotes deadlines --format ndjson', () => {
  it('is one line for each limit, in the order of the notes', async () => {
    const { status, out } = await casenotes('deadlines', 'notes', '--format', 'ndjson');
    expect(status).toBe(0);
    const paths = linesOf(out).map((line) => line.path);
    expect([...new Set(paths)]).toEqual(['notes/a.md', 'notes/a/refused.md', 'notes/z.md']);
    expect(linesOf(out).at(-1)).toMatchObject({ path: 'notes/z.md', la: 'Norwold', rule: expect.any(String) });
  });

  it('says the same from several threads as from one', () => {
    const one = asProcess('deadlines', 'many', '--format', 'ndjson', '--jobs', '1');
    const three = asProcess('deadlines', 'many', '--format', 'ndjson', '--jobs', '3');
    expect(three.status).toBe(0);
    expect(new Set(linesOf(three.stdout).map((line) => line.path)).size).toBe(300);
    expect(three.stdout).toBe(one.stdout);
  });

  it('names a broken file and passes over it', () => {
    const broken = path.join(folder, 'many/17.md');
    // A note longer than any note may be; nothing is written, the file only claims the length.
    writeFileSync(broken, '');
    truncateSync(broken, 65 * 1024 * 1024);
    const { status, stdout, stderr } = asProcess('deadlines', 'many', '--format', 'ndjson', '--jobs', '2');
    writeFileSync(broken, refused);
    expect(stderr).toBe('casenotes: many/17.md: it is too large (65 MB)\n');
    expect(status).toBe(2);
    expect(new Set(linesOf(stdout).map((line) => line.path)).size).toBe(299);
  });

  it('knows the rules of a folder of its own in every thread', () => {
    const own = path.join(folder, 'own');
    mkdirSync(path.join(own, 'our'), { recursive: true });
    writeFileSync(path.join(own, 'casenotes.yaml'), 'packs: [our]\n');
    writeFileSync(
      path.join(own, 'our/events.yaml'),
      'group: ours\nevents:\n  - {id: our-panel-asked, title: Panel asked, who: family}\n',
    );
    writeFileSync(
      path.join(own, 'our/rules.yaml'),
      "route: our-panel\ntitle: Our panel\nchecked: '2026-10-01'\nrules:\n  - {id: our-panel-answer, title: Panel answers, actor: la, prominence: guidance, starts: [our-panel-asked], period: {within: 5 working days}, basis: local-policy, source: Terms}\n",
    );
    const asked = `## 2 June 2026\n\nAsked. ${mark('our-panel-asked', '2026-06-02')}\n`;
    for (let i = 0; i < 200; i++) writeFileSync(path.join(own, `${i}.md`), asked);
    const { stdout, stderr } = asProcess('deadlines', 'own', '--format', 'ndjson', '--jobs', '2');
    expect(stderr).toBe('');
    expect(linesOf(stdout).filter((line) => line.rule === 'our-panel-answer')).toHaveLength(200);
    const told = asProcess('chronology', 'own/1.md');
    expect(told.stdout).toContain('Panel asked');
  });

  it('refuses a number of threads that is none', async () => {
    const { status, err } = await casenotes('deadlines', 'notes', '--format', 'ndjson', '--jobs', '0');
    expect(status).toBe(2);
    expect(err).toBe('casenotes: --jobs: "0" is not a number from 1 to 1024\n');
  });
});

describe('output that cannot be written', () => {
  it.each(['ndjson', 'json', 'csv'])('is one clear line, status 2: %s', (format) => {
    const shell = spawnSync(
      'sh',
      ['-c', '"$0" "$1" deadlines many --format "$2" > /dev/full', process.execPath, program, format],
      {
        cwd: folder,
        encoding: 'utf8',
      },
    );
    expect(shell.stderr).toBe('casenotes: the output cannot be written (the disk is full)\n');
    expect(shell.status).toBe(2);
  });

  it('ends quietly where the reader has had enough', () => {
    const shell = spawnSync(
      'sh',
      ['-c', '"$0" "$1" deadlines many --format ndjson | head -n 1', process.execPath, program],
      {
        cwd: folder,
        encoding: 'utf8',
      },
    );
    expect(shell.stderr).toBe('');
    expect(shell.stdout.split('\n')).toHaveLength(2);
  });
});

describe('the calendar file', () => {
  const summaries = (text: string) =>
    new ICAL.Component(ICAL.parse(text))
      .getAllSubcomponents('vevent')
      .map((e) => String(e.getFirstPropertyValue('summary')));

  it('names the case by initials, by nothing, or in full where asked', async () => {
    const of = async (...more: string[]) =>
      (await casenotes('deadlines', 'notes/z.md', '--format', 'ics', ...more)).out;
    expect(summaries(await of())).toContainEqual(expect.stringMatching(/^T\.R\.: /));
    expect(await of('--names', 'none')).not.toMatch(/T\.R\.|Tom/);
    expect((await of('--actors', 'all')).length).toBeGreaterThanOrEqual((await of()).length);
  });
});

describe('casenotes summary', () => {
  it('puts what is due on one page', async () => {
    const { status, out } = await casenotes('summary', 'notes');
    expect(status).toBe(0);
    expect(out).toContain('# Caseload on Saturday 20 June 2026');
    expect(out).toContain('## Next two weeks');
    expect((await casenotes('summary', 'notes', '--format', 'html')).out).toMatch(/^<!doctype html>/);
  });
});

describe('casenotes chronology', () => {
  it('tells one case, by initials', async () => {
    const { status, out } = await casenotes('chronology', 'notes/z.md');
    expect(status).toBe(0);
    expect(out).toContain('# Chronology: T.R.');
    expect(out).toContain('3 May 2026');
    expect(out).not.toContain('Tom');
    expect((await casenotes('chronology', 'notes/z.md', '--format', 'csv')).out).toContain('2026-05-03,');
  });

  it('wants one note, and a child that is there', async () => {
    expect((await casenotes('chronology')).err).toBe('casenotes: chronology needs one NOTE\n');
    expect((await casenotes('chronology', 'notes')).err).toBe(
      'casenotes: chronology needs one NOTE; notes holds several\n',
    );
    expect((await casenotes('chronology', 'notes/z.md', '--child', '2')).err).toContain('--child: the note is about 1');
    expect((await casenotes('chronology', 'gone.md')).status).toBe(2);
  });
});

describe('casenotes lateness', () => {
  it('counts over all notes, and withholds what is small', async () => {
    const { status, out } = await casenotes('lateness', 'many');
    expect(status).toBe(0);
    expect(out).toMatch(/\| not said \| all \| 0 \| 0 \| 150 \| 150 \| \d+ \| \d+ \|/);
    expect((await casenotes('lateness', 'notes', '--by-month')).out).toContain('fewer than 5 or withheld');
    expect((await casenotes('lateness', 'many', '--format', 'html')).out).toContain('<svg');
  });
});
