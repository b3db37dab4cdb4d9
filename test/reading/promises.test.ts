// The reader's promises on a few thousand edits and on hostile input; test/long has the same at full size.
import { describe, expect, it, vi } from 'vitest';
import { createReader } from '../../server/src/casenote/reader.ts';
import { chanceFrom } from './notes.ts';
import { firstDifference, misplaced, today } from './promises.ts';

// Slow machines and busy ones: what is asked here is that it ends, and how; speed is measured elsewhere.
vi.setConfig({ testTimeout: 120_000 });

describe('reading again after an edit', () => {
  it('gives what reading from scratch gives, and positions inside the note', () => {
    expect(firstDifference(1, 100, 20)).toBeUndefined();
  });
});

describe('any text', () => {
  const reader = createReader();
  const read = (text: string): string[] => misplaced(text, reader.read(text, { today }));

  it('random characters', () => {
    const chance = chanceFrom(2);
    for (let i = 0; i < 100; i++) {
      const text = Array.from({ length: 400 }, () =>
        String.fromCharCode(chance(3) === 0 ? chance(0x10000) : 10 + chance(118)),
      ).join('');
      expect(read(text)).toEqual([]);
    }
  });

  it('text cut in the middle of a character', () => {
    const bytes = new TextEncoder().encode('- 3 May 2026 mum’s letter – “refused” 👍🏽 café\n'.repeat(20));
    for (let cut = 0; cut < 120; cut++)
      expect(read(new TextDecoder().decode(bytes.subarray(0, bytes.length - cut)))).toEqual([]);
  });

  it('tells what is no text, a line that is too long, and a note that is too long', () => {
    const codes = (text: string): string[] => reader.read(text, { today }).problems.map((p) => p.code);
    expect(codes('PK\u0003\u0004\0\0\0 3 May 2026')).toEqual(['not-text']);
    expect(codes(`3 May 2026 ${'x'.repeat(1_000_000)}`)).toEqual(['note-too-large']);
    expect(codes('## 3 May 2026\n\nLetter.\n\n'.repeat(200_000))).toEqual(['note-too-large']);
  });

  it('a note with more slips and marks than a call may have arguments', () => {
    const reading = reader.read('31/02/26 x <!-- casenotes: event some-event 2026-05-03 -->\n'.repeat(5_000), {
      today,
    });
    expect(reading.problems.length).toBeGreaterThan(4_900);
    const { problems } = reader.read('31/02/26\n'.repeat(200_000), { today });
    expect(problems.length).toBeGreaterThan(150_000);
  });

  it('reads a byte order mark, CRLF, tabs and hard spaces with the offsets of the note', () => {
    const text = '\ufeff---\r\nchild: A\r\n---\r\n\r\n-\t3\u00a0May\u00a02026:\tletter\r\n';
    const { segments } = reader.read(text, { today });
    expect(segments).toHaveLength(1);
    expect(text.slice(segments[0]!.start, segments[0]!.end)).toBe('3\u00a0May\u00a02026:\tletter');
    expect(segments[0]!.dateMentions[0]!.text).toBe('3\u00a0May\u00a02026');
  });
});
