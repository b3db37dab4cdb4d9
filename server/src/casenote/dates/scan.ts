// Finds everything in a text that is, or looks like, a day: one pass over the characters, no backtracking. Numbers
// with separators are read where they stand; month words look to both sides; other words (weekdays, "yesterday",
// "week", "term"...) are read by words.ts and relative.ts. UK order always: day, month, year.
import { daysInMonth } from '../../calendar/day.ts';
import { RawDate } from './raw.ts';
import { readWord } from './relative.ts';
import { beginnings, countNouns, labels, lookUp, misspeltMonth, numberOfWords, ordinalPattern } from './words.ts';

const digit0 = 48;
const digit9 = 57;

export function isDigit(c: number): boolean {
  return c >= digit0 && c <= digit9;
}
export function isLetter(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || (c >= 0xc0 && c !== 0xd7 && c !== 0xf7 && c < 0x2000);
}
export function isBlank(c: number): boolean {
  return c === 32 || c === 10 || c === 9 || c === 13;
}

/** One scan: the text and what was found so far. */
export class Scan {
  readonly text: string;
  readonly found: RawDate[] = [];

  constructor(text: string) {
    this.text = text;
  }

  /** The lower-case word that ends just before `at` (blanks skipped); '' where none does. */
  wordBefore(at: number): string {
    let e = at;
    while (e > 0 && isBlank(this.text.charCodeAt(e - 1))) e--;
    let s = e;
    while (s > 0 && e - s < 16 && isLetter(this.text.charCodeAt(s - 1))) s--;
    return s === e ? '' : this.text.slice(s, e).toLowerCase();
  }

  /** Where the word that ends at `end` begins. */
  wordStart(end: number): number {
    let s = end;
    while (s > 0 && isLetter(this.text.charCodeAt(s - 1))) s--;
    return s;
  }

  /** The lower-case word that begins at or after `at` (blanks skipped); '' where none does. */
  wordAfter(at: number): string {
    let s = at;
    while (isBlank(this.text.charCodeAt(s))) s++;
    let e = s;
    while (e - s < 16 && isLetter(this.text.charCodeAt(e))) e++;
    return s === e ? '' : this.text.slice(s, e).toLowerCase();
  }

  /** Adds a date; whatever it overlaps gives way, and what belongs to it (weekday, range, "or") is joined to it. */
  push(date: RawDate): void {
    const { found } = this;
    while (found.length > 0 && found[found.length - 1]!.end > date.start) found.pop();
    if (date.kind === 'date' && isApproximate(this, date.start)) date.kind = 'vague';
    const last = found[found.length - 1];
    if (last !== undefined && date.start - last.end <= 12 && joinWith(this, last, date)) return;
    found.push(date);
  }
}

