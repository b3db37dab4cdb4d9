// Properties of the counting and of the engine that hold for every input, tried on random ones. The long suite runs the
// same differential over 100,000 inputs.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it, vi } from 'vitest';
import { Calendars, countFrom, rollEnd } from '../../server/src/calendar/counting.ts';
import { addMonths, type Day, dayFrom, partsOf, weekdayOf } from '../../server/src/calendar/day.ts';
import { SchoolDays } from '../../server/src/calendar/schoolDays.ts';
import { derive } from '../../server/src/law/derive.ts';
import type { CountedPeriod, Deadline, Facts, LawEvent } from '../../server/src/law/model.ts';
import { anyCase, anyDay, anyPeriod, iso, schoolCalendar, schoolTerms } from './arbitraries.ts';
import { Naive } from './naive.ts';
import { day, england } from './support.ts';

// Two processes are started and thousands of cases derived; a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000 });

const calendars = new Calendars(england.holidays, schoolCalendar);
const working = calendars.working();
const naive = new Naive(england.holidays, schoolTerms);
const runs = { numRuns: 500 };

const count = (start: Day, period: CountedPeriod): Day | undefined => {
  const counted = countFrom(start, period, calendars);
  return 'reason' in counted ? undefined : counted.day;
};

describe('a day', () => {
  it('is the same day in Temporal, and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 100_000 }), (n) => {
        const { year, month, day: date } = partsOf(n as Day);
        const plain = Temporal.PlainDate.from({ year: 1970, month: 1, day: 1 }).add({ days: n });
        expect([year, month, date]).toEqual([plain.year, plain.month, plain.day]);
        expect(dayFrom(year, month, date)).toBe(n);
        expect(weekdayOf(n as Day)).toBe(plain.dayOfWeek - 1);
      }),
      runs,
    );
  });
  it('plus months is what Temporal says, and clamps where there is no such day', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -30, max: 30 }), (start, months) => {
        const { day: end, clamped } = addMonths(start, months);
        expect(iso(end)).toBe(Temporal.PlainDate.from(iso(start)).add({ months }).toString());
        expect(clamped).toBe(partsOf(end).day !== partsOf(start).day);
      }),
      runs,
    );
  });
});

describe('counting', () => {
  it('agrees with the slow reading', () => {
    fc.assert(
      fc.property(anyDay, anyPeriod, (start, period) => {
        const raw = count(start, period);
        const slow = naive.count(iso(start), period);
        expect(raw === undefined ? undefined : iso(raw)).toBe(slow);
        if (raw !== undefined) expect(iso(rollEnd(raw, period, calendars).day)).toBe(naive.end(slow!, period));
      }),
      runs,
    );
  });
  it('a later start never ends earlier', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 60 }), anyPeriod, (start, more, period) => {
        // A month that leaves closed days out is counted by its own length, and months differ: 30 August gives a day
        // more than 31 August. That is the reading the rule asks for.
        if (period.unit === 'months' && period.closed === 'exclude') return;
        // Moving past closed days to a working day goes with rolling off weekends; one without the other is no rule.
        if (period.closed === 'extend' && period.roll === 'none') return;
        const first = count(start, period);
        const second = count((start + more) as Day, period);
        if (first === undefined || second === undefined) return;
        expect(second).toBeGreaterThanOrEqual(first);
        expect(rollEnd(second, period, calendars).day).toBeGreaterThanOrEqual(rollEnd(first, period, calendars).day);
      }),
      runs,
    );
  });
  it('school days agree with a count day by day', () => {
    const school = new SchoolDays(schoolCalendar, working);
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 50 }), (start, n) => {
        const end = count(start, {
          kind: 'within',
          count: n,
          unit: 'school-days',
          startDay: 'excluded',
          direction: 'after',
          roll: 'none',
          closed: 'none',
          calendar: 'school',
        });
        if (end === undefined) return;
        let days = 0;
        for (let at = start + 1; at <= end; at++) if (school.has(at as Day)) days++;
        expect([days, school.has(end)]).toEqual([n, true]);
      }),
      runs,
    );
  });
});

describe('a roll', () => {
  const roll = { roll: 'next-working-day', closed: 'none' } as const;
  const extend = { roll: 'next-working-day', closed: 'extend' } as const;
  it('never goes back, lands on a working day, and does so once', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(roll, extend), (raw, ending) => {
        const { day: end } = rollEnd(raw, ending, calendars);
        expect(end).toBeGreaterThanOrEqual(raw);
        expect(working.has(end)).toBe(true);
        expect(rollEnd(end, roll, calendars).day).toBe(end);
      }),
      runs,
    );
  });
  it('out of a closed period is never back in it', () => {
    fc.assert(
      fc.property(anyDay, (raw) => {
        if (naive.isClosed(iso(raw))) expect(naive.isClosed(iso(rollEnd(raw, extend, calendars).day))).toBe(false);
      }),
      runs,
    );
  });
});

