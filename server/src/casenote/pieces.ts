// From blocks to pieces: the masked text of each block with the days written in it, split where dated lines follow one
// another without a blank line, and with the date that opens each piece, if one does.

import { type Day, daysInMonth } from '../calendar/day.ts';
import { RawDate } from './dates/raw.ts';
import { scanDates } from './dates/scan.ts';
import { misspeltMonth } from './dates/words.ts';
import { maskText } from './mask.ts';
import type { LocalSegment, Problem } from './model.ts';
import type { Block } from './scanner.ts';
import type { EntryDate } from './years.ts';

/** What depends on a block's own text alone, and is kept between readings. */
export interface BlockText {
  readonly block: Block;
  readonly source: string;
  readonly text: string;
  readonly dates: readonly RawDate[];
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
  /** -1: none. */
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
  readonly dates: readonly RawDate[];
  readonly opening: number;
  /** What its opening date says of the entry it opens, with the year that a heading or a column gives. */
  says: { readonly year: number; readonly date: EntryDate } | undefined;
}

/** The days of an entry that its parts are read by (entry-days.ts). */
export interface PartDays {
  readonly reference: Day;
  readonly entryDay: Day | undefined;
  readonly undated: boolean;
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

export interface MonthContext {
  /** 1 to 12; 0 where only a year stands there. */
  readonly month: number;
  /** 0 where none is written. */
  readonly year: number;
}

/** Masks a block and finds the days in it. `source` is the block's text as written. */
export function readBlock(source: string, block: Block): BlockText {
  const text = maskText(source, 0, source.length);
  const month = monthContext(text);
  return { block, source, text, dates: scanDates(text), month, hints: hintsOf(block, text, month), pieces: undefined };
}

const months =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const monthAlone = new RegExp(
  `^[^a-z0-9]*(?:(?:month of|notes for|log for|calls in|notes|log)[ :,-]+)?(${months})\\.?[ ,]*('?\\d\\d|\\d{4})?[^a-z0-9]*(?:notes?|log|calls|contacts?|cont(?:inued|'d|d)?)?[^a-z0-9]*$`,
  'i',
);
const yearAlone = /^[^a-z0-9]*(?:year\s+)?(20\d\d)[^a-z0-9]*$/i;
const monthNumbers: Readonly<Record<string, number>> = {
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  oct: 10,
  nov: 11,
  dec: 12,
};

/** The month and year of a heading such as "# February 2026", "## March", "# 2025"; `undefined` for any other text. */
export function monthContext(text: string): MonthContext | undefined {
  if (text.length > 48) return undefined;
  const m = monthAlone.exec(text);
  if (m !== null) {
    const year = m[2] === undefined ? 0 : Number(m[2].replace("'", ''));
    return {
      month: monthNumbers[m[1]!.slice(0, 3).toLowerCase()] ?? misspeltMonth(m[1]!),
      year: year > 0 && year < 100 ? 2000 + year : year,
    };
  }
  const y = yearAlone.exec(text);
  return y === null ? undefined : { month: 0, year: Number(y[1]) };
}

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
  /** Lines that begin with a dotted day and month, and with what looks like one and is none. */
  readonly dotted: number;
  readonly otherwise: number;
}

export const noHints: StyleHints = { months: 0, dotted: 0, otherwise: 0 };
const styles: readonly NoteStyle[] = [0, 1, 2, 3].map((i) => ({ dayNumbers: i % 2 === 1, dotted: i > 1 }));

/** How a note writes its dates, from the hints of all its blocks: one of four objects. */
export function styleOf({ months, dotted, otherwise }: StyleHints): NoteStyle {
  return styles[(months > 0 ? 1 : 0) + (dotted >= 3 && otherwise === 0 ? 2 : 0)]!;
}

