// What the scanner finds: a day as written, before any reference day is known. It depends on the text alone, so it
// can be kept while the text stays the same.

export type RawKind =
  | 'date' // day and month, with or without a year; exists in the calendar
  | 'impossible' // 31/02/26
  | 'vague' // late May, w/c 17 August, last week
  | 'ambiguous' // 28 or 29 April: both are held
  | 'month-or-year' // "May 26": the 26th, or May 2026; settled by the reference year
  | 'weekday' // on Monday
  | 'last-weekday'
  | 'this-weekday'
  | 'next-weekday'
  | 'weekday-week' // Monday week
  | 'weekday-of' // Monday of last week
  | 'ordinal' // the 12th
  | 'offset' // today, yesterday, three days ago
  | 'anchored' // same day, the day after: counted from the date told before it
  | 'anchored-weekday'; // the following Monday

/** A day as written. Positions are offsets into the scanned text. `year` 0: none written; -1, 1, 2: last, this, next year; `weekday` -1: none. */
export class RawDate {
  rawKind: RawKind;
  rawStart: number;
  rawEnd: number;
  day = 0;
  month = 0;
  year = 0;
  weekday = -1;
  weekdayStart = 0;
  weekdayEnd = 0;
  /** Days to add (kinds offset, anchored and weekday-of). */
  offset = 0;
  /** "Friday, week of 3 November": this weekday of the week that the day is in; -1 none. */
  inWeek = -1;
  /** A bare `10/9`. */
  bare = false;
  /** Last day of a range, or the second of two days. */
  until: RawDate | undefined = undefined;
  either: readonly RawDate[] | undefined = undefined;

  constructor(kind: RawKind, start: number, end: number) {
    this.rawKind = kind;
    this.rawStart = start;
    this.rawEnd = end;
  }
}
