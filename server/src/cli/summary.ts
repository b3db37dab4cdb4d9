// `casenotes summary`: the caseload on one page, to print or to send round a team.
import { loadEngine } from '../data.ts';
import { caseloadSummary } from '../exports/lists.ts';
import { type DeadlineRow, rowsOf } from '../exports/rows.ts';
import { type Command, choiceOption, dayOption, readOptions } from './command.ts';
import { Notes } from './notes.ts';

export const command: Command = {
  name: 'summary',
  summary: 'put the caseload on one page',
  help: `casenotes summary [PATH...] [--format markdown|html] [--today YYYY-MM-DD]

Lists what is due on one page: past, this week, the next two weeks, later, and what others owe.

  --format FORMAT  markdown (usual) or html, to print
  --today DAY      count from this day, not from today in England
  --output FILE    write to FILE instead; it is replaced only once everything is written

Ends with 2 where a file could not be read; the others are listed all the same.
`,
  writesFile: true,
  async run(args, io) {
    const { values, positionals } = readOptions(args, {
      format: { type: 'string', default: 'markdown' },
      today: { type: 'string' },
    });
    const format = choiceOption('--format', values.format, ['markdown', 'html']);
    const today = values.today === undefined ? io.today() : dayOption('--today', values.today);
    const notes = new Notes(io);
    const rows: DeadlineRow[] = [];
    for await (const note of notes.read(positionals, loadEngine(), today))
      rows.push(...rowsOf(note.path, note.analysis));
    io.out(caseloadSummary(rows, today, format));
    return notes.failed ? 2 : 0;
  },
};
