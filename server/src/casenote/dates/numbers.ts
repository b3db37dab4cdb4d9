// Dates written with figures alone (`3/5/26`, `2026-05-03`, `10/9`), bare ordinals ("the 12th"), and the many numbers that
// look like dates and are none: references, paragraph numbers, times, ratios, telephone numbers.
import { daysInMonth } from '../../calendar/day.ts';
import { digitsAt, fullYear, isDigit, isLetter, skipBlanks, wordSet } from './chars.ts';
import { readDotted } from './dotted.ts';
import { bornWords, isBorn, numeric, type Scan } from './found.ts';
import { readMonth } from './months.ts';
import { RawDate } from './raw.ts';
import { firstOfTwo } from './two-days.ts';
import { wasDone } from './weekdays.ts';
import { afterOrdinal, countNouns, labels, lookUp, misspeltMonth } from './words.ts';

/** A run of digits: a numeric date, an ordinal ("the 12th"), the day of a misspelt month, or nothing. */
export function readNumber(scan: Scan, start: number): number {
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
    if (length <= 2 && text.charCodeAt(e + 1) === 32 && isDigit(text.charCodeAt(e + 2))) {
      if (next === 46) return readSpacedDots(scan, start, e);
      if (next === 47) return readSpacedSlashes(scan, start, e);
    }
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

/** "dd03/05/26", "Thurs8/1/26": words that a hurried hand joins to a date. */
const joinedTo = /(?:^|[^a-z])(?:dd|dtd|dated|on|mon|tues?|weds?|thurs?|fri|sat|sun)$/i;

/** True where a number is the tail of a longer token: `C/2026/0402`, `£3`, `12:30`, `B4`, `x.3`. */
function startsInside(text: string, start: number, prev: number): boolean {
  if (prev === 32 || prev === 10) return false;
  if (isLetter(prev)) return !joinedTo.test(text.slice(Math.max(0, start - 6), start));
  if (prev === 163 || prev === 36 || prev === 35 || prev === 95 || prev === 8364) return true;
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
  if (separator === 46) readDotted(scan, start, e2, day, month);
  return skipToken(text, e2);
}

/** `3-5/6/26`: the first of a range whose month and year stand with the second. */
function readJoinedRange(scan: Scan, start: number, e: number): number {
  const from = scan.found.length;
  const after = readSeparatedAt(scan, e + 1);
  const last = scan.found[scan.found.length - 1];
  const day = digitsAt(scan.text, start, 2) >> 4;
  if (scan.found.length > from && last !== undefined && last.rawStart === e + 1 && day >= 1 && day < last.day) {
    const first = new RawDate(last.rawKind, start, last.rawEnd);
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
  if (isBornOrReference(scan, start, before, separator)) return end;
  const either = real && before === 'or' ? firstOfTwo(scan, start, day, month, year, end) : undefined;
  scan.push(either ?? numeric(real ? 'date' : 'impossible', start, end, day, month, year));
  return end;
}

const referenceWords = wordSet(
  'ref reference refs para paras paragraph section version v tel telephone phone fax mob mobile code number upn nhs',
);

/** Those that, before a date with slashes, say how somebody was reached. */
const phoneWords = wordSet('tel telephone phone mob mobile');

/** True for a date of birth and for a number that a word before it calls a reference; "tel 3/11/25" is no number to ring. */
function isBornOrReference(scan: Scan, start: number, before: string, separator: number): boolean {
  if (referenceWords.has(before)) return separator !== 47 || !phoneWords.has(before);
  return isBorn(scan, start, before);
}

/** "stage 2 20/5", "SEND35 20/5": the number before belongs to a name. */
const named = /(?:[a-z]|\b(?:stage|st|stg|year|yr|section|form|part) )\d{1,2} $/i;

/** `10/9`: day and month with no year; a fraction, a class or a page is not one. */
function readBare(scan: Scan, start: number, end: number, day: number, month: number): number {
  const { text } = scan;
  if (goesOn(text, end) || month < 1 || month > 12 || day < 1 || day > 31) return end;
  if (isLetter(text.charCodeAt(end))) return end;
  const previous = text.charCodeAt(start - 1);
  if (previous === 32 && isDigit(text.charCodeAt(start - 2)) && !named.test(text.slice(Math.max(0, start - 12), start)))
    return end; // 6 1/4
  const before = scan.wordBefore(start);
  if (day > daysInMonth(2024, month)) {
    // "Refused on 31/4", "31/4: refused": meant for a day.
    const opens =
      /(?:^|\n)[\s>*-]*$/.test(text.slice(Math.max(0, start - 6), start)) && /^ ?[:–-]/.test(text.slice(end, end + 2));
    if (opens || /^(?:on|dated|dtd|dd)$/.test(before)) scan.push(numeric('impossible', start, end, day, month, 0));
    return end;
  }
  // "Told them no 18/3": no number.
  const isNo =
    before === 'no' &&
    /\b(?:says?|said|told|them|her|him|us|me|was|is|a|big|firm) no $/i.test(text.slice(Math.max(0, start - 12), start));
  // "Sent the form 07/06": nobody numbers a form so.
  const isForm = before === 'form' && /0\d$/.test(text.slice(start, end));
  if ((labels.has(before) && !isNo && !isForm) || bornWords.has(before)) return end;
  if (text.charCodeAt(end) === 32 && countNouns.has(scan.wordAfter(end))) return end;
  // "1 or 2/10": one of two days.
  const either = before === 'or' ? firstOfTwo(scan, start, day, month, 0, end) : undefined;
  const date = either ?? numeric('date', start, end, day, month, 0);
  date.bare = either === undefined;
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

const beforeOrdinal = wordSet('the on dated dtd from until till til by since before after for or and of to of');
/** "Refused, letter 6th", "appeal lodged 12th": a paper or what was done with it, and nothing after the number. */
const papersBefore = wordSet(
  'letter ltr email notice decision refusal certificate cert form dd sent posted emailed issued received recd rcvd ' +
    'lodged served signed submitted registered refused held done',
);
/** Before a bare day number, these leave little doubt: only a noun that is counted can follow. */
const firmly =
  /\b(?:on|dated|until|till|til|since|by|from|(?:letter|email|plan|decision|notice|order|certificate|request|reply|answer|response|refusal|complaint) of)\s+(?:the\s+)?$/i;
const ordinalNouns = wordSet(
  'attempt call visit day floor page occasion form stage tier letter week month year birthday term complaint request appeal hearing review meeting school line section one place grade ' +
    'person party class set draft version time try go round paragraph point question list night reminder chase email ask application assessment plan panel exclusion suspension anniversary ' +
    'century quarter half session lesson child son daughter column row item sheet appointment working school calendar avenue street road',
);

/** Does the clause end with the number, right after such a word (`before`), or after what somebody did ("emailed SENCO 17th")? */
function endsAfterPaper(text: string, start: number, end: number, before: string): boolean {
  if (!/^[ \t]*(?:[.,;()\r\n|]|$|(?:and|&) \d)/.test(text.slice(end, end + 6))) return false;
  if (end - start > 3 && wasDone(text, start)) return true;
  return papersBefore.has(before) || /\brec['’]d\s+$/i.test(text.slice(Math.max(0, start - 8), start));
}

/** "Held, 13th and 14th." */
const twoDays = /^\s*(?:and|&|\+|to|-|–)\s*(?:the )?\d\d?(?:st|nd|rd|th)[ \t]*(?:[.,;:()\r\n|]|$)/;

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
    if (
      follows &&
      (firmly.test(text.slice(Math.max(0, start - 24), start)) ? ordinalNouns.has(after) : !afterOrdinal.has(after))
    )
      return end;
  }
  // "Registered (5th)".
  const before = scan.wordBefore(text[start - 1] === '(' ? start - 1 : start);
  const led =
    beforeOrdinal.has(before) || endsAfterPaper(text, start, end, before) || twoDays.test(text.slice(end, end + 24));
  if (!led && scan.found[scan.found.length - 1]?.rawKind !== 'weekday') return end;
  const date = new RawDate('ordinal', start, end);
  date.day = day;
  const around =
    /(?:\baround|\bbetween(?: the \d\d?(?:st|nd|rd|th) and)?|\bapprox\w*\.?|\broughly|\bcirca)\s+(?:the\s+)?$/i;
  if (before !== 'by' && around.test(text.slice(Math.max(0, start - 32), start))) date.rawKind = 'vague';
  scan.push(date);
  return end;
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