/** Finds the days written in `text`, in order. */
export function scanDates(text: string): RawDate[] {
  const scan = new Scan(text);
  const n = text.length;
  let i = 0;
  while (i < n) {
    const c = text.charCodeAt(i);
    if (c >= digit0 && c <= digit9) {
      i = readNumber(scan, i);
    } else if ((c | 32) >= 97 && (c | 32) <= 122 && c >= 65) {
      const start = i;
      let code = 0;
      let l = c | 32;
      do {
        if (i - start < 3) code = code * 27 + l - 96;
        i++;
        l = text.charCodeAt(i) | 32;
      } while (l >= 97 && l <= 122 && text.charCodeAt(i) >= 65);
      const length = i - start;
      if (length === 1 && text.charCodeAt(i) === 39 && (c | 32) === 121 && /^'?day/i.test(text.slice(i, i + 4)))
        i = readYesterday(scan, start, i + 4);
      else if (length >= 3) {
        if (beginnings[code] === 1 && length <= 12) i = readLetters(scan, start, i);
      } else if (length === 1 && text.charCodeAt(i) === 47 && (c | 32) === 119) i = readWeekCommencing(scan, start, i);
      else if (length === 2 && beginnings[code * 27] === 1) i = readLetters(scan, start, i);
    } else if (c >= 0xc0 && isLetter(c)) {
      i++;
      while (i < n && isLetter(text.charCodeAt(i))) i++;
    } else i++;
  }
  return scan.found;
}

/** A word that may belong to a date, from `start` to `end`; gives where to go on. */
function readLetters(scan: Scan, start: number, end: number): number {
  const { text } = scan;
  const before = text.charCodeAt(start - 1);
  if (before >= 0xc0 && isLetter(before)) return end;
  const after = text.charCodeAt(end);
  if (after >= 0xc0 && isLetter(after)) return end;
  const word = text.slice(start, end).toLowerCase();
  const known = lookUp(word);
  if (known === undefined) {
    if (end - start >= 4 && beginnings !== undefined && beside(text, start, end)) {
      const month = misspeltMonth(word);
      if (month > 0) return readMonth(scan, start, end, month, true);
    }
    return end;
  }
  if (known.kind === 'month') return readMonth(scan, start, end, known.value, known.full);
  return readWord(scan, start, end, known);
}

/** True where a number stands beside the word, so that a misspelt month is worth looking for. */
function beside(text: string, start: number, end: number): boolean {
  return isDigit(text.charCodeAt(end + 1)) || isDigit(text.charCodeAt(start - 2));
}

/** "y'day". */
function readYesterday(scan: Scan, start: number, end: number): number {
  if (isLetter(scan.text.charCodeAt(end))) return end;
  const date = new RawDate('offset', start, end);
  date.offset = -1;
  scan.push(date);
  return end;
}

/** `w/c 17 August`, `w/b`, `w/e`: marks what follows as a week, not a day. */
function readWeekCommencing(scan: Scan, start: number, slash: number): number {
  const l = scan.text.charCodeAt(slash + 1) | 32;
  const next = scan.text.charCodeAt(slash + 2);
  if (l !== 99 && l !== 98 && l !== 101) return slash;
  if (isLetter(next)) return slash;
  scan.push(new RawDate('vague', start, slash + 2));
  return slash + 2;
}

// ---------------------------------------------------------------------------------------------- numbers

/** A run of digits: a numeric date, an ordinal ("the 12th"), the day of a misspelt month, or nothing. */
function readNumber(scan: Scan, start: number): number {
  const { text } = scan;
  let e = start + 1;
  while (isDigit(text.charCodeAt(e))) e++;
  const length = e - start;
  const prev = start > 0 ? text.charCodeAt(start - 1) : 32;
  const next = text.charCodeAt(e);
  if (startsInside(text, start, prev)) return skipToken(text, e);
  if (next === 47 || next === 45 || next === 46 || next === 8211) {
    if (length <= 2 && isDigit(text.charCodeAt(e + 1))) return readSeparated(scan, start, e, next);
    if (length === 4 && isDigit(text.charCodeAt(e + 1))) return readYearFirst(scan, start, e, next);
    if (length <= 2 && text.charCodeAt(e + 1) === 32 && next === 46 && isDigit(text.charCodeAt(e + 2)))
      return readSpacedDots(scan, start, e);
    return e;
  }
  if (length <= 2) {
    if (next === 32 && text.charCodeAt(e + 1) === 47) return readSpacedSlashes(scan, start, e);
    const l = next | 32;
    if (l === 115 || l === 110 || l === 114 || l === 116) return readOrdinal(scan, start, e);
    if (next === 32 && isLetter(text.charCodeAt(e + 1))) return readMisspelt(scan, e + 1, e);
  } else if (length === 4 && next === 32 && isDigit(text.charCodeAt(e + 1))) return readSpacedIso(scan, start, e);
  return e;
}

/** True where a number is the tail of a longer token: `C/2026/0402`, `£3`, `12:30`, `B4`, `x.3`. */
function startsInside(text: string, start: number, prev: number): boolean {
  if (prev === 32 || prev === 10) return false;
  if (isLetter(prev) || prev === 163 || prev === 36 || prev === 35 || prev === 95 || prev === 8364) return true;
  if (prev === 47 || prev === 46 || prev === 58 || prev === 44 || prev === 8260) {
    const b = text.charCodeAt(start - 2);
    if (prev === 58 || prev === 46 || prev === 44) return isDigit(b);
    return isLetter(b) || isDigit(b);
  }
  // A dash joins a token ("133-03-03-2020", "NW-24"), but not words to a date ("on file-3/5/26").
  if (prev === 45)
    return (
      isDigit(text.charCodeAt(start - 2)) || (isLetter(text.charCodeAt(start - 2)) && text.charCodeAt(start - 2) < 97)
    );
  return false;
}

/** Past the rest of a token of digits and separators, so that its tail is not read as a date. */
function skipToken(text: string, at: number): number {
  let i = at;
  for (;;) {
    const c = text.charCodeAt(i);
    if (isDigit(c)) i++;
    else if ((c === 47 || c === 45 || c === 46 || c === 58) && isDigit(text.charCodeAt(i + 1))) i += 2;
    else return i;
  }
}

/** Reads digits at `at`: value and end packed as `value * 16 + length`, 0 where there are none or more than `most`. */
function digitsAt(text: string, at: number, most: number): number {
  let v = 0;
  let n = 0;
  for (; ; n++) {
    const c = text.charCodeAt(at + n);
    if (!isDigit(c)) break;
    if (n === most) return 0;
    v = v * 10 + c - digit0;
  }
  return n === 0 ? 0 : v * 16 + n;
}

/** Two figures are 1950 to 2049, four figures 1900 to 2099; else 0. */
export function fullYear(value: number, length: number): number {
  if (length === 4) return value >= 1900 && value <= 2099 ? value : 0;
  if (length === 2) return value < 50 ? 2000 + value : 1900 + value;
  return 0;
}

function isSeparator(c: number): boolean {
  return c === 47 || c === 45 || c === 46 || c === 8211 || c === 44;
}

/** True where the token goes on after a complete numeric date, so that it is none: `12/05/26/4`, `192.168.1.1`. */
function goesOn(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  if (isDigit(c)) return true;
  if (c === 47 || c === 46 || c === 58 || c === 45)
    return isDigit(text.charCodeAt(at + 1)) && !(c === 45 && rangeFollows(text, at + 1));
  return c === 37;
}

function rangeFollows(text: string, at: number): boolean {
  const d = digitsAt(text, at, 2);
  const c = text.charCodeAt(at + (d & 15));
  return d > 0 && (c === 47 || c === 46);
}

/** `3/5/26`, `03.05.2026`, `3-5-26`, `10/9`, `3/May/26`. */
function readSeparated(scan: Scan, start: number, e: number, separator: number): number {
  const { text } = scan;
  const day = digitsAt(text, start, 2) >> 4;
  const second = digitsAt(text, e + 1, 2);
  if (second === 0) return skipToken(text, e);
  const e2 = e + 1 + (second & 15);
  const month = second >> 4;
  const next = text.charCodeAt(e2);
  if (isSeparator(next) && isDigit(text.charCodeAt(e2 + 1)) && (next === separator || next === 44)) {
    const third = digitsAt(text, e2 + 1, 4);
    const year = fullYear(third >> 4, third & 15);
    const e3 = e2 + 1 + (third & 15);
    if (year === 0 || goesOn(text, e3)) {
      if (separator === 45 && next === 47) return readJoinedRange(scan, start, e);
      return skipToken(text, e3);
    }
    if (separator === 45 && next === 47) return readJoinedRange(scan, start, e);
    return pushNumeric(scan, start, e3, day, month, year, third & 15, separator);
  }
  if (separator === 45 && next === 47) return readJoinedRange(scan, start, e);
  if (separator === 47) return readBare(scan, start, e2, day, month);
  return skipDecimal(text, e2);
}

function skipDecimal(text: string, at: number): number {
  return skipToken(text, at);
}

/** `3-5/6/26`: the first of a range whose month and year stand with the second. */
function readJoinedRange(scan: Scan, start: number, e: number): number {
  const from = scan.found.length;
  const after = readSeparatedAt(scan, e + 1);
  const last = scan.found[scan.found.length - 1];
  const day = digitsAt(scan.text, start, 2) >> 4;
  if (scan.found.length > from && last !== undefined && last.start === e + 1 && day >= 1 && day < last.day) {
    const first = new RawDate(last.kind, start, last.end);
    first.day = day;
    first.month = last.month;
    first.year = last.year;
    first.bare = last.bare;
    first.until = last;
    scan.found[scan.found.length - 1] = first;
  }
  return after;
}

function readSeparatedAt(scan: Scan, start: number): number {
  const d = digitsAt(scan.text, start, 2);
  const e = start + (d & 15);
  return readSeparated(scan, start, e, scan.text.charCodeAt(e));
}

/** A numeric day, month and year: a date, an impossible one, or no date at all (a sort code, a paragraph number). */
function pushNumeric(
  scan: Scan,
  start: number,
  end: number,
  day: number,
  month: number,
  year: number,
  yearLength: number,
  separator: number,
): number {
  const real = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  if (year > 2049 && yearLength === 2) return end;
  if (separator !== 47 && yearLength === 2 && (year < 1990 || year > 2039)) return end;
  if (!real && (day > 39 || month > 39 || (separator === 46 && yearLength === 2 && month > 12))) return end;
  const before = scan.wordBefore(start);
  if (before !== '' && isBornOrReference(scan, start, before, separator)) return end;
  scan.push(numeric(real ? 'date' : 'impossible', start, end, day, month, year));
  return end;
}

function numeric(
  kind: 'date' | 'impossible',
  start: number,
  end: number,
  day: number,
  month: number,
  year: number,
): RawDate {
  const date = new RawDate(kind, start, end);
  date.day = day;
  date.month = month;
  date.year = year;
  return date;
}

const bornWords = new Set(['dob', 'born', 'b', 'birth', 'birthday', 'birthdate', 'bday']);
const referenceWords = new Set([
  'ref',
  'reference',
  'refs',
  'para',
  'paras',
  'paragraph',
  'section',
  'version',
  'v',
  'tel',
  'telephone',
  'phone',
  'fax',
  'mob',
  'mobile',
  'code',
  'number',
  'upn',
  'nhs',
]);

/** True for a date of birth and for a number that a word before it calls a reference. */
function isBornOrReference(scan: Scan, start: number, before: string, separator: number): boolean {
  if (referenceWords.has(before)) return separator !== 47 || before !== 'phone';
  return isBorn(scan, start, before);
}

/** True where the words before `start` say that it is somebody's date of birth. */
export function isBorn(scan: Scan, start: number, before: string): boolean {
  if (bornWords.has(before)) return before !== 'b' || scan.text.charCodeAt(start - 2) === 46;
  if (before !== 'on' && before !== 'is' && before !== '') return false;
  return /(?:\bd\.?o\.?b\.?|\bborn|birth(?:day)?|\bdate of birth)[^a-z0-9\n]{0,3}(?:on|is)?[^a-z0-9\n]{0,3}$/i.test(
    scan.text.slice(Math.max(0, start - 24), start),
  );
}

/** `10/9`: day and month with no year; a fraction, a class or a page is not one. */
function readBare(scan: Scan, start: number, end: number, day: number, month: number): number {
  const { text } = scan;
  if (goesOn(text, end) || month < 1 || month > 12 || day < 1 || day > 31) return end;
  if (isLetter(text.charCodeAt(end))) return end;
  const previous = text.charCodeAt(start - 1);
  if (previous === 32 && isDigit(text.charCodeAt(start - 2))) return end; // 6 1/4
  if (day > daysInMonth(2024, month)) return end;
  const before = scan.wordBefore(start);
  if (labels.has(before) || bornWords.has(before)) return end;
  if (text.charCodeAt(end) === 32 && countNouns.has(scan.wordAfter(end))) return end;
  const date = numeric('date', start, end, day, month, 0);
  date.bare = true;
  scan.push(date);
  return end;
}

/** `2026-05-03`, `2026/5/3`, `2026.5.3`; `2019-aug-1` is read from its month. */
function readYearFirst(scan: Scan, start: number, e: number, separator: number): number {
  const { text } = scan;
  const year = fullYear(digitsAt(text, start, 4) >> 4, 4);
  const month = digitsAt(text, e + 1, 2);
  const e2 = e + 1 + (month & 15);
  const day = text.charCodeAt(e2) === separator ? digitsAt(text, e2 + 1, 2) : 0;
  const e3 = e2 + 1 + (day & 15);
  if (year === 0 || month === 0 || day === 0) return e;
  if (isDigit(text.charCodeAt(e3)) || (text.charCodeAt(e3) === separator && isDigit(text.charCodeAt(e3 + 1))))
    return skipToken(text, e);
  return pushNumeric(scan, start, e3, day >> 4, month >> 4, year, 4, separator);
}

/** `2016 10 16`. */
function readSpacedIso(scan: Scan, start: number, e: number): number {
  const { text } = scan;
  const year = fullYear(digitsAt(text, start, 4) >> 4, 4);
  const month = digitsAt(text, e + 1, 2);
  const day = text.charCodeAt(e + 3) === 32 ? digitsAt(text, e + 4, 2) : 0;
  if (
    year < 2000 ||
    (month & 15) !== 2 ||
    (day & 15) !== 2 ||
    isDigit(text.charCodeAt(e + 7)) ||
    isDigit(text.charCodeAt(start - 2))
  )
    return e;
  const m = month >> 4;
  const d = day >> 4;
  if (m < 1 || m > 12 || d < 1 || d > daysInMonth(year, m)) return e;
  scan.push(numeric('date', start, e + 6, d, m, year));
  return e + 6;
}

const spacedSlashes = /(\d{1,2}) ?\/ ?(\d{1,2}) ?\/ ?(\d{4}|\d{2})(?![\d/])/y;
const spacedDots = /(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2})(?![\d.]\d)/y;

