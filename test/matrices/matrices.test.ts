// Classes of sentences: each thing of a table told in each of its ways, as a note of its own. What is read wrongly may not grow;
// a class of faults shows as a way that is wrong for most things.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { formatIsoDay, parseIsoDay } from '../../server/src/calendar/day.ts';
import type { CaseEvent } from '../../server/src/casenote/model.ts';
import { loadEngine } from '../../server/src/data.ts';

interface Matrix {
  /** The day of the entry that each sentence stands in. */
  readonly entry: string;
  /** What each must tell: nothing at all; nothing that happened; not the thing's own event; that, on the entry's day or on this one. */
  readonly want: 'nothing' | 'nothing happened' | 'not the event' | 'event' | `${number}-${string}`;
  /** So many are read wrongly now. */
  readonly most: number;
  readonly things: readonly Readonly<Record<string, string>>[];
  readonly ways: readonly string[];
}

const file = path.join(path.dirname(fileURLToPath(import.meta.url)), 'matrices.yaml');
const matrices = parse(readFileSync(file, 'utf8')) as Readonly<Record<string, Matrix>>;
const today = parseIsoDay('2026-11-21')!;

function isRight(events: readonly CaseEvent[], { want, entry }: Matrix, event: string | undefined): boolean {
  const happened = events.filter((e) => e.assertion === 'happened');
  if (want === 'nothing') return events.length === 0;
  if (want === 'nothing happened') return happened.length === 0;
  if (want === 'not the event') return events.every((e) => e.event !== event);
  const own = happened.filter((e) => e.event === event);
  return own.length === 1 && formatIsoDay(own[0]!.day) === (want === 'event' ? entry : want);
}

test.each(Object.entries(matrices))('%s', (_, matrix) => {
  const wrong: string[] = [];
  for (const way of matrix.ways)
    for (const thing of matrix.things) {
      const said = way.replace(/\{(\w+)\}/g, (_whole, key: string) => thing[key]!);
      const line = `${said[0]!.toUpperCase()}${said.slice(1)}`;
      const { events } = loadEngine().read(`## ${matrix.entry}\n\n${line}\n`, { today });
      if (!isRight(events, matrix, thing.event)) wrong.push(line);
    }
  expect(wrong.length, wrong.join('\n')).toBeLessThanOrEqual(matrix.most);
});
