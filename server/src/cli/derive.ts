// `casenotes derive`: the time limits of a case given as events, without a note; one case from options, or many from a
// file of JSON lines.
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { type Day, formatDay, formatIsoDay } from '../calendar/day.ts';
import { reportDeadline } from '../casefile/report.ts';
import { loadLaw } from '../data.ts';
import { actorName, days } from '../exports/wording.ts';
import { derive } from '../law/derive.ts';
import type { Deadline } from '../law/model.ts';
import { type Command, choiceOption, dayOption, type ExitCode, type Io, readOptions, UsageError } from './command.ts';
import { BatchError, batchId, caseFromOptions, caseOptions, caseOptionsHelp, readBatchLine } from './lawInput.ts';

const pack = loadLaw();

const help = `casenotes derive --event ID=DAY [--event ID=DAY ...] [options]
casenotes derive --batch FILE [--today DAY]

Works out the time limits that events start, without a note.

${caseOptionsHelp}  --format FORM        table (default) or json
  --batch FILE         one JSON object a line: {"id", "today", "events": [{"event", "date"}], "facts": {...},
                       "terms": [{"first", "last"}], "insetDays": [...]}; "-" reads standard input;
                       prints {"id", "deadlines"} a line, in order

casenotes derive --event ehcna-refused=2026-05-03 --event mediation-certificate-issued=2026-06-20 --today 2026-06-21
`;

export const command: Command = {
  name: 'derive',
  summary: 'work out the time limits of events given on the command line or in a batch file',
  help,
  async run(args, io) {
    const { values, positionals } = readOptions(args, {
      ...caseOptions,
      batch: { type: 'string' },
      format: { type: 'string' },
    });
    if (positionals.length > 0)
      throw new UsageError(`derive takes no "${positionals[0]}"; events go in --event ID=DAY`);
    const today = values.today === undefined ? io.today() : dayOption('--today', values.today);
    if (values.batch !== undefined) {
      if (values.event) throw new UsageError('--batch and --event cannot be used together');
      return batch(values.batch, today, io);
    }
    if (!values.event && !values.fact) throw new UsageError('derive needs --event ID=DAY or --batch FILE');
    const format = choiceOption('--format', values.format ?? 'table', ['table', 'json']);
    const deadlines = derive(pack, caseFromOptions(values, today, pack));
    if (format === 'json') {
      const made = { schemaVersion: 1, today: formatIsoDay(today), deadlines: deadlines.map(reportDeadline) };
      io.out(JSON.stringify(made, null, 2) + '\n');
    } else io.out(table(deadlines, io.columns ?? 100));
    return 0;
  },
};

async function batch(file: string, today: Day, io: Io): Promise<ExitCode> {
  const text = file === '-' ? [await io.stdin()] : read(path.resolve(io.cwd, file), file);
  const known = new Map(pack.events.map((event) => [event.id, event]));
  let first: string | undefined;
  let waiting: string[] = [];
  const write = async (): Promise<void> => {
    if (waiting.length === 0) return;
    const out = waiting.join('\n') + '\n';
    waiting = [];
    // A reader that is slower is waited for: a long batch then takes no more memory than a short one.
    await (io.pipe ? io.pipe(new TextEncoder().encode(out)) : io.out(out));
  };
  for await (const [index, line] of linesOf(text)) {
    waiting.push(answer(line, today, known, (problem) => (first ??= `line ${index}: ${problem}`)));
    if (waiting.length === 256) await write();
  }
  await write();
  if (first === undefined) return 0;
  io.err(`casenotes: ${file}: ${first}`);
  return 2;
}

/** The lines of a text that say something, each with its number; without the mark that some editors put first. */
async function* linesOf(parts: Iterable<string> | AsyncIterable<string>): AsyncGenerator<[number, string]> {
  let number = 0;
  let rest = '';
  for await (const part of parts) {
    const lines = (rest + part).split('\n');
    if (number === 0) lines[0] = lines[0]!.replace(/^\uFEFF/, '');
    rest = lines.pop()!;
    for (const line of lines) {
      number++;
      if (line.trim() !== '') yield [number, line];
    }
  }
  if (rest.trim() !== '') yield [number + 1, rest];
}

/** A file in parts, so that a long one is never held as a whole. */
async function* read(absolute: string, asGiven: string): AsyncGenerator<string> {
  try {
    yield* createReadStream(absolute, { encoding: 'utf8', highWaterMark: 1 << 18 });
  } catch (error) {
    throw new UsageError(`${asGiven} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'error'})`);
  }
}

/** The answer to one line: a line that cannot be used is answered too, so that answers and questions stay in step. */
function answer(
  line: string,
  today: Day,
  known: ReadonlyMap<string, unknown>,
  problem: (text: string) => void,
): string {
  try {
    const { id, input, problems } = readBatchLine(line, today, known);
    const deadlines = derive(pack, input).map(reportDeadline);
    return JSON.stringify(problems.length > 0 ? { id, deadlines, problems } : { id, deadlines });
  } catch (error) {
    if (!(error instanceof BatchError)) throw error;
    problem(error.message);
    return JSON.stringify({ id: batchId(line) ?? '', deadlines: [], problems: [error.message] });
  }
}

function daysInWords({ status, daysLeft, lateBy }: Deadline): string {
  if (status === 'late') return `${days(lateBy ?? 0)} late`;
  if (daysLeft === undefined || (status !== 'past' && status !== 'close' && status !== 'upcoming')) return '';
  if (daysLeft === 0) return 'today';
  return daysLeft < 0 ? `${days(-daysLeft)} ago` : `in ${days(daysLeft)}`;
}

/** A table of limits, cut to the width of the terminal. */
function table(deadlines: readonly Deadline[], columns: number): string {
  if (deadlines.length === 0) return 'No time limit: nothing here starts one.\n';
  const rows = deadlines.map((deadline) => [
    deadline.due === undefined ? 'no date' : formatDay(deadline.due),
    deadline.conditional ? `${deadline.status}, if` : deadline.status,
    daysInWords(deadline),
    actorName(deadline.rule.actor),
    deadline.rule.id,
    deadline.rule.title,
  ]);
  const head = ['Due', 'Status', '', 'Who acts', 'Limit', 'What'];
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)));
  return [head, ...rows]
    .map((row) => row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i]!))).join('  '))
    .map((line) => (line.length > columns ? line.slice(0, columns - 1).trimEnd() + '…' : line.trimEnd()) + '\n')
    .join('');
}