/** `3 / 5 / 26`. */
function readSpacedSlashes(scan: Scan, start: number, e: number): number {
  return readPattern(scan, spacedSlashes, start, e, 47);
}

/** `3. 5. 26`. */
function readSpacedDots(scan: Scan, start: number, e: number): number {
  return readPattern(scan, spacedDots, start, e, 46);
}

function readPattern(scan: Scan, pattern: RegExp, start: number, e: number, separator: number): number {
  pattern.lastIndex = start;
  const m = pattern.exec(scan.text);
  if (m === null) return e;
  const end = start + m[0].length;
  return pushNumeric(
    scan,
    start,
    end,
    Number(m[1]),
    Number(m[2]),
    fullYear(Number(m[3]), m[3]!.length),
    m[3]!.length,
    separator,
  );
}

const beforeOrdinal = new Set([
  'the',
  'on',
  'dated',
  'dtd',
  'from',
  'until',
  'till',
  'til',
  'by',
  'since',
  'before',
  'after',
  'for',
  'or',
  'and',
  'of',
  'to',
  'of',
]);
const afterOrdinal = new Set(
  (
    'and but that to for by at with so as when because which from is was it he she they we mum dad mother father la lea who or re after before then ' +
    'still if about says said says saying has had having in on i not no nothing via through instead too also while though until till where i’m i’ll i’ve ' +
    'asking asked telling told refusing confirming came went got rang met wrote sent'
  ).split(' '),
);

