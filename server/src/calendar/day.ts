// Civil days. A `Day` is a whole number: days since 1 January 1970 in the proleptic Gregorian calendar. No time of
// day, no time zone, no `Date`: a limit in law is a day, and a number cannot drift by an hour. The arithmetic is
// checked against Temporal.PlainDate (temporal-polyfill) in the tests; the number is used here because it is about
// fifty times cheaper on the path from keystroke to diagnostic.

declare const dayBrand: unique symbol;
/** Days since 1970-01-01 (which is 0). Compare, sort and subtract as numbers. */
export type Day = number & { readonly [dayBrand]: true };

/** Year (such as 2026), month (1 to 12) and day of the month (1 to 31). */
export interface YearMonthDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Monday is 0, Sunday is 6. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** True for a leap year of the Gregorian calendar. */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days in a month (month 1 to 12). */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/**
 * The day for a year, month (1 to 12) and day of the month; `undefined` where there is no such day (31 February).
 * Algorithm: days_from_civil, Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
 */
export function dayFrom(year: number, month: number, day: number): Day | undefined {
  if (!Number.isInteger(year) || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return (era * 146097 + dayOfEra - 719468) as Day;
}

/** Year, month and day of the month of a day. The inverse of `dayFrom`. */
export function partsOf(day: Day): YearMonthDay {
  const z = day + 719468;
  const era = Math.floor(z / 146097);
  const doe = z - era * 146097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36524) - Math.floor(doe / 146096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return {
    year: yoe + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: doy - Math.floor((153 * mp + 2) / 5) + 1,
  };
}

/** Reads `YYYY-MM-DD`; `undefined` for anything else or an impossible day. */
export function parseIsoDay(text: string): Day | undefined {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return m ? dayFrom(Number(m[1]), Number(m[2]), Number(m[3])) : undefined;
}

/** Writes `YYYY-MM-DD`. */
export function formatIsoDay(day: Day): string {
  const { year, month, day: d } = partsOf(day);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}

/** Writes a day as British prose: `3 May 2026`; with `weekday`, `Sunday 3 May 2026`. */
export function formatDay(day: Day, style: 'plain' | 'weekday' = 'plain'): string {
  const { year, month, day: d } = partsOf(day);
  const text = `${d} ${monthNames[month - 1]} ${year}`;
  return style === 'weekday' ? `${weekdayNames[weekdayOf(day)]} ${text}` : text;
}

/** Monday 0 to Sunday 6. */
export function weekdayOf(day: Day): Weekday {
  return ((((day + 3) % 7) + 7) % 7) as Weekday;
}

/** The day `days` later (earlier where negative). */
export function addDays(day: Day, days: number): Day {
  return (day + days) as Day;
}

/**
 * The corresponding date `months` later (earlier where negative), in one step: 31 December + 2 months is 28 or 29
 * February. `clamped` says that the month had no such day and its last day was taken.
 * Source: the corresponding date rule, Dodds v Walker [1981] UKHL.
 */
export function addMonths(day: Day, months: number): { readonly day: Day; readonly clamped: boolean } {
  const from = partsOf(day);
  const index = from.year * 12 + (from.month - 1) + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  const last = daysInMonth(year, month);
  const clamped = from.day > last;
  return { day: dayFrom(year, month, clamped ? last : from.day)!, clamped };
}
