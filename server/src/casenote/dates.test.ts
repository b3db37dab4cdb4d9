// Days as advisers write them, one row a wording: the text, the reference day (the entry's own), and what is read.
// A mention is written `form text = past/future`; one day where both are the same, `..` and the last day of a range,
// `{a, b}` for days offered, `!` where the weekday written does not fit.
import { describe, expect, it } from 'vitest';
import { type Day, formatIsoDay, parseIsoDay } from '../calendar/day.ts';
import { findDates } from './dates.ts';
import type { DateMention } from './model.ts';

const iso = (day: Day): string => formatIsoDay(day);

function say(d: DateMention): string {
  const days =
    d.past === undefined || d.future === undefined
      ? ''
      : d.past === d.future
        ? ` = ${iso(d.past)}`
        : ` = ${iso(d.past)}/${iso(d.future)}`;
  const until = d.until === undefined ? '' : `..${iso(d.until.past)}`;
  const either = d.either === undefined ? '' : ` {${d.either.map(iso).join(', ')}}`;
  return `${d.form}${d.bare ? ' bare' : ''}${d.wrongWeekday === undefined ? '' : '!'} ${d.text}${days}${until}${either}`;
}

/** What is read in `text` against Saturday 20 June 2026, or another day. */
function read(text: string, reference = '2026-06-20'): string[] {
  return findDates(text, parseIsoDay(reference)!).map(say);
}

describe('written with day, month and year', () => {
  it.each([
    '3/5/26',
    '03/05/2026',
    '3.5.26',
    '03.05.2026',
    '3-5-26',
    '3-May-26',
    '3/May/26',
    '2026-05-03',
    '2026/05/03',
    '3 May 2026',
    '3rd May 2026',
    '3rd of May 2026',
    '3 of May, 2026',
    "3 May '26",
    '3 May 26',
    '3May2026',
    'May 3 2026',
    'May 3rd, 2026',
    'May the 3rd, 2026',
    'third of May 2026',
    '3rd day of May 2026',
    '3 / 5 / 26',
    '3. 5. 26',
    '03 May 2026',
    '3 MAY 2026',
    '3 may 2026',
  ])('%s', (text) => {
    expect(read(text)).toEqual([`full ${text} = 2026-05-03`]);
    expect(read(`Letter dated ${text}, rec'd later.`)).toEqual([`full ${text} = 2026-05-03`]);
    expect(read(`**${text}**: (${text})`)).toEqual([`full ${text} = 2026-05-03`, `full ${text} = 2026-05-03`]);
  });

  it.each([
    ['12 Febuary 2026', '2026-02-12'],
    ['12 Feburary 2026', '2026-02-12'],
    ['4 Setpember 2026', '2026-09-04'],
    ['4th Spetember 2026', '2026-09-04'],
    ['5 Ocotber 2026', '2026-10-05'],
    ['6 Novemeber 26', '2026-11-06'],
    ['7th of Decmber 2026', '2026-12-07'],
    ['8 Janurary 2026', '2026-01-08'],
    ['9 Agust 2026', '2026-08-09'],
    ['Setpember 4th 2026', '2026-09-04'],
    ['1 Sept. 2026', '2026-09-01'],
    ['2 Jan. 2026', '2026-01-02'],
  ])('misspelt or short: %s', (text, day) => {
    expect(read(`sent ${text} by post`)).toEqual([`full ${text} = ${day}`]);
  });

  it('has the weekday beside it, before or after, right or wrong', () => {
    expect(read('Sunday 3 May 2026')).toEqual(['full Sunday 3 May 2026 = 2026-05-03']);
    expect(read('Sun, 3rd May 2026 -')).toEqual(['full Sun, 3rd May 2026 = 2026-05-03']);
    expect(read('3 May 2026 (Sun)')).toEqual(['full 3 May 2026 (Sun = 2026-05-03']);
    expect(read('Tues 3 May 2026')).toEqual(['full! Tues 3 May 2026 = 2026-05-03']);
    expect(read('Wensday 3 May 2026')).toEqual(['full! Wensday 3 May 2026 = 2026-05-03']);
    expect(read('panel sat 3 May 2026')).toEqual(['full 3 May 2026 = 2026-05-03']);
  });
});

