// Result ids for pull diagnostics: the same diagnostics have the same id, in this run and the next.
import type { Diagnostic } from 'vscode-languageserver-types';
import { sameEnds } from '../lists/same-ends.ts';

/** An answer as it was given, with what its id was made of: a hash for each diagnostic, two numbers each. */
export interface Answer {
  readonly items: readonly Diagnostic[];
  readonly hashes: readonly number[];
  readonly resultId: string;
}

/** The answer with these diagnostics. Of those that are objects of the answer before, the hashes are not worked out again. */
export function answerWith(items: readonly Diagnostic[], before?: Answer): Answer {
  if (before?.items === items) return before;
  const { head, tail } = sameEnds(items.length, before?.items.length ?? 0, (i, k) => items[i] === before!.items[k]);
  const hashes = before ? before.hashes.slice(0, 2 * head) : [];
  for (let i = head; i < items.length - tail; i++) addHash(hashes, JSON.stringify(items[i]));
  if (before && tail > 0) for (const half of before.hashes.slice(-2 * tail)) hashes.push(half);
  return { items, hashes, resultId: idOf(hashes) };
}

/** The id of an answer with these diagnostics. */
export const resultIdOf = (items: readonly Diagnostic[]): string => answerWith(items).resultId;

/** 64 bits of a hash (cyrb53 before its last step) over a text. Not for secrecy, only for "has it changed?". */
function addHash(hashes: number[], text: string): void {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    a = Math.imul(a ^ c, 2654435761);
    b = Math.imul(b ^ c, 1597334677);
  }
  hashes.push(a ^ (a >>> 16), b ^ (b >>> 13));
}

/** 53 bits of a hash over hashes, in base 36. */
function idOf(hashes: readonly number[]): string {
  if (hashes.length === 0) return 'none';
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (const c of hashes) {
    a = Math.imul(a ^ c, 2654435761);
    b = Math.imul(b ^ c, 1597334677);
    a ^= a >>> 15;
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}