/** `the 12th`, `on 5th`: a day of the month with no month, unless a noun follows ("the 3rd letter", "27th floor"). */
function readOrdinal(scan: Scan, start: number, e: number): number {
  const { text } = scan;
  const suffix = text.slice(e, e + 2).toLowerCase();
  const end = e + 2;
  if (suffix !== 'st' && suffix !== 'nd' && suffix !== 'rd' && suffix !== 'th') return e;
  if (isLetter(text.charCodeAt(end)) || isDigit(text.charCodeAt(end))) return end;
  const day = digitsAt(text, start, 2) >> 4;
  if (day < 1 || day > 31) return end;
  const after = scan.wordAfter(end);
  if (after !== '') {
    const known = lookUp(after);
    if (known?.kind === 'month') return end;
    const stop = text.charCodeAt(end);
    const follows = stop === 32 || stop === 10 || stop === 45;
    if (follows && misspeltMonth(after) > 0) return readMisspelt(scan, skipBlanks(text, end), end);
    if (follows && after === 'of') {
      const beyond = scan.wordAfter(skipBlanks(text, end) + 2);
      const month = lookUp(beyond)?.kind === 'month' ? 0 : misspeltMonth(beyond);
      if (month === 0) return end;
      return readMisspelt(scan, skipBlanks(text, skipBlanks(text, end) + 2), end);
    }
    if (follows && !afterOrdinal.has(after)) return end;
  }
  const before = scan.wordBefore(start);
  if (!beforeOrdinal.has(before) && scan.found[scan.found.length - 1]?.kind !== 'weekday') return end;
  const date = new RawDate('ordinal', start, end);
  date.day = day;
  const around =
    /(?:\baround|\bbetween(?: the \d\d?(?:st|nd|rd|th) and)?|\bapprox\w*\.?|\broughly|\bcirca)\s+(?:the\s+)?$/i;
  if (before !== 'by' && around.test(text.slice(Math.max(0, start - 32), start))) date.kind = 'vague';
  scan.push(date);
  return end;
}

function skipBlanks(text: string, at: number): number {
  let i = at;
  while (isBlank(text.charCodeAt(i))) i++;
  return i;
}

/** A number before a word that the table does not know: perhaps a misspelt month. */
function readMisspelt(scan: Scan, at: number, e: number): number {
  const { text } = scan;
  let end = at;
  while (end - at < 12 && isLetter(text.charCodeAt(end))) end++;
  if (end - at < 4 || end - at > 11) return e;
  const l = text.charCodeAt(at) | 32;
  // a d f j m n o s: what a month begins with
  if (l !== 97 && l !== 100 && l !== 102 && l !== 106 && l !== 109 && l !== 110 && l !== 111 && l !== 115) return e;
  const word = text.slice(at, end).toLowerCase();
  if (lookUp(word) !== undefined) return e;
  const month = misspeltMonth(word);
  return month === 0 ? e : readMonth(scan, at, end, month, true);
}

// ---------------------------------------------------------------------------------------------- months

interface DayBefore {
  readonly start: number;
  readonly day: number;
  /** `2020/23/Sep`, `23-2020-September`. */
  readonly year: number;
}

/** A month word from `start` to `end`: looks for its day on both sides, then for its year. */
export function readMonth(scan: Scan, start: number, end: number, month: number, full: boolean): number {
  const { text } = scan;
  const capital = text.charCodeAt(start) < 97;
  const before = dayBefore(scan, start);
  const after = text.charCodeAt(end);
  if (isLetter(after) || after === 39) return end;
  if (before !== undefined && before.day > 0) {
    if (before.day > 31 && !(capital || full)) return end;
    if (!capital && month === 5 && notAMonthAfter.has(scan.wordAfter(end))) return end;
    const e = text.charCodeAt(end) === 46 ? end + 1 : end;
    const year = before.year > 0 ? { year: before.year, end } : yearAfter(text, e);
    if (year.year === 0 && labelled(scan, before.start)) return end;
    if (year.year === 0 && text.charCodeAt(end) === 32) {
      const said = /^ (last|this|next) year\b/i.exec(text.slice(end, end + 10));
      if (said !== null)
        return finishMonth(
          scan,
          before.start,
          end + said[0].length,
          before.day,
          month,
          yearWord[said[1]!.toLowerCase()]!,
        );
    }
    return finishMonth(scan, before.start, year.year > 0 ? year.end : end, before.day, month, year.year);
  }
  if (before !== undefined && before.year > 0) {
    const day = dayAfter(scan, end, capital, true);
    if (day !== undefined) return finishMonth(scan, before.start, day.end, day.day, month, before.year);
  }
  const day = dayAfter(scan, end, capital, false);
  if (day !== undefined) {
    const made = finishMonth(scan, start, day.end, day.day, month, day.year);
    const last = scan.found[scan.found.length - 1];
    if (day.couldBeYear && last?.start === start && last.kind === 'date') settleMonthYear(scan, last);
    return made;
  }
  return readVagueMonth(scan, start, end, month, full, capital);
}