describe('without a year', () => {
  it.each([
    ['3 May', '2026-05-03/2027-05-03'],
    ['3rd of May', '2026-05-03/2027-05-03'],
    ['May 3rd', '2026-05-03/2027-05-03'],
    ['20 June', '2026-06-20'],
    ['21 June', '2025-06-21/2026-06-21'],
    ['31 Dec', '2025-12-31/2026-12-31'],
    ['29 Feb', '2024-02-29/2028-02-29'],
    ['9 Feb next year', '2027-02-09'],
    ['9 Feb last year', '2025-02-09'],
    ['Boxing Day', '2025-12-26/2026-12-26'],
    ['Christmas Eve', '2025-12-24/2026-12-24'],
  ])('%s is the latest not after the entry, or the first not before it', (text, days) => {
    expect(read(`on ${text}`)).toEqual([`year-less ${text} = ${days}`]);
  });

  it('reads a bare 10/9 as one only on trust', () => {
    expect(read('sent 10/9 by mum')).toEqual(['year-less bare 10/9 = 2025-09-10/2026-09-10']);
    expect(read('mtg Wed 14/10')).toEqual(['year-less bare Wed 14/10 = 2026-10-14']);
    // Nobody numbers a form so.
    expect(read('sent the form 07/06')).toEqual(['year-less bare 07/06 = 2026-06-07/2027-06-07']);
    expect(read('from form 7/6 to form 8/1')).toEqual([]);
  });

  it('reads a dotted 28.08 as one where days are written so', () => {
    expect(read('04.06.26: her answer is 28.05.')).toContain('year-less bare 28.05 = 2026-05-28/2027-05-28');
    expect(read('Her score is 28.05.')).toEqual([]);
  });

  it('doubts "May 26", which may be May 2026', () => {
    expect(read('AR May 26')[0]).toMatch(/^ambiguous May 26/);
    expect(read('AR on May 26')).toEqual(['year-less May 26 = 2026-05-26/2027-05-26']);
    expect(read('AR in May 26')).toEqual(['vague May 26']);
    expect(read('AR May 12')).toEqual(['year-less May 12 = 2026-05-12/2027-05-12']);
  });
});

describe('several days', () => {
  it.each([
    ['suspended 3-5 June', 'year-less 3-5 June = 2026-06-03/2027-06-03..2026-06-05'],
    ['hearing 7 + 8 Sept 2026', 'full 7 + 8 Sept 2026 = 2026-09-07..2026-09-08'],
    ['out 11 and 12 June 2026', 'full 11 and 12 June 2026 = 2026-06-11..2026-06-12'],
    ['from 28 April to 2 May 2026', 'full 28 April to 2 May 2026 = 2026-04-28..2026-05-02'],
    ['off 3/6/26 - 5/6/26', 'full 3/6/26 - 5/6/26 = 2026-06-03..2026-06-05'],
    ['off 3-5/6/26', 'full 3-5/6/26 = 2026-06-03..2026-06-05'],
    ['off 3, 4 and 5 June', 'year-less 3, 4 and 5 June = 2026-06-03/2027-06-03..2026-06-05'],
    ['off Wed 3 - Fri 5 June 2026', 'full Wed 3 - Fri 5 June 2026 = 2026-06-03..2026-06-05'],
    ['the 3rd and 4th of June', 'year-less 3rd and 4th of June = 2026-06-03/2027-06-03..2026-06-04'],
    ['on 28 or 29 April', 'ambiguous 28 or 29 April {2026-04-28, 2026-04-29}'],
    ['on either 3 or 4 June 2026', 'ambiguous 3 or 4 June 2026 {2026-06-03, 2026-06-04}'],
    ['the 18th or the 19th of June', 'ambiguous 18th or the 19th of June {2026-06-18, 2026-06-19}'],
    ['20/3/26 or 21/3/26', 'ambiguous 20/3/26 or 21/3/26 {2026-03-20, 2026-03-21}'],
    ['28/29 April', 'ambiguous 28/29 April {2026-04-28, 2026-04-29}'],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual([expected]);
  });

  it('a date and somebody called Jan, May or April', () => {
    for (const date of ['12/5/26', '2026-05-12', '12.05.26', '12-5-26'])
      for (const name of ['Jan', 'May', 'April', 'June'])
        expect(read(`${date} ${name} rang`)).toEqual([`full ${date} = 2026-05-12`]);
    expect(read('off 28/29 May')).toEqual(['ambiguous 28/29 May {2026-05-28, 2026-05-29}']);
  });

  it('that do not belong together stay apart', () => {
    expect(read('Call 2 - 5th May')).toEqual(['year-less 5th May = 2026-05-05/2027-05-05']);
    expect(read('dated 3 May, rec 5 May')).toHaveLength(2);
    expect(read('12 Nov to 27 Jan 2027')).toHaveLength(2);
  });
});

