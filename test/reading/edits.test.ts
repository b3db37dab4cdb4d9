// A few edits with the whole vocabulary; test/long makes thousands.
import { expect, it } from 'vitest';
import { firstEditMisread } from './edits.ts';

it('an edited note is read as from scratch, and its earlier reading stays what it was', () => {
  expect(firstEditMisread(1, 80, 60)).toBeUndefined();
}, 60_000);
