// Random periods, days and cases for the property and differential suites.
import fc from 'fast-check';
import { type Day, formatIsoDay, parseIsoDay } from '../../server/src/calendar/day.ts';
import type { CountedPeriod, LawEvent } from '../../server/src/law/model.ts';
import type { NaiveTerms } from './naive.ts';
import { england } from './support.ts';

/** A day from 2016 to 2026, so that a limit counted from it, either way, stays where bank holidays are published. */
export const anyDay = fc.integer({
  min: parseIsoDay('2016-06-01')!,
  max: parseIsoDay('2026-12-31')!,
}) as fc.Arbitrary<Day>;

/** School years from 2014 to 2028, all alike but for their weekends. */
export const schoolTerms: NaiveTerms = {
  terms: Array.from({ length: 15 }, (_, i) => 2014 + i).flatMap((year): [string, string][] => [
    [`${year}-09-02`, `${year}-10-22`],
    [`${year}-11-02`, `${year}-12-18`],
    [`${year + 1}-01-04`, `${year + 1}-02-12`],
    [`${year + 1}-02-22`, `${year + 1}-03-26`],
    [`${year + 1}-04-13`, `${year + 1}-05-24`],
    [`${year + 1}-06-03`, `${year + 1}-07-21`],
  ]),
  inset: Array.from({ length: 15 }, (_, i) => `${2014 + i}-11-27`),
};

/** The same calendar as the engine takes it. */
export const schoolCalendar = {
  terms: schoolTerms.terms.map(([first, last]) => ({ first: parseIsoDay(first)!, last: parseIsoDay(last)! })),
  insetDays: schoolTerms.inset.map((iso) => parseIsoDay(iso)!),
};

const unit = fc.constantFrom('days', 'weeks', 'months', 'working-days', 'school-days' as const);
const longest = { days: 60, weeks: 20, months: 12, 'working-days': 65, 'school-days': 50 } as const;

/** A counted period of any kind that a pack may hold. */
export const anyPeriod: fc.Arbitrary<CountedPeriod> = unit.chain((unit) =>
  fc.record({
    kind: fc.constantFrom('within', 'at-least'),
    count: fc.integer({ min: 1, max: longest[unit as keyof typeof longest] }),
    unit: fc.constant(unit as CountedPeriod['unit']),
    startDay: fc.constantFrom('excluded', 'included'),
    direction: fc.constantFrom('after', 'after', 'before'),
    roll: fc.constantFrom('none', 'next-working-day'),
    closed: fc.constantFrom('none', 'extend', 'exclude'),
    calendar: fc.constantFrom('england-and-wales', 'united-kingdom', 'children-act'),
  }),
) as fc.Arbitrary<CountedPeriod>;

const ids = england.events.map((event) => event.id);

/** An event of the vocabulary in 2024 to 2026. */
export const anyEvent: fc.Arbitrary<LawEvent> = fc.record({
  event: fc.constantFrom(...ids),
  day: fc.integer({ min: parseIsoDay('2024-01-01')!, max: parseIsoDay('2026-12-31')! }) as fc.Arbitrary<Day>,
  assertion: fc.constantFrom('happened', 'happened', 'happened', 'planned'),
  dateRole: fc.constantFrom('own', 'own', 'received'),
}) as fc.Arbitrary<LawEvent>;

/** A case of up to `size` events, in any order. */
export const anyCase = (size: number) => fc.array(anyEvent, { minLength: 1, maxLength: size });

/** For messages of failed properties. */
export const iso = (day: Day | undefined): string => (day === undefined ? 'no date' : formatIsoDay(day));
