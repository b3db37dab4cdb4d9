// The exports, from hand-made rows: what goes in is data, what comes out is read back by somebody else's reader
// (ical.js for calendars) or compared with the exact text.
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { sampleRow } from '../../../test/support/rows.ts';
import { type Day, parseIsoDay } from '../calendar/day.ts';
import { calendarFile } from './calendar-file.ts';
import { toCsv } from './delimited.ts';
import { formatLateness, LatenessCounter } from './lateness.ts';
import { caseloadSummary, deadlinesCsv, groupByUrgency } from './lists.ts';
import { type DeadlineRow, initialsOf, stableId } from './rows.ts';

const day = (iso: string): Day => parseIsoDay(iso)!;
const today = day('2026-06-20');

const row = sampleRow;

describe('calendar file', () => {
  const read = (text: string) =>
    new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((v) => new ICAL.Event(v));

  test('an all-day entry on the day of the limit, with alarms', () => {
    const [event] = read(calendarFile([row({})], { today }));
    expect(event?.startDate.toString()).toBe('2026-07-03');
    expect(event?.startDate.isDate).toBe(true);
    expect(event?.endDate.toString()).toBe('2026-07-04');
    expect(event?.component.getAllSubcomponents('valarm')).toHaveLength(2);
    expect(event?.summary).toBe('K.B.: SEND Tribunal receives the appeal');
  });

  test('keeps the UID when the limit is answered, and cancels the entry', () => {
    const before = read(calendarFile([row({})], { today }))[0]!;
    const after = read(
      calendarFile([row({ status: 'met', answerEvent: 'appeal-lodged' })], { today: (today + 1) as Day }),
    )[0]!;
    expect(after.uid).toBe(before.uid);
    expect(after.component.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(after.sequence).toBeGreaterThan(before.sequence);
    expect(after.component.getAllSubcomponents('valarm')).toHaveLength(0);
  });

  test('text with commas, semicolons, line ends and long emoji lines comes back as it went in', () => {
    const title = `a,b;c\\d\n${'é😀'.repeat(60)}`;
    const text = calendarFile([row({ title })], { today });
    for (const line of text.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(read(text)[0]?.summary).toBe(`K.B.: ${title}`);
  });

  test('bodies only when asked for, nothing without a day, nothing faded, no name when none is wanted', () => {
    const rows = [row({}), row({ rule: 'x', actor: 'la' }), row({ rule: 'y', due: undefined, status: 'no-date' })];
    expect(read(calendarFile(rows, { today }))).toHaveLength(1);
    expect(read(calendarFile(rows, { today, actors: 'all' }))).toHaveLength(2);
    expect(read(calendarFile([row({ faded: true })], { today }))).toHaveLength(0);
    expect(calendarFile(rows, { today, name: 'none' })).not.toContain('K.B.');
  });

  test('two instances of a rule in one note have names of their own', () => {
    expect(stableId(row({}))).not.toBe(stableId(row({ startDay: day('2026-05-04') })));
  });
});

describe('CSV', () => {
  test('quotes what must be quoted and defuses formulas', () => {
    expect(
      toCsv(
        ['a', 'b'],
        [
          ['=1+1', 'x "y", z'],
          [undefined, -3],
        ],
      ),
    ).toBe('a,b\r\n\'=1+1,"x ""y"", z"\r\n,-3\r\n');
  });

  test('one line a deadline', () => {
    const lines = deadlinesCsv([row({})]).split('\r\n');
    expect(lines[1]).toBe(
      'notes/a.md,7,EHC-1,K.B.,Norwold,tribunal-appeal,SEND Tribunal receives the appeal,Family,2026-07-03,13,close,,ehcna-refused,2026-05-03,,,HESC Rules 2008 rule 20(1)(c)',
    );
  });
});

describe('caseload summary', () => {
  const rows = [
    row({ rule: 'late', due: day('2026-06-01'), daysLeft: -19, status: 'past' }),
    // A Saturday: the week ends tomorrow.
    row({ rule: 'soon', due: day('2026-06-21'), daysLeft: 1 }),
    row({ rule: 'next week', due: day('2026-06-22'), daysLeft: 2 }),
    row({ rule: 'next', due: day('2026-07-05'), daysLeft: 15 }),
    row({ rule: 'later', due: day('2026-07-06'), daysLeft: 16, status: 'upcoming' }),
    row({ rule: 'minor', due: day('2026-07-06'), daysLeft: 16, status: 'upcoming', prominence: 'background' }),
    row({ rule: 'council', actor: 'la', due: day('2026-05-01'), status: 'past' }),
    row({ rule: 'done', status: 'met' }),
    row({ rule: 'old', status: 'past', faded: true }),
  ];

  test('groups by urgency, others apart, what is done or faded left out', () => {
    expect(groupByUrgency(rows, today).map((g) => [g.title, g.rows.map((r) => r.rule)])).toEqual([
      ['Past', ['late']],
      ['This week', ['soon']],
      ['Next two weeks', ['next week', 'next']],
      ['Later', ['later']],
      ['Waiting on others', ['council']],
    ]);
  });

  test('hostile text stays text', () => {
    const bad = [row({ title: '<script>x</script> | `y` [z](javascript:1)' })];
    expect(caseloadSummary(bad, today, 'html')).not.toContain('<script>');
    expect(caseloadSummary(bad, today, 'markdown')).toContain(
      '\\<script\\>x\\</script\\> \\| \\`y\\` \\[z\\](javascript:1)',
    );
  });

  test('says so when nothing is due', () => {
    expect(caseloadSummary([], today, 'markdown')).toContain('Nothing is due');
  });
});

describe('lateness', () => {
  const duty = { rule: 'ehcp-final-20-weeks', actor: 'la', basis: 'regulations' } as const;
  const count = (statuses: [Partial<DeadlineRow>, number][]) => {
    const counter = new LatenessCounter(today);
    for (const [changes, times] of statuses) {
      for (let i = 0; i < times; i++) counter.add(row({ ...duty, due: day('2026-05-01'), ...changes }));
    }
    return counter.lines();
  };

  test('counts, median and longest delay', () => {
    const [line] = count([
      [{ status: 'met' }, 6],
      [{ status: 'late', lateBy: 10 }, 5],
      [{ status: 'late', lateBy: 40 }, 2],
    ]);
    expect(line).toMatchObject({ onTime: 6, late: 7, owed: 0, total: 13, medianDelay: 10, longestDelay: 40 });
  });

  test('a small number is withheld, and so is what would give it away', () => {
    const [line] = count([
      [{ status: 'met' }, 20],
      [{ status: 'late', lateBy: 3 }, 2],
    ]);
    expect(line).toMatchObject({ onTime: 'suppressed', late: 'suppressed', owed: 0, total: 'suppressed' });
    expect(line?.medianDelay).toBeUndefined();
  });

  test('guidance, family limits, uncertain lines and duties not yet due are not counted', () => {
    expect(
      count([
        [{ basis: 'guidance', status: 'late' }, 9],
        [{ actor: 'family', status: 'late' }, 9],
        [{ uncertain: true, status: 'past' }, 9],
        [{ status: 'upcoming', due: day('2026-07-01') }, 9],
      ]),
    ).toEqual([]);
  });

  test('the page carries the picture and the table', () => {
    const html = formatLateness(count([[{ status: 'met' }, 6]]), 'html');
    expect(html).toContain('<svg');
    expect(html).toContain('<caption>');
  });
});

test('a child is named by initials, whatever the note says', () => {
  const said = (child: unknown, ...children: string[]) =>
    initialsOf({ children: [...children, ''], frontMatter: { data: { child } } } as never, 0);
  expect(said('K.B.')).toBe('K.B.');
  expect(said('KB')).toBe('KB');
  expect(said('Kasia Brown-Jones')).toBe('K.B.J.');
  expect(said('élise')).toBe('É.');
  expect(said('x', 'Tom')).toBe('T.');
  expect(said(undefined)).toBe('');
});
