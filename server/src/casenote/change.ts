// Where two versions of a note differ: one stretch, found by comparing what stands before and after it.

/** Up to `from` the texts are the same; what followed `oldEnd` in the old one follows `newEnd` in the new one. */
export interface Change {
  readonly from: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** Characters compared at once: long stretches are compared as strings, which is many times faster than by character. */
const stretch = 4096;

/** The smallest single stretch in which `text` differs from `old`. */
export function changeBetween(old: string, text: string): Change {
  const most = Math.min(old.length, text.length);
  let from = 0;
  while (from + stretch <= most && old.slice(from, from + stretch) === text.slice(from, from + stretch))
    from += stretch;
  while (from < most && old.charCodeAt(from) === text.charCodeAt(from)) from++;
  let oldEnd = old.length;
  let newEnd = text.length;
  const least = from + stretch;
  while (
    oldEnd >= least &&
    newEnd >= least &&
    old.slice(oldEnd - stretch, oldEnd) === text.slice(newEnd - stretch, newEnd)
  ) {
    oldEnd -= stretch;
    newEnd -= stretch;
  }
  while (oldEnd > from && newEnd > from && old.charCodeAt(oldEnd - 1) === text.charCodeAt(newEnd - 1)) {
    oldEnd--;
    newEnd--;
  }
  return { from, oldEnd, newEnd };
}
