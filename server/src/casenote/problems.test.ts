// The problems of a note, each with its place, its words and its mends. One row a slip.
import { describe, expect, it } from 'vitest';
import { formatIsoDay, parseIsoDay } from '../calendar/day.ts';
import type { CaseEvent, Problem } from './model.ts';
import { letterDateProblems, orderProblems } from './problems.ts';
import { createReader } from './reader.ts';

const today = parseIsoDay('2026-11-21')!;
const reader = createReader({ events: new Map([['some-event', { title: 'Some event' }]]) });

/** Problems as `code "text" -> mends`. */
function told(note: string): string[] {
  return reader
    .read(note, { today })
    .problems.map((p) => `${p.code} "${note.slice(p.start, p.end)}" -> ${p.fixes.map((f) => f.newText).join(' | ')}`);
}

describe('dates that cannot be', () => {
  it.each([
    ['letter 31/02/26', 'date-impossible "31/02/26" -> 2026-02-28 | 2026-03-03'],
    ['letter 5/17/2026', 'date-impossible "5/17/2026" -> 2026-05-17'],
    ['letter 31 April', 'date-impossible "31 April" -> 30 April | 1 May'],
    ['letter on 31/4', 'date-impossible "31/4" -> 30 April | 1 May'],
    ['letter 00/05/26', 'date-impossible "00/05/26" -> '],
    ['letter 2026-02-30', 'date-impossible "2026-02-30" -> 2026-02-28 | 2026-03-02'],
  ])('%s', (note, expected) => {
    expect(told(note)).toEqual([expected]);
  });

  it('are told inside entries that they open, and not in quotes or code', () => {
    expect(told('## 31 April 2026\n\nx\n')[0]).toContain('date-impossible "31 April 2026"');
    expect(told('> 31/02/26\n\n`31/02/26` <!-- 31/02/26 -->\n')).toEqual([]);
  });
});

describe('weekdays that do not fit', () => {
  it('offer the right weekday, then the nearest such days, then the year in which it is one', () => {
    expect(told('letter Fri 31 January 2026')).toEqual([
      'weekday-mismatch "Fri 31 January 2026" -> Sat | Friday 30 January 2026 | Friday 6 February 2026 | Fri 31 January 2025',
    ]);
  });
});

describe('years that are slips', () => {
  const around = (entry: string): string[] => told(`- 6/5/26: call\n- ${entry}\n- 20/6/26: call\n`);
  const slip = ['order-of-events "15/6/25" -> 15/6/26'];

  it('are asked about between entries on both sides', () => {
    expect(around('15/6/25: RTA letter read to me')).toEqual(slip);
    expect(told('- 20/6/26: call\n- 15/6/25: call\n- 6/5/26: call\n')).toEqual(slip);
    expect(told('## 2026-05-06\n\nx\n\n## 2025-06-15\n\ny\n\n## 2026-06-20\n\nz\n')).toEqual([
      'order-of-events "2025-06-15" -> 2026-06-15',
    ]);
    expect(told('- 4 Jan 2026: x\n- 9 Jan 2025: y\n- 12 Jan 2026: z\n')).toEqual([
      'order-of-events "9 Jan 2025" -> 9 Jan 2026',
    ]);
  });

  it('are asked about where the weekday is that of the other year, beside one entry', () => {
    expect(told('- 6/5/26: call\n- Mon 15 June 2025: call\n')).toContain(
      'order-of-events "Mon 15 June 2025" -> Mon 15 June 2026',
    );
    expect(told('- 6/5/26: letter dated Tues 14 April 2025\n')).toEqual([
      'weekday-mismatch "Tues 14 April 2025" -> Mon | Tuesday 15 April 2025 | Tuesday 8 April 2025 | Tues 14 April 2026',
    ]);
  });

  it.each([
    ['history that says so', '15/6/25: background, plan refused'],
    ['history with another day of its year', '15/6/25: letter dated 12/6/25'],
    ['a day that does not stand between them', '15/7/25: call'],
    ['a weekday that is right', 'Sun 15 June 2025: call'],
    ['a day of two years ago', '15/6/24: call'],
  ])('are not suspected in %s', (_, entry) => {
    expect(around(entry)).toEqual([]);
  });

  it('are not suspected at the end, nor between entries that are far apart', () => {
    expect(told('- 6/5/26: call\n- 15/6/25: call\n')).toEqual([]);
    expect(told('- 6/1/26: call\n- 15/2/25: call\n- 20/6/26: call\n')).toEqual([]);
  });
});

