// A reading for which nothing is kept says the same as one that an edit may follow.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { loadEngine } from '../../server/src/data.ts';
import { generateNote } from '../support/generate-notes.ts';
import { today } from './promises.ts';

const corpus = path.join(import.meta.dirname, '../corpus');
const notes = ['a', 'd', 'g'].flatMap((batch) => {
  const folder = path.join(corpus, batch, 'notes');
  return readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'));
});

it('gives the same events, hints, problems and facts', () => {
  const engine = loadEngine();
  for (const text of [...notes, ...Array.from({ length: 40 }, (_, i) => generateNote(i))]) {
    const kept = engine.read(text, { today });
    const once = engine.read(text, { today, once: true });
    for (const list of ['events', 'near', 'doubtful', 'problems', 'waivers', 'facts'] as const)
      expect(once[list], list).toEqual(kept[list]);
  }
});
