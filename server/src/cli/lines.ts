// `deadlines --format ndjson`: one line of JSON for each limit, over any number of notes in constant memory and on all
// cores. Notes go to worker threads in small batches, few at a time; the lines come out in the order of the notes.
import { Worker } from 'node:worker_threads';
import type { Day } from '../calendar/day.ts';
import type { CaseDeadline } from '../casefile/model.ts';
import { reportDeadline } from '../casefile/report.ts';
import { loadEngine } from '../data.ts';
import { isUncertain } from '../exports/rows.ts';
import { reasonOf } from '../files/node-files.ts';
import type { Io } from './command.ts';
import { type FoundNote, type Notes, type ReadNote, readFound } from './notes.ts';

/** Some notes, with what a thread needs to read them. */
export interface Batch {
  readonly id: number;
  readonly notes: readonly FoundNote[];
  readonly today: Day;
}

/** Their lines, and the files that were passed over. */
export interface Lines {
  readonly id: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly broken: readonly { readonly file: string; readonly reason: string }[];
}

/** Notes in a batch: enough that the talk between threads costs nothing, few enough to stay small. */
const batchSize = 64;
/** Short-lived objects of a thread, in MB: left to itself it takes what the machine has. */
const maxYoungGenerationSizeMb = 24;
/** Batches under way for each thread; more only take memory. */
const ahead = 3;

/** Writes the lines of the notes of some paths to `io`. Files that cannot be read are named and passed over. */
export async function streamLines(
  notes: Notes,
  paths: readonly string[],
  options: { readonly today: Day; readonly jobs: number },
  io: Io,
): Promise<void> {
  const batches = inBatches(notes.find(paths), options.today)[Symbol.asyncIterator]();
  const first = await batches.next();
  if (first.done) return;
  const second = await batches.next();
  // A few notes are read sooner than a thread has started.
  const pool = second.done || options.jobs === 1 || !io.program ? undefined : new Pool(io.program, options.jobs);
  const waiting: Promise<Lines>[] = [];
  const writeNext = async () => write(await waiting.shift()!, notes, io);
  try {
    const read = (batch: Batch) => waiting.push(pool && !hasOwnLaw(batch) ? pool.read(batch) : readBatch(batch));
    read(first.value);
    for (let next = second; !next.done; next = await batches.next()) {
      read(next.value);
      while (waiting.length >= (pool ? options.jobs * ahead : 1)) await writeNext();
    }
    while (waiting.length > 0) await writeNext();
  } finally {
    await pool?.close();
  }
}

/** A folder's own rules were read in this thread; the others do not know them. */
const hasOwnLaw = ({ notes }: Batch): boolean => notes.some(({ settings }) => settings.packs.length > 0);

async function* inBatches(notes: AsyncIterable<FoundNote>, today: Day): AsyncGenerator<Batch, undefined> {
  let id = 0;
  let some: FoundNote[] = [];
  for await (const note of notes) {
    some.push(note);
    if (some.length < batchSize) continue;
    yield { id: id++, notes: some, today };
    some = [];
  }
  if (some.length > 0) yield { id, notes: some, today };
  return undefined;
}

async function write({ bytes, broken }: Lines, notes: Notes, io: Io): Promise<void> {
  for (const { file, reason } of broken) notes.failedOn(file, reason);
  if (bytes.length === 0) return;
  if (!io.pipe) return io.out(new TextDecoder().decode(bytes));
  await io.pipe(bytes);
  // Given back at once, where Node can: this thread makes so little rubbish of its own that it hardly ever clears up.
  (bytes.buffer as { transfer?(length: number): unknown }).transfer?.(0);
}

/** Reads the notes of a batch in this thread. */
export async function readBatch({ id, notes, today }: Batch): Promise<Lines> {
  const engine = loadEngine();
  const broken: { file: string; reason: string }[] = [];
  let text = '';
  for (const note of notes) {
    try {
      const read = await readFound(note, engine, today);
      if (!read) continue;
      for (const deadline of read.analysis.deadlines) text += `${JSON.stringify(lineOf(read, deadline))}\n`;
    } catch (error) {
      broken.push({ file: note.file, reason: reasonOf(error) });
    }
  }
  return { id, bytes: new TextEncoder().encode(text), broken };
}

interface Answer {
  resolve(lines: Lines): void;
  reject(error: unknown): void;
}

/**
 * One line: the limit as in the report, with what a count over many notes needs. These fields are always there, so that
 * a program that guesses columns from the first lines knows them.
 */
function lineOf({ path, analysis }: ReadNote, deadline: CaseDeadline) {
  const { la } = analysis.reading.frontMatter.data;
  return {
    path,
    la: typeof la === 'string' ? la : null,
    ...reportDeadline(deadline),
    lateBy: deadline.lateBy ?? null,
    uncertain: isUncertain(deadline),
    faded: deadline.faded,
    prominence: deadline.rule.prominence,
  };
}

/** Threads that read batches; each gets the next where fewest are waiting. */
class Pool {
  readonly #threads: { readonly worker: Worker; readonly answers: Map<number, Answer> }[];

  constructor(program: URL, count: number) {
    this.#threads = Array.from({ length: count }, () => {
      const answers = new Map<number, Answer>();
      const worker = new Worker(program, { resourceLimits: { maxYoungGenerationSizeMb } });
      const fail = (error: unknown) => {
        for (const { reject } of answers.values()) reject(error);
        answers.clear();
      };
      worker.on('message', (lines: Lines) => {
        answers.get(lines.id)?.resolve(lines);
        answers.delete(lines.id);
      });
      worker.on('error', fail);
      worker.on('exit', () => fail(new Error('a thread has ended')));
      return { worker, answers };
    });
  }

  read(batch: Batch): Promise<Lines> {
    const thread = this.#threads.reduce((best, other) => (other.answers.size < best.answers.size ? other : best));
    const answer = new Promise<Lines>((resolve, reject) => thread.answers.set(batch.id, { resolve, reject }));
    // Told again when its turn to be written comes; until then nobody may be listening.
    answer.catch(() => undefined);
    thread.worker.postMessage(batch);
    return answer;
  }

  async close(): Promise<void> {
    for (const { answers } of this.#threads) answers.clear();
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
  }
}
