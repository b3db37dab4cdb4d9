// Counting, rolls, closed days and school calendars, each by example.
import { describe, expect, it } from 'vitest';
import { endOfClosed, isClosed } from './closedDays.ts';
import { Calendars, type Count, countFrom, rollEnd } from './counting.ts';
import { addMonths, type Day, dayFrom, formatDay, formatIsoDay, parseIsoDay, weekdayOf } from './day.ts';
import { SchoolDays } from './schoolDays.ts';
import { WorkingDays } from './workingDays.ts';

const d = (iso: string): Day => parseIsoDay(iso)!;
const data = {
  firstYear: 2026,
  lastYear: 2027,
  lists: {
    'england-and-wales': ['2026-08-31', '2026-12-25', '2026-12-28', '2027-01-01', '2027-03-26', '2027-03-29'],
    'united-kingdom': ['2026-08-31', '2026-11-30', '2026-12-25', '2026-12-28', '2027-01-01', '2027-01-04'],
  },
};
const terms = {
  terms: [
    { first: d('2026-09-02'), last: d('2026-10-23') },
    { first: d('2026-11-02'), last: d('2026-12-18') },
  ],
  insetDays: [d('2026-09-03')],
};
const calendars = new Calendars(data, terms);
const base: Count = { count: 1, unit: 'days', startDay: 'excluded', direction: 'after', closed: 'none' };
function end(start: string, what: Partial<Count>, with_ = calendars): string {
  const counted = countFrom(d(start), { ...base, ...what }, with_);
  return 'reason' in counted ? counted.reason : formatIsoDay(counted.day);
}

describe('days', () => {
  it.each(['2026-02-30', '2025-02-29', '2026-13-01', '2026-00-10', '2026-5-03', 'x'])('%s is no day', (text) => {
    expect(parseIsoDay(text)).toBeUndefined();
  });
  it('are written as British prose', () => {
    expect(formatDay(d('2026-05-03'))).toBe('3 May 2026');
    expect(formatDay(d('2026-05-03'), 'weekday')).toBe('Sunday 3 May 2026');
    expect(weekdayOf(d('1969-12-28'))).toBe(6);
    expect(dayFrom(2000, 2, 29)).toBe(d('2000-02-29'));
  });
});

describe('a period', () => {
  it.each([
    ['2026-05-03', { count: 2, unit: 'months' }, '2026-07-03'],
    ['2025-12-31', { count: 2, unit: 'months' }, '2026-02-28'],
    ['2026-08-31', { count: 6, unit: 'months', startDay: 'included' }, '2027-02-27'],
    ['2026-02-03', { count: 6, unit: 'months', startDay: 'included' }, '2026-08-02'],
    ['2026-11-02', { count: 15, startDay: 'included' }, '2026-11-16'],
    ['2026-11-02', { count: 6, unit: 'weeks' }, '2026-12-14'],
    ['2026-11-10', { count: 2, unit: 'weeks', direction: 'before' }, '2026-10-27'],
    ['2026-12-23', { count: 3, unit: 'working-days' }, '2026-12-30'],
    ['2026-11-09', { count: 20, unit: 'working-days', calendar: 'united-kingdom' }, '2026-12-08'],
    ['2026-12-29', { count: 2, unit: 'working-days', direction: 'before' }, '2026-12-23'],
    ['2026-07-06', { count: 30, unit: 'working-days', closed: 'exclude' }, '2026-09-15'],
    ['2026-12-10', { count: 28, closed: 'exclude' }, '2027-01-15'],
    ['2026-07-15', { count: 1, unit: 'months', closed: 'exclude' }, '2026-09-15'],
    ['2026-09-10', { count: 10, unit: 'working-days', direction: 'before', closed: 'exclude' }, '2026-07-29'],
    ['2026-11-07', { count: 0 }, '2026-11-07'],
    // The start day counts as the first only where it is a day that counts at all.
    ['2026-11-07', { count: 3, unit: 'working-days', startDay: 'included' }, '2026-11-11'],
    ['2026-11-09', { count: 3, unit: 'working-days', startDay: 'included' }, '2026-11-11'],
  ] satisfies [string, Partial<Count>, string][])('%s %j: %s', (start, what, expected) => {
    expect(end(start, what)).toBe(expected);
  });
  it('months are added once: steps do not compose', () => {
    const twice = addMonths(addMonths(d('2026-01-31'), 1).day, 1).day;
    expect(formatIsoDay(addMonths(d('2026-01-31'), 2).day)).toBe('2026-03-31');
    expect(formatIsoDay(twice)).toBe('2026-03-28');
  });
});

