// `node scripts/bench-scale.mts [NOTES] [LINES]`: a nation's caseload. Writes so many generated notes of so many lines (all
// different, 1000 a folder), streams the limits of a first 10,000 and of all as NDJSON, and prints time, processor time,
// peak memory and notes for each second of a core, which another program on the machine does not change. The figures go into docs/scale.md by hand, with the machine they were measured on.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { generateNote } from '../test/support/generate-notes.ts';
import { root } from './generate.mts';

const wanted = Number(process.argv[2] ?? 20_000);
const length = Number(process.argv[3] ?? 35);
const few = Math.min(10_000, wanted);
const cores = os.availableParallelism();
const program = path.join(root, 'dist/casenotes.js');

const print = (line: string) => process.stdout.write(`${line}\n`);

/** Writes the notes of some seeds, 1000 a folder. */
async function writeNotes(folder: string, first: number, count: number): Promise<number> {
  let bytes = 0;
  for (let from = first; from < count; from += 1000) {
    const shard = path.join(folder, String(from / 1000).padStart(5, '0'));
    await mkdir(shard, { recursive: true });
    const seeds = Array.from({ length: Math.min(1000, count - from) }, (_, i) => from + i);
    const texts = seeds.map((seed) => generateNote(seed, length));
    for (const text of texts) bytes += text.length;
    // One after another: the disk is the limit, and a million promises are not free.
    for (const [i, seed] of seeds.entries()) writeFileSync(path.join(shard, `${seed}.md`), texts[i]!);
  }
  return bytes;
}

interface Measured {
  readonly seconds: number;
  /** Of the processor, all threads together. */
  readonly work: number;
  readonly megabytes: number;
  readonly lines: number;
  readonly outMegabytes: number;
}

/** The most memory a process has held, in MB, and its processor time, in seconds: both from the kernel (Linux). */
async function costOf(pid: number): Promise<{ megabytes: number; work: number } | undefined> {
  try {
    const [status, stat] = await Promise.all(
      ['status', 'stat'].map((name) => readFile(`/proc/${pid}/${name}`, 'utf8')),
    );
    // After the name in brackets: user and system time are the twelfth and thirteenth field, in hundredths.
    const fields = stat!.slice(stat!.lastIndexOf(')') + 2).split(' ');
    const megabytes = Number(/^VmHWM:\s+(\d+)/m.exec(status!)?.[1]) / 1024;
    return Number.isNaN(megabytes) ? undefined : { megabytes, work: (Number(fields[11]) + Number(fields[12])) / 100 };
  } catch {
    return undefined;
  }
}

/** Streams the folder and counts what comes, without keeping it. */
async function measure(folder: string, jobs: number): Promise<Measured> {
  const from = performance.now();
  const args = [program, 'deadlines', folder, '--format', 'ndjson', '--today', '2026-06-20', '--jobs', String(jobs)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let [lines, bytes] = [0, 0];
  let cost = { megabytes: 0, work: 0 };
  const look = async () => {
    cost = (await costOf(child.pid!)) ?? cost;
  };
  const clock = setInterval(() => void look(), 100);
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++;
  }
  clearInterval(clock);
  const status = await new Promise((resolve) => child.on('close', resolve));
  if (status !== 0) throw new Error(`casenotes ended with ${status}`);
  return { ...cost, seconds: (performance.now() - from) / 1000, lines, outMegabytes: bytes / 1048576 };
}

/** Measures the folder and prints a line of the table. */
async function table(notes: number, jobs: number): Promise<void> {
  const { seconds, work, megabytes, lines, outMegabytes } = await measure(folder, jobs);
  const cells = [notes, length, jobs, `${seconds.toFixed(1)} s`, `${work.toFixed(1)} s`, `${Math.round(megabytes)} MB`];
  print(`| ${[...cells, Math.round(notes / work), lines, `${Math.round(outMegabytes)} MB`].join(' | ')} |`);
}

const folder = await mkdtemp(path.join(os.tmpdir(), 'casenotes-scale-'));
try {
  const from = performance.now();
  const bytes = await writeNotes(folder, 0, few);
  const writing = Math.round((performance.now() - from) / 1000);
  print(
    `${wanted} notes, ${Math.round(bytes / 1048576)} MB, written in ${writing} s; ${os.cpus()[0]?.model}, ${cores} cores\n`,
  );
  print('| notes | lines each | threads | time | processor time | peak memory | notes/s/core | limits | output |');
  print('|---:|---:|---:|---:|---:|---:|---:|---:|---:|');
  await table(few, 1);
  await table(few, cores);
  if (wanted > few) {
    await writeNotes(folder, few, wanted);
    await table(wanted, cores);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
