// Which day belongs to an event, of several that stand round it (test/reading/whichDay.yaml, whichDayMany.yaml, hardDays.yaml).
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { formatIsoDay, parseIsoDay } from '../../server/src/calendar/day.ts';
import { loadEngine } from '../../server/src/data.ts';

const today = parseIsoDay('2026-11-20')!;
const cases = ['whichDay.yaml', 'whichDayMany.yaml', 'hardDays.yaml'].flatMap((file) =>
  Object.entries(parse(readFileSync(path.join(import.meta.dirname, file), 'utf8')) as Record<string, string[]>),
);

/** The events of a note, or of one line as a note's only entry, and the days that it lacks, as the table writes them. */
function eventsOf(line: string): string[] {
  const { events, problems } = loadEngine().read(line.includes('\n') ? `${line}\n` : `- ${line}\n`, { today });
  const read = events.map((e) =>
    [
      e.event,
      formatIsoDay(e.day),
      ...(e.assertion === 'planned' ? ['planned'] : []),
      ...(e.dateRole === 'received' ? ['received'] : []),
    ].join(' '),
  );
  const lacks = problems.filter(({ code }) => code === 'date-needed' || code === 'date-ambiguous');
  return [...read, ...lacks.map(({ code }) => code)];
}

test.each(cases)('%s', (_, lines) => {
  for (const line of lines) {
    const [words = '', want = ''] = line.split(/ => ?/);
    expect({ words, events: eventsOf(words) }).toEqual({ words, events: want === '' ? [] : want.split('; ') });
  }
});
