// The engine on small packs of its own: what each field of a rule does, apart from any law.
import { describe, expect, it } from 'vitest';
import { type Day, formatIsoDay, parseIsoDay } from '../calendar/day.ts';
import { derive } from './derive.ts';
import type { CountedPeriod, Facts, LawEvent, LawPack, Rule } from './model.ts';

const day = (iso: string): Day => parseIsoDay(iso)!;
const days = (count: number, more: Partial<CountedPeriod> = {}): CountedPeriod => ({
  kind: 'within',
  count,
  unit: 'days',
  startDay: 'excluded',
  direction: 'after',
  roll: 'none',
  closed: 'none',
  ...more,
});

function rule(more: Partial<Rule>): Rule {
  return {
    ...{ id: 'r', title: 'Do it', route: 'x', actor: 'la', prominence: 'main', starts: ['a'], answeredBy: ['done'] },
    ...{ supersededBy: [], applies: '', period: days(10), basis: 'statute', source: 'Act s1', url: '', missed: '' },
    ...{ doubts: [], confidence: 'high', checked: '2026-11-21' },
    ...more,
  } as Rule;
}

const ids = ['a', 'b', 'c', 'done', 'moot', 'begun', 'registered'];

function pack(...rules: Partial<Rule>[]): LawPack {
  return {
    rules: rules.map(rule),
    events: ids.map((id) => ({ id, title: id, who: 'la', group: 'g' })),
    holidays: { firstYear: 2020, lastYear: 2030, lists: { 'england-and-wales': ['2026-05-04'] } },
  };
}

function run(law: LawPack, events: readonly string[], facts: Facts = {}, today = '2026-06-20') {
  const made = events.map((text): LawEvent => {
    const [event, iso] = text.split(' ');
    return { event: event!, day: day(iso!), assertion: 'happened' };
  });
  return derive(law, { today: day(today), events: made, facts });
}

const lines = (...args: Parameters<typeof run>) =>
  run(...args).map((d) => `${d.rule.id} ${d.due === undefined ? '-' : formatIsoDay(d.due)} ${d.status}`);

describe('starts', () => {
  it('events that the pack does not know start nothing and break nothing', () => {
    expect(lines(pack({}), ['nothing 2026-06-01', 'a 2026-06-01'])).toEqual(['r 2026-06-11 past']);
  });
  it('a rule only holds while it is the law', () => {
    const law = pack({ validFrom: '2026-02-01', validTo: '2026-03-31' });
    const at = (iso: string) => lines(law, [`a ${iso}`]).length;
    expect([at('2026-01-31'), at('2026-02-01'), at('2026-03-31'), at('2026-04-01')]).toEqual([0, 1, 1, 0]);
  });
  it('two starts that end on one day are one line with both starts', () => {
    const law = pack({ period: days(1, { roll: 'next-working-day' }) });
    const found = run(law, ['a 2026-05-01', 'a 2026-05-02', 'a 2026-05-03']);
    expect(found.map((d) => [formatIsoDay(d.due!), d.startedBy.length])).toEqual([['2026-05-05', 3]]);
  });
  it('one line is told by the start that is still open, then by the one that is sure', () => {
    const law = pack({
      starts: ['a', 'b'],
      period: days(1, { roll: 'next-working-day' }),
      supersededBy: ['moot'],
      handling: { onlyIf: { b: { kind: ['x'] } } },
    });
    const told = (events: readonly string[]) => run(law, events).map((d) => [d.status, d.conditional]);
    expect(told(['a 2026-05-01', 'moot 2026-05-01', 'b 2026-05-02'])).toEqual([['past', true]]);
    expect(told(['b 2026-05-01', 'a 2026-05-02'])).toEqual([['past', false]]);
  });
  it('without a day, what has fared differently stays apart', () => {
    const law = pack({ period: { kind: 'promptly' } });
    expect(lines(law, ['a 2026-03-01', 'done 2026-03-05', 'a 2026-06-01'])).toEqual(['r - no-date', 'r - met']);
    expect(lines(law, ['a 2026-06-01', 'a 2026-06-05'])).toEqual(['r - no-date']);
  });
  it('may be kept from starting by what is noted before', () => {
    const law = pack({ starts: ['a', 'b'], handling: { startUnless: { b: ['c'] } } });
    expect(lines(law, ['b 2026-06-15'])).toHaveLength(1);
    expect(lines(law, ['c 2026-06-15', 'b 2026-06-15'])).toHaveLength(0);
    expect(lines(law, ['c 2026-06-16', 'b 2026-06-15'])).toHaveLength(1);
  });
});

