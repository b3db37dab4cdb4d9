// `--output FILE`: whole or not at all, whatever the disk does.
import { spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Day, parseIsoDay } from '../calendar/day.ts';
import type { Io } from './command.ts';
import { type Disk, intoFile } from './output.ts';
import { runCli } from './run.ts';

const program = fileURLToPath(new URL('./main.ts', import.meta.url));
const refused =
  '---\nchild: Tom Reed\nla: Norwold\n---\n\n## 4 May 2026\n\nThe refusal came. <!-- casenotes: event ehcna-refused 2026-05-03 -->\n';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'casenotes-output-'));
  mkdirSync(path.join(folder, 'notes'));
  for (let i = 0; i < 40; i++) writeFileSync(path.join(folder, `notes/${i}.md`), refused);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function anIo(): Io & { readonly said: { out: string; err: string } } {
  const said = { out: '', err: '' };
  return {
    said,
    cwd: folder,
    out(text) {
      said.out += text;
    },
    err(line) {
      said.err += `${line}\n`;
    },
    stdin: async () => '',
    today: () => parseIsoDay('2026-06-20') as Day,
    colour: true,
  };
}

/** Runs a command in this process; gives status and what it said. */
async function casenotes(...args: string[]) {
  const io = anIo();
  return { status: await runCli(args, io), ...io.said };
}

/** Every file of the folder but the notes. */
const files = () => readdirSync(folder).filter((name) => name !== 'notes');
const text = (name: string) => readFileSync(path.join(folder, name), 'utf8');

/** What each export is asked for with, and a name for it. */
const exportsAsked: readonly (readonly string[])[] = [
  ['deadlines.ics', 'deadlines', 'notes', '--format', 'ics'],
  ['deadlines.csv', 'deadlines', 'notes', '--format', 'csv'],
  ['deadlines.html', 'deadlines', 'notes', '--format', 'html'],
  ['deadlines.ndjson', 'deadlines', 'notes', '--format', 'ndjson'],
  ['chronology.md', 'chronology', 'notes/1.md'],
  ['late.html', 'lateness', 'notes', '--format', 'html'],
];

describe('--output', () => {
  it.each(exportsAsked)('%s holds what would have been printed', async (file, ...args) => {
    const printed = await casenotes(...args);
    const written = await casenotes(...args, '--output', file);
    expect(written).toEqual({ status: 0, out: '', err: '' });
    expect(text(file)).toBe(printed.out);
    expect(files()).toEqual([file]);
    rmSync(path.join(folder, file));
  });

  it('replaces a file, keeps a link a link, and takes --output=FILE', async () => {
    writeFileSync(path.join(folder, 'real.csv'), 'before');
    symlinkSync('real.csv', path.join(folder, 'link.csv'));
    expect((await casenotes('deadlines', 'notes', '--format', 'csv', '--output=link.csv')).status).toBe(0);
    expect(text('real.csv')).toMatch(/^file,line,/);
    expect(fs.lstatSync(path.join(folder, 'link.csv')).isSymbolicLink()).toBe(true);
    for (const name of ['real.csv', 'link.csv']) rmSync(path.join(folder, name));
  });

  it.each([
    [['notes'], 'notes was not written: it is a folder. Make room, or name another place.'],
    [['gone/x.csv'], 'gone/x.csv was not written: there is no such folder. Make room, or name another place.'],
    [[], '--output needs the name of a file'],
  ])('%s is refused in one line', async (file, message) => {
    const { status, out, err } = await casenotes('deadlines', 'notes', '--format', 'csv', '--output', ...file);
    expect({ status, out, err }).toEqual({ status: 2, out: '', err: `casenotes: ${message}\n` });
    expect(files()).toEqual([]);
  });

  it('leaves nothing where the notes cannot be found', async () => {
    writeFileSync(path.join(folder, 'kept.csv'), 'before');
    const { status, err } = await casenotes('deadlines', 'gone', '--format', 'csv', '--output', 'kept.csv');
    expect({ status, err }).toEqual({ status: 2, err: 'casenotes: gone: it is not there any more\n' });
    expect(files()).toEqual(['kept.csv']);
    expect(text('kept.csv')).toBe('before');
    rmSync(path.join(folder, 'kept.csv'));
  });
});

