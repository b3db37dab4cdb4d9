// Weekdays in words: "Friday", "last Tues", "Monday week", "Tuesday before last", and those of a date beside them.
import { isLetter, wordSet } from './chars.ts';
import type { Scan } from './found.ts';
import { clauseWords, pushVague, startOfWordBefore } from './push.ts';
import { RawDate } from './raw.ts';
import { countOf, countPattern, lookUp, type Word } from './words.ts';

const notADay = wordSet('mr mrs ms miss dr judge prof every each most all alternate any some good black st');
const lightly = wordSet('on last this next by til till until since from for dated dtd dd');
const leads = wordSet('last this next following easter holiday whit week weeks on');
/** Who sits: "the panel sat 3 May" is no Saturday. */
const sitters = wordSet(
  'panel irp gdc pdc tribunal govs governors committee board judge court bench they we i it which that she he',
);
/** What is done on a day: "appeal lodged sat", "reps sent sun". */
const done = /(?:[a-z]{3}ed|arr?vd|went|sent|recd|rcvd|rec'd|came|posted|rang|met|held|booked)$/;

/** What somebody did, in the words of the clause before a place. */
const doneBefore =
  /\b(?:(?!need|inde|spe)[a-z]{2,}ed|arrvd|sent|recd|rcvd|came|rang|wrote|told|went|said|got|gave|put|filed|did|made)\b[^.,;:|\n]*$/i;

/** Does the clause before a place say what somebody did? */
export const wasDone = (text: string, at: number): boolean => doneBefore.test(text.slice(Math.max(0, at - 48), at));

/** What may last from one weekday to another. */
const lasted = /\b(?:susp|exclu)[a-z']*\b[^.;:|\n]*$/i;

/** The text, or the line, or the clause ends here. */
function stopsHere(text: string, at: number): boolean {
  return /^\s*(?:[.,;:!)\n|]|$)|^ [-–—] /.test(text.slice(at, at + 6));
}

/** What a clause goes on with, or a mark: "the Friday after, she rang". */
function isBreak(text: string, at: number): boolean {
  const m = /^\s*(?:$|[^\sa-z0-9]|([a-z]+))/i.exec(text.slice(at, at + 16));
  return m === null || m[1] === undefined || clauseWords.has(m[1].toLowerCase());
}

/** "Sun nite": a day, whatever stands before it. */
const partOfDay = /^(?:am|pm|nite|night|morning|afternoon|eve|evening)$/;

/** "Fri wk of 3/11", "Monday, w/c 8 June": in the week of the day that follows. */
const inWeekOf =
  /^,? (?:in |of )?(?:the )?(?:w\/[cb]|w(?:ee)?k (?:of|beg(?:inning)?|comm(?:encing)?))\.? (?=(?:the |mon(?:day)? )?\d)(?:the |mon(?:day)? )?/i;
/** "Tues last week", "Thurs of next week". */
const ofWeek = /^,? (?:of )?(last|this|next) w(?:ee)?k\b/i;
/** "Mon + tues": from the first on; so is "suspended Mon to Weds". */
const andWeekday = /^ ?(?:\+|&|and) ?([a-z]+)/i;
const toWeekday = /^ ?(?:\+|&|and|to|[-–]) ?([a-z]+)/i;

const weeksBeforeLast = new RegExp(
  `\\b(?:(${countPattern})\\s+weeks?|(?:a\\s+)?(fortnight))\\s+(?:ago\\s+)?last\\s+$`,
  'i',
);
const weeksBefore = new RegExp(`(?:(${countPattern})\\s+weeks?\\s+(ago\\s+)?(?:on\\s+|last\\s+|from\\s+)?)$`, 'i');

/** "on Monday", "last Tues", "Friday week"; left alone where it names a person or a habit ("Mr Friday", "every Monday"). */
export function readWeekday(scan: Scan, start: number, end: number, word: Word): number {
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
  if (notADay.has(before)) return end;
  if (next === 39 || next === 8217) {
    // "Friday's mediation": of the day; whose it is, and whether it was, is for others to say.
    if (!capital || !word.full || before === 'next' || !/^s /i.test(text.slice(end + 1, end + 3))) return end;
    date.rawEnd = end + 2;
    scan.push(date);
    return date.rawEnd;
  }
  // "Easter Monday", "bank holiday Monday": a day of its own, which is not worked out here.
  if (before === 'easter' || before === 'holiday' || before === 'whit')
    return pushVague(scan, startOfWordBefore(text, start), end);
  const dated = beforeNumber(text, after);
  if (dated && word.value !== 5 && !leads.has(before)) {
    // The commonest: "Tues 3 May".
    scan.push(date);
    return end;
  }
  const joined = readOfWeek(scan, date, after);
  if (joined > 0) return joined;
  if (next === 45 || next === 47 || next === 8211) {
    // "Mon-Fri", "Mon/Wed": a timetable.
    const other = scan.wordAfter(end + 1);
    if (lookUp(other)?.kind === 'weekday') return end + 1 + other.length;
    if (other === 'friday' || isLetter(text.charCodeAt(end + 1))) return end;
  }
  const following = scan.wordAfter(after);
  const to = following === 'to' ? scan.endOfWordAfter(after) : after;
  if (to > after && lookUp(scan.wordAfter(to))?.kind === 'weekday') return to;
  if (following === 'mornings' || following === 'afternoons' || following === 'evenings') return end;
  const written = text.slice(start, end);
  const bracketed = text.charCodeAt(start - 1) === 40 && next === 41;
  const part = partOfDay.test(following);
  // "Signed for it Sat": who sits is not written so.
  const ends = capital && before !== '' && (stopsHere(text, after) || done.test(before));
  const verb = !part && !ends && (written.toLowerCase() === 'sat' || written === 'wed' || written === 'sun');
  const stops = stopsHere(text, end);
  // "Trib registered it wed", "by email sat"; but "the panel sat".
  const isDone = stops && (done.test(before) || (wasDone(text, start) && (written === 'wed' || !sitters.has(before))));
  const onThe = capital && /\bon the $/i.test(text.slice(Math.max(0, start - 7), start));
  if (verb && !dated && !bracketed && !lightly.has(before) && !isDone && !onThe) return end;
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
    !isDone &&
    !(/^(?:mon|weds)$/.test(written) && (stops || !/\d\W*$/.test(text.slice(Math.max(0, start - 3), start)))) &&
    word.value !== 1 &&
    word.value !== 3 &&
    word.value !== 4
  )
    return end;
  const more = before === 'last' ? weeksBeforeLast.exec(text.slice(Math.max(0, start - 32), start)) : null;
  if (more !== null) {
    // "a week last Tuesday": one before the last.
    date.rawStart = start - more[0].length;
    date.rawKind = 'last-weekday';
    date.offset = -7 * (more[2] === undefined ? countOf(more[1]!) : 2);
  } else if (
    (following === 'before' || following === 'after') &&
    before === 'the' &&
    !isBreak(text, scan.endOfWordAfter(after))
  ) {
    // "the Friday before half term": counted from something that has no day here.
    date.rawKind = 'vague';
  } else if (before === 'last' || before === 'this' || before === 'next') {
    date.rawKind = `${before}-weekday`;
    date.rawStart = startOfWordBefore(text, start);
  } else if (before === 'following') {
    date.rawKind = 'anchored-weekday';
    date.rawStart = startOfWordBefore(text, start);
  } else if (following === 'week' && text.charCodeAt(end) === 32) {
    date.rawKind = 'weekday-week';
    after = end + 5;
    date.rawEnd = after;
  } else if ((following === 'after' || following === 'following') && !isLetterDigitAfter(text, end, following))
    date.rawKind = 'anchored-weekday';
  else {
    const weeks = weeksBefore.exec(text.slice(Math.max(0, start - 24), start));
    if (weeks !== null) {
      date.rawStart = start - weeks[0].length;
      if (weeks[2] === undefined) date.rawKind = 'weekday-week';
      else date.rawKind = 'vague';
    }
  }
  scan.push(date);
  return date.rawEnd;
}

