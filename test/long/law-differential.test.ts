// The engine's counting against Temporal and against the slow reading, over 100,000 random inputs; and bank holidays
// over every day of the published years.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Calendars, countFrom, rollEnd } from '../../server/src/calendar/counting.ts';
import { type Day, formatIsoDay } from '../../server/src/calendar/day.ts';
import { derive } from '../../server/src/law/derive.ts';
import { anyCase, anyDay, anyPeriod, iso, schoolCalendar, schoolTerms } from '../law/arbitraries.ts';
import { Naive } from '../law/naive.ts';
import { day, england } from '../law/support.ts';

const calendars = new Calendars(england.holidays, schoolCalendar);
const naive = new Naive(england.holidays, schoolTerms);

it('counts 100,000 random periods as the slow reading does', { timeout: 600_000 }, () => {
  fc.assert(
    fc.property(anyDay, anyPeriod, (start, period) => {
      const counted = countFrom(start, period, calendars);
      const slow = naive.count(iso(start), period);
      if ('reason' in counted) return slow === undefined;
      if (formatIsoDay(counted.day) !== slow) return false;
      return formatIsoDay(rollEnd(counted.day, period, calendars).day) === naive.end(slow, period);
    }),
    { numRuns: 100_000 },
  );
});

it('calls the same days working days, in every list, from the first published year to the last', () => {
  const { firstYear, lastYear, lists } = england.holidays;
  for (const name of Object.keys(lists)) {
    const working = calendars.working(name);
    for (let at = day(`${firstYear}-01-01`); at <= day(`${lastYear}-12-31`); at = (at + 1) as Day) {
      if (working.has(at) !== naive.isWorking(formatIsoDay(at), name)) expect(`${name} ${formatIsoDay(at)}`).toBe('');
    }
  }
});

it('derives from any events without failing', { timeout: 600_000 }, () => {
  fc.assert(
    fc.property(anyCase(40), anyDay, (events, today) => {
      for (const deadline of derive(england, { today, events, facts: {}, schoolCalendar })) deadline.explain();
    }),
    { numRuns: 5_000 },
  );
});