describe('the later and the earlier of two', () => {
  it('later-of is at least each part alone, earlier-of at most', () => {
    const last = (events: LawEvent[], rule: string): Day | undefined =>
      derive(england, { today: day('2020-01-01'), events, facts: {} }).find((d) => d.rule.id === rule)?.rawDue;
    const at = (event: string, on: Day): LawEvent => ({ event, day: on, assertion: 'happened' });
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 120 }), (start, gap) => {
        const later = (start + gap) as Day;
        const letter = at('plan-refused', start);
        const certificate = at('mediation-certificate-issued', later);
        const both = last([letter, certificate], 'tribunal-appeal')!;
        expect(both).toBe(Math.max(last([letter], 'tribunal-appeal')!, last([certificate], 'tribunal-appeal')!));
        const meeting = at('review-held', start);
        const notice = at('amendment-notice-served', later);
        const either = last([meeting, notice], 'review-final-plan')!;
        expect(either).toBe(Math.min(last([meeting], 'review-final-plan')!, last([notice], 'review-final-plan')!));
      }),
      { numRuns: 200 },
    );
  });
});

/** What must not change when only today does. */
const withoutToday = ({ rule, due, rawDue, startedBy }: Deadline): string =>
  [rule.id, iso(rawDue), iso(due), ...startedBy.map((e) => `${e.event} ${iso(e.day)}`)].join(' ');

describe('a case', () => {
  const facts = { schoolType: 'maintained', area: 'devon' };
  it('changing today changes only days left, status and what hangs on it', () => {
    fc.assert(
      fc.property(anyCase(8), anyDay, anyDay, (events, one, other) => {
        const lines = (today: Day) =>
          derive(england, { today, events, facts, schoolCalendar })
            .filter((deadline) => !deadline.missedDuty)
            .map(withoutToday)
            // Instances of one day are told by the one still open, which may be another tomorrow.
            .map((line) => line.split(' ').slice(0, 3).join(' '))
            .sort();
        const [a, b] = [lines(one), lines(other)].map((list) => [
          ...new Set(list.map((l) => l.split(' ').toSpliced(1, 1).join(' '))),
        ]);
        expect(a).toEqual(b);
      }),
      { numRuns: 200 },
    );
  });
  it('the order in which it is told does not matter', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(anyCase(1), { maxLength: 8, selector: ([event]) => event!.day }),
        anyDay,
        (wrapped, today) => {
          const events = wrapped.flat();
          const lines = (list: LawEvent[]) => derive(england, { today, events: list, facts }).map(withoutToday);
          expect(lines([...events].reverse())).toEqual(lines(events));
        },
      ),
      { numRuns: 200 },
    );
  });
  it('every limit has a consistent status, day and working, whatever the events', () => {
    fc.assert(
      fc.property(anyCase(12), anyDay, (events, today) => {
        for (const deadline of derive(england, { today, events, facts, schoolCalendar })) {
          const { due, rawDue, status, daysLeft, lateBy, answeredBy } = deadline;
          expect(due === undefined).toBe(rawDue === undefined);
          expect(due === undefined).toBe(deadline.noDateReason !== undefined);
          if (due !== undefined) expect(daysLeft).toBe(due - today);
          if (due !== undefined && rawDue !== undefined) expect(due).toBeGreaterThanOrEqual(rawDue);
          if (status === 'past') expect(due!).toBeLessThan(today);
          if (status === 'close' || status === 'upcoming') expect(due!).toBeGreaterThanOrEqual(today);
          if (status === 'late') expect(lateBy).toBe(answeredBy!.day - due!);
          if (status === 'met' && due !== undefined) expect(answeredBy!.day).toBeLessThanOrEqual(due);
          if (status === 'superseded') expect(deadline.supersededBy).toBeDefined();
          if (deadline.rule.actor === 'family') expect(deadline.breachDays).toBeUndefined();
          for (const step of deadline.explain()) expect(step.text).toMatch(/^[A-Z0-9"].*\.$/);
          expect(deadline.explain().length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 200 },
    );
  });
  it('any front matter at all is taken as it is', () => {
    const keys = [
      'schoolType',
      'area',
      'phaseTransfer',
      'yearGroup',
      'decision',
      'exclusion',
      'suspensionDays',
      'terms',
    ];
    const anyFacts = fc.dictionary(fc.constantFrom(...keys), fc.anything({ withNullPrototype: true, withDate: true }));
    fc.assert(
      fc.property(anyCase(6), anyDay, anyFacts, (events, today, odd) => {
        for (const deadline of derive(england, { today, events, facts: odd as Facts })) deadline.explain();
      }),
      { numRuns: 300 },
    );
  });
  it('is the same in two far time zones', () => {
    const script = fileURLToPath(new URL('./timezone.mts', import.meta.url));
    const zones = ['America/Los_Angeles', 'Pacific/Auckland'];
    const [a, b] = zones.map((TZ) =>
      execFileSync(process.execPath, [script], {
        env: { ...process.env, TZ, NODE_NO_WARNINGS: '1' },
        encoding: 'utf8',
      }),
    );
    expect(a).toBe(b);
    expect(a!.length).toBeGreaterThan(1000);
  });
});
