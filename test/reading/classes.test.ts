// Classes of what is near an event but is not one, or is one on another day (classes.yaml), of what was missed
// (missed.yaml), of what is denied (denials.yaml), and short stories by many hands: every line's events, exactly.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { formatIsoDay, parseIsoDay } from '../../server/src/calendar/day.ts';
import type { SpeltLexicon } from '../../server/src/casenote/lexicon-data.ts';
import { createReader } from '../../server/src/casenote/reader.ts';
import { makeRecogniser } from '../../server/src/casenote/recognise.ts';
import lexicon from '../../server/src/generated/lexicon.json' with { type: 'json' };

const reader = createReader({ recogniser: makeRecogniser(lexicon as unknown as SpeltLexicon) });
const files = ['classes.yaml', 'missed.yaml', 'more-classes.yaml', 'many-hands.yaml', 'requests.yaml', 'denials.yaml'];
const classes = files.flatMap((file) =>
  Object.entries(parse(readFileSync(path.join(import.meta.dirname, file), 'utf8')) as Record<string, string[]>),
);

/** The events of the last part of a line, on an entry of 10 March 2026. */
function read(line: string): string[] {
  const parts = line.split(' // ');
  const before = parts.slice(0, -1).map((p) => `- ${p}\n`);
  const text = `${before.join('')}\n## 10 March 2026\n\n`;
  const { events } = reader.read(`${text}${parts.at(-1)}\n`, { today: parseIsoDay('2026-06-20')! });
  return events
    .filter((e) => e.start >= text.length)
    .map((e) => `${e.event} ${formatIsoDay(e.day)}${e.assertion === 'planned' ? ' planned' : ''}`)
    .sort();
}

describe.each(classes)('%s', (_, lines) => {
  test.each(lines)('%s', (line) => {
    const [words = '', wanted = ''] = line.split(/ =>\s*/);
    expect(read(words)).toEqual(wanted.split(', ').filter(Boolean).sort());
  });
});
