// Notes that are written newest first are settled from their last entry upwards, so that "the appeal", "their answer" and
// the stage of the case mean what came before in time, not what stands above. What is found keeps its place in the note.
import type { Day } from '../calendar/day.ts';
import type { LocalSegment, Span } from './model.ts';
import type { ChildNotes, Recognition, Undated } from './recognise-interface.ts';

/** Days on which entries stand, at least, before their order tells anything. */
const fewestDays = 3;

/**
 * The segments in the order of their days, as numbers into `segments`, where the entries run backwards in time;
 * nothing where they do not. Those of one day that follow one another stay in the order of the text; what stands above
 * the first day stays first.
 */
function upwards(
  segments: readonly LocalSegment[],
  analyses: readonly unknown[],
  entries: readonly number[],
): number[] | undefined {
  let down = 0;
  let up = 0;
  let day: Day | undefined;
  for (let i = 0; i < segments.length; i++) {
    const next = segments[i]!.entryDay;
    if (next === undefined) {
      // A title over what follows: what is under it cannot be turned round with the rest.
      if (day !== undefined && segments[i]!.role === 'heading' && analyses[i] !== undefined) return undefined;
      continue;
    }
    if (day !== undefined && next < day) down++;
    if (day !== undefined && next > day) up++;
    day = next;
  }
  if (down < fewestDays - 1 || down < 4 * up) return undefined;
  const groups: number[][] = [];
  let last: Day | undefined;
  for (let i = 0; i < segments.length; i++) {
    const { entryDay } = segments[i]!;
    const goesOn = entryDay === undefined || entryDay === last || (i > 0 && entries[i] === entries[i - 1]);
    if (groups.length === 0 || !goesOn) groups.push([]);
    groups.at(-1)!.push(i);
    last = entryDay ?? last;
  }
  const head = segments[0]!.entryDay === undefined ? groups.shift()! : [];
  return head.concat(...groups.reverse());
}

/** Settles notes by `settle`, those written newest first upwards. */
export function inTime<A>(notes: ChildNotes<A>, settle: (notes: ChildNotes<A>) => Recognition): Recognition {
  const { segments, analyses, starts, entries } = notes;
  const order = upwards(segments, analyses, entries);
  if (!order) return settle(notes);
  const of = <T>(list: readonly T[]): T[] => order.map((i) => list[i]!);
  const turned = { ...notes, segments: of(segments), analyses: of(analyses), starts: of(starts), entries: of(entries) };
  const { near, maybe, dayless, waivers, ...found } = settle(turned);
  const inText = <T extends Span>(list: readonly T[]): T[] => list.slice().sort((x, y) => x.start - y.start);
  return {
    ...found,
    near: () => inText(near()),
    maybe: () => inText(maybe()),
    dayless: dayless
      .map((one) => ({ ...one, segment: order[one.segment]! }))
      .sort((x, y) => x.segment - y.segment || placeOf(x) - placeOf(y)),
    waivers: inText(waivers),
  };
}

/** Where in its segment it stands, among others of its kind: dates in their order, then words. */
const placeOf = ({ date }: Undated): number => (typeof date === 'number' ? date : 1e6 + date.start);
