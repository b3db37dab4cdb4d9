// Days and stretches of time said in words: weekdays, "yesterday", "same day", "two days later", "last week",
// "before half term". The scanner calls `readWord` at each word of the table that is not a month.

import { isBlank, isLetter, wordSet } from './chars.ts';
import type { Scan } from './found.ts';
import { RawDate, type RawKind } from './raw.ts';
import { countOf, countPattern, lookUp, type Word } from './words.ts';

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
      return readPart(scan, start, end);
    case 'night':
      return scan.wordBefore(start) === 'last'
        ? pushOffset(scan, scan.text.lastIndexOf('last', start), end, -1, 'offset')
        : readPart(scan, start, end);
    case 'weekend':
      return readBehind(scan, start, end, weekendBehind);
    case 'term':
      return readBehind(scan, start, end, termBehind);
    default:
      return readSeason(scan, start, end, word);
  }
}

function pushOffset(scan: Scan, start: number, end: number, days: number, kind: RawKind): number {
  const date = new RawDate(kind, start, end);
  date.offset = days;
  scan.push(date);
  return end;
}

function pushVague(scan: Scan, start: number, end: number): number {
  scan.push(new RawDate('vague', start, end));
  return end;
}

/** Where the word just before `at` begins. */
function startOfWordBefore(text: string, at: number): number {
  let e = at;
  while (e > 0 && isBlank(text.charCodeAt(e - 1))) e--;
  let s = e;
  while (s > 0 && isLetter(text.charCodeAt(s - 1))) s--;
  return s;
}

// ---------------------------------------------------------------------------------------------- weekdays

const notADay = wordSet('mr mrs ms miss dr judge prof every each most all alternate any some good black st');
const lightly = wordSet('on last this next by til till until since from for dated');
const leads = wordSet('last this next following easter holiday whit week weeks on');
/** Who sits: "the panel sat 3 May" is no Saturday. */
const sitters = wordSet(
  'panel irp gdc pdc tribunal govs governors committee board judge court bench they we i it which that she he',
);
/** What is done on a day: "appeal lodged sat", "reps sent sun". */
const done = /(?:[a-z]{3}ed|sent|recd|rcvd|rec'd|came|posted|rang|met|held|booked)$/;

/** The text, or the line, or the clause ends here. */
function stopsHere(text: string, at: number): boolean {
  return /^\s*(?:[.,;:)\n|]|$)/.test(text.slice(at, at + 6));
}

/** What a clause goes on with, or a mark: "the Friday after, she rang". */
function isBreak(text: string, at: number): boolean {
  const m = /^\s*(?:$|[^\sa-z0-9]|([a-z]+))/i.exec(text.slice(at, at + 16));
  return m === null || m[1] === undefined || clauseWords.has(m[1].toLowerCase());
}

/** "Sun nite": a day, whatever stands before it. */
const partOfDay = /^(?:nite|night|morning|afternoon|eve|evening)$/;

const weeksBeforeLast = new RegExp(
  `\\b(?:(${countPattern})\\s+weeks?|(?:a\\s+)?(fortnight))\\s+(?:ago\\s+)?last\\s+$`,
  'i',
);
const weeksBefore = new RegExp(`(?:(${countPattern})\\s+weeks?\\s+(ago\\s+)?(?:on\\s+|last\\s+|from\\s+)?)$`, 'i');