/** "9 Feb next year": years counted from the reference day's, kept as -1, 1 and 2 in `RawDate.year`. */
const yearWord: Readonly<Record<string, number>> = { last: -1, this: 1, next: 2 };

const notAMonthAfter = new Set(
  'be have not need take want still well also get go apply appeal ask request help find i we she he they it you'.split(
    ' ',
  ),
);
const sectionWords = new Set(
  'section sections s sec sect reg regs regulation regulations para paras paragraph page pg pp article schedule clause chapter appendix annex'.split(
    ' ',
  ),
);

function labelled(scan: Scan, start: number): boolean {
  return sectionWords.has(scan.wordBefore(start));
}

/** The number before a month: "3", "3rd", "3rd of", "third of", "3-", "2020/23/". */
function dayBefore(scan: Scan, monthStart: number): DayBefore | undefined {
  const { text } = scan;
  let p = monthStart - 1;
  let c = text.charCodeAt(p);
  let steps = 0;
  while (p >= 0 && (isBlank(c) || c === 45 || c === 47 || c === 46 || c === 8211) && steps < 6) {
    p--;
    steps++;
    c = text.charCodeAt(p);
  }
  if (p < 0) return undefined;
  if (isDigit(c)) return numberEndingAt(text, p);
  if (!isLetter(c)) return undefined;
  return wordsBefore(scan, p);
}

/** The one or two figures (or four of a year) that end at `p`. */
function numberEndingAt(text: string, p: number): DayBefore | undefined {
  let s = p;
  while (s > 0 && p - s < 4 && isDigit(text.charCodeAt(s - 1))) s--;
  const length = p - s + 1;
  if (length > 2 && length !== 4) return undefined;
  const prev = s > 0 ? text.charCodeAt(s - 1) : 32;
  const value = digitsAt(text, s, 4) >> 4;
  if (prev === 47 || prev === 45) {
    const b = text.charCodeAt(s - 2);
    if (isDigit(b)) {
      const other = numberEndingAt(text, s - 2);
      if (length === 4 && other !== undefined && other.day > 0 && other.year === 0)
        return { start: other.start, day: other.day, year: fullYear(value, 4) };
      if (length <= 2 && other !== undefined && other.day === 0 && other.year > 0)
        return { start: other.start, day: value, year: other.year };
      if (length === 4) return undefined;
    } else if (prev === 47 && isLetter(b)) return undefined;
  } else if (isLetter(prev) || prev === 163 || prev === 36 || prev === 35) return undefined;
  else if ((prev === 46 || prev === 44 || prev === 58) && isDigit(text.charCodeAt(s - 2))) return undefined;
  if (prev === 32 && (text.charCodeAt(s - 2) === 36 || text.charCodeAt(s - 2) === 163)) return undefined; // $ 12
  if (length === 4) return { start: s, day: 0, year: fullYear(value, 4) };
  return value > 39 ? undefined : { start: s, day: value === 0 ? 99 : value, year: 0 };
}

const ordinalBefore = new RegExp(`(?:^|[^a-z])(?:the )?(${ordinalPattern})(?: day)? of(?: the)?\\s+$`, 'i');

/** "3rd", "3rd of", "3rd day of", "third of" before a month; `p` is the last letter before it. */
function wordsBefore(scan: Scan, p: number): DayBefore | undefined {
  const { text } = scan;
  let end = p + 1;
  let s = p;
  while (s > 0 && end - s < 4 && isLetter(text.charCodeAt(s - 1))) s--;
  let word = text.slice(s, end).toLowerCase();
  if (word === 'of') {
    let q = s - 1;
    while (q >= 0 && isBlank(text.charCodeAt(q))) q--;
    if (q >= 2 && text.slice(q - 2, q + 1).toLowerCase() === 'day') {
      q -= 3;
      while (q >= 0 && isBlank(text.charCodeAt(q))) q--;
    }
    if (q < 0) return undefined;
    if (isDigit(text.charCodeAt(q))) return dayOnly(numberEndingAt(text, q));
    end = q + 1;
    s = q;
    while (s > 0 && end - s < 4 && isLetter(text.charCodeAt(s - 1))) s--;
    word = text.slice(s, end).toLowerCase();
    if (!isSuffix(word)) return ordinalWords(text, p + 1);
  }
  if (!isSuffix(word) || s === 0 || !isDigit(text.charCodeAt(s - 1))) return undefined;
  return dayOnly(numberEndingAt(text, s - 1));
}

function isSuffix(word: string): boolean {
  return word === 'st' || word === 'nd' || word === 'rd' || word === 'th';
}

function dayOnly(day: DayBefore | undefined): DayBefore | undefined {
  return day !== undefined && day.day > 0 ? day : undefined;
}

/** "third of", "twenty-second day of": ends at `end`, which is just after "of". */
function ordinalWords(text: string, end: number): DayBefore | undefined {
  const from = Math.max(0, end - 40);
  const m = ordinalBefore.exec(text.slice(from, end) + ' ');
  if (m === null) return undefined;
  const day = numberOfWords(m[1]!);
  const start = from + m.index + m[0].toLowerCase().indexOf(m[1]!.toLowerCase());
  return day > 0 ? { start, day, year: 0 } : undefined;
}

