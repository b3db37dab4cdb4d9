import { describe, expect, it } from 'vitest';
import {
  afterTitle,
  caseOf,
  dayAndMonth,
  daysToSunday,
  groupRows,
  isPressing,
  isSnoozed,
  keyOf,
  lineIds,
  lookOf,
  nextForFamily,
  RowStore,
  routeTitle,
  sameGroup,
  shortened,
  snoozeDays,
  type ViewInput,
  wholeDay,
} from './deadlines-model.ts';
import type { DeadlineRow } from './server-api.ts';

const row = (title: string, daysLeft: number | undefined, more: Partial<DeadlineRow> = {}): DeadlineRow => ({
  uri: 'file:///notes/a.md',
  line: 1,
  rule: title.toLowerCase(),
  title,
  route: 'appeal',
  status: daysLeft === undefined ? 'no-date' : daysLeft < 0 ? 'past' : daysLeft <= 14 ? 'close' : 'upcoming',
  actor: 'family',
  who: 'Family',
  summary: title,
  prominence: 'main',
  ...(daysLeft === undefined ? {} : { daysLeft, due: `day ${daysLeft}` }),
  ...more,
});
// A Wednesday: Sunday is four days away.
const input = (rows: readonly DeadlineRow[], more: Partial<ViewInput> = {}): ViewInput => ({
  rows,
  unread: [],
  grouping: 'date',
  filter: '',
  snoozes: [],
  today: '2026-06-17',
  ...more,
});
const shape = (given: ViewInput) => groupRows(given).map((group) => [group.id, ...group.rows.map((r) => r.title)]);

describe('the words of a row', () => {
  it('say the year only where it is another one, and the day before the month', () => {
    expect(dayAndMonth('2026-07-03', '2026-06-20', 'en')).toBe('3 Jul');
    expect(dayAndMonth('2027-01-05', '2026-12-30', 'en-US')).toBe('5 Jan 2027');
    expect(dayAndMonth('2025-12-31', '2026-01-01', 'en-gb')).toBe('31 Dec 2025');
    expect(wholeDay('2026-07-03', 'en-US')).toBe('3 July 2026');
    expect(dayAndMonth('2026-07-03', '2026-06-20', 'de')).toMatch(/^3\. Juli?$/);
  });

  it('name the case, or the note without the ending of its file', () => {
    expect(caseOf(row('', 3, { case: 'T-101, A.B.' }))).toBe('T-101, A.B.');
    expect(caseOf(row('', 3, { uri: 'file:///notes/Amira%20K.md' }))).toBe('Amira K');
  });

  it('do not say a title twice', () => {
    const claim = row('Judicial review claim (at the latest)', -8, {
      summary: 'Judicial review claim, by 9 June 2026: 8 days ago',
    });
    expect(afterTitle(claim)).toBe('by 9 June 2026: 8 days ago');
    expect(afterTitle(row('Governors meet', undefined, { summary: 'Governors meet: no day' }))).toBe('no day');
    expect(afterTitle(row('A long title', 3, { summary: 'A long…, by 9 June' }))).toBe('A long…, by 9 June');
  });

  it('cut a long name of a case, by letters and not by halves of them', () => {
    expect(shortened('T-101, A.B.', 20)).toBe('T-101, A.B.');
    expect(shortened('12345678901234567890', 20)).toBe('12345678901234567890');
    expect(shortened('Moved from one council to another, A.B.', 20)).toBe('Moved from one coun…');
    expect(shortened('ééé 😀😀😀', 6)).toBe('ééé 😀…');
  });
});

