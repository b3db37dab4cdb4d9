// The reader's promises at full size: 100,000 edits, and texts made to be slow.
import { describe, expect, it } from 'vitest';
import { createReader } from '../../server/src/casenote/reader.ts';
import { firstEditMisread } from '../reading/edits.ts';
import { chanceFrom } from '../reading/notes.ts';
import { firstDifference, misplaced, today } from '../reading/promises.ts';

describe('reading again after an edit', () => {
  it.each([11, 12, 13, 14, 15, 16, 17, 18, 19, 20])('is the same as from scratch (10,000 edits, seed %i)', (seed) => {
    expect(firstDifference(seed, 250, 40)).toBeUndefined();
  });
});

describe('reading again with the whole vocabulary, after edits that turn what stands below', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 33, 41])('is the same as from scratch (1,000 edits, seed %i)', (seed) => {
    expect(firstEditMisread(seed, 1000, 300)).toBeUndefined();
  });
});

describe('100 KB of anything', () => {
  const reader = createReader();
  const size = 100_000;
  const atoms = [
    '3',
    '31',
    '/',
    '.',
    '-',
    ' ',
    'May',
    'the ',
    'of ',
    'or ',
    'and ',
    '3rd',
    'Mon',
    '(',
    ')',
    '`',
    '``',
    '<!--',
    '-->',
    '[',
    '](',
    '|',
    '\n',
    '>',
    '- ',
    '1. ',
    '~~',
    '*',
    '_',
    'http://',
    'www.',
    '@',
    '&nbsp;',
    'week ',
    'in ',
    'end of ',
    'a few ',
    'today ',
    'day after ',
    '12/',
    '26',
    'w/c ',
    'either ',
    'between ',
    '2026',
    '\t',
    '    ',
    '```',
    '#',
    '<',
    '<a',
    '</',
    '\\',
    'first ',
    'twenty ',
    'half term',
    'before ',
    'last ',
    'é',
    '👍',
    '\u0301',
    '\r\n',
    '---\n',
    '===\n',
    "'",
    '’',
    ',',
    ':',
    '!',
    '![',
    '[^',
    '<br>',
    '<del>',
    'days ago',
    'dob ',
    "y'day",
    'Child ',
    '- [ ] ',
    'three days ago ',
    'A FEW DAYS AGO ',
    'suspended Mon to Weds ',
    'back on ',
  ];

  /** Milliseconds to read `text`, the best of six. */
  function time(text: string): number {
    let best = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 6 && best > 100; i++) {
      const start = performance.now();
      const reading = reader.read(text, { today });
      best = Math.min(best, performance.now() - start);
      expect(misplaced(text, reading)).toEqual([]);
    }
    return best;
  }

  it('takes at most 100 ms', () => {
    const slow: string[] = [];
    for (const a of atoms) {
      for (const b of ['', ...atoms]) {
        const ms = time((a + b).repeat(Math.ceil(size / (a + b).length)).slice(0, size));
        if (ms > 100) slow.push(`${JSON.stringify(a + b)} ${ms.toFixed(0)} ms`);
      }
    }
    const chance = chanceFrom(3);
    for (let i = 0; i < 200; i++) {
      let text = '';
      while (text.length < size) text += atoms[chance(atoms.length)]!;
      const ms = time(text);
      if (ms > 100) slow.push(`mix ${i} ${ms.toFixed(0)} ms`);
    }
    expect(slow).toEqual([]);
  });

  it('grows no faster than the text: 30,000 entries against 15,000', () => {
    const note = (n: number): string =>
      Array.from(
        { length: n },
        (_, i) => `- ${(i % 28) + 1} ${['Jan', 'Feb', 'Mar'][i % 3]} mum rang about letter ${i}`,
      ).join('\n');
    const best = (text: string): number =>
      Math.min(
        ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map(() => {
          const start = performance.now();
          reader.read(text, { today });
          return performance.now() - start;
        }),
      );
    best(note(1000));
    expect(best(note(30_000)) / best(note(15_000))).toBeLessThan(3);
  });
});
