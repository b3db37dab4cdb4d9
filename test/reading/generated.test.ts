// A sample of the generated notes (generated.ts): wordings in every structure, and changes that must not change what is
// read; reading again after an edit gives the same as reading from scratch. The long suite does all of them.
import { describe, expect, it } from 'vitest';
import { parseIsoDay } from '../../server/src/calendar/day.ts';
import { loadEngine } from '../../server/src/data.ts';
import { allWordings, caseNote, changes, eventsOf, lost, structures } from './generated.ts';
import { chanceFrom } from './notes.ts';

const wordings = allWordings();

describe('wordings', () => {
  it.each(Object.keys(structures))('are read in %s', (structure) => {
    const sample = wordings.filter((_, i) => i % 5 === Object.keys(structures).indexOf(structure) % 5);
    expect(lost(sample, structure)).toEqual([]);
  });
});

describe('what is read stays the same with', () => {
  it.each(Object.entries(changes))('%s', (_, change) => {
    const chance = chanceFrom(7);
    for (let k = 0; k < 60; k++) {
      const entries = caseNote(wordings, chance);
      expect(eventsOf(change(entries, chance)), entries.join('\n')).toEqual(eventsOf(`${entries.join('\n')}\n`));
    }
  });
});

it('is the same when read again after an edit', () => {
  const chance = chanceFrom(9);
  const engine = loadEngine();
  const today = parseIsoDay('2026-06-20')!;
  for (let k = 0; k < 40; k++) {
    const entries = [...caseNote(wordings, chance), ...caseNote(wordings, chance)];
    let text = `${entries.join('\n')}\n\n## 9 June 2026 - sibling JT\n\nRTA dated 1 May 2026.\n`;
    let reading = engine.read(text, { today });
    for (let e = 0; e < 12; e++) {
      const at = chance(text.length);
      const edited = text.slice(0, at) + ['', 'x', ' not ', '\n', 'sibling'][chance(5)] + text.slice(at + chance(4));
      const next = engine.read(edited, { today }, { text, reading });
      expect(JSON.stringify(next), edited).toBe(JSON.stringify(engine.read(edited, { today })));
      text = edited;
      reading = next;
    }
  }
});
