// What the readers of words share: a day or a stretch of time put among those found, the word before a place, words with
// which a clause goes on.
import { isBlank, isLetter, wordSet } from './chars.ts';
import type { Scan } from './found.ts';
import { RawDate, type RawKind } from './raw.ts';

export function pushOffset(scan: Scan, start: number, end: number, days: number, kind: RawKind): number {
  const date = new RawDate(kind, start, end);
  date.offset = days;
  scan.push(date);
  return end;
}

export function pushVague(scan: Scan, start: number, end: number): number {
  scan.push(new RawDate('vague', start, end));
  return end;
}

/** Where the word just before `at` begins. */
export function startOfWordBefore(text: string, at: number): number {
  let e = at;
  while (e > 0 && isBlank(text.charCodeAt(e - 1))) e--;
  let s = e;
  while (s > 0 && isLetter(text.charCodeAt(s - 1))) s--;
  return s;
}

/** Words with which a clause goes on. */
export const clauseWords = wordSet(
  'after because when for over and but so she he they mum dad we i by saying with to that too via who which when says said on in for wanting asking saying telling',
);