/** A disk on which only so many bytes find room, or on which they do not arrive when it is to be sure of them. */
function fullDisk(room: number): Disk {
  const full = () => Object.assign(new Error('no space'), { code: 'ENOSPC' });
  let left = room;
  return {
    open: fs.openSync,
    close: fs.closeSync,
    write: (descriptor, bytes) => {
      if (left === 0) throw full();
      const some = bytes.subarray(0, left);
      left -= some.length;
      return fs.writeSync(descriptor, some);
    },
    sync: () => {
      throw full();
    },
  };
}

describe('a disk that is full', () => {
  const formats = [...exportsAsked.keys()].flatMap((i) => [0, 700, 10_000_000].map((room) => [i, room] as const));

  it.each(formats)('export %i with room for %i bytes: named, nothing half, nothing overwritten', async (i, room) => {
    const [file, name, ...args] = exportsAsked[i]! as [string, string, ...string[]];
    writeFileSync(path.join(folder, file), 'what was there');
    const io = anIo();
    const { commands } = await import('./commands.ts');
    const { command } = await commands[name]!();
    const run = intoFile(file, io, (into) => command.run(args, into), fullDisk(room));
    await expect(run).rejects.toThrow(
      `${file} was not written: the disk is full. ${file} is as it was before. Make room, or name another place.`,
    );
    expect(files()).toEqual([file]);
    expect(text(file)).toBe('what was there');
    rmSync(path.join(folder, file));
  });

  // Not a disk that is full, but the same to the program, and within reach of any user on any machine: the shell's
  // limit on the size of files, in blocks of 512 or 1024 bytes.
  it.each(exportsAsked.slice(0, 3))('%s, in a process whose files may not grow', (file, ...args) => {
    writeFileSync(path.join(folder, file), 'what was there');
    const command = 'ulimit -f 2; exec "$0" "$@"';
    const made = spawnSync(
      'sh',
      ['-c', command, process.execPath, program, ...args, '--today', '2026-06-20', '--output', file],
      {
        cwd: folder,
        encoding: 'utf8',
      },
    );
    expect(made.stderr).toBe(
      `casenotes: ${file} was not written: the file would be larger than allowed here. ${file} is as it was before. Make room, or name another place.\n`,
    );
    expect(made.status).toBe(2);
    expect(files()).toEqual([file]);
    expect(text(file)).toBe('what was there');
    rmSync(path.join(folder, file));
  });

  it('also where it is a device', async () => {
    const { status, err } = await casenotes('deadlines', 'notes', '--format', 'ics', '--output', '/dev/full');
    expect({ status, err }).toEqual({
      status: 2,
      err: 'casenotes: /dev/full was not written: the disk is full. Make room, or name another place.\n',
    });
    expect(fs.statSync('/dev/full').isCharacterDevice()).toBe(true);
  });
});

it('a stop half-way leaves no file', async () => {
  const many = path.join(folder, 'notes');
  const child = spawn(
    process.execPath,
    [program, 'deadlines', ...Array(400).fill(many), '--format', 'ndjson', '--jobs', '1', '--output', 'stopped.ndjson'],
    { cwd: folder },
  );
  const ended = new Promise((resolve) => child.on('close', (_code, signal) => resolve(signal)));
  while (child.exitCode === null && !files().some((name) => name.endsWith('.part')))
    await new Promise((resolve) => setTimeout(resolve, 2));
  child.kill('SIGINT');
  expect(await ended).toBe('SIGINT');
  expect(files()).toEqual([]);
});
