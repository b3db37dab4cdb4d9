// Bank holidays: the pack against an independent package, Easter by algorithm, the standing rules against the published
// lists, and what is said outside the published years.
import Holidays from 'date-holidays';
import { describe, expect, it } from 'vitest';
import { Calendars } from '../../server/src/calendar/counting.ts';
import { type Day, formatIsoDay, weekdayOf } from '../../server/src/calendar/day.ts';
import { easterSunday, recurringHolidays } from '../../server/src/calendar/holidays.ts';
import { day, england, lines, only } from './support.ts';

const { lists, firstYear, lastYear } = england.holidays;
const years = Array.from({ length: lastYear - firstYear + 1 }, (_, i) => firstYear + i);
const calendars = new Calendars(england.holidays);

/** Weekdays off in a part of the United Kingdom by the package date-holidays. */
function independent(part: string, year: number): string[] {
  const holidays = new Holidays('GB', part).getHolidays(year);
  const days = holidays.filter((h) => h.type === 'public' || h.type === 'bank').map((h) => h.date.slice(0, 10));
  return [...new Set(days)].filter((iso) => weekdayOf(day(iso)) < 5).sort();
}

const inYear = (name: string, year: number): string[] =>
  lists[name]!.filter((iso) => iso.startsWith(`${year}-`)).sort();

describe('the published lists', () => {
  it.each(years)('%i: England and Wales as date-holidays has them', (year) => {
    expect(inYear('england-and-wales', year)).toEqual(independent('ENG', year));
  });
  it('are weekdays, each once, for every year', () => {
    for (const list of Object.values(lists)) {
      expect(new Set(list).size).toBe(list.length);
      for (const year of years) expect(list.some((iso) => iso.startsWith(`${year}-`))).toBe(true);
    }
    for (const iso of lists['england-and-wales']!) expect(weekdayOf(day(iso))).toBeLessThan(5);
  });
  it('hold those of England and Wales in the other two', () => {
    for (const iso of lists['england-and-wales']!) {
      expect(lists['united-kingdom']).toContain(iso);
      expect(lists['children-act']).toContain(iso);
    }
  });
  it.each(years)('%i: Good Friday and Easter Monday stand by Easter', (year) => {
    const easter = easterSunday(year);
    for (const offset of [-2, 1])
      expect(inYear('england-and-wales', year)).toContain(formatIsoDay((easter + offset) as Day));
  });
  it.each(years)('%i: the days of Scotland and Northern Ireland are off in freedom of information only', (year) => {
    for (const [month, date] of [
      ['01', '02'],
      ['03', '17'],
      ['07', '12'],
      ['11', '30'],
    ]) {
      const iso = `${year}-${month}-${date}`;
      if (weekdayOf(day(iso)) >= 5) continue;
      expect([iso, calendars.working('united-kingdom').has(day(iso))]).toEqual([iso, false]);
    }
  });
});

describe('Easter', () => {
  it.each([
    [1818, '1818-03-22'],
    [1943, '1943-04-25'],
    [2000, '2000-04-23'],
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2028, '2028-04-16'],
    [2038, '2038-04-25'],
  ])('%i', (year, iso) => {
    expect(formatIsoDay(easterSunday(year))).toBe(iso);
  });
});

describe('the standing rules', () => {
  /** Years in which a proclamation moved or added a day: no rule foresees it. */
  const proclaimed = new Set([2020, 2022, 2023, 2026]);
  it.each(years.filter((year) => !proclaimed.has(year)))('%i: give the published days of all three lists', (year) => {
    for (const name of ['england-and-wales', 'united-kingdom']) {
      expect(recurringHolidays(name, year).map(formatIsoDay)).toEqual(inYear(name, year));
    }
  });
});

describe('outside the published years', () => {
  it('a limit that needs working days says that bank holidays are assumed', () => {
    const limit = only('foi-twenty-working-days', ['foi-made 2029-03-20']);
    expect(limit.doubts.join(' ')).toContain('known only for 2015 to 2028');
    expect(limit.explain().at(-1)!.text).toContain('2015 to 2028 only');
  });
  it('a roll past the last year says so too', () => {
    expect(only('tribunal-appeal', ['ehcna-refused 2028-11-01']).doubts.join(' ')).toContain('known only for');
    expect(only('tribunal-appeal', ['ehcna-refused 2028-10-01']).doubts.join(' ')).not.toContain('known only for');
  });
  it('a limit in calendar days needs no bank holidays and has no such doubt', () => {
    expect(only('ehcp-final-20-weeks', ['ehcna-requested 2031-03-03']).doubts.join(' ')).not.toContain('known only');
  });
  it('counts with the days that recur', () => {
    expect(lines('lgsco-code-stage1-ack', ['la-complaint-made 2029-12-21'], { today: '2029-12-21' })).toEqual([
      '2030-01-02 close',
    ]);
  });
});
