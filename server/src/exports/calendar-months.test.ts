// The caseload calendar: which limits it counts, on which days, and that nothing of a note runs in it.
import { expect, test } from 'vitest';
import { type Day, parseIsoDay } from '../calendar/day.ts';
import { calendarHtml, calendarRows, countByDay } from './calendar-months.ts';
import type { DeadlineRow } from './rows.ts';

const day = (iso: string): Day => parseIsoDay(iso)!;
const today = day('2026-06-20');

function row(due: string, changes: Partial<DeadlineRow> = {}): DeadlineRow {
  const left = day(due) - today;
  return {
    path: 'file:///n/kb.md',
    caseName: 'K',
    initials: 'K.B.',
    title: 'Appeal',
    actor: 'family',
    status: left < 0 ? 'past' : 'upcoming',
    due: day(due),
    daysLeft: left,
    faded: false,
    prominence: 'main',
    line: 5,
    ...changes,
  } as DeadlineRow;
}

test('counts open limits from today to the end of the last month, the family apart from others', () => {
  const rows = [
    row('2026-06-19'),
    row('2026-06-20'),
    row('2026-08-31'),
    row('2026-09-01'),
    row('2026-08-31', { actor: 'la' }),
    row('2026-08-31', { status: 'met' }),
    row('2026-08-31', { faded: true }),
    row('2026-08-31', { prominence: 'background' }),
  ];
  expect([...countByDay(calendarRows(rows, today, 3))]).toEqual([
    [day('2026-06-20'), { family: 1, others: 0 }],
    [day('2026-08-31'), { family: 1, others: 1 }],
  ]);
});

test('each month is a table of whole weeks from Monday; a day with limits is a button that says so', () => {
  const html = calendarHtml([row('2026-07-03'), row('2026-07-03', { actor: 'la' })], today, 2);
  expect(html.match(/<table class="month">/g)).toHaveLength(2);
  expect(html).toContain('<caption>July 2026</caption>');
  expect(html).toContain('<span class="spoken">Friday 3 July 2026: 1 limit of the family, 1 limit of others</span>');
  // 1 June 2026 is a Monday: the first cell of its table holds it.
  expect(html).toMatch(/June 2026[\s\S]*?<tbody>\n<tr><td>1<\/td>/);
  expect(html).toContain('<tr data-day="2026-07-03">');
  expect(html).toContain('data-line="5" data-uri="file:///n/kb.md">Appeal</button>');
});

test('what a note says is shown, never run', () => {
  const hostile = row('2026-07-03', { title: '<img src=x onerror=alert(1)>', path: '"><script>', caseName: '<b>' });
  const html = calendarHtml([hostile], today, 1 + 1);
  expect(html).not.toMatch(/<img|<script|<b>/);
});

test('an empty caseload says so', () => {
  expect(calendarHtml([], today, 0)).toContain('No open time limit ends in these months.');
});
