// The timeline of a small hand-made case: what is drawn, what is said, and that nothing hostile gets through.
import { expect, test } from 'vitest';
import { type Day, parseIsoDay } from '../calendar/day.ts';
import { LineIndex } from '../casefile/lines.ts';
import type { Analysis, CaseDeadline } from '../casefile/model.ts';
import type { CaseEvent } from '../casenote/model.ts';
import { standaloneSvg, timeline, timelinePage, timelineSvg, timelineTables } from './timeline.ts';

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
  return {
    today: day('2026-06-20'),
    deadlines,
    reading: { events },
    lines: new LineIndex('text'),
  } as unknown as Analysis;
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

test('the names of months are not written over each other, however narrow the drawing', () => {
  const late = deadline({ due: day('2026-12-30'), status: 'upcoming' });
  const t = timeline(analysis([late], []), eventTypes);
  for (const width of [320, 460, 1000]) {
    const months = [...timelineSvg(t, { width }).matchAll(/<text x="([\d.]+)" y="18"[^>]*>([^<]*)</g)];
    const ends = months.map(([, x, words]) => [Number(x), Number(x) + words!.length * 6] as const);
    expect(ends.length).toBeGreaterThan(4);
    ends.forEach(([, end], i) => {
      expect(end, `at ${width}`).toBeLessThanOrEqual(ends[i + 1]?.[0] ?? width);
    });
  }
});

test('the labels of weeks are not written over each other, however narrow the drawing', () => {
  const within = (count: number, due: string) =>
    deadline({ due: day(due) }, { period: { kind: 'within', unit: 'weeks', count } });
  const t = timeline(analysis([within(16, '2026-04-27'), within(20, '2026-05-25')], []), eventTypes);
  const places = (width: number) =>
    [...timelineSvg(t, { width }).matchAll(/<text x="([\d.]+)"( text-anchor="end")? y="34"[^>]*>([^<]*)</g)].map(
      ([, x, end, words]) => {
        const long = words!.length * 6;
        return end ? [Number(x) - long, Number(x)] : [Number(x), Number(x) + long];
      },
    );
  for (const width of [320, 380, 460, 600, 1000]) {
    const [first, second] = places(width) as [number[], number[]];
    expect(first[1], `at ${width}`).toBeLessThanOrEqual(second[0]!);
    expect(first[0]).toBeGreaterThanOrEqual(0);
  }
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

test('titles lead to their lines only where asked for', () => {
  const t = timeline(analysis([deadline({})], [event('ehcna-requested', '2026-01-05')]), eventTypes);
  expect(timelineTables(t, true)).toContain('<button type="button" class="go" data-line="3">Final plan</button>');
  expect(timelineTables(t)).not.toContain('<button');
});

test('a drawing of its own needs no theme, and a page to print holds it with the tables', () => {
  const t = timeline(analysis([deadline({})], [event('ehcna-requested', '2026-01-05')]), eventTypes);
  expect(standaloneSvg(t)).not.toContain('var(');
  expect(standaloneSvg(t)).toMatch(/^<svg [^>]*><rect width="100%" height="100%" fill="#ffffff"\/>/);
  expect(timelinePage(t, 'K.B. <x>')).toContain('<h1>Timeline: K.B. &lt;x&gt;</h1>');
});
