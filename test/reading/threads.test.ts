// Whole cases in short clauses (test/reading/threads.yaml): every entry's events, exactly, and nothing else.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { formatIsoDay, parseIsoDay } from '../../server/src/calendar/day.ts';
import { loadEngine } from '../../server/src/data.ts';

const engine = loadEngine();
const today = parseIsoDay('2026-11-21')!;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const isoOf = (day: string, year: string): string => {
  const [d = '', m = '', y = year] = day.split('/');
  return `20${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
};

/** An entry as it stands in the note, and the events that it should give. */
function entryOf(line: string): { words: string; wanted: string[] } {
  const [, day = '', words = '', events = ''] = /^(\S+) (.*?) =>(.*)$/.exec(line)!;
  const [d, m, year = ''] = day.split('/');
  const wanted = events
    .split(',')
    .map((one) => one.trim().split(' '))
    .filter(([id]) => id)
    .map(([id, on, planned]) => [id, isoOf(on ?? day, year), planned].filter(Boolean).join(' '));
  return { words: `- ${Number(d)} ${months[Number(m) - 1]} 20${year}: ${words}\n`, wanted: wanted.sort() };
}

const data = parse(readFileSync(path.join(import.meta.dirname, 'threads.yaml'), 'utf8')) as Record<string, string[]>;
describe.each(Object.entries(data))('%s', (_, stories) => {
  test.each(stories)('%s', (story) => {
    const entries = story.trim().split('\n').map(entryOf);
    const text = entries.map(({ words }) => words).join('');
    const { events } = engine.read(text, { today });
    let from = 0;
    for (const { words, wanted } of entries) {
      const to = from + words.length;
      const found = events.filter(({ start }) => start >= from && start < to);
      const read = found.map(({ event, day, assertion }) =>
        [event, formatIsoDay(day), assertion === 'planned' && event !== 'hearing-listed' && 'planned']
          .filter(Boolean)
          .join(' '),
      );
      expect(read.sort(), words).toEqual(wanted);
      from = to;
    }
  });
});
