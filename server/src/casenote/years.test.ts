// The year that entries without one are given, in notes of several such entries.
import { describe, expect, test } from 'vitest';
import { formatIsoDay, parseIsoDay } from '../calendar/day.ts';
import { createReader } from './reader.ts';

const reader = createReader();
const days = (note: string, today = '2026-11-21'): string[] =>
  reader
    .read(note, { today: parseIsoDay(today)! })
    .entries.slice(1)
    .map(({ day }) => (day === undefined ? 'none' : formatIsoDay(day)));
const note = (head: string, ...openings: string[]): string =>
  `${head === '' ? '' : `---\n${head}\n---\n\n`}${openings.map((o) => `### ${o}\n\nwords\n`).join('\n')}`;

describe('front matter dates', () => {
  test('the first entry: the others follow it', () => {
    expect(days(note('date: 2026-02-02', 'Mon 2 Feb', 'Fri 6 Feb', 'Thu 2 Apr', 'Fri 3 July'))).toEqual([
      '2026-02-02',
      '2026-02-06',
      '2026-04-02',
      '2026-07-03',
    ]);
    expect(days(note('date: 2025-11-12', '12 Nov', '3 Dec', '9 Jan', '20 Feb'))).toEqual([
      '2025-11-12',
      '2025-12-03',
      '2026-01-09',
      '2026-02-20',
    ]);
  });

  test('the whole note, written after its entries: they lie before it', () => {
    expect(days(note('date: 2026-06-20', '3 Nov', '9 Jan', '4 May'))).toEqual([
      '2025-11-03',
      '2026-01-09',
      '2026-05-04',
    ]);
  });

  test('the opening of the file: weekdays tell that the entries came after', () => {
    expect(days(note('date: 2026-01-30', 'Tue 3 Feb', 'Fri 6 Feb', 'Thu 2 Apr'))).toEqual([
      '2026-02-03',
      '2026-02-06',
      '2026-04-02',
    ]);
  });

  test('newest first as well', () => {
    expect(days(note('date: 2026-02-02', 'Fri 3 July', 'Thu 2 Apr', 'Fri 6 Feb', 'Mon 2 Feb'))).toEqual([
      '2026-07-03',
      '2026-04-02',
      '2026-02-06',
      '2026-02-02',
    ]);
  });
});

describe('without front matter', () => {
  test('several weekdays speak for an earlier year', () => {
    expect(days(note('', 'Mon 3 March', 'Fri 7 March', 'Tue 15 April', '2 May'))).toEqual([
      '2025-03-03',
      '2025-03-07',
      '2025-04-15',
      '2025-05-02',
    ]);
  });

  test('one weekday may be a slip', () => {
    expect(days(note('', 'Mon 3 March', '7 March', '2 May'))).toEqual(['2026-03-03', '2026-03-07', '2026-05-02']);
  });

  test('above an entry with its year: one weekday may be a slip, several are not', () => {
    expect(days(note('', 'Mon 3 March', '7 March', '15 April 2026'))[0]).toBe('2026-03-03');
    expect(days(note('', 'Mon 3 March', 'Fri 7 March', '15 April 2026'))).toEqual([
      '2025-03-03',
      '2025-03-07',
      '2026-04-15',
    ]);
  });

  test('below an entry with its year they follow it', () => {
    expect(days(note('', '15 November 2025', 'Mon 3 March', 'Fri 7 March'))).toEqual([
      '2025-11-15',
      '2026-03-03',
      '2026-03-07',
    ]);
  });
});
