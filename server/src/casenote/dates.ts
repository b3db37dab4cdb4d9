// Every day written in a text, read the UK way against a reference day. The scan depends on the text alone and can be
// kept; resolving settles years, weekdays and words such as "yesterday".
import type { Day } from '../calendar/day.ts';
import { resolveDates } from './dates/resolve.ts';
import { scanDates } from './dates/scan.ts';
import type { DateMention } from './model.ts';

export { resolveDates } from './dates/resolve.ts';
export { scanDates } from './dates/scan.ts';

/**
 * Finds the days in `text`. `reference` is the day that year-less and relative dates are read against; positions are
 * offsets into `text` plus `start`. Never fails: what looks like a day and is none has form `impossible`.
 */
export function findDates(text: string, reference: Day, start = 0): DateMention[] {
  return resolveDates(scanDates(text), text, start, { reference });
}
