// Counting a period from a day: the one place where days, weeks, months, working days and school days are added. The
// result is the raw end; `rollEnd` then moves it where the rule says so.
// Sources: the corresponding date rule (Dodds v Walker [1981] UKHL); HESC Rules 2008 rule 12; the reading of
// "beginning with" as counting the day itself.
import { endOfClosed, isClosed } from './closedDays.ts';
import { addMonths, type Day } from './day.ts';
import { SchoolDays, type SchoolTerms } from './schoolDays.ts';
import { type PublishedHolidays, WorkingDays } from './workingDays.ts';

/** What to count. `count` is in `unit`s. */
export interface Count {
  readonly count: number;
  readonly unit: 'days' | 'weeks' | 'months' | 'working-days' | 'school-days';
  /** `included`: the start day is day 1. */
  readonly startDay: 'excluded' | 'included';
  readonly direction: 'after' | 'before';
  /** Only `exclude` matters to the count: closed days are left out. */
  readonly closed: 'none' | 'extend' | 'exclude';
  readonly calendar?: string;
}

/** How to move the end of a period. */
export interface Ending {
  readonly roll: 'none' | 'next-working-day';
  readonly closed: 'none' | 'extend' | 'exclude';
  readonly calendar?: string;
}

/** A counted end. */
export interface Counted {
  readonly day: Day;
  /** The month had no corresponding date: its last day was taken. */
  readonly clamped: boolean;
  /** The bank holidays of some day counted are not published: those that recur were used. */
  readonly uncovered: boolean;
}

/** No end, and why, in words that can stand after "No date: ". */
export interface NotCounted {
  readonly reason: string;
}

/** The calendars of one case: bank holidays by list, and the school's own where it is known. */
export class Calendars {
  readonly #data: PublishedHolidays;
  readonly #lists: Map<string, WorkingDays>;
  readonly #terms: SchoolTerms | undefined;
  #schoolDays: SchoolDays | undefined;

  constructor(data: PublishedHolidays, terms?: SchoolTerms, lists = new Map<string, WorkingDays>()) {
    this.#data = data;
    this.#terms = terms;
    this.#lists = lists;
  }

  /** The same bank holidays with another school's terms (or none). */
  withTerms(terms: SchoolTerms | undefined): Calendars {
    return terms === this.#terms ? this : new Calendars(this.#data, terms, this.#lists);
  }

  /** The working days of a list; England and Wales where none is named. */
  working(name = 'england-and-wales'): WorkingDays {
    const list = name === 'school' ? 'england-and-wales' : name;
    let days = this.#lists.get(list);
    if (!days) {
      days = new WorkingDays(list, this.#data);
      this.#lists.set(list, days);
    }
    return days;
  }

  /** The school's days; `undefined` where no calendar is known. */
  school(): SchoolDays | undefined {
    if (this.#terms && !this.#schoolDays) this.#schoolDays = new SchoolDays(this.#terms, this.working());
    return this.#schoolDays;
  }
}

/** Nobody has said when the school is open. */
export const noSchoolCalendar: NotCounted = {
  reason: 'school days can be counted only on the calendar of that school',
};

/**
 * The raw end of a period that starts on `start`. Months: the corresponding date, or the month's last day; an included
 * start day makes it one day less. `closed: exclude` leaves closed days out (a month counts as its length in days).
 * School days need a calendar that covers every day counted.
 */
export function countFrom(start: Day, what: Count, calendars: Calendars): Counted | NotCounted {
  const sign = what.direction === 'before' ? -1 : 1;
  if (what.unit === 'working-days' || what.unit === 'school-days') return countDays(start, what, sign, calendars);
  const less = what.startDay === 'included' ? 1 : 0;
  let clamped = false;
  let length: number;
  if (what.unit === 'months') {
    const end = addMonths(start, sign * what.count);
    clamped = end.clamped;
    length = Math.abs(end.day - start) - less;
  } else {
    length = what.count * (what.unit === 'weeks' ? 7 : 1) - less;
  }
  if (what.closed !== 'exclude') return { day: (start + sign * length) as Day, clamped, uncovered: false };
  return { day: countOpenDays(start, length + less, less === 1, sign), clamped, uncovered: false };
}

/** The `length`th day that is not closed, from the day after the start (from the start where it is included). */
function countOpenDays(start: Day, length: number, included: boolean, sign: number): Day {
  let left = length;
  let at = start;
  if (included && left > 0 && !isClosed(at)) left--;
  while (left > 0) {
    at = (at + sign) as Day;
    if (!isClosed(at)) left--;
  }
  return at;
}

/** Longest walk in days before giving up: no limit in working or school days comes near it. */
const longestWalk = 1500;

function countDays(start: Day, what: Count, sign: number, calendars: Calendars): Counted | NotCounted {
  const bySchool = what.unit === 'school-days';
  const school = bySchool ? calendars.school() : undefined;
  if (bySchool && !school) return noSchoolCalendar;
  const working = calendars.working(what.calendar);
  const exclude = what.closed === 'exclude';
  const counts = (day: Day): boolean =>
    working.has(day) && (school === undefined || school.has(day)) && !(exclude && isClosed(day));
  let left = what.count;
  let at = start;
  if (school && what.startDay === 'included') {
    const reason = school.outside(at);
    if (reason !== undefined) return { reason };
  }
  if (what.startDay === 'included' && left > 0 && counts(at)) left--;
  while (left > 0) {
    at = (at + sign) as Day;
    const reason = school?.outside(at);
    if (reason !== undefined) return { reason };
    if (Math.abs(at - start) > longestWalk) return { reason: 'the count does not come to an end' };
    if (counts(at)) left--;
  }
  return { day: at, clamped: false, uncovered: !(working.covers(start) && working.covers(at)) };
}

/**
 * Moves the raw end of a period. `extend`: an end in August or 25 December to 1 January becomes the first working day
 * after 31 August or 1 January. Otherwise `next-working-day` moves an end that is not a working day; the two are not
 * chained (HESC Rules 2008 rule 12(2) does not move the end into rule 12(3)), so the earlier date stands.
 */
export function rollEnd(
  raw: Day,
  ending: Ending,
  calendars: Calendars,
): { readonly day: Day; readonly uncovered: boolean } {
  const extend = ending.closed === 'extend' && isClosed(raw);
  if (!extend && ending.roll === 'none') return { day: raw, uncovered: false };
  const working = calendars.working(ending.calendar);
  const day = extend ? working.after(endOfClosed(raw)) : working.onOrAfter(raw);
  return { day, uncovered: !(working.covers(raw) && working.covers(day)) };
}
