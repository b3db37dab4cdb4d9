// Dates written with a month's name: the day stands before it or after it, the year behind; without a day it is vague.
import { daysInMonth } from '../../calendar/day.ts';
import { digitsAt, fullYear, isBlank, isDigit, isLetter, wordSet } from './chars.ts';
import { isBorn, numeric, type Scan } from './found.ts';
import type { RawDate } from './raw.ts';
import { firstOfTwo, labelled, orAnother } from './two-days.ts';
import { readVagueMonth } from './vague-months.ts';
import { afterOrdinal, countNouns, lookUp, numberOfWords, ordinalPattern } from './words.ts';
import { none, wordAt, yearAfter } from './year-after.ts';

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
  const before = opensDate(text, start, end) ? undefined : dayBefore(scan, start);
  const after = text.charCodeAt(end);
  if (isLetter(after) || after === 39) return end;
  if (before !== undefined && before.day > 0) {
    if (before.day > 31 && !(capital || full)) return end;
    if (
      !capital &&
      month === 5 &&
      before.start > 0 &&
      notAMonthAfter.has(scan.wordAfter(end)) &&
      !dayFollows.has(scan.wordBefore(before.start))
    )
      return end;
    const e = text.charCodeAt(end) === 46 ? end + 1 : end;
    const year = before.year > 0 ? { year: before.year, end } : yearAfter(text, e);
    if (year.year === 0 && labelled(scan, before.start)) return end;
    if (year.year === 0 && text.charCodeAt(end) === 32 && mayBeginYearWord(text.charCodeAt(end + 1) | 32)) {
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
    if (day.couldBeYear && last?.rawStart === start && last.rawKind === 'date') settleMonthYear(scan, last);
    return made;
  }
  return readVagueMonth(scan, start, end, month, full, capital);
}

/** "Dated 28th.\nMay 11th 2026 - ...": the month begins a date of its own, whatever number stands before it. */
const opensDate = (text: string, start: number, end: number): boolean =>
  /[.\n]\s*$/.test(text.slice(Math.max(0, start - 4), start)) &&
  /^\s+\d\d?(?:(?:st|nd|rd|th)\b|,? +20\d\d)/i.test(text.slice(end, end + 14));

/** Words after which a number is a day ("on 18 may we sent it"). */
const dayFollows: ReadonlySet<string> = wordSet('on dated dd since until till til');

/** The letter that "last", "this" and "next" begin with. */
function mayBeginYearWord(letter: number): boolean {
  return letter === 108 || letter === 116 || letter === 110;
}

/** "9 Feb next year": years counted from the reference day's, kept as -1, 1 and 2 in `RawDate.year`. */
const yearWord: Readonly<Record<string, number>> = { last: -1, this: 1, next: 2 };

const notAMonthAfter = wordSet(
  'be have not need take want still well also get go apply appeal ask request help find i we she he they it you',
);

/** The number before a month: "3", "3rd", "3rd of", "third of", "3-", "2020/23/". */
function dayBefore(scan: Scan, monthStart: number): DayBefore | undefined {
  const { text } = scan;
  let p = monthStart - 1;
  let c = text.charCodeAt(p);
  let steps = 0;
  while (p >= 0 && (isBlank(c) || c === 45 || c === 47 || c === 46 || c === 8211) && steps < 16) {
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
    // "12/11/26 Jan rang": the year of a date, and a name.
    if (/\d[/-]\d\d?[/-]$/.test(text.slice(Math.max(0, s - 5), s))) return undefined;
    const b = text.charCodeAt(s - 2);
    if (isDigit(b)) {
      const other = numberEndingAt(text, s - 2);
      if (length === 4 && other !== undefined && other.day > 0 && other.year === 0)
        return { start: other.start, day: other.day, year: fullYear(value, 4) };
      if (length <= 2 && other !== undefined && other.day === 0 && other.year > 0)
        return { start: other.start, day: value, year: other.year };
      if (length === 4) return undefined;
    } else if (prev === 47 && isLetter(b) && !nthBefore.test(text.slice(Math.max(0, s - 5), s))) return undefined;
  } else if (isLetter(prev) || prev === 163 || prev === 36 || prev === 35) return undefined;
  else if ((prev === 46 || prev === 44 || prev === 58) && isDigit(text.charCodeAt(s - 2))) return undefined;
  if (prev === 32 && (text.charCodeAt(s - 2) === 36 || text.charCodeAt(s - 2) === 163)) return undefined; // $ 12
  if (length === 4) return { start: s, day: 0, year: fullYear(value, 4) };
  return value > 39 ? undefined : { start: s, day: value === 0 ? 99 : value, year: 0 };
}