/** A year after day and month: `2026`, `, 2026`, `-26`, `/26`, `'26`, ` 26`, ` of 1995`; year 0 where there is none. */
function yearAfter(text: string, at: number): { year: number; end: number } {
  let i = at;
  let c = text.charCodeAt(i);
  let joined = false;
  let comma = false;
  if (c === 45 || c === 47 || c === 8211) {
    joined = true;
    i++;
  } else {
    while (isBlank(c) || c === 44 || c === 46) {
      if (c === 44) comma = true;
      if (i - at > 3) return none;
      c = text.charCodeAt(++i);
    }
    if ((c | 32) === 111 && /^of\s/i.test(text.slice(i, i + 3))) i += 3;
    else if ((c | 32) === 105 && /^in\s(?:19|20)\d\d/i.test(text.slice(i, i + 7))) i += 3;
    c = text.charCodeAt(i);
    if (i === at && c !== 39) return none;
  }
  c = text.charCodeAt(i);
  const apostrophe = c === 39 || c === 8217;
  if (apostrophe) i++;
  const digits = digitsAt(text, i, 4);
  const length = digits & 15;
  const end = i + length;
  const year = fullYear(digits >> 4, length);
  if (year === 0) return none;
  const next = text.charCodeAt(end);
  if (isLetter(next)) return none;
  if (length === 4 || apostrophe) return { year, end };
  if (year < 2005 || year > 2045 || comma) return none;
  if ((next === 46 || next === 58 || next === 47 || next === 45) && isDigit(text.charCodeAt(end + 1))) return none;
  if (next === 37) return none;
  if (joined) return { year, end };
  const word = wordAt(text, end);
  return word !== '' && (countNouns.has(word) || lookUp(word)?.kind === 'month') ? none : { year, end };
}
const none = { year: 0, end: 0 };

/** The lower-case word after `at`, one blank allowed; '' where none. */
function wordAt(text: string, at: number): string {
  const s = isBlank(text.charCodeAt(at)) ? at + 1 : at;
  let e = s;
  while (e - s < 12 && isLetter(text.charCodeAt(e))) e++;
  return text.slice(s, e).toLowerCase();
}

const wordDayAfter = new RegExp(`[ ,]{1,2}(?:the )?(${ordinalPattern})(?![a-z])`, 'iy');

/** The day after a month: "May 3", "May 3rd, 2026", "Dec31", "Oct/2", "July the 5th", "May twenty-first". */
function dayAfter(
  scan: Scan,
  end: number,
  capital: boolean,
  yearKnown: boolean,
): { day: number; end: number; year: number; couldBeYear: boolean } | undefined {
  const { text } = scan;
  let i = end;
  let c = text.charCodeAt(i);
  while ((isBlank(c) || c === 46 || c === 44 || c === 45 || c === 47) && i - end < 3) c = text.charCodeAt(++i);
  if ((c | 32) === 116 && text.slice(i, i + 4).toLowerCase() === 'the ') {
    i += 4;
    c = text.charCodeAt(i);
  }
  if (!isDigit(c)) return wordedDay(text, end, capital);
  const digits = digitsAt(text, i, 4);
  const length = digits & 15;
  if (length === 4 && text.charCodeAt(i + 4) === 45 && !yearKnown) {
    // September-2020-23
    const day = digitsAt(text, i + 5, 2);
    const year = fullYear(digits >> 4, 4);
    return day > 0 && year > 0 ? { day: day >> 4, end: i + 5 + (day & 15), year, couldBeYear: false } : undefined;
  }
  if (length > 2 || length === 0) return undefined;
  let e = i + length;
  const suffix = text.slice(e, e + 2).toLowerCase();
  const ordinal = isSuffix(suffix) && !isLetter(text.charCodeAt(e + 2));
  if (ordinal) e += 2;
  const next = text.charCodeAt(e);
  if (isLetter(next) || next === 37 || next === 58) return undefined;
  if ((next === 46 || next === 47 || next === 44) && isDigit(text.charCodeAt(e + 1))) return undefined;
  const day = digits >> 4;
  if (day < 1 || day > 31) return undefined;
  const year = yearKnown ? none : yearAfter(text, e);
  if (year.year === 0 && !ordinal) {
    if (
      !capital &&
      !/^(?:on|dated|dtd|from|since|until|till|til|by)$/.test(scan.wordBefore(scan.wordStart(end))) &&
      end - scan.wordStart(end) <= 5 &&
      isVerbMonth(text, scan.wordStart(end), end)
    )
      return undefined;
    const word = scan.wordAfter(e);
    if (isBlank(next) && word !== '' && (countNouns.has(word) || lookUp(word)?.kind === 'month')) return undefined;
  }
  return {
    day,
    end: year.year > 0 ? year.end : e,
    year: year.year,
    couldBeYear: !ordinal && year.year === 0 && day >= 20 && text.charCodeAt(end) === 32,
  };
}

/** "may" and "march" are also verbs. */
function isVerbMonth(text: string, start: number, end: number): boolean {
  const word = text.slice(start, end).toLowerCase();
  return word === 'may' || word === 'march';
}

function wordedDay(
  text: string,
  end: number,
  capital: boolean,
): { day: number; end: number; year: number; couldBeYear: boolean } | undefined {
  if (!capital && !/[tfse]/i.test(text.charAt(end + 1))) return undefined;
  wordDayAfter.lastIndex = end;
  const m = wordDayAfter.exec(text);
  if (m === null) return undefined;
  const day = numberOfWords(m[1]!);
  const e = end + m[0].length;
  if (day < 1 || day > 31) return undefined;
  const year = yearAfter(text, e);
  const next = wordAt(text, e);
  // "May first request", "in March second letter": a noun follows, so it is no day.
  if (year.year === 0 && next !== '' && !afterOrdinal.has(next)) return undefined;
  return { day, end: year.year > 0 ? year.end : e, year: year.year, couldBeYear: false };
}

