// What a scan has found so far, and how dates that stand together become one: a weekday and its date, the two ends of a
// range, two days offered with "or", "w/c" and what it is the week of.
import { isBlank, isLetter, wordSet } from './chars.ts';
import { RawDate } from './raw.ts';

/** One scan: the text and what was found so far. */
export class Scan {
  readonly text: string;
  readonly found: RawDate[] = [];

  constructor(text: string) {
    this.text = text;
  }

  #lastAt = -1;
  #lastWord = '';

  /** The lower-case word that ends just before `at` (blanks skipped); '' where none does. */
  wordBefore(at: number): string {
    // Several rules ask for the same word in turn.
    if (at !== this.#lastAt) {
      this.#lastWord = this.#readWordBefore(at);
      this.#lastAt = at;
    }
    return this.#lastWord;
  }

  #readWordBefore(at: number): string {
    let e = at;
    while (e > 0 && isBlank(this.text.charCodeAt(e - 1))) e--;
    let s = e;
    while (s > 0 && e - s < 16 && isLetter(this.text.charCodeAt(s - 1))) s--;
    // "the hearing's 14 October": no section 14.
    if (e - s === 1 && this.text.charCodeAt(s - 1) === 39) return '';
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
    return this.text.slice(at, this.endOfWordAfter(at)).trimStart().toLowerCase();
  }

  /** Where that word ends; where it would begin, if there is none. */
  endOfWordAfter(at: number): number {
    let s = at;
    while (isBlank(this.text.charCodeAt(s))) s++;
    let e = s;
    while (e - s < 16 && isLetter(this.text.charCodeAt(e))) e++;
    return e;
  }

  /** Adds a date; whatever it overlaps gives way, and what belongs to it (weekday, range, "or") is joined to it. */
  push(date: RawDate): void {
    const { found } = this;
    while (found.length > 0 && found[found.length - 1]!.rawEnd > date.rawStart) found.pop();
    const week = found.at(-1);
    if (week && week.inWeek >= 0 && week.rawEnd === date.rawStart && isDated(date)) {
      found.pop();
      date.rawStart = week.rawStart;
      date.inWeek = week.inWeek;
      found.push(date);
      return;
    }
    if (date.rawKind === 'date') {
      // "Dated 21 not 22 May".
      const instead = insteadOf.exec(this.text.slice(Math.max(0, date.rawStart - 18), date.rawStart));
      const day = Number(instead?.[1]);
      if (instead && day <= 31 && day !== date.day) {
        date.rawStart -= instead[0].length;
        date.day = day;
      }
      if (isApproximate(this, date.rawStart)) date.rawKind = 'vague';
    }
    const last = found[found.length - 1];
    if (last !== undefined && date.rawStart - last.rawEnd <= 12 && joinWith(this, last, date)) return;
    found.push(date);
  }
}

const insteadOf = /(?<![\d./-])(\d\d?)(?:st|nd|rd|th)?,? (?:and )?not (?:the )?$/i;
const gapWeekday = /^\.?[\s,(-]*(?:the\s+|of\s+)?(?:the\s+)?$/i;
const gapRange = /^\s*(?:-|–|—|to|until|till|til|through|and|\+|&)\s*(?:the\s+|on\s+)?$/i;
const gapOr = /^,?\s*(?:or)\s*(?:on\s+|possibly\s+|maybe\s+)?(?:the\s+)?$/i;
const approximate = wordSet('around approx approximately roughly circa wc wb');
const afterWeek = wordSet('of the before after from commencing beginning ending starting comm beg');
const weekOf =
  /\b(?:week|weeks|wk|fortnight)\s+(?:of|before|after|from|following|prior to|beginning|ending|commencing|starting|comm\.?|beg\.?)\s+(?:the\s+)?$/i;

/** Joins `date` to the one before it where the words between make them one; true where that was done. */
function joinWith(scan: Scan, last: RawDate, date: RawDate): boolean {
  const gap = scan.text.slice(last.rawEnd, date.rawStart);
  if ((gap === ' ' || gap === ', ') && last.rawKind === 'weekday' && date.weekday < 0 && isDated(date)) {
    takeWeekday(scan, last, date);
    return true;
  }
  if (gap.includes('\n') && gap.trim() !== '' && gap.trim() !== ',') return false;
  if (
    last.rawKind === 'vague' &&
    last.day === 0 &&
    last.month === 0 &&
    /^[\s:.]*(?:the\s+)?$/i.test(gap) &&
    isWeekWord(scan, last)
  ) {
    last.rawEnd = date.rawEnd;
    last.day = date.day;
    last.month = date.month;
    last.year = date.year;
    return true;
  }
  if (
    isWeekday(last) &&
    isDated(date) &&
    date.weekday < 0 &&
    gapWeekday.test(gap) &&
    (!gap.includes('\n') || goesOn(scan.text, date))
  ) {
    takeWeekday(scan, last, date);
    return true;
  }
  if (
    (last.rawKind === 'offset' || last.rawKind === 'anchored') &&
    (date.rawKind === 'date' || date.rawKind === 'impossible') &&
    !date.bare &&
    /^(?:,\s|\s?\(|\s[-–]\s)$/.test(gap)
  ) {
    // "the same day, 2 March", "yesterday (3 May)": the written day settles the words before it.
    scan.found.pop();
    date.rawStart = last.rawStart;
    scan.push(date);
    return true;
  }
  if (gapOr.test(gap) && couldBeEither(last) && couldBeEither(date)) {
    last.either = [...(last.either ?? [copy(last)]), ...(date.either ?? [date])];
    if (date.rawKind === 'ordinal' || isDated(date)) fillMonths(last.either);
    last.rawKind = 'ambiguous';
    last.rawEnd = date.rawEnd;
    return true;
  }
  if (
    last.rawKind === 'date' &&
    date.rawKind === 'date' &&
    !last.until &&
    !last.bare === !date.bare &&
    gapRange.test(gap) &&
    isRange(last, date) &&
    !(gap.includes('to') && moved.test(scan.text.slice(Math.max(0, last.rawStart - 32), last.rawStart)))
  ) {
    if (last.year === 0 && date.year > 0) last.year = last.month > date.month ? date.year - 1 : date.year;
    last.until = date;
    last.rawEnd = date.rawEnd;
    return true;
  }
  if (last.rawKind === 'ordinal' && date.rawKind === 'ordinal' && gapRange.test(gap) && last.day < date.day) {
    last.until = date;
    last.rawEnd = date.rawEnd;
    return true;
  }
  return false;
}

/** "Moved from 4 June to 9 July": two days. */
const moved =
  /\b(?:moved|put (?:off|back)|forward|postponed|deferred|adjourned|shifted|switched|changed|\S*(?:arranged|scheduled|listed))(?:\s+from)?(?:\s+the)?\s+$/i;

/** A weekday at the end of a line and a date at the head of the next are one, where the date does not open an entry. */
function goesOn(text: string, date: RawDate): boolean {
  return !/^[\s)\]*]*(?::|[-–—]+\s|\.\s|\||$)/.test(text.slice(date.rawEnd, date.rawEnd + 6));
}