describe('the end of a period', () => {
  const roll = (iso: string, closed: 'none' | 'extend' = 'none') =>
    formatIsoDay(rollEnd(d(iso), { roll: 'next-working-day', closed }, calendars).day);
  it.each([
    ['2026-07-03', '2026-07-03'],
    ['2026-12-26', '2026-12-29'],
    ['2026-08-30', '2026-09-01'],
  ])('%s rolls to %s', (raw, expected) => {
    expect(roll(raw)).toBe(expected);
  });
  it.each([
    ['2026-08-05', '2026-09-01'],
    ['2026-12-25', '2027-01-04'],
    ['2027-01-01', '2027-01-04'],
    ['2026-12-24', '2026-12-24'],
    ['2027-07-31', '2027-08-02'],
  ])('%s in a case for the Tribunal becomes %s', (raw, expected) => {
    expect(roll(raw, 'extend')).toBe(expected);
  });
  it('knows the closed days', () => {
    const closed = ['2026-08-01', '2026-08-31', '2026-12-25', '2026-12-31', '2027-01-01'];
    const open = ['2026-07-31', '2026-09-01', '2026-12-24', '2027-01-02'];
    expect(closed.map((iso) => isClosed(d(iso)))).toEqual(closed.map(() => true));
    expect(open.map((iso) => isClosed(d(iso)))).toEqual(open.map(() => false));
    expect(closed.map((iso) => formatIsoDay(endOfClosed(d(iso))))).toEqual([
      ...['2026-08-31', '2026-08-31'],
      ...['2027-01-01', '2027-01-01', '2027-01-01'],
    ]);
  });
});

describe('school days', () => {
  const school = { unit: 'school-days', calendar: 'school' } as const;
  it('come from the calendar: no weekends, holidays or inset days', () => {
    expect(end('2026-09-02', { ...school, count: 1 })).toBe('2026-09-04');
    expect(end('2026-10-22', { ...school, count: 2 })).toBe('2026-11-02');
    expect(end('2026-11-02', { ...school, count: 6, startDay: 'included' })).toBe('2026-11-09');
    expect(end('2026-11-04', { ...school, count: 5, direction: 'before' })).toBe('2026-10-21');
  });
  it('with another list leave out its bank holidays too', () => {
    expect(end('2026-11-27', { ...school, count: 1, calendar: 'united-kingdom' })).toBe('2026-12-01');
  });
  it('give no date without a calendar, and none past its end or before its beginning', () => {
    const none = new Calendars(data);
    expect(end('2026-11-02', { ...school, count: 5 }, none)).toContain('only on the calendar of that school');
    expect(end('2026-12-10', { ...school, count: 10 })).toBe('the school calendar ends on 18 December 2026');
    expect(end('2027-01-10', { ...school, count: 1 })).toBe('the school calendar ends on 18 December 2026');
    expect(end('2026-07-01', { ...school, count: 5 })).toBe('the school calendar begins only on 1 August 2026');
    const empty = new Calendars(data, { terms: [], insetDays: [] });
    expect(end('2026-11-02', { ...school, count: 5 }, empty)).toBe('the school calendar holds no term');
  });
  it('the August before the autumn term holds none', () => {
    expect(end('2026-08-12', { ...school, count: 1 })).toBe('2026-09-02');
  });
  it('Christmas before the spring term holds none, and the day itself need not be known where it is not counted', () => {
    const from = (first: string) =>
      new Calendars(data, { terms: [{ first: d(first), last: d('2026-02-13') }], insetDays: [] });
    expect(end('2025-12-24', { ...school, count: 1 }, from('2026-01-06'))).toBe('2026-01-06');
    expect(end('2025-12-22', { ...school, count: 1 }, from('2026-01-06'))).toContain('begins only on 24 December 2025');
    expect(end('2026-02-01', { ...school, count: 1 }, from('2026-02-02'))).toBe('2026-02-02');
    expect(end('2026-02-14', { ...school, count: 1, direction: 'before' }, from('2026-02-02'))).toBe('2026-02-13');
    expect(end('2026-02-01', { ...school, count: 1, startDay: 'included' }, from('2026-02-02'))).toContain(
      'begins only',
    );
  });
  it('a term that ends before it begins is left out', () => {
    const backwards = { terms: [{ first: d('2026-12-01'), last: d('2026-11-01') }], insetDays: [] };
    expect(new SchoolDays(backwards, calendars.working()).covers).toBeUndefined();
  });
});

describe('working days', () => {
  it('say where the published list ends', () => {
    const working = calendars.working();
    expect([working.covers(d('2026-01-01')), working.covers(d('2027-12-31'))]).toEqual([true, true]);
    expect([working.covers(d('2025-12-31')), working.covers(d('2028-01-01'))]).toEqual([false, false]);
    const counted = countFrom(d('2027-12-20'), { ...base, count: 15, unit: 'working-days' }, calendars);
    expect(counted).toMatchObject({ uncovered: true });
  });
  it('are known beyond the table, by the days that recur', () => {
    const working = calendars.working();
    expect([working.has(d('1980-12-25')), working.has(d('1980-12-24')), working.has(d('2099-12-25'))]).toEqual([
      false,
      true,
      false,
    ]);
    // The early May holiday is younger than that.
    expect(working.has(d('1977-05-02'))).toBe(true);
  });
  it('say why a day is none', () => {
    const working = calendars.working();
    const days = ['2026-12-25', '2026-12-26', '2026-12-27', '2026-12-29'];
    expect(days.map((iso) => working.describe(d(iso)))).toEqual([
      'a bank holiday',
      'a Saturday',
      'a Sunday',
      'a working day',
    ]);
  });
  it('want a list that exists', () => {
    expect(() => new WorkingDays('mars', data)).toThrow("'mars'");
  });
});
