// A reading for which nothing is kept says the same as one that an edit may follow, and whatever was read before it.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { loadEngine } from '../../server/src/data.ts';
import { generateNote } from '../support/generate-notes.ts';
import { layouts } from './layouts.ts';
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
    for (const list of ['events', 'near', 'maybe', 'problems', 'waivers', 'facts'] as const)
      expect(once[list], list).toEqual(kept[list]);
  }
});

it('says nothing of what was read before', () => {
  const engine = loadEngine();
  const few = [...layouts.flatMap((one) => one.notes), ...notes.slice(0, 20)];
  const eventsOf = (text: string) => engine.read(text, { today, once: true }).events;
  const forth = few.map(eventsOf);
  const back = few.toReversed().map(eventsOf).toReversed();
  for (const [i, text] of few.entries()) expect({ text, events: back[i] }).toEqual({ text, events: forth[i] });
  const against = '1 June 2026 - Appeal lodged against the refusal to assess.';
  eventsOf('- 14/10/2026 The stage 2 response arrived on 12 October and is dated 9 October.');
  expect(eventsOf(against).map(({ event }) => event)).toEqual(['appeal-lodged']);
});
