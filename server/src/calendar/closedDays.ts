// Closed days of the SEND Tribunal: August, and 25 December to 1 January. In a special educational needs case a limit
// for starting an appeal that ends in them moves past them, and for any other act they are not counted.
// Source: HESC Rules 2008 (SI 2008/2699) rule 12(3).
import { type Day, dayFrom, partsOf } from './day.ts';

/** True in August and from 25 December to 1 January. */
export function isClosed(day: Day): boolean {
  const { month, day: date } = partsOf(day);
  return month === 8 || (month === 12 && date >= 25) || (month === 1 && date === 1);
}

/** The last day of the closed period that holds the day: 31 August or 1 January. The day itself where it is open. */
export function endOfClosed(day: Day): Day {
  const { year, month, day: date } = partsOf(day);
  if (month === 8) return dayFrom(year, 8, 31)!;
  if (month === 12 && date >= 25) return dayFrom(year + 1, 1, 1)!;
  return day;
}
