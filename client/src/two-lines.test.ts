import { expect, it } from 'vitest';
import { twoLines } from './two-lines.ts';

it('leaves what fits on one line', () => {
  expect(twoLines('No event is recognised in these words.')).toEqual({
    label: 'No event is recognised in these words.',
  });
});

it('cuts after a sentence, else between two words, and loses nothing', () => {
  const two =
    'Could be: LA refuses to assess, 2 June 2026. Not counted until you accept it: named, and no more than that.';
  expect(twoLines(two).label).toBe('Could be: LA refuses to assess, 2 June 2026.');
  const one = `"3 May" has no year; against 5 June 2026 it is 3 May 2026 where it happened, 3 May 2027 where it is to come.`;
  expect(twoLines(one).label).toMatch(/^.{60,76}$/);
  for (const text of [two, one, 'x'.repeat(200), ` ${'x'.repeat(200)}`]) {
    const { label, detail } = twoLines(text);
    expect(`${label}${detail}`.replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
  }
});
