// The year of an entry whose opening date has none: the one that keeps it in order with its dated neighbours, else
// front matter's date, else the latest such day not after today. Weekdays written beside such dates decide where the
// year could be another one for all of them.
import { type Day, dayFrom, partsOf, weekdayOf } from '../calendar/day.ts';

/** What is known of an entry's day. */
export interface EntryDate {
  /** The day, where the year is written. */
  readonly day?: Day;
  /** Day and month, where no year is. */
  readonly dayOfMonth?: number;
  readonly month?: number;
  /** Weekday written beside it, -1 where none. */
  readonly weekday?: number;
}

/** An entry may stand this many days on the wrong side of its neighbour before the year is changed for it. */
const slack = 45;

/** The days of entries in the order of the text; `undefined` stays where there is nothing to go by. */
export function settleYears(
  entries: readonly EntryDate[],
  frontMatterDate: Day | undefined,
  today: Day,
): (Day | undefined)[] {
  const known = entries.map((e) => e.day);
  const yearless = entries.some((e) => e.day === undefined && e.month !== undefined);
  if (!yearless) return known;
  const order = newestFirst(entries) ? -1 : 1;
  const indexes = entries.map((_, i) => i);
  if (order < 0) indexes.reverse();
  const sequence = indexes.filter((i) => known[i] !== undefined || entries[i]!.month !== undefined);
  const settle = (days: (Day | undefined)[], limit: Day, back = 0): (Day | undefined)[] => {
    forwards(sequence, entries, days, frontMatterDate, today);
    backwards(sequence, entries, days, limit, back);
    return days;
  };
  const limit = frontMatterDate ?? today;
  let best = settle(known.slice(), limit);
  if (frontMatterDate !== undefined && known.every((day) => day === undefined)) {
    const onwards = settle(startedOn(frontMatterDate, sequence, entries), limit);
    // Or a few days before it, where it is otherwise months after the last.
    const before = onwards[sequence[0]!]! - frontMatterDate;
    const isFirst = before === 0 || (before > 0 && before <= 14 && frontMatterDate - best[sequence.at(-1)!]! > 60);
    if (isFirst || fitting(entries, onwards) > fitting(entries, best)) best = onwards;
  }
  const written = entries.filter(({ weekday = -1 }) => weekday >= 0).length;
  for (let back = 1; back <= 2 && written >= fitting(entries, best) + 2; back++) {
    const earlier = settle(known.slice(), limit, back);
    // One weekday may be a slip; several are not all slips.
    if (fitting(entries, earlier) >= fitting(entries, best) + 2) best = earlier;
  }
  return best;
}

/** Front matter's date may be that of the first entry, from which the rest follow. */
function startedOn(date: Day, sequence: readonly number[], entries: readonly EntryDate[]): (Day | undefined)[] {
  const days: (Day | undefined)[] = entries.map(() => undefined);
  const first = sequence[0]!;
  days[first] = closest(entries[first]!, date);
  return days;
}

/** How many weekdays written beside the dates are those of the days. */
function fitting(entries: readonly EntryDate[], days: readonly (Day | undefined)[]): number {
  let count = 0;
  for (let i = 0; i < entries.length; i++) {
    const day = days[i];
    if (day !== undefined && entries[i]!.weekday === weekdayOf(day)) count++;
  }
  return count;
}

/** Each year-less entry after a dated one: the first such day not before it. */
function forwards(
  sequence: readonly number[],
  entries: readonly EntryDate[],
  known: (Day | undefined)[],
  frontMatterDate: Day | undefined,
  today: Day,
): void {
  let last: Day | undefined;
  for (let k = 0; k < sequence.length; k++) {
    const i = sequence[k]!;
    if (known[i] === undefined && last !== undefined) {
      const next = nextKnown(sequence, known, k);
      known[i] = after(entries[i]!, last, next ?? Math.max(frontMatterDate ?? 0, today, last));
    }
    if (known[i] !== undefined) last = known[i];
  }
}

/**
 * The year-less entries above the first dated one: from the bottom up, the latest such day not after the one below; all of
 * them `back` years before that.
 */