describe('facts', () => {
  const conditional = (law: LawPack, facts: Facts) => run(law, ['a 2026-06-15'], facts).map((d) => d.conditional);
  it.each([
    [{ kind: 'x' }, [false]],
    [{ kind: ' X ' }, [false]],
    [{ kind: ['y', 'x'] }, [false]],
    [{ kind: 'z' }, []],
    [{ kind: '' }, [true]],
    [{}, [true]],
  ])('a list wants the fact: %j', (facts, expected) => {
    expect(conditional(pack({ when: { kind: ['x'] } }), facts as Facts)).toEqual(expected);
  });
  it.each([
    [{ kind: 'x' }, []],
    [{ kind: 'z' }, [false]],
    [{}, [false]],
  ])('not: fails only where stated: %j', (facts, expected) => {
    expect(conditional(pack({ when: { kind: { not: ['x'] } } }), facts as Facts)).toEqual(expected);
  });
  it.each([
    [{ n: 6 }, [false]],
    [{ n: '6 days' }, [false]],
    [{ n: 5 }, []],
    [{ n: 'some' }, [true]],
  ])('over: %j', (facts, expected) => {
    expect(conditional(pack({ when: { n: { over: 5 } } }), facts as Facts)).toEqual(expected);
  });
  it('an unknown fact may end it, or hang on another', () => {
    const no = pack({ when: { kind: ['x'] }, handling: { ifUnknown: { kind: 'no' } } });
    expect(conditional(no, {})).toEqual([]);
    const older = pack({ when: { kind: ['x'] }, handling: { ifUnknown: { kind: { fact: 'year', atLeast: 11 } } } });
    expect([conditional(older, {}), conditional(older, { year: 10 }), conditional(older, { year: 'Year 11' })]).toEqual(
      [[], [], [true]],
    );
  });
  it('of one event go before those of the case', () => {
    const law = pack({ when: { kind: ['x'] } });
    const event: LawEvent = { event: 'a', day: day('2026-06-15'), assertion: 'happened', facts: { kind: 'x' } };
    const input = { today: day('2026-06-20'), events: [event], facts: { kind: 'z' } };
    expect(derive(law, input)).toHaveLength(1);
  });
  it('do not reach into what every object has', () => {
    expect(conditional(pack({ when: { 'constructor.name': ['Object'] } }), {})).toEqual([true]);
  });
});

describe('another period', () => {
  const law = pack({
    starts: ['a', 'b'],
    variants: [
      { starts: ['b'], period: days(20) },
      { when: { kind: { not: ['x'] } }, period: days(30), doubts: ['Thirty here.'] },
      { validTo: '2026-01-31', period: days(40) },
    ],
  });
  it('by the start, by a stated fact, or by the time; the first that fits', () => {
    expect(lines(law, ['b 2026-06-01'])).toEqual(['r 2026-06-21 close']);
    expect(lines(law, ['a 2026-06-01'], { kind: 'y' })).toEqual(['r 2026-07-01 close']);
    expect(lines(law, ['a 2026-06-01'], { kind: 'x' })).toEqual(['r 2026-06-11 past']);
    expect(lines(law, ['a 2026-06-01'])).toEqual(['r 2026-06-11 past']);
    expect(lines(law, ['a 2026-01-31'])).toEqual(['r 2026-03-12 past']);
    expect(run(law, ['a 2026-06-01'], { kind: 'y' })[0]!.doubts).toContain('Thirty here.');
  });

  it('with no period of its own says more of some starts', () => {
    const law = pack({ starts: ['a', 'b'], variants: [{ starts: ['a'], doubts: ['Which was it?'] }] });
    const doubts = (event: string) => run(law, [event]).map((d) => d.doubts);
    expect(doubts('a 2026-06-01')).toEqual([['Which was it?']]);
    expect(doubts('b 2026-06-01')).toEqual([[]]);
    expect(lines(law, ['a 2026-06-01'])).toEqual(lines(law, ['b 2026-06-01']));
  });
});

