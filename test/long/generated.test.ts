// Every wording in every structure (over 5,000 notes), and every change to two thousand notes.
import { describe, expect, it } from 'vitest';
import { allWordings, caseNote, changes, eventsOf, lost, structures } from '../reading/generated.ts';
import { chanceFrom } from '../reading/notes.ts';

const wordings = allWordings();

describe('all wordings', () => {
  it.each(Object.keys(structures))('are read in %s', (structure) => {
    expect(lost(wordings, structure)).toEqual([]);
  });
});

describe('what is read stays the same, in two thousand notes, with', () => {
  it.each(Object.entries(changes))('%s', (_, change) => {
    const chance = chanceFrom(11);
    for (let k = 0; k < 2000; k++) {
      const entries = caseNote(wordings, chance);
      expect(eventsOf(change(entries, chance)), entries.join('\n')).toEqual(eventsOf(`${entries.join('\n')}\n`));
    }
  });
});