/** "May 26" is the 26th, or May 2026: "on" says the day, "in" says the month, otherwise the reference year decides. */
function settleMonthYear(scan: Scan, date: RawDate): void {
  if (date.weekday >= 0) return;
  const before = scan.wordBefore(date.start);
  if (before === 'on' || before === 'dated' || before === 'dtd' || before === 'for') return;
  date.kind = before === 'in' || before === 'during' ? 'vague' : 'month-or-year';
}

/** Makes the date of a day, month and year (0: none), with the range or the "or" before it. */
function finishMonth(scan: Scan, start: number, end: number, day: number, month: number, year: number): number {
  const real = day >= 1 && day <= daysInMonth(year < 1000 ? 2024 : year, month);
  const before = scan.wordBefore(start);
  if (before !== '' || scan.text.charCodeAt(start - 1) === 46) {
    if (isBorn(scan, start, before)) {
      while (scan.found.length > 0 && scan.found[scan.found.length - 1]!.end > start) scan.found.pop();
      return end;
    }
  }
  const date = numeric(real ? 'date' : 'impossible', start, end, day === 99 ? 0 : day, month, year);
  if (real) {
    const first = firstOfTwo(scan, start, day, month, year, end);
    if (first !== undefined) {
      scan.push(first);
      return end;
    }
  }
  scan.push(date);
  return end;
}

