// `casenotes check`: for scheduled tasks. Says what is past or close, and says so with its exit status.

import { loadEngine } from '../data.ts';
import { type DeadlineRow, isAside, rowsOf } from '../exports/rows.ts';
import { type Command, choiceOption, dayOption, type ExitCode, readOptions } from './command.ts';
import { Notes } from './notes.ts';
import { deadlineTable } from './table.ts';

export const command: Command = {
  name: 'check',
  summary: 'end with status 1 where a limit is past or close',
  help: `casenotes check [PATH...] [--fail-on past|close] [--today YYYY-MM-DD] [--quiet]

Lists the limits that are past or close, for a scheduled task. Limits that are settled, waived, old, or that rest on a
fact nobody has stated, do not count.

  --fail-on close  status 1 where anything is past or close (usual)
  --fail-on past   status 1 only where something is past
  --today DAY      count from this day, not from today in England
  --quiet          print nothing, only end with the status

Ends with 0: nothing to do. 1: something is past or close. 2: bad use, or a file could not be read.
`,
  async run(args, io) {
    const { values, positionals } = readOptions(args, {
      'fail-on': { type: 'string', default: 'close' },
      today: { type: 'string' },
      quiet: { type: 'boolean', default: false },
    });
    const failOn = choiceOption('--fail-on', values['fail-on'], ['close', 'past']);
    const today = values.today === undefined ? io.today() : dayOption('--today', values.today);
    const notes = new Notes(io);
    const rows: DeadlineRow[] = [];
    let count = 0;
    for await (const note of notes.read(positionals, loadEngine(), today)) {
      count++;
      rows.push(...rowsOf(note.path, note.analysis).filter((row) => counts(row, failOn)));
    }
    if (!values.quiet && rows.length > 0) {
      const columns = io.columns === undefined ? {} : { columns: io.columns };
      io.out(deadlineTable(rows, { today, notes: count, all: true, colour: io.colour, ...columns }));
    }
    const status: ExitCode = notes.failed ? 2 : rows.length > 0 ? 1 : 0;
    return status;
  },
};

function counts(row: DeadlineRow, failOn: 'close' | 'past'): boolean {
  if (isAside(row)) return false;
  // An unstated fact keeps a limit of the family open, all the same it is only a question.
  if (row.uncertain) return false;
  return row.status === 'past' || (row.status === 'close' && failOn === 'close');
}