describe('relative to the entry', () => {
  it.each([
    ['yesterday', '2026-06-19'],
    ['yesterdya', '2026-06-19'],
    ["y'day", '2026-06-19'],
    ['today', '2026-06-20'],
    ['tomorrow', '2026-06-21'],
    ['this morning', '2026-06-20'],
    ['last night', '2026-06-19'],
    ['the day before yesterday', '2026-06-18'],
    ['three days ago', '2026-06-17'],
    ['a week ago today', '2026-06-13'],
    ['two weeks ago yesterday', '2026-06-05'],
    ['last Tues', '2026-06-16'],
    ['Tuesday', '2026-06-16/2026-06-23'],
    ['Monday week', '2026-06-29'],
    ['ystrdy', '2026-06-19'],
    ['ystday', '2026-06-19'],
    ['that afternoon', '2026-06-20'],
    ['last evening', '2026-06-19'],
  ])('%s', (text, days) => {
    expect(read(`rang ${text}.`)).toEqual([`relative ${text} = ${days}`]);
  });

  it('by the day of the month', () => {
    expect(read('met on the 12th, all well')).toEqual(['relative 12th = 2026-06-12/2026-07-12']);
    expect(read('met on Sunday 3rd, all well')).toEqual(['relative Sunday 3rd = 2026-05-03/2026-07-03']);
    expect(read('letter of the 30th')).toEqual(['relative 30th = 2026-05-30/2026-06-30']);
  });

  it('by the day of the month and its weekday: the next one where that is the nearer and alone fits', () => {
    expect(read('it is Friday the 10th', '2026-04-01')).toEqual(['relative Friday the 10th = 2026-04-10']);
    expect(read('it was Friday the 20th', '2026-03-05')).toEqual(['relative Friday the 20th = 2026-02-20/2026-03-20']);
    // A slip: the 16th was a Thursday, and next month's is a Saturday by chance.
    expect(read('came on Saturday the 16th', '2026-04-20')).toEqual([
      'relative Saturday the 16th = 2026-04-16/2026-05-16',
    ]);
  });

  it('by a weekday in small letters, a dash or a mark behind it, and by two of last week', () => {
    expect(read('answered the letter mon - will reinstate', '2026-03-18')).toEqual([
      'relative mon = 2026-03-16/2026-03-23',
    ]);
    expect(read('notice on the mat Sat!! late', '2025-11-17')).toEqual(['relative Sat = 2025-11-15/2025-11-22']);
    expect(read('suspended Mon to Weds', '2026-11-12')).toEqual(['relative Mon = 2026-11-09/2026-11-16']);
    expect(read('suspension Tues–Thurs last week', '2026-11-12')).toEqual([
      'relative Tues–Thurs last week = 2026-11-03',
    ]);
    expect(read('she works Mon-Weds', '2026-11-12')).toEqual([]);
    expect(read('suspended, 2 days, weds + thurs last wk', '2025-10-13')).toEqual([
      'relative weds + thurs last wk = 2025-10-08',
    ]);
  });

  it('counts from the date told before it', () => {
    expect(read('rang 3 May 2026, refused the same day')[1]).toBe('relative same day = 2026-05-03');
    expect(read('letter 3 May 2026; rang the day after.')[1]).toBe('relative the day after = 2026-05-04');
    expect(read('letter 3 May 2026 and two days later a call')[1]).toBe('relative two days later = 2026-05-05');
    expect(read('made a SAR the same day, 2 March 2026.')).toEqual([
      'full the same day, 2 March 2026 = 2026-03-02'.replace('the same', 'same'),
    ]);
  });

  it('asks where a weekday could be either of two', () => {
    expect(read('last Friday')[0]).toBe('ambiguous last Friday {2026-06-19, 2026-06-12}');
    expect(read('next Friday', '2026-06-15')[0]).toBe('ambiguous next Friday {2026-06-19, 2026-06-26}');
    expect(read('next Friday')).toEqual(['relative next Friday = 2026-06-26']);
  });
});

