// Keeps the test corpus honest: the committed notes and gold are what the annotated sources say, and every event id is in
// the vocabulary. Recognition is measured elsewhere.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readAnnotated } from './build.mts';

const here = import.meta.dirname;
const vocabulary = join(here, '../../server/packs/england/events');
const entries: { id: string; added?: boolean }[] = readdirSync(vocabulary).flatMap(
  (name) => parse(readFileSync(join(vocabulary, name), 'utf8')).events,
);
const ids = new Set(entries.map((entry) => entry.id));
const codes = new Set(['date-needed', 'date-impossible', 'date-ambiguous', 'weekday-mismatch']);
const batches = readdirSync(join(here, 'annotated')).sort();

describe.each(batches)('corpus batch %s', (batch) => {
  const folder = join(here, 'annotated', batch);
  test.each(readdirSync(folder))('%s is built, and uses known ids and codes', (name) => {
    const stem = name.replace(/\.txt$/, '');
    const { note, gold } = readAnnotated(`${stem}.md`, readFileSync(join(folder, name), 'utf8'));
    expect(readFileSync(join(here, batch, 'notes', `${stem}.md`), 'utf8')).toBe(note);
    expect(JSON.parse(readFileSync(join(here, batch, 'gold', `${stem}.json`), 'utf8'))).toEqual(gold);
    expect(gold.events.filter((event) => !ids.has(event.event))).toEqual([]);
    expect(gold.problems.filter((problem) => !codes.has(problem.code))).toEqual([]);
  });
});

test('the corpus holds every event of the vocabulary but those added since', () => {
  const held = new Set<string>();
  for (const batch of batches)
    for (const name of readdirSync(join(here, batch, 'gold')))
      for (const event of JSON.parse(readFileSync(join(here, batch, 'gold', name), 'utf8')).events) held.add(event.event);
  expect(entries.filter((entry) => !entry.added && !held.has(entry.id))).toEqual([]);
});