/** Gives `date` the weekday just before it. */
function takeWeekday(scan: Scan, weekday: RawDate, date: RawDate): void {
  scan.found.pop();
  date.weekday = weekday.weekday;
  date.weekdayStart = weekday.weekdayStart;
  date.weekdayEnd = weekday.weekdayEnd;
  date.rawStart = weekday.rawStart;
  scan.push(date);
}

/** Ordinals offered with a dated day take its month: "the 28th or 2 May". */
function fillMonths(days: readonly RawDate[]): void {
  const dated = days.find((d) => d.month > 0);
  if (dated === undefined) return;
  for (const d of days) {
    if (d.month === 0 && d.rawKind === 'ordinal') {
      d.month = dated.month;
      d.year = dated.year;
      d.rawKind = 'date';
    }
  }
}

function copy(date: RawDate): RawDate {
  return Object.assign(new RawDate(date.rawKind, date.rawStart, date.rawEnd), date);
}

function isWeekday(d: RawDate): boolean {
  return (
    d.rawKind === 'weekday' ||
    d.rawKind === 'last-weekday' ||
    d.rawKind === 'this-weekday' ||
    d.rawKind === 'next-weekday'
  );
}

function isDated(d: RawDate): boolean {
  return (
    d.rawKind === 'date' ||
    d.rawKind === 'impossible' ||
    d.rawKind === 'ordinal' ||
    d.rawKind === 'month-or-year' ||
    (d.rawKind === 'ambiguous' && d.either?.[0]?.rawKind === 'date')
  );
}

function couldBeEither(d: RawDate): boolean {
  return d.rawKind === 'date' || d.rawKind === 'ordinal' || d.rawKind === 'ambiguous' || isWeekday(d);
}

function isWeekWord(scan: Scan, d: RawDate): boolean {
  return (
    d.rawEnd - d.rawStart <= 32 &&
    /(?:w[/.]?[cbe]|commencing|beginning|ending|of|before|after|starting|from|around|comm|beg|(?:mon|tue|wed|thu|fri|sat|sun)\w*)\.?$/i.test(
      scan.text.slice(d.rawStart, d.rawEnd),
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
  // "c. 3 May", "~3 May"
  if (before === '' && start > 0 && /(?:~|\bc\.) ?$/.test(scan.text.slice(Math.max(0, start - 4), start))) return true;
  return afterWeek.has(before) && weekOf.test(scan.text.slice(Math.max(0, start - 32), start));
}

/** A date of day, month and year (0: none written). */
export function numeric(
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

/** Words that say a date is somebody's birth. */
export const bornWords = wordSet('dob born b birth birthday birthdate bday');
/** True where the words before `start` say that it is somebody's date of birth. */
export function isBorn(scan: Scan, start: number, before: string): boolean {
  if (bornWords.has(before)) return before !== 'b' || scan.text.charCodeAt(start - 2) === 46;
  if (before === '') {
    // "DOB: 3 May 2015", "(d.o.b. 3/5/15)": only a sign between can hide the word.
    let p = start - 1;
    while (p >= 0 && isBlank(scan.text.charCodeAt(p))) p--;
    const c = scan.text.charCodeAt(p);
    if (c !== 58 && c !== 46 && c !== 40 && c !== 45 && c !== 61) return false;
  } else if (before !== 'on' && before !== 'is') return false;
  return /(?:\bd\.?o\.?b\.?|\bborn|birth(?:day)?|\bdate of birth)[^a-z0-9\n]{0,3}(?:on|is)?[^a-z0-9\n]{0,3}$/i.test(
    scan.text.slice(Math.max(0, start - 24), start),
  );
}
