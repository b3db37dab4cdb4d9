// The workspace of the suite of several folders: the small one of the other suites, a caseload of a thousand generated
// notes with the examples, and a third folder with settings of its own that the suite adds and takes away. Beside them
// lies what the command line says of the same folders, for the view to be held against.
import { execFile } from 'node:child_process';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { nearDays } from '../../client/src/deadlines-model.ts';
import { actorName } from '../../server/src/exports/wording.ts';
import { generateNote } from '../support/generate-notes.ts';
import type { Expected, ExpectedRow } from './folders/expected.ts';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const program = path.join(root, 'dist/casenotes.js');
const notesMade = 1000;
const days = ['2026-06-20', '2026-07-06'] as const;

/** Lays the folders out under `scratch`; gives the workspace file. */
export async function prepareFolders(scratch: string, workspace: string): Promise<string> {
  const many = path.join(scratch, 'many');
  for (let from = 0; from < notesMade; from += 100) {
    const folder = path.join(many, `team ${from / 100}`);
    await mkdir(folder, { recursive: true });
    const seeds = Array.from({ length: 100 }, (_, i) => from + i);
    await Promise.all(seeds.map((seed) => writeFile(path.join(folder, `case-${seed}.md`), generateNote(seed))));
  }
  await cp(path.join(root, 'examples'), path.join(many, 'examples'), { recursive: true });
  const south = path.join(scratch, 'south');
  await mkdir(path.join(south, 'old'), { recursive: true });
  await writeFile(
    path.join(south, 'casenotes.yaml'),
    'warningDays: 2\nexclude: [old]\nservice:\n  name: Southern SENDIASS\n  adviser: Sam South\n',
  );
  const copies = { 'refused.md': 'refused.md', 'old/refused.md': 'refused.md', 'missed.md': 'missed.md' };
  for (const [name, note] of Object.entries(copies)) await cp(path.join(workspace, note), path.join(south, name));
  const folders = [path.basename(workspace), 'many'];
  const file = path.join(scratch, 'all.code-workspace');
  // In a browser VS Code saves by itself; here nothing is saved that the suite does not save.
  const settings = { 'casenotes.today': days[0], 'files.autoSave': 'off' };
  await writeFile(file, JSON.stringify({ folders: folders.map((name) => ({ path: name })), settings }, null, 2));
  const [first, second] = await Promise.all(days.map((day) => commandLine(scratch, folders, day)));
  const [added] = await Promise.all([commandLine(scratch, ['south'], days[0])]);
  const expected: Expected = { days, first: first!, second: second!, south: added!.rows };
  await writeFile(path.join(scratch, 'expected.json'), JSON.stringify(expected));
  return file;
}

interface Line {
  readonly path: string;
  readonly rule: string;
  readonly title: string;
  readonly actor: string;
  readonly due?: string;
  readonly status: string;
  readonly daysLeft?: number;
  readonly uncertain: boolean;
  readonly faded: boolean;
  readonly prominence: string;
}

async function casenotes(cwd: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, 'deadlines', ...args], {
    cwd,
    maxBuffer: 1 << 30,
  });
  return stdout;
}

/** The rows that the view should show, from the command line's lists: one line a limit, and the spreadsheet for names. */
async function commandLine(cwd: string, folders: readonly string[], day: string) {
  const ask = (format: string) => casenotes(cwd, ...folders, '--today', day, '--format', format);
  const report = JSON.parse(await ask('json')) as Report;
  const lines: Line[] = (await ask('ndjson'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const names = caseNames(await ask('csv'));
  const stated = report.files.flatMap((file) => file.deadlines);
  if (stated.length !== lines.length || names.length !== lines.length)
    throw new Error(`the command line's lists differ: ${stated.length}, ${lines.length}, ${names.length}`);
  const rows = lines.map((line, i) => {
    const said = stated[i]!;
    for (const key of ['rule', 'title', 'actor', 'due', 'status', 'daysLeft'] as const)
      if (said[key] !== line[key]) throw new Error(`${line.path}: ${key} differs from the report`);
    return { line, name: names[i]! };
  });
  const kept = rows.filter(({ line }) => isShown(line));
  kept.sort(
    (a, b) => compare(a.line.due, b.line.due) || compare(a.line.path, b.line.path) || compare(a.line.rule, b.line.rule),
  );
  const unread = report.files.flatMap((file) => file.problems.filter(({ code }) => code.startsWith('date-')));
  return {
    rows: kept.map(({ line, name }) => rowOf(line, name, day)),
    unread: unread.length,
  };
}

interface Report {
  readonly files: readonly {
    readonly path: string;
    readonly deadlines: readonly Omit<Line, 'path' | 'faded' | 'prominence'>[];
    readonly problems: readonly { readonly code: string }[];
  }[];
}

const compare = (a = '', b = '') => (a < b ? -1 : a > b ? 1 : 0);

function isShown({ status, faded, prominence }: Line): boolean {
  const isAside = faded || prominence === 'background' || (prominence === 'long-stop' && status === 'past');
  return ['past', 'close', 'upcoming'].includes(status) && !isAside;
}

/** The case of each line of the spreadsheet: its name and the child's initials. None of these has a comma or a quote. */
function caseNames(csv: string): string[] {
  return csv
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(','))
    .map(([file, , name, child]) => [name, child].filter(Boolean).join(', ') || path.basename(file!, '.md'));
}

function rowOf(line: Line, name: string, day: string): ExpectedRow {
  const { path: file, title, due, actor, status, daysLeft = 0 } = line;
  const isNear = Math.abs(daysLeft) <= nearDays;
  return {
    file,
    group: groupOf(status, actor, due, day),
    case: name,
    what: isNear ? title : `${title} · ${leftOf(line)}`,
    due,
    when: isNear ? `${shortDay(due!, day)}, ${leftOf(line)}` : shortDay(due!, day),
    who: actorName(actor),
    broken: actor !== 'family' && status === 'past' && !line.uncertain && line.prominence === 'main',
  };
}

function leftOf({ daysLeft: days = 0, actor, uncertain, prominence }: Line): string {
  const count = Math.abs(days);
  if (count === 0) return 'today';
  const words = `${count} ${count === 1 ? 'day' : 'days'}`;
  if (days > 0) return words;
  const isFamilys = actor === 'family';
  if (uncertain || prominence === 'guidance' || (isFamilys && count > 30)) return `${words} ago`;
  return `${words} ${isFamilys ? 'past' : 'late'}`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'];

/** "3 Jul", with its year where that is not the year of `today`. */
function shortDay(iso: string, today: string): string {
  const [year, month, day] = iso.split('-').map(Number);
  return `${day} ${months[month! - 1]}${iso.slice(0, 4) === today.slice(0, 4) ? '' : ` ${year}`}`;
}

/** A heading of the view, by the calendar: a week ends on Sunday. */
function groupOf(status: string, actor: string, due: string | undefined, day: string): string {
  if (actor !== 'family') return 'Waiting on others';
  if (status === 'past') return 'Past';
  const left = (Date.parse(due!) - Date.parse(day)) / 86_400_000;
  const toSunday = (7 - new Date(day).getUTCDay()) % 7;
  return left <= toSunday ? 'This week' : left <= toSunday + 14 ? 'Next two weeks' : 'Later';
}
