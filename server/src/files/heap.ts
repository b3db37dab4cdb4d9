// Keeps the Node process small. Reading ten thousand notes makes much that is thrown away at once; left to itself the
// engine lets it pile up to several times what is kept. An adviser's laptop has better use for that memory.
import v8 from 'node:v8';
import vm from 'node:vm';

/** Bytes thrown away between two collections. */
const allowance = 4 * 1048576;

let collect: (() => void) | undefined;
let kept = 0;

/** To be called once, before much is read: the space for new objects stays small. */
export function keepHeapSmall(): void {
  v8.setFlagsFromString('--semi-space-growth-factor=1');
  v8.setFlagsFromString('--expose-gc');
  collect = vm.runInNewContext('gc') as () => void;
  kept = v8.getHeapStatistics().used_heap_size;
}

/** To be called between pieces of work: collects where enough has been thrown away. */
export function tidyHeap(): void {
  if (!collect || v8.getHeapStatistics().used_heap_size < kept + allowance) return;
  collect();
  kept = v8.getHeapStatistics().used_heap_size;
}
