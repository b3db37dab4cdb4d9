// The doubtful readings that can mean one thing only: on a day, with nothing kept out and no other event read from the
// same words. They alone are worth a question, and few; what was kept out of a long note runs into thousands.
import type { Near } from './model.ts';
import { moved } from './moved.ts';
import { Overlaps } from './overlaps.ts';
import type { ChildNotes } from './recognise-interface.ts';
import type { Late, Said } from './settle-state.ts';

export const isDoubtful = (near: Near): boolean => near.grade === 'unsure' && near.day !== undefined;

/** Those among `near` that are doubtful and stand against nothing else in it. */
export function doubtfulAmong(near: readonly Near[]): Near[] {
  const doubtful = near.filter(isDoubtful);
  if (doubtful.length === 0) return doubtful;
  const all = new Overlaps(near);
  return doubtful.filter((one) => !all.some(one, (other) => other.grade === 'kept-out' || other.event !== one.event));
}

/** The same of what was settled, looking only at the segments that hold something doubtful. */
export function doubtfulOf(near: Said<Near>, late: Late, { starts }: ChildNotes): Near[] {
  const there = new Map<number, Near[]>();
  const add = (segment: number, one: Near): void => {
    const list = there.get(segment);
    if (list) list.push(one);
    else there.set(segment, [one]);
  };
  const lists = new Set(near.doubts);
  for (const i of late.doubts) {
    const segment = late.segments[i]!;
    there.set(segment, []);
    const list = lastNotAfter(near.froms, segment);
    if (list >= 0) lists.add(list);
  }
  for (const i of lists) for (const { segment, what } of near.lists[i]!) add(near.froms[i]! + segment, what);
  late.segments.forEach((segment, i) => {
    if (there.has(segment)) for (const one of late.outcomes[i]!.near) add(segment, one);
  });
  return [...there].flatMap(([segment, list]) => doubtfulAmong(list).map((one) => moved(one, starts[segment]!)));
}

/** Index of the last number that is not more than `n`; -1 where there is none. */
function lastNotAfter(numbers: readonly number[], n: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! <= n) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