describe('composites', () => {
  const limbs = [
    { ...days(10), starts: ['a'] },
    { ...days(5), starts: ['b'] },
  ];
  const composite = (more = {}) =>
    pack({
      starts: ['a', 'b'],
      period: { kind: 'later-of', of: limbs, roll: 'none', closed: 'none', ...more },
      supersededBy: ['moot'],
    });
  it('a limb joins the latest instance that is open', () => {
    expect(lines(composite(), ['a 2026-06-01', 'b 2026-06-10'])).toEqual(['r 2026-06-15 past']);
    expect(lines(composite(), ['b 2026-06-01', 'a 2026-06-01'])).toEqual(['r 2026-06-11 past']);
    expect(lines(composite(), ['a 2026-06-01', 'moot 2026-06-05', 'b 2026-06-10'])).toEqual([
      'r 2026-06-15 past',
      'r 2026-06-11 superseded',
    ]);
  });
  it('not one from too long ago', () => {
    expect(lines(composite({ joinMonths: 1 }), ['a 2026-04-01', 'b 2026-06-10'])).toEqual([
      'r 2026-04-11 past',
      'r 2026-06-15 past',
    ]);
  });
  it('one that names no counted rule stands still', () => {
    const law = pack(
      { id: 'r', period: { kind: 'later-of', of: ['s', 's'], roll: 'none', closed: 'none' } },
      { id: 's', starts: ['b'], period: { kind: 'any-time' } },
    );
    expect(lines(law, ['a 2026-06-01', 'b 2026-06-01'])).toEqual(['s - no-date']);
  });
});

describe('closing', () => {
  it('the answer of the day it falls due is in time; a day later is late', () => {
    expect(lines(pack({}), ['a 2026-06-01', 'done 2026-06-11'])).toEqual(['r 2026-06-11 met']);
    expect(run(pack({}), ['a 2026-06-01', 'done 2026-06-12'])[0]).toMatchObject({ status: 'late', lateBy: 1 });
  });
  it('an answer before the start is none', () => {
    expect(lines(pack({}), ['done 2026-05-31', 'a 2026-06-01'])).toEqual(['r 2026-06-11 past']);
  });
  it('an event never answers the instance it started', () => {
    const law = pack({ starts: ['a'], answeredBy: ['a'] });
    expect(lines(law, ['a 2026-06-01'])).toEqual(['r 2026-06-11 past']);
    expect(lines(law, ['a 2026-06-01', 'a 2026-06-05'])).toEqual(['r 2026-06-15 past', 'r 2026-06-11 met']);
  });
  it('an answer noted first counts, not what made it moot later', () => {
    const law = pack({ supersededBy: ['moot'] });
    expect(lines(law, ['a 2026-06-01', 'done 2026-06-05', 'moot 2026-06-06'])).toEqual(['r 2026-06-11 met']);
    expect(lines(law, ['a 2026-06-01', 'moot 2026-06-04', 'done 2026-06-05'])).toEqual(['r 2026-06-11 superseded']);
  });
  it('what is only planned closes nothing', () => {
    const planned: LawEvent = { event: 'done', day: day('2026-06-05'), assertion: 'planned' };
    const start: LawEvent = { event: 'a', day: day('2026-06-01'), assertion: 'happened' };
    const input = { today: day('2026-06-20'), events: [start, planned], facts: {} };
    expect(derive(pack({}), input).map((d) => d.status)).toEqual(['past']);
  });
  it('a limit without a number is done, or open without a day', () => {
    const law = pack({ period: { kind: 'promptly' } });
    expect(lines(law, ['a 2026-06-01'])).toEqual(['r - no-date']);
    expect(lines(law, ['a 2026-06-01', 'done 2026-06-05'])).toEqual(['r - met']);
    expect(run(law, ['a 2026-06-01'])[0]!.noDateReason).toContain('promptly');
  });
});