/** A weekday with the week it is of, or with another one behind it, from `after` on; gives where to go on, 0 where neither stands there. */
function readOfWeek(scan: Scan, date: RawDate, after: number): number {
  const { text } = scan;
  const rest = text.slice(after, after + 40);
  const week = inWeekOf.exec(rest);
  const lasts = lasted.test(text.slice(Math.max(0, date.rawStart - 48), date.rawStart));
  const other = week === null ? (lasts ? toWeekday : andWeekday).exec(rest) : null;
  const isTwo = other !== null && lookUp(other[1]!.toLowerCase())?.kind === 'weekday';
  const length = isTwo ? other[0].length : 0;
  const which = week === null ? ofWeek.exec(rest.slice(length)) : null;
  if (week !== null) date.inWeek = date.weekday;
  else if (which !== null) {
    date.rawKind = 'weekday-of';
    date.offset = 7 * (['last', 'this', 'next'].indexOf(which[1]!.toLowerCase()) - 1);
  } else if (!isTwo || !(lasts || wasDone(text, date.rawStart))) return 0;
  const end = after + length + (week ?? which ?? [''])[0]!.length;
  if (week !== null || which !== null) date.rawEnd = end;
  scan.push(date);
  return end;
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
    if (c >= 48 && c <= 57) return !/^\d{3}/.test(text.slice(i, i + 3));
    if (c === 32 || c === 44 || c === 40 || c === 46) i++;
    else if (/^the /i.test(text.slice(i, i + 4))) i += 4;
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
    (last.rawKind !== 'date' && last.rawKind !== 'impossible') ||
    weekday.rawStart - last.rawEnd > 4
  )
    return false;
  const { text } = scan;
  const gap = text.slice(last.rawEnd, weekday.rawStart).toLowerCase();
  const next = text.charCodeAt(weekday.rawEnd);
  const bracket = gap === ' (' || gap === '(' || gap === ' (a ';
  const closes = /^(?:$|[).;:\n,|])/.test(text.slice(weekday.rawEnd, weekday.rawEnd + 1));
  const dash =
    next === 32 && (text.charCodeAt(weekday.rawEnd + 1) === 45 || text.charCodeAt(weekday.rawEnd + 1) === 8211);
  if (
    bracket
      ? next !== 41 && next !== 32 && next !== 44
      : !(gap === ', ' || gap === ', a ' || gap === ' ' || gap === ' - ') || !(closes || dash)
  )
    return false;
  last.weekday = weekday.weekday;
  last.weekdayStart = weekday.rawStart;
  last.weekdayEnd = weekday.rawEnd;
  last.rawEnd = weekday.rawEnd;
  return true;
}
