// The same facts in forms, tables, lists, threads and lines of every shape give the same events (layouts.yaml).
import { expect, test } from 'vitest';
import { formatIsoDay, parseIsoDay } from '../../server/src/calendar/day.ts';
import { loadEngine } from '../../server/src/data.ts';
import { layouts } from './layouts.ts';

const today = parseIsoDay('2026-11-21')!;

function eventsOf(text: string): string[] {
  const { events } = loadEngine().read(text, { today });
  const told = events.map((e) => `${e.event} ${formatIsoDay(e.day)}${e.assertion === 'planned' ? ' planned' : ''}`);
  return [...new Set(told)].sort();
}

test.each(layouts)('$facts', ({ events, notes }) => {
  for (const note of notes) expect({ note, events: eventsOf(note) }).toEqual({ note, events: [...events].sort() });
});
