// Finds everything in a text that is, or looks like, a day: one pass over the characters, no backtracking. Numbers
// with separators are read where they stand (numbers.ts); month words look to both sides (months.ts); other words
// (weekdays, "yesterday", "week", "term"...) are read by relative.ts. UK order always: day, month, year.
import { isDigit, isLetter } from './chars.ts';
import { Scan } from './found.ts';
import { readMonth } from './months.ts';
import { readNumber } from './numbers.ts';
import { RawDate } from './raw.ts';
import { readWord } from './relative.ts';
import { beginnings, lookUp, misspeltMonth } from './words.ts';

/** Finds the days written in `text`, in order. */
export function scanDates(text: string): RawDate[] {
  const scan = new Scan(text);
  const n = text.length;
  let i = 0;
  while (i < n) {
    const c = text.charCodeAt(i);
    if (c >= 48 && c <= 57) {
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
        if (beginnings[code] === 1 && length <= 12) i = Math.max(i, readLetters(scan, start, i));
      } else if (length === 1 && text.charCodeAt(i) === 47 && (c | 32) === 119) i = readWeekCommencing(scan, start, i);
      else if (length === 2 && beginnings[code * 27] === 1) i = Math.max(i, readLetters(scan, start, i));
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