describe('days in doubt', () => {
  it('offer each', () => {
    expect(told('sent 20/3/26 or 21/3/26')).toEqual([
      'date-ambiguous "20/3/26 or 21/3/26" -> 20 March 2026 | 21 March 2026',
    ]);
  });
});

describe('entries', () => {
  it('after today ask for the year', () => {
    expect(told('- 3/12/2026: letter')).toEqual(['date-in-future "3/12/2026" -> 3 December 2025']);
  });

  it('without any year say once how they are read', () => {
    expect(told('- 3 May: letter\n- 5 May: call\n')).toEqual(['year-inferred "3 May" -> 3 May 2026']);
    expect(told('- 3 May: letter\n- 5 May 2026: call\n')).toEqual([]);
  });
});

describe('marks', () => {
  it.each([
    ['<!-- casenotes: event some-event 2026-02-30 -->'],
    ['<!-- casenotes: event no-such-event 2026-05-03 -->'],
    ['<!-- casenotes: event some-event -->'],
    ['<!-- casenotes: waive rule -->'],
    ['<!-- casenotes: forget -->'],
  ])('that say nothing known: %s', (mark) => {
    expect(told(`letter ${mark}`)).toEqual([`mark-invalid "${mark}" -> `]);
  });

  it('make and unmake events', () => {
    const { events, waivers } = reader.read(
      'letter <!-- casenotes: event some-event 2026-05-03 planned -->\n<!-- casenotes: waive some-rule: agreed with mum -->\n',
      { today },
    );
    expect(events.map((e) => [e.event, formatIsoDay(e.day), e.assertion, e.origin, e.text])).toEqual([
      ['some-event', '2026-05-03', 'planned', 'mark', 'letter'],
    ]);
    expect(waivers.map((w) => [w.rule, w.reason])).toEqual([['some-rule', 'agreed with mum']]);
  });
});

describe('events that cannot be so', () => {
  const event = (id: string, iso: string, more: Partial<CaseEvent> = {}): CaseEvent => ({
    event: id,
    day: parseIsoDay(iso)!,
    dateSource: 'explicit',
    dateRole: 'own',
    assertion: 'happened',
    text: '',
    entry: 0,
    child: 0,
    start: 0,
    end: 1,
    origin: 'text',
    ...more,
  });
  const pair = {
    later: 'answer',
    needs: ['question'],
    window: 30,
    message: 'The answer ({later}) is before the question ({needs}).',
  };
  const order = (...events: CaseEvent[]): readonly Problem[] => orderProblems(events, [pair]);

  it('an answer before its question, near it', () => {
    expect(order(event('answer', '2026-05-03'), event('question', '2026-05-10')).map((p) => p.message)).toEqual([
      'The answer (3 May 2026) is before the question (10 May 2026).',
    ]);
    expect(order(event('answer', '2026-05-03'), event('question', '2026-05-03'))).toEqual([]);
    expect(order(event('answer', '2026-05-03'), event('question', '2026-09-03'))).toEqual([]);
    expect(
      order(event('answer', '2026-05-03'), event('question', '2026-05-10'), event('question', '2026-04-10')),
    ).toEqual([]);
    expect(order(event('answer', '2026-05-03', { child: 1 }), event('question', '2026-05-10'))).toEqual([]);
  });

  it('a decision known only by its arrival', () => {
    expect(
      letterDateProblems([event('answer', '2026-05-03', { dateRole: 'received' })], () => true).map((p) => p.code),
    ).toEqual(['letter-date-needed']);
    expect(letterDateProblems([event('answer', '2026-05-03')], () => true)).toEqual([]);
  });
});
