// Working days: Monday to Friday less the bank holidays of the list that the instrument means. Inside the years of the
// published list the days are as published; outside them those that recur by rule are used, and `covers` says no, so
// that the reader can be told.
import { type Day, dayFrom, parseIsoDay, partsOf, weekdayOf } from './day.ts';
import { recurringHolidays } from './holidays.ts';

/** Published bank holidays: lists of ISO days by name, complete for the years given (inclusive). */
export interface PublishedHolidays {
  readonly firstYear: number;
  readonly lastYear: number;
  readonly lists: Readonly<Record<string, readonly string[]>>;
}

/** Years kept in the table; beyond them each year is worked out when asked for. */
const tableYears = { first: 1995, last: 2050 } as const;

/** The working days of one list. Make one for each list and keep it: the table takes about 20 KB. */
export class WorkingDays {
  readonly name: string;
  readonly firstYear: number;
  readonly lastYear: number;
  readonly #table: Uint8Array;
  readonly #tableStart: Day;
  readonly #firstCovered: Day;
  readonly #lastCovered: Day;
  readonly #otherYears = new Map<number, ReadonlySet<Day>>();

  /** @throws where the data has no list of that name. */
  constructor(name: string, data: PublishedHolidays) {
    const list = data.lists[name];
    if (!list) throw new Error(`no list of bank holidays named '${name}'`);
    this.name = name;
    this.firstYear = data.firstYear;
    this.lastYear = data.lastYear;
    this.#firstCovered = dayFrom(data.firstYear, 1, 1)!;
    this.#lastCovered = dayFrom(data.lastYear, 12, 31)!;
    this.#tableStart = dayFrom(tableYears.first, 1, 1)!;
    this.#table = new Uint8Array(dayFrom(tableYears.last, 12, 31)! - this.#tableStart + 1);
    // 1 January 1995 was a Sunday.
    for (let i = 0, weekday: number = weekdayOf(this.#tableStart); i < this.#table.length; i++) {
      this.#table[i] = weekday < 5 ? 1 : 0;
      weekday = weekday === 6 ? 0 : weekday + 1;
    }
    for (let year = tableYears.first; year <= tableYears.last; year++) {
      if (year < data.firstYear || year > data.lastYear) this.#close(recurringHolidays(name, year));
    }
    this.#close(list.map((iso) => parseIsoDay(iso)).filter((day) => day !== undefined));
  }

  #close(days: readonly Day[]): void {
    for (const day of days) {
      const index = day - this.#tableStart;
      if (index >= 0 && index < this.#table.length) this.#table[index] = 0;
    }
  }

  #slow(day: Day): boolean {
    if (weekdayOf(day) >= 5) return false;
    const { year } = partsOf(day);
    let holidays = this.#otherYears.get(year);
    if (!holidays) {
      holidays = new Set(recurringHolidays(this.name, year));
      this.#otherYears.set(year, holidays);
    }
    return !holidays.has(day);
  }

  /** True for a working day of this list. */
  has(day: Day): boolean {
    const known = this.#table[day - this.#tableStart];
    return known === undefined ? this.#slow(day) : known === 1;
  }

  /** True where the published list covers the day: otherwise its bank holidays are an assumption to be told. */
  covers(day: Day): boolean {
    return day >= this.#firstCovered && day <= this.#lastCovered;
  }

  /** The day itself where it is a working day, else the next one. */
  onOrAfter(day: Day): Day {
    let at = day;
    while (!this.has(at)) at = (at + 1) as Day;
    return at;
  }

  /** The first working day later than the day. */
  after(day: Day): Day {
    return this.onOrAfter((day + 1) as Day);
  }

  /** The day itself where it is a working day, else the last one before. */
  onOrBefore(day: Day): Day {
    let at = day;
    while (!this.has(at)) at = (at - 1) as Day;
    return at;
  }

  /** Why a weekday is not a working day, in words: `a bank holiday`, `a Saturday`. */
  describe(day: Day): string {
    if (this.has(day)) return 'a working day';
    const weekday = weekdayOf(day);
    return weekday === 5 ? 'a Saturday' : weekday === 6 ? 'a Sunday' : 'a bank holiday';
  }
}
