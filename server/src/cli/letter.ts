// `casenotes letter`: a model letter filled from a note, or the list of letters with those that fit the note first.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { defaultSettings } from '../casefile/settings.ts';
import { checkOwnLetters, loadEngine, loadLetters } from '../data.ts';
import { NodeFiles } from '../files/node-files.ts';
import { packFiles } from '../files/pack-files.ts';
import type { ListedLetter } from '../letters/desk.ts';
import type { Letter } from '../letters/model.ts';
import { ownLettersFolder } from '../letters/own.ts';
import { type Command, choiceOption, dayOption, type Io, readOptions, UsageError } from './command.ts';
import { Notes, type ReadNote } from './notes.ts';

const help = `casenotes letter ID --case NOTE.md [options]
casenotes letter [--case NOTE.md]

Writes a model letter, filled from a note. What the note does not say stands in square brackets. Without an ID: the
list of letters, those that fit the note first, with the reason.

  --case FILE          the note; without it the letter is blank
  --rule RULE          the limit that the letter is about; otherwise the one that fits best
  --child NAME         the child, in a note about several
  --voice VOICE        parent (default) or young-person
  --format FORM        text (default), md, html, snippet or json
  --today DAY          the day to count from (YYYY-MM-DD)
  --output FILE        write to FILE instead; it is replaced only once everything is written

casenotes letter plan-late --case examples/2-needs-assessment.md
`;

const formats = ['text', 'md', 'html', 'snippet', 'json'] as const;
const voices = ['parent', 'young-person'] as const;

export const command: Command = {
  name: 'letter',
  summary: 'write a model letter from a note, or list the letters that fit',
  help,
  writesFile: true,
  async run(args, io) {
    const { values, positionals } = readOptions(args, {
      case: { type: 'string' },
      rule: { type: 'string' },
      child: { type: 'string' },
      voice: { type: 'string' },
      format: { type: 'string' },
      today: { type: 'string' },
    });
    const [id, more] = positionals;
    if (more !== undefined) throw new UsageError(`letter takes one ID; "${more}" is one too many`);
    const today = values.today === undefined ? io.today() : dayOption('--today', values.today);
    const format = choiceOption('--format', values.format ?? 'text', formats);
    const voice = values.voice === undefined ? undefined : choiceOption('--voice', values.voice, voices);
    const note = values.case === undefined ? undefined : await readCase(values.case, today, io);
    const settings = note?.settings ?? defaultSettings;
    const desk = loadLetters(settings, note && (await ownLetters(note, io)));
    const child = childOf(note, values.child);
    if (id === undefined) {
      const listed = desk.list(note?.analysis, child);
      io.out(format === 'json' ? `${JSON.stringify(listed, null, 2)}\n` : list(listed));
      return 0;
    }
    const deadline = deadlineOf(note, values.rule, child);
    const made = desk.make(id, { analysis: note?.analysis, today, deadline, child, voice });
    if (!made) throw new UsageError(`there is no letter "${id}"; casenotes letter lists them`);
    const byFormat = { text: made.text, md: made.markdown, html: made.html, snippet: `${made.snippet}\n` };
    io.out(format === 'json' ? `${JSON.stringify({ id, ...made }, null, 2)}\n` : byFormat[format]);
    return 0;
  },
};

async function readCase(file: string, today: ReturnType<Io['today']>, io: Io): Promise<ReadNote> {
  const notes = new Notes(io);
  for await (const note of notes.read([file], loadEngine(), today)) return note;
  throw new UsageError(`${file}: there is no note to fill the letter from`);
}

/** The letters of the packs that the note's folder names; mistakes in them go to standard error. */
async function ownLetters(note: ReadNote, io: Io): Promise<readonly Letter[] | undefined> {
  if (note.settings.packs.length === 0) return undefined;
  let folder = path.dirname(note.file);
  while (!existsSync(path.join(folder, 'casenotes.yaml')) && path.dirname(folder) !== folder)
    folder = path.dirname(folder);
  const files = await packFiles(pathToFileURL(folder).href, note.settings.packs, ownLettersFolder, new NodeFiles());
  const found = checkOwnLetters(files);
  for (const file of found.files) {
    const shown = path.relative(io.cwd, fileURLToPath(file.name)).split(path.sep).join('/');
    for (const { line, column, message } of file.problems) io.err(`casenotes: ${shown}:${line}:${column}: ${message}`);
  }
  return found.letters;
}

function childOf(note: ReadNote | undefined, name: string | undefined): number {
  if (name === undefined) return 0;
  const children = note?.analysis.reading.children ?? [];
  const at = children.indexOf(name);
  if (at < 0) throw new UsageError(`--child: the note names ${children.filter(Boolean).join(', ') || 'no children'}`);
  return at;
}

function deadlineOf(note: ReadNote | undefined, rule: string | undefined, child: number) {
  if (rule === undefined) return undefined;
  const deadline = note?.analysis.deadlines.find((d) => d.rule.id === rule && d.child === child);
  if (!deadline) throw new UsageError(`--rule: the note has no limit "${rule}"`);
  return deadline;
}

function list(letters: readonly ListedLetter[]): string {
  const fitting = letters.filter((l) => l.fits);
  const lines: string[] = [];
  if (fitting.length > 0) {
    lines.push('Fits this note:', '');
    for (const l of fitting) lines.push(`  ${l.id}`, `      ${l.title}. ${l.reason ?? ''}`.trimEnd());
    lines.push('');
  }
  let group = '';
  for (const l of letters.filter((x) => !x.fits)) {
    if (l.group !== group) lines.push(...(group ? [''] : []), `${l.group}:`, '');
    group = l.group;
    lines.push(`  ${l.id.padEnd(32)} ${l.title}`);
  }
  return `${lines.join('\n')}\n`;
}
