// An entry whose year is plainly a slip: as written it lies a year away from the entries on both sides of it, and in another
// year it stands just between them. History told back is left alone.
import { type Day, dayFrom, formatDay, partsOf, weekdayOf } from '../calendar/day.ts';
import type { EntryDays } from './entry-days.ts';
import type { Problem, Span } from './model.ts';

/** Days between the entries on both sides, at most, where no weekday speaks for the other year; and where one does. */
const near = 62;
const nearWithWeekday = 184;
/** Nearer to a neighbour than this, an entry is in its place; what it is to a neighbour that it has not. */
const close = 365 - nearWithWeekday - 62;
const farOff = 9999;
/** An entry may stand this many days on the wrong side of its neighbour. */
const slack = 3;

const history = /back in|last year|ago\b|history|background|previous|originally|late entry|\bold/i;

interface Slip {
  readonly entry: number;
  /** The day that is likely meant. */
  readonly meant: Day;
}

/** An edit that touches no entry's date leaves the days as they are. */
const slipsOf = new WeakMap<EntryDays, readonly Slip[]>();

/** Asks after such years, with the mend. `spanOf` says where an entry's opening date is written in `text`. */
export function yearsOutOfOrder(
  entryDays: EntryDays,
  spanOf: (entry: number) => Span | undefined,
  text: string,
): Problem[] {
  let slips = slipsOf.get(entryDays);
  if (!slips) {
    slips = findSlips(entryDays);
    slipsOf.set(entryDays, slips);
  }
  return slips.map(({ entry, meant }) => {
    const at = spanOf(entry)!;
    return {
      code: 'order-of-events',
      message: `Is the year right? By the entries beside it, ${formatDay(meant)} is meant.`,
      severity: 'warning',
      ...at,
      fixes: [yearFix(meant, text.slice(at.start, at.end))],
    };
  });
}

function findSlips(entryDays: EntryDays): Slip[] {
  const { days, says, drafts } = entryDays;
  const dated: number[] = [];
  for (let i = 0; i < drafts.length; i++) if (drafts[i]!.opener && drafts[i]!.inherits < 0 && days[i]) dated.push(i);
  const slips: Slip[] = [];
  for (let k = 0; k < dated.length; k++) {
    const i = dated[k]!;
    const { day } = says[i]!;
    const before = days[dated[k - 1] ?? i]!;
    const after = days[dated[k + 1] ?? i]!;
    // Near to one of its neighbours it cannot stand between them in another year, too.
    if (!day || Math.min(Math.abs(day - before) || farOff, Math.abs(day - after) || farOff) < close) continue;
    const meant = meantInstead(i, day, dated[k - 1], dated[k + 1], entryDays);
    if (meant) slips.push({ entry: i, meant });
  }
  return slips;
}

/** The day of another year that an entry between two others is likely of; nothing where it tells of earlier days. */
function meantInstead(
  i: number,
  day: Day,
  before: number | undefined,
  after: number | undefined,
  { days, drafts, today }: EntryDays,
): Day | undefined {
  const { dates, opening, piece } = drafts[i]!.opener!;
  const { year = 0, weekday = -1 } = dates[opening] ?? {};
  if (year < 3 || weekdayOf(day) === weekday) return undefined;
  const beside = [before, after].flatMap((b) => (b === undefined ? [] : days[b]!));
  const meant = otherYears(day).find((other) => other <= today && fits(other, weekday, beside));
  // The entry says that it tells of earlier days, or names another day of its year.
  if (history.test(piece.text) || dates.filter((d) => d.year === year).length > 1) return undefined;
  return meant;
}

/** Does the day stand between the neighbours, or beside the only one, and its weekday speak for it? */
function fits(day: Day, weekday: number, beside: readonly Day[]): boolean {
  const low = Math.min(...beside);
  const high = Math.max(...beside);
  const speaks = weekdayOf(day) === weekday;
  const room = beside.length < 2 ? near : slack;
  if (!speaks && (weekday >= 0 || room === near)) return false;
  return high - low <= (speaks ? nearWithWeekday : near) && day >= low - room && day <= high + room;
}

/** The same day of the year before and of the year after. */
export function otherYears(day: Day): Day[] {
  const { year, month, day: date } = partsOf(day);
  return [year - 1, year + 1].flatMap((y) => dayFrom(y, month, date) ?? []);
}

/** The mend that gives a date, as it is written, the year of `day`. */
export function yearFix(day: Day, written: string): Problem['fixes'][number] {
  const year = `${partsOf(day).year}`;
  const newText = written.replace(/\d{4}|\d\d(?=\D*$)/, (old) => year.slice(-old.length));
  return { title: `Change the year to ${year}`, newText };
}
