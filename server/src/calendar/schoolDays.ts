// School days: the days on which one named school meets. They come from that school's own calendar and from nothing
// else: without one, or outside it, there is no date.
// Source: Education Act 1996 s579(1) ("school day": a day on which at that school there is a school session).
import { type Day, dayFrom, formatDay, partsOf, weekdayOf } from './day.ts';
import type { WorkingDays } from './workingDays.ts';

/** Terms (first and last day inclusive) and the inset days within them. */
export interface SchoolTerms {
  readonly terms: readonly { readonly first: Day; readonly last: Day }[];
  readonly insetDays: readonly Day[];
}

/** The school days of one calendar. */
export class SchoolDays {
  /** First and last day for which the calendar can be relied on; absent where it holds no term. */
  readonly covers: { readonly first: Day; readonly last: Day } | undefined;
  readonly #days: ReadonlySet<Day>;

  /** Weekends, inset days and bank holidays of `holidays` are never school days. */
  constructor(terms: SchoolTerms, holidays: WorkingDays) {
    const inset = new Set(terms.insetDays);
    const days = new Set<Day>();
    const usable = terms.terms.filter(({ first, last }) => first <= last);
    for (const { first, last } of usable) {
      for (let day = first; day <= last; day = (day + 1) as Day) {
        if (weekdayOf(day) < 5 && !inset.has(day) && holidays.has(day)) days.add(day);
      }
    }
    this.#days = days;
    if (usable.length > 0) {
      const first = Math.min(...usable.map((term) => term.first)) as Day;
      const last = Math.max(...usable.map((term) => term.last)) as Day;
      this.covers = { first: withHolidays(first), last };
    }
  }

  /** True on a school day. Ask only within `covers`. */
  has(day: Day): boolean {
    return this.#days.has(day);
  }

  /** Why a day cannot be used with this calendar, in words; `undefined` where it can. */
  outside(day: Day): string | undefined {
    if (!this.covers) return 'the school calendar holds no term';
    if (day < this.covers.first) return `the school calendar begins only on ${formatDay(this.covers.first)}`;
    if (day > this.covers.last) return `the school calendar ends on ${formatDay(this.covers.last)}`;
    return undefined;
  }
}

/**
 * A calendar that begins with the autumn term also speaks for the August before it, and one that begins with the spring
 * term for Christmas: these hold no school day.
 */
function withHolidays(first: Day): Day {
  const { year, month, day } = partsOf(first);
  if (month === 8 || (month === 9 && day <= 15)) return dayFrom(year, 8, 1)!;
  if (month === 1 && day <= 12) return dayFrom(year - 1, 12, 24)!;
  return first;
}
