// How a piece is placed: the dates that it has under a month heading, and which of them opens it. Kept with the piece for
// the next reading.
import { daysInMonth } from '../calendar/day.ts';
import { RawDate } from './dates/raw.ts';
import type { MonthContext } from './month-heading.ts';
import { dayNumberAtHead } from './openings.ts';
import type { Piece, Placing, Table } from './pieces.ts';

/** The dates of a piece, and which of them opens it; -1: none. */
export interface Opening {
  readonly dates: readonly RawDate[];
  readonly opening: number;
}

export function keep(
  piece: Piece,
  month: MonthContext | undefined,
  table: Table | undefined,
  { dates, opening }: Opening,
  title?: string,
): Placing {
  piece.placing = { piece, month, table, title, dates, opening, says: undefined };
  return piece.placing;
}

export function sameMonth(a: MonthContext | undefined, b: MonthContext | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.month === b.month && a.year === b.year);
}

/** Gives a piece its bare day number as an opening date, where a month heading stands above. */
export function withMonth(
  piece: Piece,
  dates: readonly RawDate[],
  at: number,
  month: MonthContext | undefined,
): Opening {
  const opening = dates[at];
  if (month === undefined || month.month === 0 || piece.month !== undefined) {
    // "the 5th" with no month above it is read against the entry it stands in; it opens none.
    return { dates, opening: opening?.rawKind === 'ordinal' ? -1 : at };
  }
  const { month: number, year } = month;
  if (opening !== undefined) {
    if (opening.rawKind !== 'ordinal') return { dates, opening: at };
    const date: RawDate = Object.assign(new RawDate('date', 0, 0), opening, { rawKind: 'date', month: number, year });
    if (date.day > daysInMonth(year || 2024, number)) date.rawKind = 'impossible';
    return { dates: dates.map((d) => (d === opening ? date : d)), opening: at };
  }
  const eol = piece.text.indexOf('\n');
  const found = dayNumberAtHead(eol === -1 ? piece.text : piece.text.slice(0, eol));
  if (found === undefined) return { dates, opening: at };
  const real = found.day <= daysInMonth(year || 2024, number);
  const date = new RawDate(real ? 'date' : 'impossible', found.start, found.end);
  date.day = found.day;
  date.month = number;
  date.year = year;
  const before = dates[0];
  if (before !== undefined && before.rawEnd <= date.rawStart && before.weekday >= 0 && before.rawKind === 'weekday') {
    date.weekday = before.weekday;
    date.weekdayStart = before.weekdayStart;
    date.weekdayEnd = before.weekdayEnd;
    date.rawStart = before.rawStart;
  }
  return { dates: [date, ...dates.filter((d) => d.rawStart >= date.rawEnd)], opening: 0 };
}