/** The hints of `to` blocks from `from`, added to (or with `sign` -1 taken from) others. */
export function addHints(
  sum: StyleHints,
  blocks: readonly BlockText[],
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

function hintsOf(block: Block, text: string, month: MonthContext | undefined): StyleHints {
  const months = (month?.month ?? 0) > 0 && (block.role === 'heading' || block.role === 'paragraph') ? 1 : 0;
  let dotted = 0;
  let otherwise = 0;
  if ((block.role === 'paragraph' || block.role === 'list-item') && looksDotted(text)) {
    for (const line of text.split('\n')) {
      const head = dottedHead.exec(line);
      if (head === null) continue;
      if (dottedDay(head) === undefined) otherwise++;
      else dotted++;
    }
  }
  return months + dotted + otherwise === 0 ? noHints : { months, dotted, otherwise };
}

const dottedHead = /^[\s*_("'[]*(\d{1,2})\.(\d{1,2})(?=[\s:*_)\]–-]|$)(?!\s*(?:am|pm)\b)/i;

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

function dottedDay(head: RegExpExecArray): RawDate | undefined {
  const day = Number(head[1]);
  const month = Number(head[2]);
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(2024, month)) return undefined;
  const at = head[0].search(/\d/);
  const date = new RawDate('date', at, at + head[1]!.length + 1 + head[2]!.length);
  date.day = day;
  date.month = month;
  return date;
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
  if (!text.includes('\n'))
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
  return piece(read, text, [dotted, ...dates.filter((d) => d.start >= dotted.end)], from, 0, undefined, first);
}

function isDotted(line: string): boolean {
  const head = dottedHead.exec(line);
  return head !== null && dottedDay(head) !== undefined;
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
    while (next < dates.length && dates[next]!.start < start) next++;
    const lineEnd = text.indexOf('\n', start);
    const line = text.slice(start, lineEnd === -1 ? text.length : lineEnd);
    const marked = bold && boldMark.test(read.source.slice(eol + 1, start));
    if (startsEntry(text, line, start, dates, next, previous, eol, style, marked ? 0 : widest)) cuts.push(start);
    previous = eol + 1;
    eol = text.indexOf('\n', eol + 1);
  }
  if (cuts.length === 1) return [linePiece(read, text, dates, 0, true, style, undefined)];
  return cuts.map((from, k) => {
    let to = k + 1 < cuts.length ? cuts[k + 1]! : text.length;
    while (to > from && isSpaceCode(text.charCodeAt(to - 1))) to--;
    const own: RawDate[] = [];
    for (const d of dates) if (d.start >= from && d.end <= to) own.push(shifted(d, -from));
    const words = text.slice(from, to);
    return linePiece(read, words, own, from, k === 0, style, monthLine(block, words));
  });
}

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
  const d = Object.assign(new RawDate(date.kind, 0, 0), date);
  d.start += by;
  d.end += by;
  d.weekdayStart += by;
  d.weekdayEnd += by;
  return d;
}

/** Words after which a line goes on: a date at the head of the next line belongs to the sentence. */
const goesOn =
  /(?:[,(/&+-]|\b(?:on|dated?|dtd|dd|of|by|to|from|the|a|and|or|until|till|til|since|before|after|for|at|in|was|is|be|than|about|around|between|w\/c|either|letter|ltr|say|says))$/i;
/** A weekday alone at the end of a line: its date stands at the head of the next. */
const weekdayLast = /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,?$/i;

/**
 * True where the line at `start` begins an entry of its own. `previous` to `eol` is the line above; `widest` is the longest
 * line of the paragraph, 0 where no line can have been broken by an editor.
 */
function startsEntry(
  text: string,
  line: string,
  start: number,
  dates: readonly RawDate[],
  next: number,
  previous: number,
  eol: number,
  style: NoteStyle,
  widest: number,
): boolean {
  const opens = openingAt(text, line, start, dates[next], style);
  if (!opens) return false;
  const above = text.slice(previous, eol).trimEnd();
  if (widest > 0 && goesOn.test(above)) return false;
  const date = dates[next];
  const end = date === undefined || date.start > start + 24 ? (dayNumberAtHead(line)?.end ?? 0) : date.end - start;
  const strong = /^[\s)\]*]*(?::|[-–—]+\s|\.\s|\||$)/.test(line.slice(end));
  // A full line that ends without a stop was broken by an editor, not by the writer; it is full where no word more fits.
  const word = line.search(/\s/);
  const full = above.length + 1 + (word === -1 ? line.length : word) > widest;
  const wrapped = above.length >= 60 && full && widest > 0 && !/[.!?;:)"']$/.test(above);
  return strong || !(wrapped || weekdayLast.test(above));
}