describe('the deadlines view', () => {
  it('knows the end of the week', () => {
    expect(['2026-06-15', '2026-06-17', '2026-06-20', '2026-06-21'].map(daysToSunday)).toEqual([6, 4, 1, 0]);
  });

  it('puts rows under headings by date, the others’ duties with breaches on top', () => {
    const rows = [row('Later', 40), row('Fortnight', 18), row('Soon', 4), row('Missed', -3), row('Next week', 5)];
    const others = [row('Council soon', 3, { actor: 'la' }), row('Council late', -30, { actor: 'la' })];
    const asked = row('Records asked for', -2, { actor: 'any' });
    expect(shape(input([...others, asked, ...rows]))).toEqual([
      ['past', 'Missed'],
      ['this-week', 'Soon'],
      ['two-weeks', 'Next week', 'Fortnight'],
      ['later', 'Later'],
      ['others', 'Council late', 'Records asked for', 'Council soon'],
    ]);
  });

  it('leaves out what is over', () => {
    const over = (['met', 'late', 'waived', 'superseded'] as const).map((status) => row(status, 3, { status }));
    expect(shape(input(over))).toEqual([]);
  });

  it('puts the latest of the past first, and what is broken before what is to be checked', () => {
    const past = [row('Long ago', -40), row('Just now', -2)];
    const others = [
      row('Perhaps done', -60, { actor: 'la', uncertain: true }),
      row('Advised', -50, { actor: 'tribunal', prominence: 'guidance' }),
      row('Broken', -5, { actor: 'la' }),
    ];
    expect(shape(input([...past, ...others]))).toEqual([
      ['past', 'Just now', 'Long ago'],
      ['others', 'Broken', 'Perhaps done', 'Advised'],
    ]);
  });

  it('groups by case and by route', () => {
    const rows = [row('B', 9, { case: 'two' }), row('A', 3, { case: 'one', route: 'mediation' })];
    expect(shape(input(rows, { grouping: 'case' }))).toEqual([
      ['one', 'A'],
      ['two', 'B'],
    ]);
    expect(shape(input(rows, { grouping: 'route' }))).toEqual([
      ['mediation', 'A'],
      ['appeal', 'B'],
    ]);
  });

  it('calls routes by their titles, and those of a service’s own by their ids', () => {
    expect(['tribunal-appeal', 'ehc-needs-assessment', 'our-own'].map(routeTitle)).toEqual([
      'Appeal to the SEND Tribunal',
      'EHC needs assessment',
      'our-own',
    ]);
  });

  it('filters by every word, whatever its case', () => {
    const rows = [row('Appeal', 3, { case: 'K.M.' }), row('Mediation', 3, { case: 'K.M.', route: 'mediation' })];
    expect(shape(input(rows, { filter: 'k.m. appeal' }))).toEqual([['this-week', 'Appeal']]);
  });

  it('shows a snoozed limit again on its day, and on the last day whatever was said', () => {
    const soon = row('Soon', 3);
    const snoozed = (until: string) => ({ snoozes: [{ key: keyOf(soon), until }] });
    expect(shape(input([soon], snoozed('2026-06-19')))).toEqual([]);
    expect(shape(input([soon], snoozed('2026-06-17')))).toEqual([['this-week', 'Soon']]);
    const last = row('Last', 0);
    expect(shape(input([last], { snoozes: [{ key: keyOf(last), until: '2027-01-01' }] }))).toEqual([
      ['this-week', 'Last'],
    ]);
  });

  it('says whether a limit is hidden now', () => {
    const soon = row('Soon', 3);
    const snoozes = [{ key: keyOf(soon), until: '2026-06-19' }];
    expect(['2026-06-17', '2026-06-19'].map((today) => isSnoozed(soon, { snoozes, today }))).toEqual([true, false]);
    expect(isSnoozed(row('Other', 3), { snoozes, today: '2026-06-17' })).toBe(false);
  });

  it('is red only for what a family has missed of late, amber for what presses or is overdue', () => {
    const council = { actor: 'la' };
    expect(lookOf(row('', -3))).toBe('past');
    expect(lookOf(row('', -31))).toBe('to-check');
    expect(lookOf(row('', -3, { prominence: 'long-stop' }))).toBe('to-check');
    expect(lookOf(row('', 3))).toBe('close');
    expect(lookOf(row('', -3, council))).toBe('overdue');
    expect(lookOf(row('', -3, { actor: 'any' }))).toBe('overdue');
    expect(lookOf(row('', -3, { ...council, uncertain: true }))).toBe('to-check');
    expect(lookOf(row('', -3, { ...council, prominence: 'guidance' }))).toBe('to-check');
    expect(lookOf(row('', 3, council))).toBe('upcoming');
    expect(lookOf(row('', undefined))).toBe('no-date');
  });

  it('never offers to snooze past the limit', () => {
    expect([row('', 20), row('', 5), row('', 0), row('', -1)].map(snoozeDays)).toEqual([[1, 3, 7, 14], [1, 3], [], []]);
  });

  it('lists dates that were not read, unless a filter is on', () => {
    const unread = [{ uri: 'file:///notes/a.md', line: 2, message: 'no such day' }];
    expect(groupRows(input([], { unread }))).toEqual([{ id: 'unread', rows: [], unread }]);
    expect(groupRows(input([], { unread, filter: 'x' }))).toEqual([]);
  });

  it('counts for the badge what presses, and nothing doubtful', () => {
    expect(isPressing(row('', 3))).toBe(true);
    expect(isPressing(row('', -3))).toBe(true);
    expect(isPressing(row('', 30))).toBe(false);
    expect(isPressing(row('', 3, { uncertain: true }))).toBe(false);
    expect(isPressing(row('', -3, { actor: 'la' }))).toBe(false);
    expect(isPressing(row('', -300, { faded: true }))).toBe(false);
  });

  it('finds the next limit of the family', () => {
    const rows = [row('Past', -1), row('Council', 1, { actor: 'la' }), row('B', 9), row('A', 3)];
    expect(nextForFamily(rows)?.title).toBe('A');
    expect(nextForFamily([])).toBeUndefined();
  });
});

