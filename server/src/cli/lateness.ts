// `casenotes lateness`: over a whole caseload, how late councils and others are, with nothing that points to a family.
import { loadEngine } from '../data.ts';
import { formatLateness, LatenessCounter } from '../exports/lateness.ts';
import { rowsOf } from '../exports/rows.ts';
import { type Command, choiceOption, dayOption, readOptions } from './command.ts';
import { Notes } from './notes.ts';

export const command: Command = {
  name: 'lateness',
  summary: 'count how late councils and others are, over all notes',
  help: `casenotes lateness [PATH...] [--format markdown|html|csv] [--by-month] [--today YYYY-MM-DD]

For each duty and council: how many were done on time, how many late, how many are still owed, with the median and the
longest delay. Made to be published: numbers from 1 to 4, and any that would give them away, are withheld. A duty
counts only where the note says enough to be sure.

  --format FORMAT  markdown (usual), html, with a picture, or csv
  --by-month       a line for each month in which the duty fell due
  --today DAY      count from this day, not from today in England
  --output FILE    write to FILE instead; it is replaced only once everything is written

Ends with 2 where a file could not be read; the others are counted all the same.
`,
  writesFile: true,
  async run(args, io) {
    const { values, positionals } = readOptions(args, {
      format: { type: 'string', default: 'markdown' },
      'by-month': { type: 'boolean', default: false },
      today: { type: 'string' },
    });
    const format = choiceOption('--format', values.format, ['markdown', 'html', 'csv']);
    const today = values.today === undefined ? io.today() : dayOption('--today', values.today);
    const notes = new Notes(io);
    const counter = new LatenessCounter(today, { byMonth: values['by-month'] });
    for await (const note of notes.read(positionals, loadEngine(), today)) {
      for (const row of rowsOf(note.path, note.analysis)) counter.add(row);
    }
    io.out(formatLateness(counter.lines(), format));
    return notes.failed ? 2 : 0;
  },
};
