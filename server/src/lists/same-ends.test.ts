// Where two lists differ: what is the same at the head, then at the tail, and nothing twice.
import { describe, expect, it } from 'vitest';
import { sameEnds } from './same-ends.ts';

const compare = (now: string, was: string) => sameEnds(now.length, was.length, (i, k) => now[i] === was[k]);

describe('the ends that two lists share', () => {
  it.each([
    ['abc', 'abc', 3, 0],
    ['abxc', 'abc', 2, 1],
    ['ac', 'abc', 1, 1],
    ['aab', 'ab', 1, 1],
    ['a', 'aaa', 1, 0],
    ['x', 'abc', 0, 0],
    ['', 'abc', 0, 0],
    ['xbc', 'abc', 0, 2],
  ])('%s of %s', (now, was, head, tail) => expect(compare(now, was)).toEqual({ head, tail }));

  it('says from which end it counts', () => {
    const asked: boolean[] = [];
    sameEnds(2, 3, (_i, _k, atTail) => asked.push(atTail) < 0);
    expect(asked).toEqual([false, true]);
  });
});
