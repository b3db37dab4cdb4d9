// The index of lines after an edit is the index of the edited text.
import { describe, expect, it } from 'vitest';
import { LineIndex } from './lines.ts';

/** A small repeatable source of whole numbers below `n`. */
function chanceFrom(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * n);
  };
}

describe('an index of lines', () => {
  it('after an edit is the index of the edited text, whatever ends its lines', () => {
    const chance = chanceFrom(5);
    const pieces = ['\r', '\n', '\r\n', 'a', 'bc', '', '\n\r', '\r\r'];
    const some = () => Array.from({ length: chance(6) }, () => pieces[chance(pieces.length)]!).join('');
    for (let round = 0; round < 300; round++) {
      let index = new LineIndex(some() + some());
      for (let i = 0; i < 30; i++) {
        const from = chance(index.text.length + 1);
        const to = from + chance(index.text.length - from + 1);
        const words = some();
        const text = index.text.slice(0, from) + words + index.text.slice(to);
        index = index.edited(from, to, words);
        expect(index.text).toBe(text);
        expect(index.starts).toEqual(new LineIndex(text).starts);
      }
    }
  });
});
