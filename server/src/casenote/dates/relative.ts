// Days and stretches of time said in words: weekdays, "yesterday", "same day", "two days later", "last week",
// "before half term". The scanner calls `readWord` at each word of the table that is not a month.

import { isLetter, wordSet } from './chars.ts';
import type { Scan } from './found.ts';
import { clauseWords, pushOffset, pushVague, startOfWordBefore } from './push.ts';
import { RawDate } from './raw.ts';
import { readBehind, readSeason, readWeekWord, termBehind, weekendBehind, yearBehind } from './stretches.ts';
import { readWeekday } from './weekdays.ts';
import { afterOrdinal, countOf, countPattern, numberOfWords, type Word } from './words.ts';

/** Reads what the known word from `start` to `end` says; gives where to go on. */
export function readWord(scan: Scan, start: number, end: number, word: Word): number {
  switch (word.kind) {
    case 'weekday':
      return readWeekday(scan, start, end, word);
    case 'offset':
      return readOffset(scan, start, end, word.value);
    case 'day':
    case 'days':
    case 'date':
      return readDayWord(scan, start, end);
    case 'week':
    case 'weeks':
    case 'monthWord':
      return readWeekWord(scan, start, end);
    case 'part':
    case 'night':
      return readPart(scan, start, end);
    case 'weekend':
      return readBehind(scan, start, end, weekendBehind);
    case 'term':
      return readBehind(scan, start, end, termBehind);
    case 'yearWord':
      return readBehind(scan, start, end, yearBehind);
    case 'nth':
      return readNth(scan, start, end);
    default:
      return readSeason(scan, start, end, word);
  }
}

const weeksAhead = new RegExp(`(?:(?:(${countPattern})\\s+(?:weeks?)|(?:a\\s+)?(fortnight))\\s+(ago\\s+)?)$`, 'i');

/** "today", "yesterday", "tomorrow", "a week ago today", "the day before yesterday". */
function readOffset(scan: Scan, start: number, end: number, value: number): number {
  const { text } = scan;
  const before = scan.wordBefore(start);
  if (before === 'before' || before === 'after') {
    const m = /(?:the\s+)?\bday\s+(before|after)\s+$/i.exec(text.slice(Math.max(0, start - 20), start));
    if (m !== null) return pushOffset(scan, start - m[0].length, end, value + (before === 'before' ? -1 : 1), 'offset');
  }
  if (/^(?:ago|weeks?|fortnight)$/.test(before)) {
    const m = weeksAhead.exec(text.slice(Math.max(0, start - 24), start));
    if (m !== null) {
      const sign = m[3] !== undefined || value < 0 ? -7 : 7;
      const weeks = m[2] === undefined ? countOf(m[1]!) : 2;
      return pushOffset(scan, start - m[0].length, end, value + sign * weeks, 'offset');
    }
  }
  if (scan.wordAfter(end) === 'week' && value >= 0 && text.charCodeAt(end) === 32) {
    return pushOffset(scan, start, scan.endOfWordAfter(end), value + 7, 'offset');
  }
  // "today's", "yesterday's call" are days too.
  return pushOffset(scan, start, end, value, 'offset');
}

/** "About ten days ago". */
const about = /\b(?:about|abt|around|some|nearly|almost|roughly|approx|approximately|maybe|perhaps|over)\.?\s+$/i;
const daysAway = new RegExp(`(${countPattern})\\s+(?:calendar\\s+|whole\\s+)?$`, 'i');

