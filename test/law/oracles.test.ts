// Every row of the independent tables, and the dates that known calculators get wrong.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Calendars, countFrom, rollEnd } from '../../server/src/calendar/counting.ts';
import { addMonths, type Day, formatIsoDay } from '../../server/src/calendar/day.ts';
import { derive } from '../../server/src/law/derive.ts';
import { day, england, event, lines, only, oracle } from './support.ts';

const calendars = new Calendars(england.holidays);
const working = calendars.working('england-and-wales');

function workingDays(start: Day, count: number, direction: 'after' | 'before'): Day {
  const counted = countFrom(
    start,
    { count, unit: 'working-days', startDay: 'excluded', direction, closed: 'none', calendar: 'england-and-wales' },
    calendars,
  );
  if ('reason' in counted) throw new Error(counted.reason);
  return counted.day;
}

interface Example {
  readonly id: string;
  readonly today: string;
  readonly facts: Record<string, string>;
  readonly events: readonly { readonly event: string; readonly date: string }[];
  readonly expect: Readonly<Record<string, { readonly due: string; readonly rawDue?: string }>>;
  readonly terms?: readonly { readonly first: string; readonly last: string }[];
  readonly insetDays?: readonly string[];
}

describe('worked examples', () => {
  const text = readFileSync(new URL('../oracles/examples.jsonl', import.meta.url), 'utf8');
  const examples = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Example);

  it.each(examples.map((example) => [example.id, example] as const))('%s', (_id, example) => {
    const deadlines = derive(england, {
      today: day(example.today),
      events: example.events.map((e) => event(`${e.event} ${e.date}`)),
      facts: example.facts,
      ...(example.terms
        ? {
            schoolCalendar: {
              terms: example.terms.map((term) => ({ first: day(term.first), last: day(term.last) })),
              insetDays: (example.insetDays ?? []).map(day),
            },
          }
        : {}),
    });
    for (const [rule, { due, rawDue }] of Object.entries(example.expect)) {
      const found = deadlines.filter((deadline) => deadline.rule.id === rule);
      expect(found.map((deadline) => formatIsoDay(deadline.due!))).toEqual([due]);
      if (rawDue) expect(formatIsoDay(found[0]!.rawDue!)).toBe(rawDue);
    }
  });
});

describe('working days', () => {
  const rows = oracle('workdays.tsv').filter((row) => !row.join(' ').includes('TRAP'));
  it.each(rows)('%s %s %s is %s', (kind, from, n, expected) => {
    const start = day(from!);
    const count = Number(n);
    const found = {
      plusWD: () => workingDays(start, count, 'after'),
      minusWD: () => workingDays(start, count, 'before'),
      roll: () => working.onOrAfter(start),
      rollback: () => working.onOrBefore(start),
      'days+roll': () => working.onOrAfter((start + count) as Day),
    }[kind!]!();
    expect(formatIsoDay(found)).toBe(expected);
  });
});

describe('months', () => {
  it.each(oracle('months.tsv'))('%s %s %s is %s', (kind, from, n, expected) => {
    const included = kind === 'months-incl';
    const unit = kind === 'weeks' ? 'weeks' : 'months';
    const counted = countFrom(
      day(from!),
      {
        count: Number(n),
        unit,
        startDay: included ? 'included' : 'excluded',
        direction: 'after',
        closed: 'none',
      },
      calendars,
    );
    if ('reason' in counted) throw new Error(counted.reason);
    const roll = kind === 'months+roll' ? 'next-working-day' : 'none';
    expect(formatIsoDay(rollEnd(counted.day, { roll, closed: 'none' }, calendars).day)).toBe(expected);
  });

  it.each(oracle('dates-calc.tsv'))('%s and %s years %s months %s days is %s', (from, years, months, days, down) => {
    const end = addMonths(day(from!), Number(years) * 12 + Number(months)).day;
    expect(formatIsoDay((end + Number(days)) as Day)).toBe(down);
  });
});

describe('what known calculators get wrong', () => {
  it('20 weeks are not 100 working days', () => {
    expect(lines('ehcp-final-20-weeks', ['ehcna-requested 2025-01-06'])).toEqual(['2025-05-26 past']);
  });
  it('two months from 31 December end in February, and roll from a Saturday', () => {
    const limit = only('tribunal-appeal', ['ehcna-refused 2025-12-31']);
    expect([limit.rawDue, limit.due].map((d) => formatIsoDay(d!))).toEqual(['2026-02-28', '2026-03-02']);
    expect(limit.doubts.join(' ')).toContain('no such day');
  });
  it('a certificate gives one month, not two', () => {
    expect(lines('tribunal-appeal', ['plan-refused 2026-02-01', 'mediation-certificate-issued 2026-03-20'])).toEqual([
      '2026-04-20 past',
    ]);
  });
  it('a review decision has four weeks, not ten working days', () => {
    expect(lines('review-decision-4-weeks', ['review-held 2026-11-10'])).toEqual(['2026-12-08 upcoming']);
  });
  it('two months are not sixty days', () => {
    expect(lines('tribunal-appeal', ['ehcna-refused 2026-07-01'])).toEqual(['2026-09-01 upcoming']);
    expect(lines('tribunal-appeal', ['ehcna-refused 2026-03-10'])).toEqual(['2026-05-11 past']);
  });
  it('August does not help a discrimination claim', () => {
    expect(lines('dd-claim-6-months', ['discrimination 2026-02-10'])).toEqual(['2026-08-09 upcoming']);
  });
  it.each([
    ['2025', '2026-01-02'],
    ['2026', '2027-01-04'],
    ['2027', '2028-01-04'],
  ])('letter 1 October and certificate 29 November %s: %s', (year, due) => {
    const events = [`ehcna-refused ${year}-10-01`, `mediation-certificate-issued ${year}-11-29`];
    expect(lines('tribunal-appeal', events, { today: `${year}-12-01` })).toEqual([`${due} upcoming`]);
  });
});
