// Bank holidays that recur by rule, for years that the published list does not reach. The published list always wins;
// these are a fallback that the reader is told about, never a silent assumption (extra days for a jubilee, a funeral
// or a coronation cannot be foreseen).
import { type Day, dayFrom, weekdayOf } from './day.ts';

/** Easter Sunday of a year of the Gregorian calendar. Algorithm: anonymous Gregorian (Meeus, Jones, Butcher). */
export function easterSunday(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return dayFrom(year, Math.floor(n / 31), (n % 31) + 1)!;
}

/** The first Monday of a month. */
function firstMonday(year: number, month: number): Day {
  const first = dayFrom(year, month, 1)!;
  return (first + ((7 - weekdayOf(first)) % 7)) as Day;
}

/** The last Monday of a month of 31 days. */
function lastMonday(year: number, month: number): Day {
  const last = dayFrom(year, month, 31)!;
  return (last - weekdayOf(last)) as Day;
}

/** Days in a row that are holidays; where one falls on a weekend, or on a day already taken, the next weekday stands in. */
function withSubstitutes(days: readonly Day[]): Day[] {
  const taken: Day[] = [];
  const late: Day[] = [];
  for (const day of days) (weekdayOf(day) >= 5 ? late : taken).push(day);
  for (const day of late) {
    let next = day;
    while (weekdayOf(next) >= 5 || taken.includes(next)) next = (next + 1) as Day;
    taken.push(next);
  }
  return taken;
}

function englandAndWales(year: number): Day[] {
  const easter = easterSunday(year);
  return [
    ...withSubstitutes([dayFrom(year, 1, 1)!]),
    (easter - 2) as Day,
    (easter + 1) as Day,
    // The early May holiday was proclaimed from 1978 on.
    ...(year >= 1978 ? [firstMonday(year, 5)] : []),
    lastMonday(year, 5),
    lastMonday(year, 8),
    ...withSubstitutes([dayFrom(year, 12, 25)!, dayFrom(year, 12, 26)!]),
  ];
}

function scotlandAndNorthernIreland(year: number): Day[] {
  return [
    ...withSubstitutes([dayFrom(year, 1, 1)!, dayFrom(year, 1, 2)!]),
    firstMonday(year, 8),
    ...withSubstitutes([dayFrom(year, 3, 17)!]),
    ...withSubstitutes([dayFrom(year, 7, 12)!]),
    ...(year >= 2007 ? withSubstitutes([dayFrom(year, 11, 30)!]) : []),
  ];
}

/**
 * The bank holidays of a year by their standing rules, sorted. `united-kingdom` adds those of Scotland and Northern
 * Ireland; `children-act` adds 25 and 26 December themselves (SI 2006/1738 reg 2).
 */
export function recurringHolidays(calendar: string, year: number): Day[] {
  const days = englandAndWales(year);
  if (calendar === 'united-kingdom') days.push(...scotlandAndNorthernIreland(year));
  if (calendar === 'children-act') days.push(dayFrom(year, 12, 25)!, dayFrom(year, 12, 26)!);
  return [...new Set(days)].sort((a, b) => a - b);
}
