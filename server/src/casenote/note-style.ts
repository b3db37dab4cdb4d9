// How a note writes its dates, told from all of it: bare day numbers under a month, and days with a dot ("3.9").
import { daysInMonth } from '../calendar/day.ts';
import { RawDate } from './dates/raw.ts';
import { type MonthContext, monthContext } from './month-heading.ts';
import type { Block } from './scan-model.ts';

/** What the rest of the note says about how its dates are written. */
export interface NoteStyle {
  /** A month stands alone somewhere, so that a bare day number at the head of a line may open an entry. */
  readonly dayNumbers: boolean;
  /** Lines begin with `3.9`, `15.10`: day and month with a dot, which elsewhere is a time or a paragraph number. */
  readonly dotted: boolean;
}

/** What blocks say of the style of their note; hints of many blocks are added up. */
export interface StyleHints {
  /** Months that stand alone. */
  readonly months: number;
  /** Lines that begin with a dotted day and month. */
  readonly dotted: number;
  /** Above 0 where what looks like one is none. */
  readonly otherwise: number;
}

export const noHints: StyleHints = { months: 0, dotted: 0, otherwise: 0 };
const styles: readonly NoteStyle[] = [0, 1, 2, 3].map((i) => ({ dayNumbers: i % 2 === 1, dotted: i > 1 }));

/** How a note writes its dates, from the hints of all its blocks: one of four objects. */
export function styleOf({ months, dotted, otherwise }: StyleHints): NoteStyle {
  return styles[(months > 0 ? 1 : 0) + (dotted >= 3 && otherwise <= 0 ? 2 : 0)]!;
}

/** The hints of `to` blocks from `from`, added to (or with `sign` -1 taken from) others. */
export function addHints(
  sum: StyleHints,
  blocks: readonly { readonly hints: StyleHints }[],
  from: number,
  to: number,
  sign = 1,
): StyleHints {
  let { months, dotted, otherwise } = sum;
  for (let i = from; i < to; i++) {
    const { hints } = blocks[i]!;
    if (hints === noHints) continue;
    months += sign * hints.months;
    dotted += sign * hints.dotted;
    otherwise += sign * hints.otherwise;
  }
  return { months, dotted, otherwise };
}

/** What a block says of the style of its note; `month` is the month that stands alone there. */
export function hintsOf(block: Block, text: string, month: MonthContext | undefined): StyleHints {
  const named = month ?? (block.role === 'paragraph' ? headMonth(text) : undefined);
  const months = (named?.month ?? 0) > 0 && (block.role === 'heading' || block.role === 'paragraph') ? 1 : 0;
  let dotted = 0;
  let otherwise = 0;
  if ((block.role === 'paragraph' || block.role === 'list-item') && looksDotted(text)) {
    for (const line of text.split('\n')) {
      const head = dottedHead.exec(line);
      if (head === null) continue;
      const day = dottedDay(head);
      if (day) dotted++;
      // Minutes number their paragraphs 4.1, 4.2: there is a first one, and no section comes after the twelfth.
      otherwise += day === undefined ? 1e6 : day.day > 12 ? -1e3 : day.month === 1 ? 1 : 0;
    }
  }
  return months + dotted + otherwise === 0 ? noHints : { months, dotted, otherwise };
}

/** "Feb 2026", alone on the first of a paragraph's lines. */
function headMonth(text: string): MonthContext | undefined {
  const eol = text.indexOf('\n');
  return eol > 0 && eol < 48 ? monthContext(text.slice(0, eol)) : undefined;
}

/** A figure, a dot and a figure at the head of a line. */
export const dottedHead = /^[\s*_("'[]*(\d{1,2})\.(\d{1,2})(?=[\s:*_)\]–-]|$)(?!\s*(?:am|pm)\b)/i;

/** A cheap look before the pattern: a figure, then a dot, at the head of the text or of its next line. */
function looksDotted(text: string): boolean {
  let i = 0;
  while (i < text.length && (text.charCodeAt(i) < 48 || text.charCodeAt(i) > 57) && i < 4) i++;
  const c = text.charCodeAt(i + 1);
  return (
    text.charCodeAt(i) >= 48 &&
    text.charCodeAt(i) <= 57 &&
    (c === 46 || (c >= 48 && c <= 57 && text.charCodeAt(i + 2) === 46))
  );
}

/** The day of a dotted head; `undefined` where it is none. */
export function dottedDay(head: RegExpExecArray): RawDate | undefined {
  const day = Number(head[1]);
  const month = Number(head[2]);
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(2024, month)) return undefined;
  const at = head[0].search(/\d/);
  const date = new RawDate('date', at, at + head[1]!.length + 1 + head[2]!.length);
  date.day = day;
  date.month = month;
  return date;
}

/** Does a line begin with a dotted day? */
export function isDotted(line: string): boolean {
  const head = dottedHead.exec(line);
  return head !== null && dottedDay(head) !== undefined;
}
