// `casenotes deadlines`: every time limit of the notes, as a table for people or in a form for programs.
import { availableParallelism } from 'node:os';
import { formatIsoDay } from '../calendar/day.ts';
import { reportFile } from '../casefile/report.ts';
import { loadEngine } from '../data.ts';
import { type CalendarOptions, calendarFile } from '../exports/calendar-file.ts';
import { caseloadSummary, deadlinesCsv } from '../exports/lists.ts';
import { type DeadlineRow, rowsOf } from '../exports/rows.ts';
import { type Command, choiceOption, countOption, dayOption, type ExitCode, type Io, readOptions } from './command.ts';
import { streamLines } from './lines.ts';
import { Notes } from './notes.ts';
import { deadlineTable } from './table.ts';

const formats = ['table', 'json', 'ndjson', 'csv', 'ics', 'html', 'markdown'] as const;

export const command: Command = {
  name: 'deadlines',
  summary: 'list the time limits of casenotes',
  help: `casenotes deadlines [PATH...] [--format FORMAT] [--today YYYY-MM-DD] [options]

Reads casenotes and lists every time limit they start. A PATH is a note or a folder that is searched for *.md; without
one, the folder you are in. A casenotes.yaml at the folder's root is honoured.

  --format FORMAT  table (usual), json (the report), ndjson (one line a limit), csv, ics (calendar), html, markdown
  --today DAY      count from this day, not from today in England
  --all            with table: also what is settled, old or of minor weight
  --names WHAT     with ics: initials (usual), case, or none
  --actors WHOSE   with ics: family (usual), or all: also what councils, schools and others must do
  --jobs N         with ndjson: threads to use (usual: as many as there are cores)
  --output FILE    write to FILE instead; it is replaced only once everything is written

Ends with 2 where a file could not be read; the others are listed all the same.
`,
  writesFile: true,
  async run(args, io) {
    const { values, positionals } = readOptions(args, {
      format: { type: 'string', default: 'table' },
      today: { type: 'string' },
      all: { type: 'boolean', default: false },
      jobs: { type: 'string' },
      names: { type: 'string', default: 'initials' },
      actors: { type: 'string', default: 'family' },
    });
    const format = choiceOption('--format', values.format, formats);
    const today = values.today === undefined ? io.today() : dayOption('--today', values.today);
    const jobs = values.jobs === undefined ? availableParallelism() : countOption('--jobs', values.jobs);
    const notes = new Notes(io);
    if (format === 'ndjson') {
      await streamLines(notes, positionals, { today, jobs }, io);
      return notes.failed ? 2 : 0;
    }
    const read = notes.read(positionals, loadEngine(), today);
    if (format === 'json') await writeReport(read, formatIsoDay(today), io);
    else {
      const name = choiceOption('--names', values.names, ['initials', 'case', 'none']);
      const actors = choiceOption('--actors', values.actors, ['family', 'all']);
      const minutes = values.today === undefined ? io.minutes?.() : undefined;
      await writeList(format, read, { today, minutes, all: values.all, name, actors }, io);
    }
    return (notes.failed ? 2 : 0) satisfies ExitCode;
  },
};

type Read = ReturnType<Notes['read']>;

/** The report, file by file, so that a large caseload need not be held in memory. */
async function writeReport(read: Read, today: string, io: Io): Promise<void> {
  let separator = '';
  io.out(`{"schemaVersion":1,"today":${JSON.stringify(today)},"files":[`);
  for await (const note of read) {
    io.out(`${separator}\n${JSON.stringify(reportFile(note.path, note.analysis))}`);
    separator = ',';
  }
  io.out('\n]}\n');
}

async function writeList(
  format: Exclude<(typeof formats)[number], 'json' | 'ndjson'>,
  read: Read,
  { today, minutes, all, name, actors }: CalendarOptions & { readonly all: boolean },
  io: Io,
): Promise<void> {
  const rows: DeadlineRow[] = [];
  let notes = 0;
  for await (const note of read) {
    rows.push(...rowsOf(note.path, note.analysis));
    notes++;
  }
  switch (format) {
    case 'csv':
      return io.out(deadlinesCsv(rows));
    case 'ics':
      return io.out(calendarFile(rows, { today, minutes, name, actors }));
    case 'html':
    case 'markdown':
      return io.out(caseloadSummary(rows, today, format));
    case 'table':
      return io.out(
        deadlineTable(rows, { today, notes, all, colour: io.colour, ...(io.columns ? { columns: io.columns } : {}) }),
      );
  }
}