/** "on Monday", "last Tues", "Friday week"; left alone where it names a person or a habit ("Mr Friday", "every Monday"). */
function readWeekday(scan: Scan, start: number, end: number, word: Word): number {
  const { text } = scan;
  const before = scan.wordBefore(start);
  const short = !word.full;
  const capital = text.charCodeAt(start) < 97;
  const next = text.charCodeAt(end);
  let after = next === 46 && short ? end + 1 : end;
  const date = new RawDate('weekday', start, end);
  date.weekday = word.value;
  date.weekdayStart = start;
  date.weekdayEnd = end;
  if (joinToDateBefore(scan, date)) return end;
  if (next === 39 || notADay.has(before)) return end;
  // "Easter Monday", "bank holiday Monday": a day of its own, which is not worked out here.
  if (before === 'easter' || before === 'holiday' || before === 'whit')
    return pushVague(scan, startOfWordBefore(text, start), end);
  const dated = beforeNumber(text, after);
  if (dated && word.value !== 5 && !leads.has(before)) {
    // The commonest: "Tues 3 May".
    scan.push(date);
    return end;
  }
  if (next === 45 || next === 47 || next === 8211) {
    // "Mon-Fri", "Mon/Wed": a timetable.
    const other = scan.wordAfter(end + 1);
    if (lookUp(other)?.kind === 'weekday') return end + 1 + other.length;
    if (other === 'friday' || isLetter(text.charCodeAt(end + 1))) return end;
  }
  const following = scan.wordAfter(after);
  if (following === 'to' && lookUp(scan.wordAfter(text.indexOf('to', after) + 2))?.kind === 'weekday')
    return text.indexOf('to', after) + 2;
  if (following === 'mornings' || following === 'afternoons' || following === 'evenings') return end;
  const written = text.slice(start, end);
  const bracketed = text.charCodeAt(start - 1) === 40 && next === 41;
  const part = partOfDay.test(following);
  // "Signed for it Sat": who sits is not written so.
  const ends = capital && before !== '' && stopsHere(text, after);
  const verb = !part && !ends && (written.toLowerCase() === 'sat' || written === 'wed' || written === 'sun');
  if (verb && !dated && !bracketed && !lightly.has(before) && !(done.test(before) && stopsHere(text, after)))
    return end;
  if (verb && dated && word.value === 5 && sitters.has(before)) return end;
  if (verb && dated && written === 'sat' && before !== '' && !lightly.has(before) && !atLineStart(text, start))
    return end;
  if (
    short &&
    !capital &&
    !part &&
    !dated &&
    !bracketed &&
    !lightly.has(before) &&
    !(done.test(before) && stopsHere(text, after)) &&
    word.value !== 1 &&
    word.value !== 3 &&
    word.value !== 4
  )
    return end;
  const more = before === 'last' ? weeksBeforeLast.exec(text.slice(Math.max(0, start - 32), start)) : null;
  if (more !== null) {
    // "a week last Tuesday": one before the last.
    date.start = start - more[0].length;
    date.kind = 'last-weekday';
    date.offset = -7 * (more[2] === undefined ? countOf(more[1]!) : 2);
  } else if (
    (following === 'before' || following === 'after') &&
    before === 'the' &&
    !isBreak(text, text.indexOf(following, after) + following.length)
  ) {
    // "the Friday before half term": counted from something that has no day here.
    date.kind = 'vague';
  } else if (before === 'last' || before === 'this' || before === 'next') {
    date.kind = `${before}-weekday`;
    date.start = startOfWordBefore(text, start);
  } else if (before === 'following') {
    date.kind = 'anchored-weekday';
    date.start = startOfWordBefore(text, start);
  } else if (following === 'week' && text.charCodeAt(end) === 32) {
    date.kind = 'weekday-week';
    after = end + 5;
    date.end = after;
  } else if ((following === 'after' || following === 'following') && !isLetterDigitAfter(text, end, following))
    date.kind = 'anchored-weekday';
  else {
    const weeks = weeksBefore.exec(text.slice(Math.max(0, start - 24), start));
    if (weeks !== null) {
      date.start = start - weeks[0].length;
      if (weeks[2] === undefined) date.kind = 'weekday-week';
      else date.kind = 'vague';
    }
  }
  scan.push(date);
  return date.end;
}

/** "the Monday after." but not "the Monday after 3 May" or "the Monday after she rang", which give no day here. */
function isLetterDigitAfter(text: string, end: number, word: string): boolean {
  const at = text.indexOf(word, end) + word.length;
  const c = text.charCodeAt(at);
  return c === 32;
}