const earlierDay =
  /(?:^|[^\w.,/£$:-])(?:(either|between)\s+)?(?:on\s+)?(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?\s*(-|–|—|\+|&|\/|,|to|until|til|till|and|or)\s*(?:possibly\s+|maybe\s+|on\s+)?(?:the\s+)?$/i;

/** "3-5 June", "7 + 8 Sept", "28 or 29 April": `start` is the second number; gives the first day, or both in doubt. */
function firstOfTwo(
  scan: Scan,
  start: number,
  day: number,
  month: number,
  year: number,
  end: number,
): RawDate | undefined {
  const { text } = scan;
  let p = start - 1;
  while (p > 0 && isBlank(text.charCodeAt(p))) p--;
  const c = text.charCodeAt(p) | 32;
  // - + & / , and the last letters of "to", "until", "and", "or", "the", "on"
  if (
    !(
      c === 45 ||
      c === 43 ||
      c === 38 ||
      c === 47 ||
      c === 44 ||
      c === 8211 ||
      c === 8212 ||
      c === 8243 ||
      c === 111 ||
      c === 108 ||
      c === 100 ||
      c === 114 ||
      c === 101 ||
      c === 110
    )
  ) {
    const real = text.charCodeAt(p);
    if (real !== 8211 && real !== 8212) return undefined;
  }
  const from = Math.max(0, start - 40);
  const m = earlierDay.exec(text.slice(from, start));
  if (m === null) return undefined;
  const first = Number(m[2]);
  const sign = m[3]!.toLowerCase();
  if (first < 1 || first > daysInMonth(year === 0 ? 2024 : year, month)) return undefined;
  const at = from + m.index + m[0].search(/\d/);
  if (labelled(scan, at)) return undefined;
  const a = numeric('date', at, end, first, month, year);
  const b = numeric('date', start, end, day, month, year);
  if (sign === 'or' || sign === '/' || (m[1]?.toLowerCase() === 'either' && sign !== '-'))
    return either(at, end, [a, b]);
  if (m[1]?.toLowerCase() === 'between') {
    const vague = new RawDate('vague', at, end);
    vague.month = month;
    return vague;
  }
  if (first >= day)
    return sign === ','
      ? undefined
      : first > day && (sign === '-' || sign === '–' || sign === 'to')
        ? undefined
        : first === day
          ? undefined
          : a;
  if (sign === ',') return undefined;
  a.until = b;
  return a;
}

function either(start: number, end: number, days: readonly RawDate[]): RawDate {
  const date = new RawDate('ambiguous', start, end);
  date.either = days;
  return date;
}

const vagueBefore =
  /(?:\b(?:in|since|during|before|after|until|till|til|from|by|of|last|next|this|sometime|around|about|for|was|late|early|mid|end of|start of|beginning of|middle of|back in|throughout|over|end|it was|from late|from early|probably|maybe|mid to late)[ -](?:the\s+)?)$/i;
const vagueStart =
  /(?:\b(?:(?:in|from|since|by|around|about)\s+)?(?:the\s+)?(?:very\s+)?(?:late|early|mid|end of|end|start of|beginning of|middle of|(?:first|second|last|third) week (?:of|in)|(?:some ?time|somewhen|one day|at some point) (?:in|around|during))[ -](?:the\s+)?)$/i;

/** A month with no day: "Oct 2025", "late April", "some time in July" - or no date at all ("she may", "Mr March"). */
function readVagueMonth(
  scan: Scan,
  start: number,
  end: number,
  month: number,
  full: boolean,
  capital: boolean,
): number {
  const { text } = scan;
  const e = text.charCodeAt(end) === 46 && !full ? end + 1 : end;
  let year = yearAfter(text, e);
  if (year.year === 0 && text.charCodeAt(end) === 46) year = yearAfter(text, end + 1);
  const written = text.slice(start, end).toLowerCase();
  const window = text.slice(Math.max(0, start - 30), start);
  const opening = vagueStart.exec(window);
  if (year.year === 0 && opening === null) {
    if (!vagueBefore.test(window)) return end;
    if ((written === 'may' || written === 'march' || written === 'mar') && !capital) return end;
    if (/\b(?:mr|mrs|ms|miss|dr|judge|prof)\.?\s$/i.test(window)) return end;
    if (!full && written.length === 3 && !capital) return end;
  }
  const from = opening === null ? start : start - (window.length - opening.index);
  const date = new RawDate('vague', skipBlanks(text, from), year.year > 0 ? year.end : end);
  date.month = month;
  date.year = year.year;
  if (isBorn(scan, start, scan.wordBefore(start))) return end;
  scan.push(date);
  return date.end;
}

// ---------------------------------------------------------------------------------------------- joining

const gapWeekday = /^[\s,(-]*(?:the\s+|of\s+)?(?:the\s+)?$/;
const gapRange = /^\s*(?:-|–|—|to|until|till|til|through|and|\+|&)\s*(?:the\s+|on\s+)?$/i;
const gapOr = /^,?\s*(?:or)\s*(?:on\s+|possibly\s+|maybe\s+)?(?:the\s+)?$/i;
const approximate = new Set([
  'around',
  'approx',
  'approximately',
  'roughly',
  'circa',
  'commencing',
  'beginning',
  'ending',
  'starting',
  'comm',
  'wc',
  'wb',
]);
const weekOf =
  /\b(?:week|weeks|wk|fortnight)\s+(?:of|before|after|from|following|prior to|beginning|ending|commencing|starting|comm\.?|beg\.?)\s+(?:the\s+)?$/i;

/** Joins `date` to the one before it where the words between make them one; true where that was done. */
function joinWith(scan: Scan, last: RawDate, date: RawDate): boolean {
  const gap = scan.text.slice(last.end, date.start);
  if (gap.includes('\n') && gap.trim() !== '' && gap.trim() !== ',') return false;
  if (
    last.kind === 'vague' &&
    last.day === 0 &&
    last.month === 0 &&
    /^[\s:.]*(?:the\s+)?$/.test(gap) &&
    isWeekWord(scan, last)
  ) {
    last.end = date.end;
    last.month = date.month;
    return true;
  }
  if (isWeekday(last) && isDated(date) && date.weekday < 0 && gapWeekday.test(gap) && !gap.includes('\n')) {
    scan.found.pop();
    const at = last.weekdayStart;
    date.weekday = last.weekday;
    date.weekdayStart = at;
    date.weekdayEnd = last.weekdayEnd;
    date.start = last.start;
    scan.push(date);
    return true;
  }
  if (
    (last.kind === 'offset' || last.kind === 'anchored') &&
    (date.kind === 'date' || date.kind === 'impossible') &&
    !date.bare &&
    /^(?:,\s|\s?\(|\s[-–]\s)$/.test(gap)
  ) {
    // "the same day, 2 March", "yesterday (3 May)": the written day settles the words before it.
    scan.found.pop();
    date.start = last.start;
    scan.push(date);
    return true;
  }
  if (gapOr.test(gap) && couldBeEither(last) && couldBeEither(date)) {
    last.either = [...(last.either ?? [copy(last)]), ...(date.either ?? [date])];
    if (date.kind === 'ordinal' || isDated(date)) fillMonths(last.either);
    last.kind = 'ambiguous';
    last.end = date.end;
    return true;
  }
  if (
    last.kind === 'date' &&
    date.kind === 'date' &&
    !last.until &&
    !last.bare === !date.bare &&
    gapRange.test(gap) &&
    isRange(last, date)
  ) {
    if (last.year === 0 && date.year > 0) last.year = last.month > date.month ? date.year - 1 : date.year;
    last.until = date;
    last.end = date.end;
    return true;
  }
  if (last.kind === 'ordinal' && date.kind === 'ordinal' && gapRange.test(gap) && last.day < date.day) {
    last.until = date;
    last.end = date.end;
    return true;
  }
  return false;
}

/** Ordinals offered with a dated day take its month: "the 28th or 2 May". */
function fillMonths(days: readonly RawDate[]): void {
  const dated = days.find((d) => d.month > 0);
  if (dated === undefined) return;
  for (const d of days) {
    if (d.month === 0 && d.kind === 'ordinal') {
      d.month = dated.month;
      d.year = dated.year;
      d.kind = 'date';
    }
  }
}

function copy(date: RawDate): RawDate {
  return Object.assign(new RawDate(date.kind, date.start, date.end), date);
}

function isWeekday(d: RawDate): boolean {
  return d.kind === 'weekday' || d.kind === 'last-weekday' || d.kind === 'this-weekday' || d.kind === 'next-weekday';
}

function isDated(d: RawDate): boolean {
  return (
    d.kind === 'date' ||
    d.kind === 'impossible' ||
    d.kind === 'ordinal' ||
    d.kind === 'month-or-year' ||
    (d.kind === 'ambiguous' && d.either?.[0]?.kind === 'date')
  );
}

function couldBeEither(d: RawDate): boolean {
  return d.kind === 'date' || d.kind === 'ordinal' || d.kind === 'ambiguous' || isWeekday(d);
}

function isWeekWord(scan: Scan, d: RawDate): boolean {
  return (
    d.end - d.start <= 32 &&
    /(?:w[/.]?[cbe]|commencing|beginning|ending|of|before|after|starting|from|around|comm|beg|mon\w*|tue\w*|wed\w*|thu\w*|fri\w*|sat\w*|sun\w*)\.?$/i.test(
      scan.text.slice(d.start, d.end),
    )
  );
}

/** Two dates joined by a dash or a word are a range where the second is later and near; "3 May and 5 May" are two days. */
function isRange(a: RawDate, b: RawDate): boolean {
  if (a.year > 0 && b.year === 0) return b.month > a.month || (b.month === a.month && b.day > a.day);
  if (a.year > 0 && b.year > 0 && (a.year > b.year || b.year - a.year > 1)) return false;
  if (a.month === b.month) return a.day < b.day;
  // "put off from 12 November to 27 January" is a move; no suspension or meeting lasts two months.
  return (b.month - a.month + 12) % 12 <= 1;
}

/** True where words just before a date make it only an approximate one ("around 3 May", "week of 17 August"). */
export function isApproximate(scan: Scan, start: number): boolean {
  const before = scan.wordBefore(start);
  if (approximate.has(before)) return true;
  return (
    (before === 'of' || before === 'the' || before === 'before' || before === 'after' || before === 'from') &&
    weekOf.test(scan.text.slice(Math.max(0, start - 32), start))
  );
}
