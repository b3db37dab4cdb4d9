// The doubtful readings that can mean one thing only: on a day, with nothing kept out and no other event read from the
// same words. They alone are worth a question, or a look where somebody waits for such a thing, and are few; what was kept
// out of a long note runs into thousands.
import type { Near } from './model.ts';
import { moved } from './moved.ts';
import { Overlaps } from './overlaps.ts';
import type { ChildNotes } from './recognise-interface.ts';
import type { InSegment, Late, Said } from './settle/state.ts';

export const isDoubtful = ({ grade, day, faint, possible }: Near): boolean =>
  grade === 'unsure' && day !== undefined && (!faint || possible === true);

/** Those among `near` that are doubtful and stand against nothing else in it. */
export function doubtfulAmong(near: readonly Near[]): Near[] {
  const doubtful = near.filter(isDoubtful);
  if (doubtful.length === 0) return doubtful;
  const all = new Overlaps(near);
  return doubtful.filter(
    (one) => !all.some(one, (other) => other.grade === 'kept-out' || (other.event !== one.event && !other.faint)),
  );
}

/** The same of what an entry came to, segment by segment; nothing where that is none. */
export function doubtfulIn(list: readonly InSegment<Near>[]): readonly InSegment<Near>[] | undefined {
  if (!list.some(({ what }) => isDoubtful(what))) return undefined;
  const sure: InSegment<Near>[] = [];
  for (let i = 0; i < list.length; ) {
    const { segment } = list[i]!;
    const near: Near[] = [];
    for (; i < list.length && list[i]!.segment === segment; i++) near.push(list[i]!.what);
    for (const what of doubtfulAmong(near)) sure.push({ segment, what });
  }
  return sure.length > 0 ? sure : undefined;
}

/** The same of all that was settled. What came late is looked at beside what its segment held before. */
export function doubtfulOf(near: Said<Near>, late: Late, { starts }: ChildNotes): Near[] {
  const out: Near[] = [];
  const cameLate = new Set(late.segments);
  const both = new Map<number, Near[]>(late.doubts.map((i) => [late.segments[i]!, []]));
  near.sure.forEach((sure, k) => {
    const from = near.froms[near.doubts[k]!]!;
    for (const { segment, what } of sure) {
      const at = from + segment;
      if (cameLate.has(at)) both.set(at, []);
      else out.push(moved(what, starts[at]!));
    }
  });
  for (const [segment, there] of both) {
    const list = lastNotAfter(near.froms, segment);
    for (const one of near.lists[list] ?? []) if (near.froms[list]! + one.segment === segment) there.push(one.what);
  }
  late.segments.forEach((segment, i) => {
    both.get(segment)?.push(...late.outcomes[i]!.near);
  });
  for (const [segment, there] of both) for (const one of doubtfulAmong(there)) out.push(moved(one, starts[segment]!));
  return out;
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
