// The Deadlines view's content as plain data: which rows stand under which heading, in which order. No editor in here,
// so that it can be tested by itself.
import routes from '../../server/src/generated/groups.json' with { type: 'json' };
import type { DeadlineChanges, DeadlineRow } from './server-api.ts';

/** The rows of every note, kept note by note, so that a change costs what it changes. */
export class RowStore {
  readonly #notes = new Map<string, readonly DeadlineRow[]>();
  #stamp = 0;

  /** What to ask the server for the changes since. */
  get stamp(): number {
    return this.#stamp;
  }

  /** Another run of the server knows nothing of the stamps of the last one. */
  clear(): void {
    this.#notes.clear();
    this.#stamp = 0;
  }

  /** Takes an answer on; those of earlier questions must come first. */
  take({ stamp, notes }: DeadlineChanges): void {
    this.#stamp = stamp;
    for (const { uri, rows } of notes) {
      if (rows.length > 0) this.#notes.set(uri, rows);
      else this.#notes.delete(uri);
    }
  }

  /** All rows: soonest first, those of one day by note and rule, so that the order never jumps. */
  rows(): readonly DeadlineRow[] {
    return [...this.#notes.values()]
      .flat()
      .sort((a, b) => ordered(a.due ?? '9', b.due ?? '9') || ordered(a.uri, b.uri) || ordered(a.rule, b.rule));
  }
}

const ordered = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Do two readings show the same under a heading? Rows of notes that did not change are the same objects. */
export function sameGroup(a: Group, b: Group): boolean {
  return (
    a.rows.length === b.rows.length &&
    a.unread.length === b.unread.length &&
    a.rows.every((row, i) => row === b.rows[i]) &&
    a.unread.every((date, i) => {
      const other = b.unread[i]!;
      return date.uri === other.uri && date.line === other.line && date.message === other.message;
    })
  );
}

/** How the rows are put under headings. */
export type Grouping = 'date' | 'case' | 'route';

/** A date that could not be used, as a diagnostic of the note says it. */
export interface UnreadDate {
  readonly uri: string;
  /** 1-based. */
  readonly line: number;
  readonly message: string;
}

/** "Not before this day", said by the adviser about one limit. */
export interface Snooze {
  readonly key: string;
  /** ISO day from which it is shown again. */
  readonly until: string;
}

export type DateHeading = 'past' | 'this-week' | 'two-weeks' | 'later' | 'others' | 'unread';

export interface Group {
  /** A `DateHeading`, or the name of the case or route. */
  readonly id: string;
  readonly rows: readonly DeadlineRow[];
  readonly unread: readonly UnreadDate[];
}

export interface ViewInput {
  readonly rows: readonly DeadlineRow[];
  readonly unread: readonly UnreadDate[];
  readonly grouping: Grouping;
  /** Words that must all stand in a row; upper and lower case are the same. */
  readonly filter: string;
  readonly snoozes: readonly Snooze[];
  /** ISO day. */
  readonly today: string;
}

const dateHeadings: readonly DateHeading[] = ['past', 'this-week', 'two-weeks', 'later', 'others', 'unread'];

/** What one limit is known by from one reading to the next. */
export function keyOf(row: DeadlineRow): string {
  return [row.uri, row.rule, row.due ?? '', row.case ?? ''].join(' ');
}

/**
 * What the lines below a heading are known by, in their order, rows first: the same from one drawing of the list to the next,
 * so that the keyboard stays on its row, and each once. (Known by its words, one of two that read the same could be taken
 * for the other.)
 */
export function lineIds({ id, rows, unread }: Group): readonly string[] {
  const seen = new Map<string, number>();
  return [...rows.map(keyOf), ...unread.map(({ uri, message }) => `${uri} ${message}`)].map((key) => {
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return `${id} ${key} ${before}`;
  });
}

/** Past or close, and the family's own: what the badge counts and the status bar warns of. */
export function isPressing(row: DeadlineRow): boolean {
  return row.actor === 'family' && (row.status === 'past' || row.status === 'close') && !row.faded && !row.uncertain;
}

/** Days from `today` (ISO) to the Sunday that ends its week. */
export function daysToSunday(today: string): number {
  return (7 - new Date(`${today}T00:00:00Z`).getUTCDay()) % 7;
}

/** A limit can be put off until its last day at most; one that is past cannot. */
export function snoozeDays(row: DeadlineRow): readonly number[] {
  const most = row.daysLeft ?? 0;
  return [1, 3, 7, 14].filter((days) => days <= most);
}

/** Put off by the adviser, and not yet to be shown again? */
export function isSnoozed(row: DeadlineRow, { snoozes, today }: Pick<ViewInput, 'snoozes' | 'today'>): boolean {
  const snooze = snoozes.find((candidate) => candidate.key === keyOf(row));
  // Whatever was said, a limit is shown again on its last day.
  return snooze !== undefined && today < snooze.until && (row.daysLeft ?? 0) > 0;
}

/** Days after which a limit that a family missed is no alarm any more, as in the note itself. */
const alarmDays = 30;

/**
 * How a limit is drawn. Red is for what a family has missed of late, amber for what it must do soon and for a duty that
 * somebody else has broken; what nobody can be held to, what may have been done, and an outside limit that has gone by are
 * only `to-check`.
 */
export function lookOf(row: DeadlineRow): DeadlineRow['status'] | 'overdue' | 'to-check' {
  if (row.status === 'close') return row.actor === 'family' && !row.uncertain ? 'close' : 'upcoming';
  if (row.status !== 'past') return row.status;
  if (row.uncertain || row.prominence === 'guidance' || row.prominence === 'long-stop') return 'to-check';
  if (row.actor !== 'family') return 'overdue';
  return (row.daysLeft ?? 0) < -alarmDays ? 'to-check' : 'past';
}

function matches(row: DeadlineRow, words: readonly string[]): boolean {
  const text = [row.title, row.summary, row.case, row.route, row.actor, row.who, row.uri, row.status]
    .join(' ')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

function headingOf(row: DeadlineRow, toSunday: number): DateHeading {
  if (row.actor !== 'family') return 'others';
  if (row.status === 'past') return 'past';
  const left = row.daysLeft;
  if (left === undefined) return 'later';
  if (left <= toSunday) return 'this-week';
  return left <= toSunday + 14 ? 'two-weeks' : 'later';
}

/** Earliest first; what has no day comes last. */
function byDay(a: DeadlineRow, b: DeadlineRow): number {
  return (a.daysLeft ?? Number.MAX_SAFE_INTEGER) - (b.daysLeft ?? Number.MAX_SAFE_INTEGER);
}

/** The rows under their headings; headings with nothing under them are left out. */
export function groupRows(input: ViewInput): readonly Group[] {
  const words = input.filter.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = input.rows
    .filter((row) => row.status === 'past' || row.status === 'close' || row.status === 'upcoming')
    .filter((row) => matches(row, words) && !isSnoozed(row, input))
    .sort(byDay);
  const toSunday = daysToSunday(input.today);
  const groups = new Map<string, DeadlineRow[]>();
  if (input.grouping === 'date') for (const heading of dateHeadings) groups.set(heading, []);
  for (const row of rows) {
    const id =
      input.grouping === 'date' ? headingOf(row, toSunday) : input.grouping === 'case' ? caseOf(row) : row.route;
    const group = groups.get(id);
    if (group) group.push(row);
    else groups.set(id, [row]);
  }
  // What was missed yesterday can still be mended; of others, what is broken comes before what may have been done.
  groups.get('past')?.reverse();
  groups.get('others')?.sort((a, b) => Number(lookOf(b) === 'overdue') - Number(lookOf(a) === 'overdue'));
  const unread = words.length === 0 ? input.unread : [];
  if (unread.length > 0 && !groups.has('unread')) groups.set('unread', []);
  return [...groups]
    .map(([id, list]): Group => ({ id, rows: list, unread: id === 'unread' ? unread : [] }))
    .filter((group) => group.rows.length > 0 || group.unread.length > 0);
}

/** The last part of a URI, as people wrote it. */
export const fileName = (uri: string): string => decodeURIComponent(uri.split('/').at(-1) ?? uri);

/** The case as the note names it, else the note's file name without its ending. */
export function caseOf(row: DeadlineRow): string {
  return row.case || fileName(row.uri).replace(/\.(md|markdown)$/i, '');
}

/** What a route is called, in the words of the packs; one of a service's own by its id. */
export const routeTitle = (id: string): string => routes.find((route) => route.id === id)?.title ?? id;

/** Up to so many days before or after its day a row counts them beside it. */
export const nearDays = 31;

/** Letters of a case that a row shows before its day; a longer one is told in full on hover. */
export const caseLetters = 16;

/** A text of at most `letters` letters; a longer one ends in an ellipsis. */
export function shortened(text: string, letters: number): string {
  const all = [...text];
  return all.length <= letters
    ? text
    : `${all
        .slice(0, letters - 1)
        .join('')
        .trimEnd()}…`;
}

/** Formatters by language and options: making one costs more than a thousand days written with it. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** English is British: the day before the month. */
function formatted(iso: string, language: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${language} ${Object.values(options)}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    const locale = /^en\b/i.test(language) ? 'en-GB' : language;
    formatter = new Intl.DateTimeFormat(locale, { day: 'numeric', timeZone: 'UTC', ...options });
    formatters.set(key, formatter);
  }
  return formatter.format(Date.parse(`${iso}T00:00:00Z`));
}

/**
 * An ISO day as short as it is plain: "3 Jul"; with its year where that is not the year of `today`.
 * @param language BCP 47
 */
export function dayAndMonth(iso: string, today: string, language: string): string {
  const withYear = iso.slice(0, 4) !== today.slice(0, 4);
  return formatted(iso, language, { month: 'short', ...(withYear ? { year: 'numeric' } : {}) });
}

/** An ISO day in full: "3 July 2026". */
export const wholeDay = (iso: string, language: string): string =>
  formatted(iso, language, { month: 'long', year: 'numeric' });

/** The summary without the title that stands above it: the title goes without what it has in brackets, if long cut. */
export function afterTitle({ title, summary }: DeadlineRow): string {
  const heads = [title, title.replace(/\s*\([^()]*\)$/, '')];
  const head = heads.find((words) => summary.startsWith(words));
  return head === undefined ? summary : summary.slice(head.length).replace(/^[,:]\s*/, '');
}

/** The most urgent limit that the family itself must keep and still can. */
export function nextForFamily(rows: readonly DeadlineRow[]): DeadlineRow | undefined {
  return rows
    .filter((row) => row.actor === 'family' && (row.status === 'close' || row.status === 'upcoming') && !row.uncertain)
    .sort(byDay)[0];
}