describe('the rows, kept note by note', () => {
  const of = (uri: string, ...dues: readonly string[]) => dues.map((due) => ({ ...row(due, 3), uri, due }));

  it('are in the order of day, note and rule; a note that has none is forgotten', () => {
    const store = new RowStore();
    store.take({
      stamp: 2,
      notes: [
        { uri: 'b', rows: of('b', '2026-07-01', '2026-06-01') },
        { uri: 'a', rows: of('a', '2026-07-01') },
      ],
    });
    expect(store.stamp).toBe(2);
    const shown = () => store.rows().map(({ uri, due }) => `${uri} ${due}`);
    expect(shown()).toEqual(['b 2026-06-01', 'a 2026-07-01', 'b 2026-07-01']);
    store.take({ stamp: 3, notes: [{ uri: 'b', rows: [] }] });
    expect(shown()).toEqual(['a 2026-07-01']);
    store.clear();
    expect([store.stamp, store.rows()]).toEqual([0, []]);
  });

  it('tell which headings have changed', () => {
    const rows = of('a', '2026-07-01');
    const group = { id: 'later', rows, unread: [{ uri: 'a', line: 1, message: 'm' }] };
    expect(sameGroup(group, { ...group, rows: [...rows], unread: [{ uri: 'a', line: 1, message: 'm' }] })).toBe(true);
    expect(sameGroup(group, { ...group, rows: of('a', '2026-07-01') })).toBe(false);
    expect(sameGroup(group, { ...group, unread: [{ uri: 'a', line: 2, message: 'm' }] })).toBe(false);
    expect(sameGroup(group, { ...group, unread: [] })).toBe(false);
  });
});

describe('what the lines below a heading are known by', () => {
  const twins = [row('Appeal', 3), row('Appeal', 3), row('Mediation', 3)];
  const unread = [{ uri: 'file:///notes/a.md', line: 3, message: 'no day' }];

  it('is each once, also where two read the same', () => {
    const ids = lineIds({ id: 'past', rows: twins, unread: [...unread, ...unread] });
    expect(new Set(ids).size).toBe(5);
  });

  it('does not change with what comes above', () => {
    const above = row('Appeal', 3, { uri: 'file:///notes/0.md' });
    const before = lineIds({ id: 'past', rows: twins, unread });
    expect(lineIds({ id: 'past', rows: [above, ...twins], unread }).slice(1)).toEqual(before);
  });
});