function backwards(
  sequence: readonly number[],
  entries: readonly EntryDate[],
  known: (Day | undefined)[],
  limit: Day,
  back: number,
): void {
  let next: Day | undefined;
  let isFirst = true;
  for (let k = sequence.length - 1; k >= 0; k--) {
    const i = sequence[k]!;
    const entry = entries[i]!;
    if (known[i] === undefined) {
      const alone = next === undefined && back === 0;
      const latest = next === undefined ? notAfter(entry, limit, 0, alone) : notAfter(entry, next, slack);
      known[i] = latest === undefined || !isFirst || back === 0 ? latest : yearsBefore(entry, latest, back);
      isFirst = false;
    }
    if (known[i] !== undefined) next = known[i];
  }
}

const yearsBefore = (e: EntryDate, day: Day, years: number): Day | undefined =>
  dayFrom(partsOf(day).year - years, e.month!, e.dayOfMonth!);

function nextKnown(sequence: readonly number[], known: readonly (Day | undefined)[], from: number): Day | undefined {
  // A look of a few entries ahead is enough, and keeps a long log linear.
  for (let k = from + 1; k < sequence.length && k < from + 12; k++) {
    const d = known[sequence[k]!];
    if (d !== undefined) return d;
  }
  return undefined;
}

/** The first such day not before `last`; the one a little before it, or the one before, where that lies beyond `limit`. */
function after(e: EntryDate, last: Day, limit: number): Day | undefined {
  const near = closest(e, last);
  if (near === undefined) return undefined;
  if (near >= last || last - near <= slack) return near;
  const next = later(e, near);
  return next !== undefined && next <= limit ? next : near;
}

/** The latest such day not after `limit` and `beyond` days more; `byWeekday`: or one of two years that fits its weekday. */
function notAfter(e: EntryDate, limit: Day, beyond: number, byWeekday = false): Day | undefined {
  const { year } = partsOf(limit);
  let found: Day | undefined;
  for (let y = year + 1; y > year - 9; y--) {
    const d = dayFrom(y, e.month!, e.dayOfMonth!);
    if (d === undefined || d > limit + beyond) continue;
    if (found === undefined) found = d;
    // A weekday written beside it speaks for a year of the last two.
    if (!byWeekday || e.weekday === undefined || e.weekday < 0 || weekdayOf(d) === e.weekday) return d;
    if (found - d > 700) break;
  }
  return found;
}

/** The such day nearest to `day`. */
function closest(e: EntryDate, day: Day): Day | undefined {
  const { year } = partsOf(day);
  let best: Day | undefined;
  for (let y = year - 4; y <= year + 4; y++) {
    const d = dayFrom(y, e.month!, e.dayOfMonth!);
    if (d !== undefined && (best === undefined || Math.abs(d - day) < Math.abs(best - day))) best = d;
  }
  return best;
}

function later(e: EntryDate, day: Day): Day | undefined {
  const { year } = partsOf(day);
  for (let y = year + 1; y < year + 9; y++) {
    const d = dayFrom(y, e.month!, e.dayOfMonth!);
    if (d !== undefined) return d;
  }
  return undefined;
}

/** True where the entries run from the newest to the oldest. */
function newestFirst(entries: readonly EntryDate[]): boolean {
  let down = 0;
  let up = 0;
  let last: EntryDate | undefined;
  for (const e of entries) {
    if (e.day === undefined && e.month === undefined) continue;
    if (last !== undefined) {
      const step = e.day !== undefined && last.day !== undefined ? e.day - last.day : turn(e) - turn(last);
      const near = e.day !== undefined && last.day !== undefined ? step : ((((step + 183) % 366) + 366) % 366) - 183;
      if (near > 0) up++;
      else if (near < 0) down++;
    }
    last = e;
  }
  return down > up;
}

/** Place in the year, in days, roughly. */
function turn(e: EntryDate): number {
  if (e.day === undefined) return e.month! * 31 + e.dayOfMonth!;
  const { month, day } = partsOf(e.day);
  return month * 31 + day;
}