describe('status by today', () => {
  const at = (today: string, warningDays?: number) =>
    derive(pack({ actor: 'family' }), {
      today: day(today),
      events: [{ event: 'a', day: day('2026-06-01'), assertion: 'happened' }],
      facts: {},
      ...(warningDays === undefined ? {} : { warningDays }),
    })[0]!;
  it('close within the warning days, its own day included', () => {
    expect([
      at('2026-05-27').status,
      at('2026-05-28').status,
      at('2026-06-11').status,
      at('2026-06-12').status,
    ]).toEqual(['upcoming', 'close', 'close', 'past']);
    expect(at('2026-06-08', 2).status).toBe('upcoming');
    expect(at('2026-06-11').daysLeft).toBe(0);
  });
});

describe('what is not certain', () => {
  const past = (law: LawPack, event: Partial<LawEvent>, maybe: readonly string[] = []) =>
    derive(law, {
      today: day('2026-06-20'),
      events: [{ event: 'a', day: day('2026-06-01'), assertion: 'happened', ...event }],
      facts: {},
      maybe: maybe.map((text) => {
        const [id, iso] = text.split(' ');
        return { event: id!, day: day(iso!) };
      }),
    }).map(({ status, breachDays, inDoubt, doubts }) => ({ status, breachDays, inDoubt, doubts }));

  it('starts a limit as ever, and is told with it', () => {
    expect(past(pack({}), { uncertain: true })).toEqual([
      {
        ...{ status: 'past', breachDays: 9, inDoubt: true },
        doubts: ['Not certain: “a”, 1 June 2026.'],
      },
    ]);
    expect(past(pack({}), {})).toMatchObject([{ inDoubt: false, doubts: [] }]);
  });
  it('answers nothing, but what may have been done is told', () => {
    expect(past(pack({}), {}, ['done 2026-06-03'])).toEqual([
      {
        ...{ status: 'past', breachDays: 9, inDoubt: true },
        doubts: ['It may have been done: “done”, 3 June 2026.'],
      },
    ]);
  });
  it('is no answer where it came before, starts another, or is something else', () => {
    const law = pack({ starts: ['a', 'b'], supersededBy: ['b'] });
    for (const maybe of ['done 2026-06-01', 'done 2026-05-20', 'b 2026-06-03', 'moot 2026-06-03', 'nothing 2026-06-03'])
      expect(past(law, {}, [maybe])).toMatchObject([{ inDoubt: false }]);
  });
  it('is no matter once the limit was answered', () => {
    const law = pack({});
    const events: LawEvent[] = [
      { event: 'a', day: day('2026-06-01'), assertion: 'happened', uncertain: true },
      { event: 'done', day: day('2026-06-04'), assertion: 'happened' },
    ];
    expect(derive(law, { today: day('2026-06-20'), events, facts: {} })).toMatchObject([
      { status: 'met', inDoubt: false, doubts: [] },
    ]);
  });
  it('is asked again when it changes', () => {
    const memo = {};
    const events: LawEvent[] = [{ event: 'a', day: day('2026-06-01'), assertion: 'happened' }];
    const input = { today: day('2026-06-20'), events, facts: {}, memo };
    const maybe = [{ event: 'done', day: day('2026-06-03') }];
    const law = pack({});
    expect(derive(law, { ...input, maybe })).toMatchObject([{ inDoubt: true }]);
    expect(derive(law, { ...input, maybe: [] })).toMatchObject([{ inDoubt: false }]);
  });
});
