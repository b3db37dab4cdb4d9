// Scenarios: short casenotes with the limits they give, from the words to the days. Each note is read and put before the
// law; its events are put before the law by themselves. Both must give the days that were worked out by hand.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { type Day, formatIsoDay } from '../../server/src/calendar/day.ts';
import type { Deadline, Facts, SchoolCalendar } from '../../server/src/law/model.ts';
import { contextOf } from '../support/marked.ts';
import { limits, schoolCalendar } from './support.ts';

interface Scenario {
  readonly name: string;
  /** Front matter, or facts where there is no note. */
  readonly front?: Facts;
  /** Counted on the school calendar below. */
  readonly terms?: 'county';
  readonly note?: string;
  readonly noteOnly?: boolean;
  readonly events: readonly string[];
  /** By today: each line a rule, its day and its status. */
  readonly on: Readonly<Record<string, readonly string[]>>;
  readonly absent?: readonly string[];
}

const county: SchoolCalendar = schoolCalendar(
  [
    ['2026-09-02', '2026-10-23'],
    ['2026-11-02', '2026-12-18'],
    ['2027-01-05', '2027-02-12'],
    ['2027-02-22', '2027-03-25'],
    ['2027-04-12', '2027-05-28'],
    ['2027-06-07', '2027-07-21'],
  ],
  ['2026-11-27', '2027-04-12'],
);

const folder = new URL('scenarios/', import.meta.url);
const files = readdirSync(folder).map((file) => ({
  file,
  scenarios: (parse(readFileSync(new URL(file, folder), 'utf8')) as { scenarios: Scenario[] }).scenarios,
}));

const iso = (day: Day | undefined): string => (day === undefined ? '-' : formatIsoDay(day));

/** The lines of the rules that the scenario names on a day. */
function linesOf(deadlines: readonly Deadline[], expected: readonly string[], absent: readonly string[]): string[] {
  const named = new Set([...absent, ...expected.map((line) => line.split(' ')[0]!)]);
  return deadlines
    .filter(({ rule }) => named.has(rule.id))
    .map(({ rule, due, status }) => `${rule.id} ${iso(due)} ${status}`)
    .sort();
}

/** The note with its front matter, read on a day. */
function analysisOf({ front = {}, terms, note }: Scenario, today: string) {
  const head = { ...front, ...(terms ? { terms } : {}) };
  const text = Object.keys(head).length > 0 ? `---\n${stringify(head)}---\n\n${note}` : note!;
  return contextOf(text, { today, settings: { terms: [{ name: 'county', ...county }] } }).analysis;
}

describe.each(files)('$file', ({ scenarios }) => {
  const days = scenarios.flatMap((scenario) =>
    Object.entries(scenario.on).map(([today, expected]) => ({ name: scenario.name, scenario, today, expected })),
  );
  it.each(days.filter(({ scenario }) => scenario.note))('$name, $today: the note', ({ scenario, today, expected }) => {
    const analysis = analysisOf(scenario, today);
    const read = analysis.reading.events.map(
      ({ event, day, assertion }) => `${event} ${iso(day)}${assertion === 'planned' ? ' planned' : ''}`,
    );
    expect([...new Set(read)].sort()).toEqual([...scenario.events].sort());
    const deadlines = analysis.derived.limits.map(({ deadline }) => deadline);
    expect(linesOf(deadlines, expected, scenario.absent ?? [])).toEqual([...expected].sort());
  });
  it.each(days.filter(({ scenario }) => !scenario.noteOnly))(
    '$name, $today: its events',
    ({ scenario, today, expected }) => {
      const deadlines = limits(scenario.events, {
        today,
        facts: scenario.front ?? {},
        ...(scenario.terms ? { terms: county } : {}),
      });
      expect(linesOf(deadlines, expected, scenario.absent ?? [])).toEqual([...expected].sort());
    },
  );
});
