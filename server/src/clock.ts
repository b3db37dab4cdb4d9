// The one clock of the program: the civil day in England, whatever the machine's own zone, and the minute. Only entry
// points use it.
import { type Day, parseIsoDay } from './calendar/day.ts';

// en-CA writes a date as YYYY-MM-DD. Made once: making a formatter costs far more than using it.
const formatter = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** Today in Europe/London. */
export function todayInLondon(): Day {
  return parseIsoDay(formatter.format(Date.now()))!;
}

/** Minutes since 1 January 1970, UTC: what says which of two files of one day is the newer. */
export function minutesNow(): number {
  return Math.floor(Date.now() / 60_000);
}