describe('vague: no day', () => {
  it.each([
    'late April',
    'mid-May',
    'end of November',
    'w/c 17 August',
    'week of 17 August',
    'week commencing 17 August 2026',
    'last week',
    'a few weeks ago',
    'two weeks ago',
    'the other week',
    'before Christmas',
    'in the spring term',
    'before half term',
    'since Easter',
    'Oct 2025',
    'last summer term',
    'over the weekend',
    'in the new year',
    'a month ago',
    'next month',
    'earlier this week',
  ])('%s', (text) => {
    const found = findDates(`came ${text}.`, parseIsoDay('2026-06-20')!);
    expect(found.map((d) => d.form)).toEqual(['vague']);
    expect(text.endsWith(found[0]!.text) || found[0]!.text.endsWith(text)).toBe(true);
  });

  it('covers the whole of "week commencing Monday 17th August 2026"', () => {
    expect(read('week commencing Monday 17th August 2026')).toEqual(['vague week commencing Monday 17th August 2026']);
  });

  it.each([
    'ages ago',
    'a while back',
    'last year',
    'years ago',
    'recently',
    'within 15 days',
    'in 6 weeks',
    '20 working days',
  ])('nothing at all: %s', (text) => {
    expect(read(`that was ${text}.`)).toEqual([]);
  });
});

describe('impossible', () => {
  it.each([
    '31/02/26',
    '5/17/2026',
    '30 Feb',
    '31 April 2026',
    '00/05/26',
    '30/13/25',
    '2026-02-30',
    '32 March',
    '31st of June',
    '9-18-15',
  ])('%s is told, not swapped', (text) => {
    expect(read(`sent ${text} by post`)).toEqual([`impossible ${text}`]);
  });
});

describe('one of two days, in figures', () => {
  it.each(['1 or 2/10', '1 or 2/10/26', '1st or 2nd October', '1/10 or 2/10'])('%s', (text) => {
    const [found, ...rest] = findDates(`sent ${text} by post`, parseIsoDay('2026-10-20')!);
    expect([found?.form, found?.text, rest.length]).toEqual(['ambiguous', text, 0]);
  });
});

describe('days with a dot and no year', () => {
  it.each([
    ['the decision letter dated 14.7, refused', ['14.7']],
    ['LA refused, ltr 14.7.', ['14.7']],
    ['posted it on to the governors on 11.11', ['11.11']],
    ['principal replied 23.10, sorry', ['23.10']],
    ['seen Tues 14.7 at home', ['Tues 14.7']],
    ['18.9.26 panel decision 2.9, travel budget', ['18.9.26', '2.9']],
    ['3.5.26 draft came, comments 12.5 and final 30.5', ['3.5.26', '12.5', '30.5']],
  ])('%s', (text, dates) => {
    expect(findDates(text, parseIsoDay('2026-11-20')!).map((d) => d.text)).toEqual(dates);
  });

  it.each([
    'on 3.5 hours a week',
    'on 0.6 FTE',
    'rang 9.10 and again 10.12',
    'replied 9.15',
    'on 2.9 miles by their map',
    'letter 9.176 of the Code',
    'section 3.7 of the plan',
    'it costs £3.12 on the bus',
    'version 2.1 sent',
    'from 3.10 to 4.10',
    '18.9.26 met at 3.10, about 2.5 of it',
    'dob 14.7',
    'on 31.11',
  ])('none: %s', (text) => {
    const dates = findDates(text, parseIsoDay('2026-11-20')!).map((d) => d.text);
    expect(dates.filter((d) => d !== '18.9.26')).toEqual([]);
  });
});

