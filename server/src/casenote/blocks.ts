// The blocks of a note with what is read from their own words. After an edit those around it are taken from the reading
// before; those that were scanned again are compared with the ones they replace.
import {
  addHints,
  type BlockText,
  noHints,
  type Piece,
  piecesOf,
  readBlock,
  type StyleHints,
  styleOf,
} from './pieces.ts';
import type { Block } from './scanner.ts';
import type { Structure } from './structure.ts';

/** What is kept of the blocks between readings. */
export interface ReadBlocks {
  readonly texts: readonly BlockText[];
  readonly hints: StyleHints;
}

/** Reads the blocks of a structure that `scanStructure` made from the one that `before` is of. */
export function readBlocks(text: string, structure: Structure, before: ReadBlocks | undefined): ReadBlocks {
  const { blocks, starts, head, tail } = structure;
  if (before === undefined) {
    const texts = blocks.map((block, i) => readBlock(text.slice(starts[i], starts[i]! + block.length), block));
    return { texts, hints: addHints(noHints, texts, 0, texts.length) };
  }
  const old = before.texts;
  let from = head;
  let oldTo = old.length - tail;
  let to = blocks.length - tail;
  const same = (i: number, k: number): boolean =>
    isSameBlock(blocks[i]!, old[k]!.block) && text.startsWith(old[k]!.source, starts[i]);
  while (from < to && from < oldTo && same(from, from)) from++;
  while (to > from && oldTo > from && same(to - 1, oldTo - 1)) {
    to--;
    oldTo--;
  }
  const made: BlockText[] = [];
  for (let i = from; i < to; i++)
    made.push(readBlock(ownCopy(text.slice(starts[i], starts[i]! + blocks[i]!.length)), blocks[i]!));
  const hints = addHints(addHints(before.hints, old, from, oldTo, -1), made, 0, made.length);
  handOver(old.slice(from, oldTo), made, hints);
  return { texts: old.slice(0, from).concat(made, old.slice(oldTo)), hints };
}

/** A string that does not keep the whole note, of which it is a slice, in memory. */
const ownCopy = (slice: string): string => ` ${slice}`.slice(1);

function isSameBlock(a: Block, b: Block): boolean {
  return (
    a.length === b.length &&
    a.role === b.role &&
    a.level === b.level &&
    a.first === b.first &&
    a.header === b.header &&
    a.inItem === b.inItem &&
    a.silent === b.silent
  );
}

/** Gives pieces of an edited block, before and after the edit, what is known of their words. */
function handOver(old: readonly BlockText[], made: readonly BlockText[], hints: StyleHints): void {
  const was = old.flatMap((block) => block.pieces?.list ?? []);
  const now = made.flatMap((block) => piecesOf(block, styleOf(hints)));
  const give = (a: Piece, b: Piece): boolean => {
    if (a.text !== b.text || a.source !== b.source || a.role !== b.role) return false;
    b.part = a.part;
    return true;
  };
  const most = Math.min(was.length, now.length);
  let head = 0;
  while (head < most && give(was[head]!, now[head]!)) head++;
  for (let k = 1; k <= most - head && give(was[was.length - k]!, now[now.length - k]!); k++);
}
