// The timeline of a small hand-made case: what is drawn, what is said, and that nothing hostile gets through.
import { expect, test } from 'vitest';
import { type Day, parseIsoDay } from '../calendar/day.ts';
import type { Analysis, CaseDeadline } from '../casefile/model.ts';
import type { CaseEvent } from '../casenote/model.ts';
import { limitsByDay, timeline, timelineSvg, timelineTables } from './timeline.ts';

const day = (iso: string): Day => parseIsoDay(iso)!;
const eventTypes = [
  { id: 'ehcna-requested', title: 'Assessment requested', who: 'family', group: 'assessment' },
  { id: 'x', title: '<b>&', who: 'la', group: 'other' },
];

function deadline(changes: Record<string, unknown>, rule: Record<string, unknown> = {}): CaseDeadline {
  return {
    rule: {
      title: 'Final plan',
      actor: 'la',
      basis: 'regulations',
      prominence: 'main',
      period: { kind: 'within', unit: 'weeks', count: 20 },
      ...rule,
    },
    startedBy: [{ event: 'ehcna-requested', day: day('2026-01-05'), assertion: 'happened', line: 3 }],
    due: day('2026-05-25'),
    status: 'past',
    child: 0,
    faded: false,
    conditional: false,
    unverifiable: false,
    ...changes,
  } as unknown as CaseDeadline;
}

function analysis(deadlines: CaseDeadline[], events: Partial<CaseEvent>[]): Analysis {
  return { today: day('2026-06-20'), deadlines, reading: { events } } as unknown as Analysis;
}

const event = (id: string, iso: string, assertion = 'happened'): Partial<CaseEvent> =>
  ({ event: id, day: day(iso), assertion, child: 0, start: 0 }) as Partial<CaseEvent>;

test('a breach runs to today, weeks come from the limits, closed periods are shaded', () => {
  const t = timeline(analysis([deadline({})], [event('ehcna-requested', '2026-01-05')]), eventTypes);
  expect(t.bars).toMatchObject([{ kind: 'breach', words: 'overdue by 26 days', until: day('2026-06-20') }]);
  expect(t.weeks).toEqual([{ week: 20, day: day('2026-05-25') }]);
  expect(t.closed.map((p) => p.to)).toEqual([day('2026-01-01')]);
  const svg = timelineSvg(t);
  expect(svg).toContain('week 20');
  expect(svg).toContain('overdue by 26 days');
});

test('superseded, waived, faded and background limits are not drawn', () => {
  const hidden = [
    deadline({ status: 'superseded' }),
    deadline({ status: 'waived' }),
    deadline({ faded: true }),
    deadline({}, { prominence: 'background' }),
    deadline({ due: undefined, status: 'no-date' }),
  ];
  expect(timeline(analysis(hidden, []), eventTypes).bars).toEqual([]);
});

test('text from the packs or a note is escaped, and the tables say the same as the picture', () => {
  const t = timeline(analysis([deadline({ status: 'met' })], [event('x', '2026-02-01', 'planned')]), eventTypes);
  expect(timelineSvg(t)).toContain('&lt;b&gt;&amp; (arranged)');
  expect(timelineTables(t)).toContain('<td>&lt;b&gt;&amp; (arranged)</td>');
  expect(timelineTables(t)).toContain('<td>done in time</td>');
});

test('an empty note gives an empty drawing, not an error', () => {
  expect(timelineSvg(timeline(analysis([], []), eventTypes))).toMatch(/^<svg/);
});

test('limits by day count only days from today within the months asked for', () => {
  const dues = ['2026-06-19', '2026-06-20', '2026-06-20', '2026-09-20', '2026-09-21'].map(day);
  expect([...limitsByDay(dues, day('2026-06-20'), 3)]).toEqual([
    [day('2026-06-20'), 2],
    [day('2026-09-20'), 1],
  ]);
});