const leadIn =
  /^[\s*_("'[#>.:,;–—•-]*(?:(?:date|dated|entry|log|note|tc|t\/c|tel|telcon|call|phone call|em|email|e-mail|visit|home visit|mtg|meeting|text|sms|vm|voicemail)\b[\s:,-]*(?:(?:to|from|with|w|by|of|on|mum|dad|la|school|sch|senco|parent|parents)\b[\s:,-]*){0,3})?$/i;
const plainLead = /^[\s*_("'[#>.:,;–—•-]*$/;
/** Words after a date at the head of a line that make it the subject of a sentence, not the date of an entry. */
const subjectOf =
  /^\s+(?:is|was|will|would|may|might|can|could|should|has|had|does|did|suits|works|or|wasn't|isn't|seems|deadline|onwards)\b/i;

function isSubject(text: string, end: number): boolean {
  return subjectOf.test(text.slice(end, end + 16));
}

/** A month alone on a line of a paragraph. */
function monthLine(block: Block, line: string): MonthContext | undefined {
  return block.role === 'paragraph' ? monthContext(line) : undefined;
}

/** True where the line that begins at `start` of `text` has its own date at its head. */
function openingAt(text: string, line: string, start: number, date: RawDate | undefined, style: NoteStyle): boolean {
  if (style.dotted && isDotted(line)) return true;
  if (date === undefined || date.start - start > 40) return style.dayNumbers && dayNumberAtHead(line) !== undefined;
  const lead = text.slice(start, date.start);
  if (lead.includes('\n')) return false;
  if (!plainLead.test(lead))
    return (
      (leadIn.test(lead) && opensAfterLead(text, date)) || (style.dayNumbers && dayNumberAtHead(line) !== undefined)
    );
  return opens(text, date) || (style.dayNumbers && dayNumberAtHead(line) !== undefined);
}

/** A date after "TC mum" or "Email" opens an entry only where a colon, a dash or the line's end follows. */
function opensAfterLead(text: string, date: RawDate): boolean {
  return (
    (date.kind === 'date' || date.kind === 'impossible') &&
    /^[\s)\]*]*(?::|[-–—]+\s|\n|$)/.test(text.slice(date.end, date.end + 8))
  );
}

/** True where this kind of date, at the head of a line, opens an entry. */
function opens(text: string, date: RawDate): boolean {
  if (date.kind === 'date' || date.kind === 'impossible' || date.kind === 'ambiguous' || date.kind === 'month-or-year')
    return !isSubject(text, date.end);
  // "w/c 17 August - ...", "Oct 2025:" open an entry without a day.
  if (date.kind === 'vague') return /^[\s)\]*]*(?::|[-–—]+\s|\.\s|\n|$)/.test(text.slice(date.end, date.end + 8));
  return date.kind === 'ordinal' && !isSubject(text, date.end);
}

const onLead = /^[\s*_("'[]*on\s+(?:the\s+)?$/i;

/** Index of the date that opens a paragraph or list item, -1 where none does. A bare day number is found later. */
function openingOf(role: Block['role'], text: string, dates: readonly RawDate[]): number {
  const first = dates[0];
  if (first === undefined || first.start > 40) return -1;
  const lead = text.slice(0, first.start);
  if (lead.includes('\n')) return -1;
  if (plainLead.test(lead)) return opens(text, first) ? 0 : -1;
  if (role === 'list-item' && onLead.test(lead)) return first.kind === 'date' || first.kind === 'impossible' ? 0 : -1;
  return leadIn.test(lead) && opensAfterLead(text, first) ? 0 : -1;
}

/** Index of the date that a heading holds, -1 where there is none. */
function openingOfHeading(text: string, dates: readonly RawDate[]): number {
  for (let i = 0; i < dates.length; i++) {
    const d = dates[i]!;
    if (d.kind === 'date' || d.kind === 'impossible' || d.kind === 'ambiguous') {
      if (!d.bare || d.start <= 3 || d.end >= text.length - 1) return i;
    }
    if (d.kind === 'ordinal' && (plainLead.test(text.slice(0, d.start)) || dates.length === 1)) return i;
  }
  for (let i = 0; i < dates.length; i++)
    if (
      dates[i]!.kind === 'month-or-year' ||
      (dates[i]!.kind === 'vague' && plainLead.test(text.slice(0, dates[i]!.start)))
    )
      return i;
  return -1;
}

const dayNumber =
  /^[\s*_("'[]*(?:(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)[a-z]*\.?,?\s+)?(?:the\s+)?(\d{1,2})(st|nd|rd|th)?(?=[\s*_)\].:,–—-]|$)/i;

/**
 * A bare day number at the head of a line ("**4th**", "the 12th -", "4 -", "Tues 4"), for use under a month heading;
 * `undefined` where none stands there, or where it counts something ("2 TAs present").
 */
export function dayNumberAtHead(
  line: string,
): { readonly day: number; readonly start: number; readonly end: number } | undefined {
  const c = line.charCodeAt(0);
  if (line.length === 0 || (c >= 97 && c <= 122 && c !== 116 && c !== 109 && c !== 119 && c !== 102 && c !== 115))
    return undefined;
  const m = dayNumber.exec(line);
  if (m === null) return undefined;
  const day = Number(m[1]);
  if (day < 1 || day > 31) return undefined;
  const at = m[0].lastIndexOf(m[1]! + (m[2] ?? ''));
  const rest = line.slice(m[0].length);
  const weekday = /[a-z]{3}/i.test(m[0].slice(0, at)) && !/the\s*$/i.test(m[0].slice(0, at));
  if (m[2] === undefined && !weekday && !/^[\s*_)\]]*(?::|[-–—]+\s|$)|^[*_]{1,2}/.test(rest)) return undefined;
  if (/^[.:]\d/.test(rest)) return undefined;
  return { day, start: at, end: m[0].length };
}