function atLineStart(text: string, start: number): boolean {
  let p = start - 1;
  while (p >= 0 && (text.charCodeAt(p) === 32 || text.charCodeAt(p) === 42 || text.charCodeAt(p) === 45)) p--;
  return p < 0 || text.charCodeAt(p) === 10;
}

/** True where a number or a bracket with one stands next: the weekday belongs to that date. */
function beforeNumber(text: string, at: number): boolean {
  let i = at;
  while (i - at < 6) {
    const c = text.charCodeAt(i);
    if (c >= 48 && c <= 57) return true;
    if (c === 32 || c === 44 || c === 40 || c === 46) i++;
    else if (c === 116 && text.slice(i, i + 4) === 'the ') i += 4;
    else return false;
  }
  const c = text.charCodeAt(i);
  return c >= 48 && c <= 57;
}

/** "3 May 2026 (Fri)", "3 May, Friday": the weekday of the date just before. */
function joinToDateBefore(scan: Scan, weekday: RawDate): boolean {
  const last = scan.found[scan.found.length - 1];
  if (
    last === undefined ||
    last.weekday >= 0 ||
    (last.kind !== 'date' && last.kind !== 'impossible') ||
    weekday.start - last.end > 4
  )
    return false;
  const { text } = scan;
  const gap = text.slice(last.end, weekday.start);
  const next = text.charCodeAt(weekday.end);
  const bracket = gap === ' (' || gap === '(' || gap === ' (a ';
  const closes = /^(?:$|[).;:\n,|])/.test(text.slice(weekday.end, weekday.end + 1));
  const dash = next === 32 && (text.charCodeAt(weekday.end + 1) === 45 || text.charCodeAt(weekday.end + 1) === 8211);
  if (
    bracket
      ? next !== 41 && next !== 32 && next !== 44
      : !(gap === ', ' || gap === ', a ' || gap === ' ' || gap === ' - ') || !(closes || dash)
  )
    return false;
  last.weekday = weekday.weekday;
  last.weekdayStart = weekday.start;
  last.weekdayEnd = weekday.end;
  last.end = weekday.end;
  return true;
}