/** "28th/29th April". */
const nthBefore = /\d(?:st|nd|rd|th)\/$/i;

const ordinalBefore = new RegExp(`(?:^|[^a-z])(?:the )?(${ordinalPattern})(?:(?: day)? of(?: the)?)?\\s+$`, 'i');

/** "fourteenth March", dictated: the letters before the month end an ordinal. "second" and "first" need an "of". */
function isOrdinalEnd(text: string, p: number): boolean {
  const end = text.slice(Math.max(0, p - 4), p + 1).toLowerCase();
  return (
    end.endsWith('th') ||
    end.endsWith('third') ||
    end.endsWith('ty-first') ||
    /y[ -]?(?:first|second|third)$/i.test(text.slice(Math.max(0, p - 9), p + 1))
  );
}

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
  // "3 rd May": Word's raised letters come out apart.
  const last = isSuffix(word) && text.charCodeAt(s - 1) === 32 ? s - 2 : s - 1;
  if (!isSuffix(word) || last < 0 || !isDigit(text.charCodeAt(last)))
    return isOrdinalEnd(text, p) ? ordinalWords(text, p + 1) : undefined;
  return dayOnly(numberEndingAt(text, last));
}

function isSuffix(word: string): boolean {
  return /^(?:st|nd|rd|th)$/.test(word);
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
  if (isLetter(next) || next === 37) return undefined;
  if ((next === 46 || next === 47 || next === 44 || next === 58) && isDigit(text.charCodeAt(e + 1))) return undefined;
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
  const before = scan.wordBefore(date.rawStart);
  if (/^(?:on|dated|dtd|for)$/.test(before)) return;
  date.rawKind = before === 'in' || before === 'during' ? 'vague' : 'month-or-year';
}

/** "3 May-ish", "3 May or so". */
const roughly = /^(?:[ -]?ish\b| or (?:so|thereabouts)\b)/i;

/** A cheap look before the pattern: an i or an o must follow. */
function mayBeRough(text: string, end: number): boolean {
  const c = text.charCodeAt(end);
  const letter = (c === 32 || c === 45 ? text.charCodeAt(end + 1) : c) | 32;
  return letter === 105 || letter === 111;
}

/** Makes the date of a day, month and year (0: none), with the range or the "or" before it. */
function finishMonth(scan: Scan, start: number, end: number, day: number, month: number, year: number): number {
  const real = day >= 1 && day <= daysInMonth(year < 1000 ? 2024 : year, month);
  const before = scan.wordBefore(start);
  if (isBorn(scan, start, before)) {
    while (scan.found.length > 0 && scan.found[scan.found.length - 1]!.rawEnd > start) scan.found.pop();
    return end;
  }
  const date = numeric(real ? 'date' : 'impossible', start, end, day === 99 ? 0 : day, month, year);
  if (real && mayBeRough(scan.text, end) && roughly.test(scan.text.slice(end, end + 20))) {
    date.rawKind = 'vague';
    scan.push(date);
    return end;
  }
  if (real) {
    const two = firstOfTwo(scan, start, day, month, year, end) ?? orAnother(scan, date);
    if (two !== undefined) {
      scan.push(two);
      return two.rawEnd;
    }
  }
  scan.push(date);
  return end;
}
