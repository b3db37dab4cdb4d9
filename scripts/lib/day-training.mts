// How the choice of an event's day learns (server/src/casenote/settle/which-day.ts): from annotated notes, by softmax over
// the days that stand round each event, of which the one that the notes record is right. The same notes give the same weights.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { formatIsoDay, parseIsoDay } from '../../server/src/calendar/day.ts';
import { type Choosing, dayPlaces, likeliestDay, packDays, unpackDays } from '../../server/src/casenote/day-choice.ts';
import type { PackedLikeness, SpeltLexicon } from '../../server/src/casenote/lexicon-data.ts';
import { createReader } from '../../server/src/casenote/reader.ts';
import { makeRecogniser } from '../../server/src/casenote/recognise.ts';
import type { ChildNotes, Recogniser } from '../../server/src/casenote/recognise-interface.ts';
import { annotatedNotes, linesOf } from './annotated-notes.mts';
import { dayTables, eventTables, voiceTables } from './likeness-data.mts';
import { numbers, shuffle } from './likeness-training.mts';

/** The days round an event as features, and which of them are right. */
export interface Choice {
  readonly days: readonly (readonly number[])[];
  readonly right: readonly boolean[];
}

/** An event that a note records; `line`: 1-based, or nothing where it may be any. */
interface Recorded {
  readonly event: string;
  readonly date: string;
  readonly line?: number;
}

/** Reads notes with the scorer of likeness, and watches for which events a day is chosen. */
export class DayWatcher {
  readonly #reader;
  #seen: (Choosing & { readonly from: number })[] = [];

  constructor(spelt: SpeltLexicon, order: never, likeness: PackedLikeness) {
    const recogniser = makeRecogniser(spelt, undefined, likeness);
    const { lexicon } = recogniser;
    let starts: readonly number[] = [];
    // The rules' day is taken, so that what is learnt is what they leave.
    lexicon.likeness = {
      ...lexicon.likeness!,
      chooseDay: (choosing) => {
        this.#seen.push({ ...choosing, from: starts[choosing.segment]! + choosing.start });
        return choosing.days.findIndex(({ token }) => token === choosing.rule);
      },
    };
    const watch: Recogniser = {
      analyse: (segment) => recogniser.analyse(segment),
      settle: (notes) => {
        starts = notes.starts;
        return recogniser.settle(notes as ChildNotes<never>);
      },
    };
    this.#reader = createReader({ recogniser: watch, order });
  }

  /** The choices that reading a note makes for events that it records, where one of the days is right. */
  choices(text: string, today: string, recorded: readonly Recorded[]): Choice[] {
    this.#seen = [];
    const lineOf = linesOf(text);
    const read = this.#reader.read(text, { today: parseIsoDay(today)!, once: true }).events;
    return this.#seen.flatMap(({ event, planned, from, rule, days }) => {
      const line = lineOf(from);
      const ruled = days.find(({ token }) => token === rule)!;
      // What was dropped later, as told already, has no day to learn from.
      const stands = read.some(
        (e) =>
          (planned || e.event === event) &&
          lineOf(e.start) === line &&
          (e.day === ruled.past || e.day === ruled.future),
      );
      const near = recorded.filter((e) => e.event === event && Math.abs((e.line ?? line) - line) <= 1);
      const own = near.filter((e) => e.line === line);
      const its = new Set((own.length > 0 ? own : near).map(({ date }) => date));
      const right = days.map(({ past, future }) => its.has(formatIsoDay(planned ? future : past)));
      return stands && right.includes(true) ? [{ days: days.map(({ features }) => features), right }] : [];
    });
  }

  /** Those of the annotated notes in a folder. `take`: by the name of the note. */
  ofNotes(folder: string, take: (name: string) => boolean): Choice[] {
    return annotatedNotes(folder, take).flatMap(({ gold, text }) => this.choices(text, gold.today, gold.events));
  }

  /**
   * Those of a table of the tests of reading, `words => event day, ...`: a note, or a line of one. The words before ` // ` are
   * other entries, a day may lack its year, and where there is none the entry's is meant, as test/reading/voices.test.ts says.
   */
  ofTests(file: string): Choice[] {
    const table = parse(readFileSync(file, 'utf8')) as Readonly<Record<string, readonly string[]>>;
    const isDated = /whichDay|hardDays/.test(file);
    return Object.values(table)
      .flat()
      .flatMap((row) => {
        const [words = '', want = ''] = row.split(/ => ?/);
        const before = words.split(' // ').map((part) => `- ${part}\n`);
        const last = before.pop()!.slice(2);
        const text = isDated ? `- ${words}\n` : `${before.join('')}\n## 10 March 2026\n\n${last}`;
        const events = [...want.matchAll(/([a-z-]+)(?: (?:(\d{4})-)?(\d\d-\d\d))?/g)];
        return this.choices(
          isDated && words.includes('\n') ? `${words}\n` : text,
          '2026-11-20',
          events.map(([, event, year = '2026', day = '03-10']) => ({ event: event!, date: `${year}-${day}` })),
        );
      });
  }
}