describe('look-alikes', () => {
  it.each([
    'section 9.176',
    'reg 20(10)',
    '24/25',
    '1:1',
    '0.5 FTE',
    'Y5/6',
    '01632 960 326',
    'ref C/2026/0402',
    'NW-24/25-0088',
    'at 16.40',
    '9.30am',
    'dob 14/02/2015',
    'DOB: 3 May 2015',
    'born on 3 May 2015',
    '1 x 45 min',
    '3/5 wks',
    'timetable 3/5 days',
    'section 3 May',
    'she may 3 times',
    'they may appeal',
    'March on',
    'sat with mum',
    'Mr March',
    'Mr Friday',
    'every Monday',
    'Mon-Fri',
    'Weds mornings only',
    'the 3rd letter',
    '27th floor',
    '2nd stage',
    'pg 4/5',
    'EH936/25/01187',
    'cert no. 1123/25',
    '192.168.1.1',
    'rm 2/3',
    'half the class',
    'new school',
    '6 1/4%',
    '2026/27',
    '133-03-03-2020',
    'wk 6',
    'part 2',
    'a second request',
    'the term',
    'day by day',
    '£3/5',
    '12:30',
    '3 of 41',
    'version 3.5.26',
  ])('%s', (text) => {
    expect(read(`It says ${text}, I think.`)).toEqual([]);
  });
});

describe('positions', () => {
  it('are offsets in UTF-16 into the text, after emoji and combining characters', () => {
    const text = '👍🏽 e\u0301 mum rang 3 May 2026';
    const [d] = findDates(text, parseIsoDay('2026-06-20')!, 100);
    expect(text.slice(d!.start - 100, d!.end - 100)).toBe('3 May 2026');
  });
});

describe('with the month first', () => {
  it('begin a line or a sentence, whatever number ends the one before', () => {
    const day = 'full May 11th 2026 = 2026-05-11';
    expect(read('Dated 28th.\nMay 11th 2026 - sent', '2026-04-30')[1]).toBe(day);
    expect(read('Dated 28th. May 11th 2026 sent', '2026-04-30')[1]).toBe(day);
    expect(read('Room 12\nMay 11, 2026 sent', '2026-04-30')).toEqual(['full May 11, 2026 = 2026-05-11']);
    expect(read('Nov 3: sent', '2026-11-20')).toEqual(['year-less Nov 3 = 2026-11-03/2027-11-03']);
    expect(read('Nov 3rd: sent', '2026-11-20')).toEqual(['year-less Nov 3rd = 2026-11-03/2027-11-03']);
    expect(read('in May 3:30 is the only slot', '2026-11-20').some((day) => day.includes('May 3'))).toBe(false);
    expect(read('on 3. May 2026', '2026-04-30')).toEqual(['full 3. May 2026 = 2026-05-03']);
    expect(read('on 3\nMay 2026', '2026-04-30')).toEqual(['full 3\nMay 2026 = 2026-05-03']);
  });
});

describe('in capitals, and with a capital at the head of a sentence', () => {
  it.each([
    'Last night mum sent the form',
    'a few days ago mum rang',
    'three days ago mum rang',
    'the day before yesterday',
    'two weeks ago today',
    'today week she goes back',
    'same day she wrote',
    'this morning they rang',
    'last Tuesday they rang',
    'Tuesday the 24th of March',
    'came in Saturday’s post',
    'she goes Mon to Weds',
    'suspended Mon to Weds',
    '20.02.2026, a Friday',
    'the Friday before, she rang',
    'the evening before',
    'w/c 3 May 2026',
    'Friday week',
    'late July',
  ])('%s', (text) => {
    const days = (of: string) => findDates(of, parseIsoDay('2026-06-20')!).map(({ text: _, ...day }) => day);
    expect(days(text.toUpperCase())).toEqual(days(text));
    const sentence = `7 May 2026 ${text.charAt(0).toUpperCase()}${text.slice(1)}`;
    expect(read(sentence)[0]).toBe('full 7 May 2026 = 2026-05-07');
  });
});
