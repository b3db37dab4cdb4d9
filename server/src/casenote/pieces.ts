// From blocks to pieces: the masked text of each block with the days written in it, split where dated lines follow one
// another without a blank line, and with the date that opens each piece, if one does.

import type { Day } from '../calendar/day.ts';
import { RawDate } from './dates/raw.ts';
import { scanDates } from './dates/scan.ts';
import { maskText } from './mask.ts';
import type { LocalSegment, Problem } from './model.ts';
import { type MonthContext, monthContext } from './month-heading.ts';
import { dottedDay, dottedHead, hintsOf, type NoteStyle, type StyleHints } from './note-style.ts';
import { openingOf, openingOfHeading, opensInWords, startsEntry } from './openings.ts';
import type { Block } from './scan-model.ts';
import type { EntryDate } from './years.ts';

/** What depends on a block's own text alone, and is kept between readings. */
export interface BlockText {
  readonly block: Block;
  readonly source: string;
  readonly text: string;
  readonly dates: readonly RawDate[];
  /** Its lines are entries, one each. */
  readonly log: boolean;
  /** Set where the whole block is a month or a year that stands alone. */
  readonly month: MonthContext | undefined;
  /** What it says of the note's style. */
  readonly hints: StyleHints;
  /** Its pieces, and the style they were cut by. */
  pieces: { readonly style: NoteStyle; readonly list: readonly Piece[] } | undefined;
}

/**
 * A block, or one dated line of it. Offsets of `dates` are relative to its beginning. It is never changed but for what
 * is kept with it: where it was placed last, and what was made of it there.
 */
export interface Piece {
  readonly block: Block;
  readonly role: Block['role'];
  /** Where it begins in its block. */
  readonly from: number;
  /** As written; `text` is that without what is not casenote text. */
  readonly source: string;
  readonly text: string;
  readonly dates: readonly RawDate[];
  /** Index into `dates` of the date that opens the piece, -1 where none does. */
  readonly opening: number;
  /** Its first date opens it where no other entry holds (`opensInWords`). */
  readonly inWords: boolean;
  /** A month, or a year, that stands alone: gives month and year to bare day numbers under it. */
  readonly month: MonthContext | undefined;
  /** The first piece of its block: a later one is a dated line that follows another. */
  readonly first: boolean;
  placing: Placing | undefined;
  part: Part | undefined;
  /** Of a table's first row. */
  table: Table | undefined;
  /** Of a heading: the child it names, by these names. */
  child: { readonly names: readonly string[]; readonly name: string | undefined } | undefined;
}

/** What is known of a table from its headers and first rows. */
export interface Table {
  /** -1: none; -2: each column has days of its own. */
  readonly dateColumn: number;
  readonly headers: readonly string[] | undefined;
  /** The year that stands over the date column; 0 none. */
  readonly year: number;
}

/** A piece under the month or in the table where it stands, with the dates and the opening that this gives it. */
export interface Placing {
  readonly piece: Piece;
  readonly month: MonthContext | undefined;
  readonly table: Table | undefined;
  /** The heading with no date over it. */
  readonly title: string | undefined;
  readonly dates: readonly RawDate[];
  readonly opening: number;
  /** What its opening date says of the entry it opens, with the year that a heading or a column gives. */
  says: { readonly year: number; readonly date: EntryDate } | undefined;
}

/** The days of an entry that its parts are read by (entry-days.ts). */
export interface PartDays {
  readonly reference: Day;
  readonly entryDay: Day | undefined;
  readonly dayless: boolean;
  readonly putDown: Day | undefined;
}

/** A segment with what is made of it alone: it stays as long as its words and the days around it do. */
export interface Part extends PartDays {
  readonly placing: Placing;
  readonly segment: LocalSegment;
  /** Of its dates; places count from its beginning. */
  readonly problems: readonly Problem[];
  /** The recogniser's, and whether it was asked. */
  analysis: unknown;
  analysed: boolean;
}