/** The tests of reading, of whose choices those are learnt that would go wrong. */
export const testsOfDays = (folder: string): string[] =>
  [...dayTables, 'hardDays.yaml', ...eventTables, ...voiceTables(folder)].map((name) => path.join(folder, name));

const rounds = 12;
const rate = 0.15;
/** How many of a day's features are left out each time (dropout), and how strongly weights are drawn to nothing. */
const leftOut = 0.15;
const pull = 1;
/** How often it is looked what goes wrong, and how many times that is said then. */
const again = 6;
const times = 3;

/**
 * Learns which day is right: the table of weights as it lies in the pack. Of the tests, which the rules get right, only
 * those are learnt that the notes' weights would get wrong: all of them would teach that the rules always are.
 */
export function learnDays(notes: readonly Choice[], tests: readonly Choice[]): string {
  const taught = notes.slice();
  for (let time = 0; time < again; time++) {
    const choose = likeliestDay(unpackDays(packed(learned(taught))));
    for (const test of tests) {
      const { days, right } = test;
      if (!right[choose({ days: days.map((features) => ({ features })) })])
        taught.push(...new Array<Choice>(times).fill(test));
    }
  }
  return packed(learned(taught));
}

/** Adagrad over the choices in random order; the mean of what the second half of the rounds came to. */
function learned(choices: readonly Choice[]): Float64Array {
  const random = numbers(8);
  const often = new Float64Array(dayPlaces).fill(1);
  for (const features of choices.flatMap(({ days }) => days)) for (const f of features) often[f]!++;
  const weights = new Float64Array(dayPlaces);
  const steps = new Float64Array(dayPlaces).fill(1e-6);
  const mean = new Float64Array(dayPlaces);
  const order = choices.map((_, i) => i);
  for (let round = 0; round < rounds; round++) {
    shuffle(order, random);
    for (const i of order) {
      const { days, right } = choices[i]!;
      const left = days.map((features) => features.filter(() => random() >= leftOut));
      slopesOf(left, right, weights).forEach((slope, k) => {
        if (Math.abs(slope) < 1e-3) return;
        for (const f of left[k]!) {
          const g = slope + (pull * weights[f]!) / often[f]!;
          steps[f]! += g * g;
          weights[f]! -= (rate * g) / Math.sqrt(steps[f]!);
        }
      });
    }
    if (round >= rounds / 2)
      weights.forEach((weight, f) => {
        mean[f]! += weight;
      });
  }
  return mean;
}

/** By how much the share of each day exceeds what it should be; of several right ones each its part. */
function slopesOf(
  days: readonly (readonly number[])[],
  right: readonly boolean[],
  weights: Float64Array,
): readonly number[] {
  const worth = days.map((features) => features.reduce((sum, f) => sum + weights[f]!, 0) / (1 - leftOut));
  const top = Math.max(...worth);
  const parts = worth.map((w) => Math.exp(w - top));
  const whole = parts.reduce((sum, part) => sum + part, 0);
  const rightly = parts.reduce((sum, part, k) => sum + (right[k] ? part : 0), 0);
  return parts.map((part, k) => part / whole - (right[k] ? part / Math.max(rightly, 1e-9) : 0));
}

/** As whole numbers that fit the table. */
function packed(weights: Float64Array): string {
  const largest = weights.reduce((size, weight) => Math.max(size, Math.abs(weight)), 0);
  return packDays([...weights].map((weight) => Math.round((47 * weight) / largest)));
}
