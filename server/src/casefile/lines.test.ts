// Offsets, lines and columns: line breaks of every kind, UTF-16, places outside the text.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LineIndex } from './lines.ts';

it('counts columns in UTF-16 code units and ends lines before their break', () => {
  const index = new LineIndex('a\r\n😀b\n\rlast');
  expect(index.lineCount).toBe(4);
  expect(index.placeAt(3)).toEqual({ line: 1, character: 0 });
  expect(index.placeAt(5)).toEqual({ line: 1, character: 2 });
  expect(index.offsetAt({ line: 0, character: 99 })).toBe(1);
  expect(index.offsetAt({ line: 1, character: 99 })).toBe(6);
  expect(index.offsetAt({ line: 9, character: 0 })).toBe(index.text.length);
  expect(index.offsetAt({ line: -1, character: 5 })).toBe(0);
  expect(index.placeAt(-5)).toEqual({ line: 0, character: 0 });
  expect(index.placeAt(99)).toEqual({ line: 3, character: 4 });
});

it('goes there and back', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', '\n', '\r\n', '\r', '😀', 'é')), fc.nat(), (parts, n) => {
      const text = parts.join('');
      const index = new LineIndex(text);
      const offset = n % (text.length + 1);
      const place = index.placeAt(offset);
      expect(index.starts[place.line]! + place.character).toBe(offset);
      // Within a line break the way back stops before the break.
      expect(index.offsetAt(place)).toBeLessThanOrEqual(offset);
    }),
  );
});
