import { describe, expect, it } from 'vitest';
import { generateNote } from '../../../test/support/generate-notes.ts';
import { type Day, parseIsoDay } from '../calendar/day.ts';
import { analyse } from '../casefile/analyse.ts';
import { defaultSettings } from '../casefile/settings.ts';
import { loadEngine } from '../data.ts';
import { type DeadlineRow, rowsOf } from '../exports/rows.ts';
import { packRows, unpackRows } from './packedRows.ts';

const engine = loadEngine();
const today = parseIsoDay('2026-06-20')!;

function rowsIn(text: string, uri: string): DeadlineRow[] {
  return rowsOf(uri, analyse(engine.read(text, { today }), text, { law: engine, today, settings: defaultSettings }));
}

describe('packed rows', () => {
  it('come back as they were, answered and faded ones too', () => {
    let count = 0;
    for (let seed = 0; seed < 60; seed++) {
      const uri = `file:///notes/${seed}.md`;
      const rows = rowsIn(generateNote(seed), uri);
      const packed = packRows(rows, engine);
      expect(packed).toBeTypeOf('string');
      const back = unpackRows(uri, packed!, engine);
      expect(back).toEqual(rows);
      expect(JSON.stringify(back)).toBe(JSON.stringify(rows));
      count += rows.length;
    }
    expect(count).toBeGreaterThan(500);
  });

  it('keep names of any letters, and whom each row is about', () => {
    const text = [
      '---',
      'case: "Ł–7 \u{1f33b} Ω"',
      'la: Sir y Fflint',
      'children: [A.B., Ç.D.]',
      '---',
      '## A.B.',
      '- 3 May 2026: decision letter, the council refused to assess',
      '## Ç.D.',
      '- 4 May 2026: decision letter, the council refused to assess',
    ].join('\n');
    const rows = rowsIn(text, 'file:///x.md');
    expect(new Set(rows.map(({ initials }) => initials)).size).toBe(2);
    expect(unpackRows('file:///x.md', packRows(rows, engine)!, engine)).toEqual(rows);
  });

  it('keep days long before and after, and counts below nothing', () => {
    const [row] = rowsIn('3 May 2026: the council refused to assess', 'x');
    const odd = { ...row!, due: -400_000 as Day, rawDue: 3_000_000 as Day, daysLeft: -1, lateBy: 70_000, line: 99_999 };
    expect(unpackRows('x', packRows([odd, row!], engine)!, engine)).toEqual([odd, row]);
  });

  it('are not made of what has no number', () => {
    const [row] = rowsIn('3 May 2026: the council refused to assess', 'x');
    expect(packRows([{ ...row!, rule: 'own-rule' }], engine)).toBeUndefined();
    expect(packRows([{ ...row!, startEvent: 'own-event' }], engine)).toBeUndefined();
    expect(packRows([{ ...row!, caseName: 'x'.repeat(70_000) }], engine)).toBeUndefined();
    expect(packRows([], engine)).toBe('');
    expect(unpackRows('x', '', engine)).toEqual([]);
  });

  it('hold many rows', () => {
    const [row] = rowsIn('3 May 2026: the council refused to assess', 'x');
    const rows = Array.from({ length: 20_000 }, (_, i) => ({ ...row!, line: i + 1 }));
    expect(unpackRows('x', packRows(rows, engine)!, engine)).toEqual(rows);
  });
});