/** "same day", "the day after", "next day", "two days later", "three days ago", "that day". */
function readDayWord(scan: Scan, start: number, end: number): number {
  const { text } = scan;
  const before = scan.wordBefore(start);
  const plural = text.charCodeAt(end - 1) === 115;
  if (!plural && /^(?:same|that|very|following|next|previous)$/.test(before)) {
    if (before === 'very' && !/(?:same|that)\s+very\s+$/i.test(text.slice(Math.max(0, start - 12), start))) return end;
    if (before === 'that' && !/(?:\bon|[a-z]|,)\s+that\s+$/i.test(text.slice(Math.max(0, start - 10), start)))
      return end;
    const days = before === 'following' || before === 'next' ? 1 : before === 'previous' ? -1 : 0;
    return pushOffset(scan, startOfWordBefore(text, start), end, days, 'anchored');
  }
  const next = scan.wordAfter(end);
  // "(day not known yet)": asked for.
  if (next === 'not' && text.slice(end, end + 10) === ' not known') return pushVague(scan, start, end + 10);
  if (!plural && before === 'the') {
    if (next !== 'after' && next !== 'before' && next !== 'following') return end;
    return readBeside(scan, start, end, next);
  }
  if (/^(?:ago|later|earlier|before|after|previously)$/.test(next)) {
    const m = daysAway.exec(text.slice(Math.max(0, start - 24), start));
    if (m === null) {
      if (next === 'ago' && /\b(?:few|couple of|some|several)\s+$/i.test(text.slice(Math.max(0, start - 12), start)))
        return pushVague(scan, startOfWordBefore(text, start), scan.endOfWordAfter(end));
      if (!plural && before === 'other') return pushVague(scan, start, end);
      return end;
    }
    const at = scan.endOfWordAfter(end);
    const beyond = scan.wordAfter(at);
    if (
      (next === 'before' || next === 'after') &&
      text.charCodeAt(at) === 32 &&
      beyond !== '' &&
      !clauseWords.has(beyond)
    )
      return end;
    if (about.test(text.slice(Math.max(0, start - m[0].length - 12), start - m[0].length)))
      return pushVague(scan, start - m[0].length, at);
    const count = countOf(m[1]!);
    return pushOffset(
      scan,
      start - m[0].length + m[0].indexOf(m[1]!),
      at,
      next === 'later' || next === 'after' ? count : -count,
      next === 'ago' ? 'offset' : 'anchored',
    );
  }
  if (!plural && before === 'other' && /the\s+other\s+$/i.test(text.slice(Math.max(0, start - 12), start)))
    return pushVague(scan, startOfWordBefore(text, start), end);
  return end;
}

/** "The day after", "the evening before": from the word of `start` to `end`, with the word `next` after it. */
function readBeside(scan: Scan, start: number, end: number, next: string): number {
  const { text } = scan;
  const at = scan.endOfWordAfter(end);
  const beyond = scan.wordAfter(at);
  if (beyond === 'yesterday' || beyond === 'tomorrow') return at;
  // "the day before the hearing": counted from something without a day here.
  if (isLetter(text.charCodeAt(at + 1)) && !clauseWords.has(beyond)) return end;
  return pushOffset(scan, startOfWordBefore(text, start), at, next === 'before' ? -1 : 1, 'anchored');
}

/** Words between which and an ordinal in words there is no doubt that it is a day of the month. */
const beforeNth = wordSet('on dated by since from until till');

/** "In writing on the fourteenth", "dated the twenty-first"; not "on the fifth floor", "on the first of many calls". */
function readNth(scan: Scan, start: number, end: number): number {
  const { text } = scan;
  const tens = /(?:twenty|thirty)[ -]$/i.exec(text.slice(Math.max(0, start - 7), start));
  const from = start - (tens?.[0].length ?? 0);
  const day = numberOfWords(text.slice(from, end));
  if (day > 31 || scan.wordBefore(from) !== 'the') return end;
  const the = startOfWordBefore(text, from);
  const after = scan.wordAfter(end);
  if (!beforeNth.has(scan.wordBefore(the)) || (after !== '' && (day < 4 || !afterOrdinal.has(after)))) return end;
  const date = new RawDate('ordinal', from, end);
  date.day = day;
  scan.push(date);
  return end;
}

/** "this morning", "this afternoon", "this evening": today; "yesterday morning" is read at "yesterday". */
function readPart(scan: Scan, start: number, end: number): number {
  const before = scan.wordBefore(start);
  if (before === 'this') return pushOffset(scan, startOfWordBefore(scan.text, start), end, 0, 'offset');
  if (before === 'same' || before === 'that')
    return pushOffset(scan, startOfWordBefore(scan.text, start), end, 0, 'anchored');
  if (before === 'next' || before === 'following')
    return pushOffset(scan, startOfWordBefore(scan.text, start), end, 1, 'anchored');
  // "Emailed round the evening before".
  if (before === 'the' && scan.wordAfter(end) === 'before') return readBeside(scan, start, end, 'before');
  if (before === 'last' && scan.text.charCodeAt(start) !== 109)
    return pushOffset(scan, startOfWordBefore(scan.text, start), end, -1, 'offset');
  return end;
}
