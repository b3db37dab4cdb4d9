// Keeps the Node process small and quick. Reading ten thousand notes makes much that is thrown away at once. Left to
// itself the engine lets it pile up to several times what is kept; collecting everything again and again costs more than
// the reading. So new objects get a small space of their own, which is cleared between two notes, when hardly anything
// in it is still in use.
import v8 from 'node:v8';
import vm from 'node:vm';

/** Bytes of the space for new objects while notes are read: twice what it holds. */
const newSpace = 16 * 1048576;
/** Bytes of new objects after which the space is cleared: before it is full, which could be in the middle of a note. */
const fill = 6 * 1048576;
/** Bytes that outlived their note by chance, before all is collected. */
const allowance = 24 * 1048576;

type Collect = (options?: { readonly type: 'minor' | 'major'; readonly flavor?: 'last-resort' }) => void;

let collect: Collect | undefined;
/** Bytes in use after the last collection of everything, and after the last of any kind. */
let kept = 0;
let base = 0;
let isGrown = false;

const used = () => v8.getHeapStatistics().used_heap_size;

/** To be called once, before much is read: the space for new objects stays as small as it starts. */
export function keepHeapSmall(): void {
  v8.setFlagsFromString('--semi-space-growth-factor=1');
  // There is hardly anything to share out between threads, and the other core has notes of its own to read.
  v8.setFlagsFromString('--no-parallel-scavenge');
  v8.setFlagsFromString('--expose-gc');
  collect = vm.runInNewContext('gc') as Collect;
  kept = used();
  base = kept;
}

/** To be called between two notes of many: clears what they left behind, where that is worth it. */
export function tidyHeap(): void {
  if (!collect) return;
  const now = used();
  base = Math.min(base, now);
  if (now - base < fill) return;
  if (!isGrown) letGrow();
  collect({ type: 'minor' });
  base = used();
  if (base - kept < allowance) return;
  collect();
  kept = used();
  base = kept;
}

/**
 * To be called with each edit of a note: lets the space for new objects grow to its size. What an edit leaves behind
 * would fill it twice over as it starts, and be carried along each time.
 */
export function makeRoom(): void {
  if (collect && !isGrown) letGrow();
}

/** The engine doubles the space for new objects by and by; this stops it at the size wanted. */
function letGrow(): void {
  const space = v8.getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
  isGrown = !space || space.space_size >= newSpace;
  v8.setFlagsFromString(`--semi-space-growth-factor=${isGrown ? 1 : 2}`);
}

/** To be called after the last of many notes: gives back to the system what is not in use. */
export function shrinkHeap(): void {
  collect?.({ type: 'major', flavor: 'last-resort' });
  isGrown = false;
  kept = used();
  base = kept;
}
