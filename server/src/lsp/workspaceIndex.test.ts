// What the index keeps of a closed note, counted from another day without reading the note again.
import { expect, it } from 'vitest';
import { generateNote } from '../../../test/support/generate-notes.ts';
import { addDays, type Day, parseIsoDay } from '../calendar/day.ts';
import { analyse } from '../casefile/analyse.ts';
import { defaultSettings } from '../casefile/settings.ts';
import { loadEngine } from '../data.ts';
import { IndexedNote, summarise } from './workspaceIndex.ts';

const engine = loadEngine();
const settings = { ...defaultSettings, warningDays: 10 };
const first = parseIsoDay('2026-06-20')!;

function noteOn(uri: string, text: string, today: Day): IndexedNote {
  const reading = engine.read(text, { today });
  const analysis = analyse(reading, text, { law: engine, today, settings });
  return new IndexedNote(summarise({ uri, analysis, engine, settings } as never, []), engine);
}

const texts = Array.from({ length: 15 }, (_, seed) => [`file:///notes/${seed}.md`, generateNote(seed)] as const);

it.each([1, 16, -20])('counts its limits from another day as a reading on that day does: %i days on', (days) => {
  const other = addDays(first, days);
  let [same, changed] = [0, 0];
  for (const [uri, text] of texts) {
    const before = noteOn(uri, text, first);
    const read = new Set(noteOn(uri, text, other).rows.map((row) => JSON.stringify(row)));
    const counted = before.onDay(other, settings.warningDays).rows;
    expect(counted.map(({ rule, due }) => [rule, due])).toEqual(before.rows.map(({ rule, due }) => [rule, due]));
    for (const [i, row] of counted.entries()) {
      if (row.status !== before.rows[i]!.status) changed++;
      if (read.has(JSON.stringify(row))) same++;
    }
  }
  const all = texts.reduce((sum, [uri, text]) => sum + noteOn(uri, text, first).rows.length, 0);
  expect(changed).toBeGreaterThan(0);
  // What is too old to be shown on the other day is found by reading.
  expect(same / all).toBeGreaterThan(0.9);
});

it('leaves what has no day as it is, and the diagnostics to the next reading', () => {
  const [uri, text] = texts[0]!;
  const before = noteOn(uri, text, first);
  const after = before.onDay(addDays(first, 400), settings.warningDays);
  expect(after.rows.filter((row) => row.due === undefined)).toEqual(before.rows.filter((row) => row.due === undefined));
  expect(after.rows.every((row) => row.due === undefined || row.status === 'past' || row.daysLeft! >= 0)).toBe(true);
  expect(after.resultId).toBe(before.resultId);
});
