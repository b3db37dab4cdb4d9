import { expect, it } from 'vitest';
import { lineForLetter } from './letter-place.ts';

const note = [
  '---',
  'child: T.R.',
  '---',
  '',
  '| 3 May | letter |',
  '|---|---|',
  '| 5 May | call |',
  '',
  'Called.',
  '',
];

it('goes to the end of the note from its front matter', () => {
  for (const cursor of [0, 1, 2]) expect(lineForLetter(note, cursor)).toBe(8);
});

it('goes below a table from any of its rows', () => {
  for (const cursor of [4, 5, 6]) expect(lineForLetter(note, cursor)).toBe(6);
});

it('stays where the cursor is elsewhere', () => {
  for (const cursor of [3, 7, 8, 9]) expect(lineForLetter(note, cursor)).toBe(cursor);
});

it('takes a rule at the head of a note without front matter for no front matter', () => {
  expect(lineForLetter(['---', 'Called.'], 1)).toBe(1);
});

it('goes below front matter with nothing after it', () => {
  expect(lineForLetter(['---', 'child: T.R.', '---'], 1)).toBe(2);
});
