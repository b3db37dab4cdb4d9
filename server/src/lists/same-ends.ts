// Where two versions of a list differ: nearly always in one stretch, since an edit is made in one place.

/** How many at the head and at the tail of two lists are the same; nothing counts for both. */
export interface SameEnds {
  readonly head: number;
  readonly tail: number;
}

/**
 * Compares a list of `now` items with one of `was`: `isSame` says whether its item `i` is as item `k` was, counted from the
 * head or, with `atTail`, from the end.
 */
export function sameEnds(
  now: number,
  was: number,
  isSame: (i: number, k: number, atTail: boolean) => boolean,
): SameEnds {
  const most = Math.min(now, was);
  let head = 0;
  while (head < most && isSame(head, head, false)) head++;
  let tail = 0;
  while (tail < most - head && isSame(now - 1 - tail, was - 1 - tail, true)) tail++;
  return { head, tail };
}
