// The blocks of a note with what is read from their own words. After an edit those around it are taken from the reading
// before; those that were scanned again are compared with the ones they replace.
import { sameEnds } from '../lists/same-ends.ts';
import { addHints, type NoteStyle, noHints, type StyleHints, styleOf } from './note-style.ts';
import { type BlockText, type Piece, piecesOf, readBlock } from './pieces.ts';
import type { Block } from './scan-model.ts';
import type { Structure } from './structure.ts';

/** What is kept of the blocks between readings. */
export interface ReadBlocks {
  readonly texts: readonly BlockText[];
  readonly hints: StyleHints;
  /** How many at the head and the tail are those of the reading before. */
  readonly head: number;
  readonly tail: number;
}

/** Reads the blocks of a structure that `scanStructure` made from the one that `before` is of. */
export function readBlocks(text: string, structure: Structure, before: ReadBlocks | undefined): ReadBlocks {
  const { blocks, starts, head, tail } = structure;
  if (before === undefined) {
    const texts = blocks.map((block, i) => readBlock(text.slice(starts[i], starts[i]! + block.length), block));
    return { texts, hints: addHints(noHints, texts, 0, texts.length), head: 0, tail: 0 };
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
  return { texts: old.slice(0, from).concat(made, old.slice(oldTo)), hints, head: from, tail: old.length - oldTo };
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
  sameEnds(now.length, was.length, (i, k) => give(was[k]!, now[i]!));
}

/** The pieces of all blocks in their order. */
export interface Pieces {
  readonly list: readonly Piece[];
  /** Where each begins in the note. */
  readonly starts: readonly number[];
  /** For each block the index of its first piece. */
  readonly firsts: readonly number[];
  readonly style: NoteStyle;
  /** How many at the head and the tail are those of the reading before. */
  readonly head: number;
  readonly tail: number;
}

/** Lists the pieces of blocks; those of blocks that are as they were are taken from the reading before. */
export function listPieces(structure: Structure, blocks: ReadBlocks, before: Pieces | undefined): Pieces {
  const { texts } = blocks;
  const style = styleOf(blocks.hints);
  const isSame = before !== undefined && before.style === style;
  const headBlocks = isSame ? blocks.head : 0;
  const tailBlocks = isSame ? blocks.tail : 0;
  const head = isSame ? (before.firsts[headBlocks] ?? before.list.length) : 0;
  const list = isSame ? before.list.slice(0, head) : [];
  const firsts = isSame ? before.firsts.slice(0, headBlocks) : [];
  const to = texts.length - tailBlocks;
  for (let i = headBlocks; i < to; i++) {
    firsts.push(list.length);
    list.push(...piecesOf(texts[i]!, style));
  }
  const from = tailBlocks > 0 ? before!.firsts[before!.firsts.length - tailBlocks]! : (before?.list.length ?? 0);
  const shift = list.length - from;
  if (isSame) {
    for (let i = before.firsts.length - tailBlocks; i < before.firsts.length; i++)
      firsts.push(before.firsts[i]! + shift);
  }
  const tail = isSame ? before.list.length - from : 0;
  const all = isSame ? list.concat(before.list.slice(from)) : list;
  return {
    list: all,
    starts: startsOf(structure, all, firsts, isSame ? before : undefined),
    firsts,
    style,
    head,
    tail,
  };
}

/** Where pieces begin in the note: worked out for the blocks that were scanned, moved for those below them. */
function startsOf(
  { starts, head, tail }: Structure,
  list: readonly Piece[],
  firsts: readonly number[],
  before: Pieces | undefined,
): number[] {
  const to = before ? starts.length - tail : starts.length;
  const from = before ? head : 0;
  const made = before ? before.starts.slice(0, firsts[from] ?? list.length) : [];
  for (let i = from; i < to; i++) {
    const end = firsts[i + 1] ?? list.length;
    for (let k = firsts[i]!; k < end; k++) made.push(starts[i]! + list[k]!.from);
  }
  if (!before || to === starts.length) return made;
  const old = before.firsts[before.firsts.length - tail]!;
  const by = starts[to]! - before.starts[old]!;
  for (let k = old; k < before.starts.length; k++) made.push(before.starts[k]! + by);
  return made;
}
