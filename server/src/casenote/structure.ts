// The shape of a note: its blocks and comments, by the scanner. After an edit the scan begins at the last checkpoint
// above the edit and ends at the first below it where it stands as the scan before did: the rest is as it was.
import type { Change } from './change.ts';
import type { Span } from './model.ts';
import type { Block, Checkpoint, Comment } from './scan-model.ts';
import { Scanner } from './scanner.ts';

export interface Structure {
  readonly blocks: readonly Block[];
  /** Where each block begins. */
  readonly starts: readonly number[];
  /** Comments outside code, in order. */
  readonly comments: readonly Comment[];
  /** Lines longer than `longestLine`: what stands beyond it is not read. */
  readonly longLines: readonly Span[];
  /** How many blocks at the head and the tail are those of the structure before; all others were scanned. */
  readonly head: number;
  readonly tail: number;
  readonly from: number;
  readonly checkpoints: readonly Checkpoint[];
  /** A comment is opened and never closed. */
  readonly unclosed: boolean;
}

/** Scans the note from `from` (after front matter), again only where a change since `before` can show. */
export function scanStructure(text: string, from: number, before?: Structure, change?: Change): Structure {
  if (before && change && before.from === from && change.from >= from && !before.unclosed)
    return rescan(text, before, change);
  const scanner = new Scanner(text, from);
  scanner.run();
  const { blocks, starts, comments, longLines, checkpoints, unclosed } = scanner;
  return { blocks, starts, comments, longLines, checkpoints, unclosed, from, head: 0, tail: 0 };
}

function rescan(text: string, before: Structure, change: Change): Structure {
  const old = before.checkpoints;
  const delta = change.newEnd - change.oldEnd;
  // A line above may have looked at the line that begins at its end: begin a checkpoint earlier.
  let first = old.findLastIndex(({ at }) => at <= change.from) - 1;
  if (first < 0) first = -1;
  const begin = old[first];
  let next = old.findIndex(({ at }) => at >= change.oldEnd);
  if (next === -1) next = old.length;
  const scanner = new Scanner(text, before.from, begin);
  const met = scanner.run((here) => {
    if (here.at < change.newEnd) return false;
    while (next < old.length && old[next]!.at + delta < here.at) next++;
    const there = old[next];
    return there !== undefined && there.at + delta === here.at && sameState(there, here);
  });
  const head = begin?.blocks ?? 0;
  const end = met ? old[next]! : undefined;
  const from = end?.blocks ?? before.blocks.length;
  const moved = <T extends Span>(span: T): T => ({ ...span, start: span.start + delta, end: span.end + delta });
  const starts = before.starts.slice(0, head).concat(scanner.starts);
  for (let i = from; i < before.starts.length; i++) starts.push(before.starts[i]! + delta);
  const headComments = begin?.comments ?? 0;
  const headLines = begin?.longLines ?? 0;
  const checkpoints = old.slice(0, first === -1 ? 0 : first);
  for (const c of scanner.checkpoints) checkpoints.push(shifted(c, 0, head, headComments, headLines));
  if (end) {
    const blocks = head + scanner.blocks.length - end.blocks;
    const comments = headComments + scanner.comments.length - end.comments;
    const lines = headLines + scanner.longLines.length - end.longLines;
    for (let i = next; i < old.length; i++) checkpoints.push(shifted(old[i]!, delta, blocks, comments, lines));
  }
  return {
    blocks: before.blocks.slice(0, head).concat(scanner.blocks, before.blocks.slice(from)),
    starts,
    comments: before.comments
      .slice(0, headComments)
      .concat(scanner.comments, end ? before.comments.slice(end.comments).map(moved) : []),
    longLines: before.longLines
      .slice(0, headLines)
      .concat(scanner.longLines, end ? before.longLines.slice(end.longLines).map(moved) : []),
    checkpoints,
    unclosed: scanner.unclosed,
    from: before.from,
    head,
    tail: before.blocks.length - from,
  };
}

function sameState(a: Checkpoint, b: Checkpoint): boolean {
  return (
    a.afterBlank === b.afterBlank &&
    a.items.length === b.items.length &&
    a.items.every((item, i) => item.content === b.items[i]!.content && item.silent === b.items[i]!.silent)
  );
}

function shifted(c: Checkpoint, by: number, blocks: number, comments: number, lines: number): Checkpoint {
  return {
    at: c.at + by,
    blocks: c.blocks + blocks,
    comments: c.comments + comments,
    longLines: c.longLines + lines,
    items: c.items,
    afterBlank: c.afterBlank,
  };
}