/** The line over a quoted e-mail: "On Tue, 5 May 2026 at 21:04, Jo wrote:". */
const attribution = /^On .{6,60}\d:\d\d.{0,80} wrote:$/gm;

/** The lines over a pasted e-mail, but for its date. */
const addressed = /^ *(?:(?:Sent|Date):|(?:From|To|Cc|Bcc|Subject):.*$)/gim;

/** Masks a block and finds the days in it. `source` is the block's text as written. */
export function readBlock(source: string, block: Block): BlockText {
  const blank = (line: string): string => ' '.repeat(line.length);
  let text = maskText(source, 0, source.length).replace(attribution, blank);
  if (/^ *(?:From|Date):/.test(text) && /^ *From:/m.test(text) && /^ *(?:Sent|Date):/m.test(text))
    text = text.replace(addressed, blank);
  const month = monthContext(text);
  const log = isLog(text);
  const dates = log ? scanLines(text) : scanDates(text);
  return { block, source, text, dates, log, month, hints: hintsOf(block, text, month), pieces: undefined };
}

/** A day and a month at the head of a line. */
const dayFirst = /^[ *_("'[]*\d\d?(?:st|nd|rd|th)?[ ./-](?:\d|[jfmasond][a-z]{2})/gim;

/**
 * Nearly every line begins with a date: whoever wrote so put each entry on a line of its own, so that no date at the head
 * of a line belongs to the words above it.
 */
function isLog(text: string): boolean {
  if (!text.includes('\n')) return false;
  const lines = text.split('\n').length;
  return lines > 3 && (text.match(dayFirst)?.length ?? 0) >= lines * 0.75;
}

/** The days of a log, each line by itself: "on Mon" at the end of one is not the weekday of the next line's date. */
function scanLines(text: string): RawDate[] {
  let at = 0;
  return text.split('\n').flatMap((line) => {
    const from = at;
    at += line.length + 1;
    return scanDates(line).map((date) => shifted(date, from));
  });
}

/** The pieces of a block, with what opens each. */
export function piecesOf(read: BlockText, style: NoteStyle): readonly Piece[] {
  if (read.pieces?.style !== style) read.pieces = { style, list: cutBlock(read, style) };
  return read.pieces.list;
}

function cutBlock(read: BlockText, style: NoteStyle): Piece[] {
  const { block, text, dates, month } = read;
  if (block.role === 'table-row') return [piece(read, text, dates, 0, -1, undefined, true)];
  if (block.role === 'heading') {
    const opening = month === undefined ? openingOfHeading(text, dates) : -1;
    return [piece(read, text, dates, 0, opening, month, true)];
  }
  if (!text.includes('\n') && runOn(text, dates).length === 0)
    return [linePiece(read, text, dates, 0, true, style, block.role === 'paragraph' ? month : undefined)];
  return splitLines(read, style);
}

function piece(
  { block, source }: BlockText,
  text: string,
  dates: readonly RawDate[],
  from: number,
  opening: number,
  month: MonthContext | undefined,
  first: boolean,
): Piece {
  const own = text.length === source.length ? source : source.slice(from, from + text.length);
  return {
    block,
    role: block.role,
    from,
    source: own,
    text,
    dates,
    opening,
    inWords: first && opening < 0 && opensInWords(block.role, text, dates),
    month,
    first,
    placing: undefined,
    part: undefined,
    table: undefined,
    child: undefined,
  };
}

function linePiece(
  read: BlockText,
  text: string,
  dates: readonly RawDate[],
  from: number,
  first: boolean,
  style: NoteStyle,
  month: MonthContext | undefined,
): Piece {
  if (month !== undefined) return piece(read, text, dates, from, -1, month, first);
  const head = style.dotted ? dottedHead.exec(text) : null;
  const dotted = head === null ? undefined : dottedDay(head);
  if (dotted === undefined)
    return piece(read, text, dates, from, openingOf(read.block.role, text, dates), undefined, first);
  return piece(read, text, [dotted, ...dates.filter((d) => d.rawStart >= dotted.rawEnd)], from, 0, undefined, first);
}

/** Splits a paragraph of several lines where a line begins with a date of its own. */
function splitLines(read: BlockText, style: NoteStyle): Piece[] {
  const { block, text, dates } = read;
  const cuts: number[] = [0];
  let previous = 0;
  let eol = text.indexOf('\n');
  let next = 0;
  const widest = longestLine(text);
  const bold = /^\s*(?:\*\*|__)/.test(read.source);
  while (eol !== -1) {
    const start = skipSpace(text, eol + 1);
    while (next < dates.length && dates[next]!.rawStart < start) next++;
    const lineEnd = text.indexOf('\n', start);
    const line = text.slice(start, lineEnd === -1 ? text.length : lineEnd);
    // ": 3 May 2026" under a term, "- 3 May 2026" under the item that names its thing.
    if (daysLine.test(line)) {
      previous = eol + 1;
      eol = text.indexOf('\n', eol + 1);
      continue;
    }
    const aboveOpens = cuts.at(-1)! >= previous && (cuts.length > 1 || openingOf(block.role, text, dates) === 0);
    const marked = read.log || (bold && boldMark.test(read.source.slice(eol + 1, start)));
    if (startsEntry(text, line, start, dates, next, previous, eol, style, marked ? 0 : widest, aboveOpens))
      cuts.push(start);
    previous = eol + 1;
    eol = text.indexOf('\n', eol + 1);
  }
  cuts.push(...runOn(text, dates).filter((at) => !cuts.includes(at)));
  cuts.sort((a, b) => a - b);
  if (cuts.length === 1) return [linePiece(read, text, dates, 0, true, style, undefined)];
  return cuts.map((from, k) => {
    let to = k + 1 < cuts.length ? cuts[k + 1]! : text.length;
    while (to > from && isSpaceCode(text.charCodeAt(to - 1))) to--;
    const own: RawDate[] = [];
    for (const d of dates) if (d.rawStart >= from && d.rawEnd <= to) own.push(shifted(d, -from));
    const words = text.slice(from, to);
    return linePiece(read, words, own, from, k === 0, style, monthLine(block, words));
  });
}

/** "3 May 2026. Refused. 4 June 2026. Appeal lodged.": where further dates head the sentences after them, as the first does. */
function runOn(text: string, dates: readonly RawDate[]): number[] {
  const heads = ({ rawKind, rawEnd }: RawDate): boolean =>
    rawKind === 'date' && headEnd.test(text.slice(rawEnd, rawEnd + 3));
  const [first] = dates;
  if (first === undefined || first.rawStart > 3 || !heads(first)) return [];
  return dates
    .filter((d) => d !== first && heads(d) && /[.;] $/.test(text.slice(d.rawStart - 2, d.rawStart)))
    .map((d) => d.rawStart);
}

const headEnd = /^(?:[.:]|\s?[-–—])\s/;

const daysLine = /^(?:[:+*\u2022-]|->)\s/;

/** Bold type begins: in a paragraph that begins so, a date set in it at the head of a line was put there as a heading. */
const boldMark = /^\s*(?:\*\*|__)\s*$/;

const longestLine = (text: string): number => text.split('\n').reduce((w, line) => Math.max(w, line.length), 0);

function skipSpace(text: string, at: number): number {
  let i = at;
  while (text.charCodeAt(i) === 32) i++;
  return i;
}

function isSpaceCode(c: number): boolean {
  return c === 32 || c === 10 || c === 13 || c === 9;
}

/** A copy of a written day, moved by `by`. */
function shifted(date: RawDate, by: number): RawDate {
  const d = Object.assign(new RawDate(date.rawKind, 0, 0), date);
  d.rawStart += by;
  d.rawEnd += by;
  d.weekdayStart += by;
  d.weekdayEnd += by;
  return d;
}

/** A month alone on a line of a paragraph. */
function monthLine(block: Block, line: string): MonthContext | undefined {
  return block.role === 'paragraph' ? monthContext(line) : undefined;
}