// ---------------------------------------------------------------------------------------------- days

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
    return pushOffset(scan, start, text.toLowerCase().indexOf('week', end) + 4, value + 7, 'offset');
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
  if (!plural && before === 'the') {
    if (next !== 'after' && next !== 'before' && next !== 'following') return end;
    const at = text.toLowerCase().indexOf(next, end) + next.length;
    const beyond = scan.wordAfter(at);
    if (beyond === 'yesterday' || beyond === 'tomorrow') return at;
    // "the day before the hearing": counted from something without a day here.
    if (text.charCodeAt(at) === 32 && beyond !== '' && !clauseWords.has(beyond)) return end;
    return pushOffset(scan, startOfWordBefore(text, start), at, next === 'before' ? -1 : 1, 'anchored');
  }
  if (/^(?:ago|later|earlier|before|after|previously)$/.test(next)) {
    const m = daysAway.exec(text.slice(Math.max(0, start - 24), start));
    if (m === null) {
      if (next === 'ago' && /\b(?:few|couple of|some|several)\s+$/i.test(text.slice(Math.max(0, start - 12), start)))
        return pushVague(scan, startOfWordBefore(text, start), text.indexOf('ago', end) + 3);
      if (!plural && before === 'other') return pushVague(scan, start, end);
      return end;
    }
    const at = text.toLowerCase().indexOf(next, end) + next.length;
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
const clauseWords = wordSet(
  'after because when for over and but so she he they mum dad we i by saying with to that too via who which when says said on in for',
);

/** "this morning", "this afternoon", "this evening": today; "yesterday morning" is read at "yesterday". */
function readPart(scan: Scan, start: number, end: number): number {
  const before = scan.wordBefore(start);
  if (before === 'this') return pushOffset(scan, startOfWordBefore(scan.text, start), end, 0, 'offset');
  if (before === 'same' || before === 'that')
    return pushOffset(scan, startOfWordBefore(scan.text, start), end, 0, 'anchored');
  if (before === 'next' || before === 'following')
    return pushOffset(scan, startOfWordBefore(scan.text, start), end, 1, 'anchored');
  if (before === 'last' && scan.text.charCodeAt(start) !== 109)
    return pushOffset(scan, startOfWordBefore(scan.text, start), end, -1, 'offset');
  return end;
}

// ---------------------------------------------------------------------------------------------- weeks, terms, seasons

const weekBehind = new RegExp(
  `(?:\\b(?:(?:earlier|later)\\s+(?:on\\s+)?(?:in\\s+)?)?(?:last|this|next|the other|previous|the following|following|the previous)|\\b(?:about |around |some |over )?(?:a few|a couple of|couple of|several|some|many|${countPattern})(?:\\s+or\\s+(?:two|three|so))?|\\bearlier in the|\\blater in the|\\b(?:end|start|first|1st|last day) of the|\\b(?:first|second|third|last|1st|2nd|3rd) )\\s*$`,
  'i',
);

const weekLeads = wordSet('last this next other previous following the first second third');
const weekTails = wordSet('ago back later earlier or time');

/** "last week", "two weeks ago", "week of 17 August", "earlier this month": no day. A plain count of weeks is nothing. */
function readWeekWord(scan: Scan, start: number, end: number): number {
  const { text } = scan;
  const next = scan.wordAfter(end);
  const low = text.slice(end, end + 32).toLowerCase();
  const head = text.slice(start, end).toLowerCase();
  if (head === 'week' || head === 'wk') {
    const m = /^\s*(?:of|commencing|comm\.?|beginning|beg\.?|ending|starting|before|after|from)(?=[\s:.])/.exec(low);
    if (
      m !== null &&
      /^[\s:.]*(?:the\s+)?(?:mon|tue|wed|thu|fri|sat|sun|\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/.test(
        low.slice(m[0].length),
      )
    ) {
      return pushVague(scan, start, end + m[0].length);
    }
    if (/^ before last(?! \w)/.test(low)) return pushVague(scan, start, end + 12);
    if (/^\s*(?:before|after)\s+(?:half|easter|christmas|xmas|term|last|next)/.test(low)) return end;
  }
  // A count of weeks says when only with one of these words behind it; most counts have none.
  if (!weekLeads.has(scan.wordBefore(start)) && !weekTails.has(next) && text.charCodeAt(end) !== 39) return end;
  const m = weekBehind.exec(text.slice(Math.max(0, start - 36), start));
  if (m === null) return end;
  const words = m[0].trim().toLowerCase();
  const from = start - m[0].length;
  if (
    /^(?:earlier |later |)(?:on )?(?:in )?(?:last|this|next|the other|previous|the previous)$/.test(words) ||
    words.endsWith('in the') ||
    words.endsWith('of the')
  ) {
    return pushVague(scan, from, next === 'before' && /^\s*before last/.test(low) ? end + 12 : end);
  }
  if (words === 'the following' || words === 'following') return pushVague(scan, from, end);
  // A count of weeks says when only with "ago", "back", "later", "earlier", or "in ... time".
  const away = /^\s*(?:or\s+(?:so|two|more)\s+)?(ago|back|later|earlier|since)\b/.exec(low);
  if (away !== null && away[1] !== 'since') {
    const beyond = lookUp(scan.wordAfter(end + away[0].length));
    if (beyond?.kind === 'offset' || beyond?.kind === 'weekday') return end;
    return pushVague(scan, from, end + away[0].length);
  }
  if (/^'?\s+time\b/.test(low) && /\bin\s+$/i.test(text.slice(Math.max(0, from - 4), from + 1)))
    return pushVague(scan, from, end);
  return end;
}

const weekendBehind = /(?:\b(?:at|over|last|this|next|on|during|by|before|after)\s+(?:the\s+)?)$/i;
const termBehind =
  /(?:\b(?:last|this|next|since|before|after|during|end of|start of|beginning of|by the end of|earlier this|later this|the end of|first|second)\s+(?:the\s+)?(?:of\s+)?)$/i;

function readBehind(scan: Scan, start: number, end: number, pattern: RegExp): number {
  const m = pattern.exec(scan.text.slice(Math.max(0, start - 24), start));
  return m === null ? end : pushVague(scan, start - m[0].length, end);
}

const seasonBehind =
  /(?:\b(?:in|since|before|after|over|during|last|this|next|early|late|mid|by|until|till|til|around|at|from|for|towards|just before|just after|end of|start of|beginning of|back in|some ?time (?:in|before|after|over))[\s-]+(?:the\s+)?(?:early\s+|late\s+|end of (?:the\s+)?|start of (?:the\s+)?|last\s+|next\s+|this\s+)?)$/i;
const seasonAhead =
  /^(?:[\s-]+(?:half[\s-]?term|terms?|holidays?|hols|hol|break|vac\w*|breaks|week|time|year)(?:[\s-]+(?:break|holidays?|hols|term|week))?)*/i;

const feasts: Readonly<Record<string, readonly [number, number]>> = {
  'christmas eve': [24, 12],
  'christmas day': [25, 12],
  'xmas eve': [24, 12],
  'xmas day': [25, 12],
  'boxing day': [26, 12],
  "new year's eve": [31, 12],
  "new year's day": [1, 1],
  'new years eve': [31, 12],
  'new years day': [1, 1],
};

/** "Christmas Eve", "Boxing Day": days of the calendar that need no number; gives where to go on, 0 where there is none. */
function feastDay(scan: Scan, start: number, end: number, head: string): number {
  if (head !== 'christmas' && head !== 'xmas' && head !== 'boxing' && head !== 'new') return 0;
  const m = /^(?:\s+year'?s)?\s+(?:eve|day)\b/i.exec(scan.text.slice(end, end + 14));
  const found = m === null ? undefined : feasts[(head + m[0]).toLowerCase().replace(/\s+/g, ' ')];
  if (m === null || found === undefined) return 0;
  const date = new RawDate('date', start, end + m[0].length);
  [date.day, date.month] = found;
  scan.push(date);
  return date.end;
}

/** "in the spring term", "since Christmas", "before half term", "last summer", "winter 2025": no day. */
function readSeason(scan: Scan, start: number, end: number, word: Word): number {
  const { text } = scan;
  const head = text.slice(start, end).toLowerCase();
  const feast = feastDay(scan, start, end, head);
  if (feast > 0) return feast;
  if (head === 'boxing') return end;
  const ahead = seasonAhead.exec(text.slice(end, end + 40).toLowerCase())![0];
  if (head === 'half' && !/^[\s-]+term/.test(ahead)) return end;
  if (head === 'new' && !/^[\s-]+year/.test(ahead)) return end;
  const behind = seasonBehind.exec(text.slice(Math.max(0, start - 40), start));
  const close = end + ahead.length;
  const year = /^\s+(?:of\s+)?(?:20\d\d(?:\/\d\d)?|'?\d\d\/\d\d)(?![\d/])/.exec(text.slice(close, close + 14));
  if (behind === null && year === null && !(word.kind === 'season' && /^[\s-]+term/.test(ahead))) return end;
  if (behind !== null && /\b(?:for|at|from)\s/i.test(behind[0]) && word.kind === 'season' && ahead === '') return end;
  return pushVague(
    scan,
    behind === null ? start : start - behind[0].length,
    close + (year === null ? 0 : year[0].length),
  );
}
