// `node scripts/bench-scale.mts [NOTES]`: a nation's caseload. Writes so many generated notes (all different, 1000 a
// folder), streams their limits as NDJSON on one thread and on all cores, and prints time, peak memory and notes a
// second for each core. The figures go into docs/scale.md by hand, with the machine they were measured on.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { generateNote } from '../test/support/generate-notes.ts';
import { root } from './generate.mts';

const wanted = Number(process.argv[2] ?? 10_000);
const cores = os.availableParallelism();
const program = path.join(root, 'dist/casenotes.js');

/** Writes notes with seeds from 0, 1000 a folder. */
async function writeNotes(folder: string, count: number): Promise<number> {
  let bytes = 0;
  for (let from = 0; from < count; from += 1000) {
    const shard = path.join(folder, String(from / 1000).padStart(5, '0'));
    await mkdir(shard, { recursive: true });
    const seeds = Array.from({ length: Math.min(1000, count - from) }, (_, i) => from + i);
    const texts = seeds.map((seed) => generateNote(seed));
    for (const text of texts) bytes += text.length;
    await Promise.all(seeds.map((seed, i) => writeFile(path.join(shard, `${seed}.md`), texts[i]!)));
  }
  return bytes;
}

interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
  readonly lines: number;
  readonly outMegabytes: number;
}

/** The most memory a process has held, from the kernel (Linux), in MB. */
async function peakOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
}

/** Streams the folder and counts what comes, without keeping it. */
async function measure(folder: string, jobs: number): Promise<Measured> {
  const from = performance.now();
  const args = [program, 'deadlines', folder, '--format', 'ndjson', '--today', '2026-06-20', '--jobs', String(jobs)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let [megabytes, lines, bytes] = [0, 0, 0];
  const look = async () => {
    megabytes = Math.max(megabytes, await peakOf(child.pid!));
  };
  const clock = setInterval(() => void look(), 100);
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++;
  }
  clearInterval(clock);
  const status = await new Promise((resolve) => child.on('close', resolve));
  if (status !== 0) throw new Error(`casenotes ended with ${status}`);
  return { seconds: (performance.now() - from) / 1000, megabytes, lines, outMegabytes: bytes / 1048576 };
}

const folder = await mkdtemp(path.join(os.tmpdir(), 'casenotes-scale-'));
const print = (line: string) => process.stdout.write(`${line}\n`);
try {
  const from = performance.now();
  const bytes = await writeNotes(folder, wanted);
  const writing = Math.round((performance.now() - from) / 1000);
  print(
    `${wanted} notes, ${Math.round(bytes / 1048576)} MB, written in ${writing} s; ${os.cpus()[0]?.model}, ${cores} cores\n`,
  );
  print('| notes | threads | time | peak memory | notes/s | notes/s/core | limits | output |');
  print('|---:|---:|---:|---:|---:|---:|---:|---:|');
  // Memory is constant where it is the same for a tenth of the notes.
  const few = Math.max(1000, Math.floor(wanted / 10));
  const tenth = path.join(folder, 'tenth');
  await mkdir(tenth);
  await writeNotes(tenth, few);
  const runs: readonly [string, number, number][] = [
    [tenth, few, 1],
    [tenth, few, cores],
    [folder, wanted + few, cores],
  ];
  for (const [where, notes, jobs] of runs) {
    const { seconds, megabytes, lines, outMegabytes } = await measure(where, jobs);
    const rate = notes / seconds;
    print(
      `| ${notes} | ${jobs} | ${seconds.toFixed(1)} s | ${Math.round(megabytes)} MB | ${Math.round(rate)} | ${Math.round(rate / jobs)} | ${lines} | ${Math.round(outMegabytes)} MB |`,
    );
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
