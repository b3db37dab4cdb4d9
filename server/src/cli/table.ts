// The deadlines of a caseload as a table for a terminal: what is past or close first, who must act, by when, where in
// the notes. Plain text; colours only say again what the words say.
import { type Day, formatDay, partsOf, weekdayNames, weekdayOf } from '../calendar/day.ts';
import { type DeadlineRow, isAside } from '../exports/rows.ts';
import { actorName, standing } from '../exports/wording.ts';

export interface TableOptions {
  readonly today: Day;
  /** Number of notes that were read. */
  readonly notes: number;
  /** Width to fill at most; absent: 110. */
  readonly columns?: number;
  readonly colour: boolean;
  /** Also what is settled or old. */
  readonly all: boolean;
}

interface Section {
  readonly title: string;
  readonly colour: number;
  /** The latest first: what was missed yesterday can still be mended. */
  readonly latestFirst?: boolean;
  holds(row: DeadlineRow): boolean;
}

const family = (row: DeadlineRow) => row.actor === 'family';
/** A duty, and not a time that is only advised or that may have been kept. */
const isBreach = (row: DeadlineRow) => !row.uncertain && row.prominence === 'main';
const red = 31;
const yellow = 33;
const cyan = 36;
const grey = 90;

/** In the order of the page; a row stands in the first that holds it. */
const sections: readonly Section[] = [
  {
    title: 'Missed by the family',
    colour: red,
    latestFirst: true,
    holds: (r) => family(r) && r.status === 'past' && !r.faded,
  },
  {
    title: 'Close: the family must act',
    colour: yellow,
    holds: (r) => family(r) && r.status === 'close' && !r.uncertain,
  },
  { title: 'Overdue from others', colour: red, holds: (r) => r.status === 'past' && !r.faded && isBreach(r) },
  { title: 'To be checked with others', colour: yellow, holds: (r) => r.status === 'past' && !r.faded },
  { title: 'To come', colour: cyan, holds: (r) => r.status === 'close' || r.status === 'upcoming' },
  { title: 'Without a day', colour: grey, holds: (r) => r.status === 'no-date' },
  { title: 'Settled or old', colour: grey, holds: () => true },
];

/** The whole page, ending with a line break. */
export function deadlineTable(rows: readonly DeadlineRow[], options: TableOptions): string {
  const wanted = options.all ? rows : rows.filter(isWanted);
  const lines = [heading(wanted, options)];
  const left = new Set(wanted);
  for (const section of sections) {
    const own = [...left].filter((row) => section.holds(row));
    for (const row of own) left.delete(row);
    if (own.length === 0) continue;
    own.sort((a, b) => (a.due ?? Number.MAX_SAFE_INTEGER) - (b.due ?? Number.MAX_SAFE_INTEGER));
    if (section.latestFirst) own.reverse();
    lines.push('', paint(section.title, section.colour, options.colour), ...body(own, options));
  }
  return lines.join('\n') + '\n';
}

function isWanted(row: DeadlineRow): boolean {
  if (isAside(row)) return false;
  if (row.status === 'no-date' || row.status === 'upcoming')
    return row.prominence === 'main' || row.prominence === 'guidance';
  return row.status === 'past' || row.status === 'close';
}

function heading(rows: readonly DeadlineRow[], { today, notes }: TableOptions): string {
  const many = (n: number, one: string, more: string) => `${n} ${n === 1 ? one : more}`;
  return `${formatDay(today, 'weekday')}: ${many(rows.length, 'time limit', 'time limits')} in ${many(notes, 'note', 'notes')}`;
}

const shortMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function shortDay(day: Day | undefined): string {
  if (day === undefined) return '';
  const { year, month, day: number } = partsOf(day);
  return `${weekdayNames[weekdayOf(day)].slice(0, 3)} ${String(number).padStart(2)} ${shortMonths[month - 1]} ${year}`;
}

function body(rows: readonly DeadlineRow[], { columns = 110 }: TableOptions): string[] {
  const cells = rows.map((row) => [shortDay(row.due), standing(row), actorName(row.actor), row.title, where(row)]);
  const widths = [0, 1, 2, 4].map((i) => Math.max(...cells.map((cell) => cell[i]!.length)));
  const [due, stand, who, place] = widths as [number, number, number, number];
  const what = Math.max(24, columns - 10 - due - stand - who - place);
  return cells.flatMap(([day, left, actor, title, at]) => {
    const [first = '', ...more] = wrap(title!, what);
    const line = `  ${day!.padEnd(due)}  ${left!.padEnd(stand)}  ${actor!.padEnd(who)}  ${first.padEnd(what)}  ${at}`;
    const blanks = ' '.repeat(8 + due + stand + who);
    return [line.trimEnd(), ...more.map((rest) => blanks + rest)];
  });
}

function where(row: DeadlineRow): string {
  return row.line === undefined ? row.path : `${row.path}:${row.line}`;
}

/** Lines of at most `width` characters, broken between words. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines;
}

function paint(text: string, colour: number, colours: boolean): string {
  return colours ? `\u001b[1;${colour}m${text}\u001b[0m` : text;
}
