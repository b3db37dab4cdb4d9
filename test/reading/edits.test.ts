// A few edits with the whole vocabulary; test/long makes thousands.
import { expect, it } from 'vitest';
import { firstEditMisread } from './edits.ts';
import { layouts } from './layouts.ts';

it.each([
  [1, 80, 60],
  // What an entry was about was forgotten below where the note had said it before; whom a heading speaks of, below that.
  [2069, 60, 160],
  [2082, 60, 160],
  [2094, 60, 160],
])(
  'an edited note is read as from scratch, and its earlier reading stays what it was (seed %i, %i edits)',
  (seed, edits, longest) => {
    expect(firstEditMisread(seed, edits, longest)).toBeUndefined();
  },
  60_000,
);

it('so is one in any layout', () => {
  const notes = layouts.flatMap((one) => one.notes);
  expect(firstEditMisread(5, 400, 0, notes)).toBeUndefined();
}, 60_000);
