// `casenotes chronology`: what happened in one case and which limits were kept, for a bundle or a complaint.
import { engineFor, loadEngine } from '../data.ts';
import { chronology, formatChronology } from '../exports/chronology.ts';
import { initialsOf } from '../exports/rows.ts';
import { type Command, choiceOption, countOption, dayOption, readOptions, UsageError } from './command.ts';
import { Notes, type ReadNote } from './notes.ts';

export const command: Command = {
  name: 'chronology',
  summary: 'tell what happened in a case, and which limits were kept',
  help: `casenotes chronology NOTE [--format markdown|html|csv] [--child N] [--today YYYY-MM-DD]

Lists the events of one note in order of day, each with the limit it answered, kept or missed by how many days, and the
line of the note. Limits that nobody answered stand on the day they fell due. The child appears by initials only.

  --format FORMAT  markdown (usual), html, to print, or csv
  --child N        where a note is about several children: which, counted from 1
  --today DAY      count from this day, not from today in England
  --output FILE    write to FILE instead; it is replaced only once everything is written
`,
  writesFile: true,
  async run(args, io) {
    const { values, positionals } = readOptions(args, {
      format: { type: 'string', default: 'markdown' },
      child: { type: 'string', default: '1' },
      today: { type: 'string' },
    });
    const format = choiceOption('--format', values.format, ['markdown', 'html', 'csv']);
    const child = countOption('--child', values.child) - 1;
    const today = values.today === undefined ? io.today() : dayOption('--today', values.today);
    const [path, more] = positionals;
    if (path === undefined || more !== undefined) throw new UsageError('chronology needs one NOTE');
    const notes = new Notes(io);
    const read: ReadNote[] = [];
    for await (const note of notes.read([path], loadEngine(), today)) {
      read.push(note);
      if (read.length > 1) throw new UsageError(`chronology needs one NOTE; ${path} holds several`);
    }
    if (notes.failed) return 2;
    const [note] = read;
    if (!note) throw new UsageError(`${path} holds no casenote`);
    const { analysis, settings } = note;
    const { children } = analysis.reading;
    if (child >= children.length) throw new UsageError(`--child: the note is about ${children.length}`);
    const lines = chronology(analysis, [...engineFor(settings).events.values()], child);
    io.out(formatChronology(lines, initialsOf(analysis.reading, child), format));
    return 0;
  },
};
