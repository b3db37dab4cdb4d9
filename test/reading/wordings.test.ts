// Ways of writing each event (test/reading/wordings/*.yaml), read by the reader with England's lexicon.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { formatIsoDay, parseIsoDay } from '../../server/src/calendar/day.ts';
import { loadEngine } from '../../server/src/data.ts';

interface Wordings {
  readonly after?: string;
  readonly says: readonly string[];
  readonly not?: readonly string[];
}

const today = parseIsoDay('2026-06-20')!;
const folder = path.join(import.meta.dirname, 'wordings');

function read(words: string, after: string | undefined): { event: string; day: string }[] {
  const context = after === undefined ? '' : `## 1 April 2026\n\n${after}\n\n`;
  const text = `${context}## 1 June 2026\n\n${words}\n`;
  const from = text.length - words.length - 1;
  return loadEngine()
    .read(text, { today })
    .events.filter(({ start }) => start >= from)
    .map(({ event, day }) => ({ event, day: formatIsoDay(day) }));
}

describe.each(readdirSync(folder).filter((name) => name.endsWith('.yaml')))('%s', (name) => {
  const data = parse(readFileSync(path.join(folder, name), 'utf8')) as Record<string, readonly Wordings[]>;
  test.each(Object.entries(data))('%s', (event, groups) => {
    const wrong: string[] = [];
    for (const { after, says, not = [] } of groups) {
      for (const line of says) {
        const [words = '', day = '2026-06-01'] = line.split(/ ?=> /);
        const found = read(words, after);
        const ok = found.some((f) => f.event === event && f.day === day);
        if (!ok) wrong.push(`not read: ${line} (${found.map((f) => `${f.event} ${f.day}`).join(', ') || 'nothing'})`);
      }
      for (const words of not) {
        if (read(words, after).some((f) => f.event === event)) wrong.push(`must not be read: ${words}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
