// A second, slow reading of every period, written against Temporal and plain sets of ISO days, with nothing shared with
// the engine. It walks one day at a time and asks of each whether it counts.
import { Temporal } from 'temporal-polyfill';
import type { CountedPeriod, HolidayData } from '../../server/src/law/model.ts';

/** Terms (ISO first and last days) and inset days. */
export interface NaiveTerms {
  readonly terms: readonly (readonly [string, string])[];
  readonly inset: readonly string[];
}

export class Naive {
  private readonly holidays: Readonly<Record<string, ReadonlySet<string>>>;
  private readonly terms: NaiveTerms | undefined;

  constructor(data: HolidayData, terms?: NaiveTerms) {
    this.holidays = Object.fromEntries(Object.entries(data.lists).map(([name, days]) => [name, new Set(days)]));
    this.terms = terms;
  }

  isWorking(iso: string, calendar = 'england-and-wales'): boolean {
    const list = this.holidays[calendar === 'school' ? 'england-and-wales' : calendar]!;
    return Temporal.PlainDate.from(iso).dayOfWeek < 6 && !list.has(iso);
  }

  isSchoolDay(iso: string): boolean {
    if (!this.isWorking(iso) || this.terms!.inset.includes(iso)) return false;
    return this.terms!.terms.some(([first, last]) => first <= iso && iso <= last);
  }

  isClosed(iso: string): boolean {
    const [, month, day] = iso.split('-');
    return month === '08' || (month === '12' && Number(day) > 24) || (month === '01' && day === '01');
  }

  plus(iso: string, days: number): string {
    return Temporal.PlainDate.from(iso).add({ days }).toString();
  }

  /** The raw end; `undefined` where the school calendar is missing or runs out. */
  count(start: string, period: CountedPeriod): string | undefined {
    const sign = period.direction === 'before' ? -1 : 1;
    const included = period.startDay === 'included';
    const byDay = period.unit === 'working-days' || period.unit === 'school-days';
    if (period.unit === 'school-days' && !this.covered(start)) return undefined;
    if (!byDay && period.closed !== 'exclude') {
      const end = this.plain(start, period.count * sign, period.unit);
      return included ? this.plus(end, -sign) : end;
    }
    let left = byDay ? period.count : this.lengthOf(start, period, sign);
    if (included && left > 0 && this.counts(start, period)) left--;
    let at = start;
    while (left > 0) {
      at = this.plus(at, sign);
      if (period.unit === 'school-days' && !this.covered(at)) return undefined;
      if (this.counts(at, period)) left--;
    }
    return at;
  }

  private plain(start: string, count: number, unit: CountedPeriod['unit']): string {
    const from = Temporal.PlainDate.from(start);
    return (
      unit === 'months' ? from.add({ months: count }) : from.add({ days: unit === 'weeks' ? 7 * count : count })
    ).toString();
  }

  private lengthOf(start: string, period: CountedPeriod, sign: number): number {
    const end = this.plain(start, period.count * sign, period.unit);
    return Math.abs(Temporal.PlainDate.from(start).until(end, { largestUnit: 'days' }).days);
  }

  private counts(iso: string, period: CountedPeriod): boolean {
    if (period.closed === 'exclude' && this.isClosed(iso)) return false;
    if (period.unit === 'working-days') return this.isWorking(iso, period.calendar);
    if (period.unit === 'school-days') return this.isSchoolDay(iso) && this.isWorking(iso, period.calendar);
    return true;
  }

  private covered(iso: string): boolean {
    if (!this.terms) return false;
    const first = this.terms.terms.map(([day]) => day).sort()[0]!;
    const last = this.terms.terms
      .map(([, day]) => day)
      .sort()
      .at(-1)!;
    const begins = /-0[89]-/.test(first) && first.slice(5) <= '09-15' ? `${first.slice(0, 4)}-08-01` : first;
    return begins <= iso && iso <= last;
  }

  /** The end after the roll and the closed periods, walked day by day. */
  end(raw: string, ending: { readonly roll: string; readonly closed: string; readonly calendar?: string }): string {
    let at = raw;
    if (ending.closed === 'extend' && this.isClosed(at)) {
      while (this.isClosed(at) || !this.isWorking(at, ending.calendar)) at = this.plus(at, 1);
    } else if (ending.roll === 'next-working-day') {
      while (!this.isWorking(at, ending.calendar)) at = this.plus(at, 1);
    }
    return at;
  }
}
