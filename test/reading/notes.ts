// Notes and edits made by chance from a seed, for the tests that hold the reader to its promises: incremental equals
// whole, positions stay inside, nothing hangs. The pieces are what casenotes are made of, with the marks of Markdown
// that change how a line is read among them.
import { formatDay, formatIsoDay } from '../../server/src/calendar/day.ts';
import type { LocalSegment } from '../../server/src/casenote/model.ts';
import type { Recogniser } from '../../server/src/casenote/recognise-interface.ts';

/** A small repeatable source of whole numbers below `n`. */
export type Chance = (n: number) => number;

/** Numbers from a seed (mulberry32, Tommy Ettinger, public domain). */
export function chanceFrom(seed: number): Chance {
  let a = seed >>> 0;
  return (n) => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
}

const starts = [
  '',
  '- ',
  '  - ',
  '## ',
  '# ',
  '### ',
  '> ',
  '1. ',
  '- [ ] ',
  '- [x] ',
  '| ',
  '**',
  '* ',
  '    ',
  '\t- ',
];
const dates = [
  '3 May 2026',
  '03/05/26',
  'Tues 12 May',
  '31/02/26',
  '4th',
  'the 12th',
  'w/c 4 May',
  'Oct 2025',
  '2026-06-01',
  '5 Jan',
  '28 or 29 April',
  '10/9',
  'yesterday',
  '3-5 June',
  '',
];
const links = [': ', ' - ', ' ', ' | ', '** ', '\n', ' (Fri) ', '. '];
const words = [
  'decision letter came',
  'mum rang LA',
  'AR held same day',
  'the day after she said no',
  'appeal lodged on 3 June 2026',
  '`code 3 May`',
  '~~struck 3 May~~',
  '<!-- casenotes: event appeal-lodged 2026-05-03 -->',
  '<!-- casenotes: not-event -->',
  '<!--',
  '-->',
  '[link](https://example.org/2026-05-03)',
  'no reply last week',
  '👍 e\u0301 ok',
  'naïve café',
  'dob 3/5/2015',
  '```',
  '~~~',
  '---',
  '===',
  '|---|---|',
  '| a | b |',
  'May 26',
  "y'day",
  '',
];
const heads = [
  '',
  '',
  '',
  '---\nchild: A.B.\ndate: 2026-05-01\n---\n',
  '---\nchildren: [A, B]\n---\n',
  '---\nbroken: [\n---\n',
];
const lines = [
  '# February 2026',
  '## March',
  '## Child A',
  '## Child B',
  '| Date | What |',
  '|---|---|',
  '| 3 May 2026 | letter |',
  '```',
  '> quoted 3 May 2026',
  '',
  '',
  '',
  '---',
  'Text that goes on and on until the line is as long as a screen is wide',
  '2026',
];

function pick<T>(chance: Chance, from: readonly T[]): T {
  return from[chance(from.length)]!;
}

/** One line of a note. */
export function makeLine(chance: Chance): string {
  if (chance(4) === 0) return pick(chance, lines);
  return (
    pick(chance, starts) +
    pick(chance, dates) +
    pick(chance, links) +
    pick(chance, words) +
    (chance(3) === 0 ? ` ${pick(chance, words)}` : '')
  );
}

/** A note of up to `most` lines. */
export function makeNote(chance: Chance, most: number): string {
  const eol = chance(6) === 0 ? '\r\n' : '\n';
  const body = Array.from({ length: 1 + chance(most) }, () => makeLine(chance)).join(eol);
  return pick(chance, heads) + body + (chance(3) === 0 ? '' : eol);
}

/** The note after one edit: a piece taken out, put in or put in the place of another. */
export function editNote(chance: Chance, text: string): string {
  const at = chance(text.length + 1);
  const size = chance(5) === 0 ? chance(40) : chance(3);
  const gone = chance(3) === 0 ? 0 : size;
  const what = chance(6);
  const put =
    what === 0
      ? ''
      : what === 1
        ? `\n${makeLine(chance)}\n`
        : what === 2
          ? pick(chance, ['\n', ' ', '`', '>', '#', '|', '-', '<!--', '-->', '3', '/', '\r\n', '\n\n'])
          : what === 3
            ? pick(chance, words)
            : pick(chance, dates);
  return text.slice(0, at) + put + text.slice(at + gone);
}

interface Told {
  readonly words: number;
  readonly dates: readonly { readonly at: number; readonly form: string }[];
}

/**
 * A stand-in for the recogniser that uses everything an analysis may use, and tells an event for each date: if the
 * reader kept an analysis too long, or shifted it wrongly, the events differ.
 */
export const echo: Recogniser<Told> = {
  analyse: (segment: LocalSegment) => ({
    words: segment.text.length + (segment.openingDate ?? -1) + (segment.month?.month ?? 0),
    dates: segment.dateMentions.map((d) => ({ at: d.start, form: d.form })),
  }),
  settle: ({ segments, analyses, starts, child, entries }) => ({
    events: segments.flatMap((segment, i) =>
      analyses[i]!.dates.flatMap(({ at, form }, k) => {
        const date = segment.dateMentions[k]!;
        const day = date.past ?? segment.entryDay;
        if (day === undefined) return [];
        return [
          {
            event: form,
            day,
            dateSource: 'explicit' as const,
            dateRole: 'own' as const,
            assertion: 'happened' as const,
            text: `${analyses[i]!.words} ${formatDay(day)}`,
            entry: entries[i]!,
            child,
            start: starts[i]! + at,
            end: starts[i]! + date.end,
            origin: 'text' as const,
          },
        ];
      }),
    ),
    near: () => [],
    maybe: () => [],
    dayless: segments.flatMap((s, segment) =>
      s.dateMentions.flatMap((d, date) => (d.form === 'vague' ? [{ event: 'decision-letter', segment, date }] : [])),
    ),
    waivers: [],
    facts: { last: segments.length === 0 ? '' : formatIsoDay(segments[segments.length - 1]!.reference) },
  }),
};
