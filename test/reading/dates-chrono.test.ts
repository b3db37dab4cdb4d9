// The project's own reading of dates held equal to chrono-node (strict, UK) on the forms that both read: every
// combination of written form, day and sentence below. What chrono reads wrongly or not at all (impossible dates that it
// drops, durations, `3.5.25`, misspellings, vague dates) is tested on its own in dates.test.ts.
import { Chrono, configuration } from 'chrono-node/en';
import { describe, expect, it } from 'vitest';
import {
  type Day,
  dayFrom,
  formatIsoDay,
  monthNames,
  partsOf,
  weekdayNames,
  weekdayOf,
} from '../../server/src/calendar/day.ts';
import { findDates } from '../../server/src/casenote/dates.ts';

/** chrono-node in its strict configuration, day before month. */
const strict = new Chrono(configuration.createConfiguration(true, true));

const two = (n: number): string => String(n).padStart(2, '0');
const suffix = (d: number): string => (d > 10 && d < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][d % 10] ?? 'th'));

/** The same day in the forms that both read. */
function forms(day: Day): string[] {
  const { year, month, day: d } = partsOf(day);
  const name = monthNames[month - 1]!;
  const short = name.slice(0, 3);
  const weekday = weekdayNames[weekdayOf(day)]!;
  return [
    `${d}/${month}/${year}`,
    `${two(d)}/${two(month)}/${year}`,
    `${two(d)}/${two(month)}/${two(year % 100)}`,
    `${year}-${two(month)}-${two(d)}`,
    `${d}-${month}-${year}`,
    `${d} ${name} ${year}`,
    `${d}${suffix(d)} ${name} ${year}`,
    `${d}${suffix(d)} of ${name} ${year}`,
    `${d} ${short} ${year}`,
    `${two(d)} ${short} ${year}`,
    `${d}-${short}-${year}`,
    `${name} ${d}, ${year}`,
    `${name} ${d}${suffix(d)}, ${year}`,
    `${weekday} ${d} ${name} ${year}`,
    `${weekday.slice(0, 3)} ${d} ${short} ${year}`,
    `${weekday}, ${d}${suffix(d)} ${name} ${year}`,
  ];
}

const sentences = [
  '%',
  'Letter dated % received.',
  '%: call with mum',
  '- (%) AR held',
  'Sent on %, not before.',
  'the decision of % was late; rang twice',
];

/** Days that chrono is sure of, as ISO days. */
function chronoDays(text: string): string[] {
  return strict.parse(text, new Date(2026, 10, 21)).flatMap(({ start }) => {
    if (!start.isCertain('day') || !start.isCertain('month') || !start.isCertain('year')) return [];
    return [`${start.get('year')}-${two(start.get('month')!)}-${two(start.get('day')!)}`];
  });
}

describe('dates that chrono-node reads too', () => {
  it('come out the same', () => {
    const different: string[] = [];
    let compared = 0;
    for (let k = 0; k < 24; k++) {
      const day = (dayFrom(2018, 1, 1)! + k * 167) as Day;
      for (const form of forms(day)) {
        for (const sentence of sentences) {
          const text = sentence.replace('%', form);
          const theirs = chronoDays(text);
          const ours = findDates(text, dayFrom(2026, 11, 21)!).flatMap((d) =>
            d.form === 'full' ? [formatIsoDay(d.past!)] : [d.form],
          );
          expect(ours, text).toEqual([formatIsoDay(day)]);
          if (theirs.length === 0) continue;
          compared++;
          if (theirs.join() !== ours.join()) different.push(`${text}: ${theirs} / ${ours}`);
        }
      }
    }
    expect(different).toEqual([]);
    expect(compared).toBeGreaterThan(2000);
  });

  it('without a year have the same day and month', () => {
    for (let k = 0; k < 24; k++) {
      const { month, day: d } = partsOf((dayFrom(2018, 1, 1)! + k * 167) as Day);
      const name = monthNames[month - 1]!;
      for (const form of [
        `${d} ${name}`,
        `${d}${suffix(d)} ${name}`,
        `${d}${suffix(d)} of ${name}`,
        `${d} ${name.slice(0, 3)}`,
        `${name} ${d}${suffix(d)}`,
      ]) {
        const text = `Letter dated ${form} received.`;
        const [theirs] = strict.parse(text, new Date(2026, 10, 21));
        const [ours] = findDates(text, dayFrom(2026, 11, 21)!);
        expect([theirs!.start.get('day'), theirs!.start.get('month')], text).toEqual([d, month]);
        const { month: m, day } = partsOf(ours!.past!);
        expect([ours!.form, day, m], text).toEqual(['year-less', d, month]);
      }
    }
  });
});
