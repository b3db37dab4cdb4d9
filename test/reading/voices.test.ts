// Notes in many voices (test/reading/voices/*.yaml): every line's events, exactly, and nothing else.
//
// A line is an entry of Tuesday 10 March 2026; ` // ` parts it from entries before it ("3 Feb 2026: ..."), whose events are not
// looked at. After ` =>` stand the events: "id" (on the entry's day), "id MM-DD" (of 2026), "id MM-DD planned".
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { formatIsoDay, parseIsoDay } from '../../server/src/calendar/day.ts';
import { loadEngine } from '../../server/src/data.ts';

const folder = path.join(import.meta.dirname, 'voices');
const today = parseIsoDay('2026-06-20')!;
const engine = loadEngine();

/** The events of the last part of a line; a hearing that is listed is always a plan, so that is not written. */
function read(words: string): string[] {
  const parts = words.split(' // ');
  const before = parts.slice(0, -1).map((part) => `- ${part}\n`);
  const text = `${before.join('')}\n## 10 March 2026\n\n`;
  return engine
    .read(`${text}${parts.at(-1)}\n`, { today })
    .events.filter(({ start }) => start >= text.length)
    .map(({ event, day, assertion }) => {
      const planned = assertion === 'planned' && event !== 'hearing-listed' ? ' planned' : '';
      return `${event} ${formatIsoDay(day).slice(5)}${planned}`;
    })
    .sort();
}

/** The events that a line should give, with the entry's own day where none is written. */
const wantedOf = (text: string): string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
    .map((one) => (one.includes(' ') ? one : `${one} 03-10`))
    .sort();

describe.each(readdirSync(folder).filter((name) => name.endsWith('.yaml')))('%s', (name) => {
  const data = parse(readFileSync(path.join(folder, name), 'utf8')) as Record<string, string[]>;
  test.each(Object.entries(data))('%s', (_, lines) => {
    const wrong = lines.flatMap((line) => {
      const [words = '', wanted = ''] = line.split(/ =>/);
      const found = read(words);
      return JSON.stringify(found) === JSON.stringify(wantedOf(wanted))
        ? []
        : [`${line} (read: ${found.join(', ') || 'nothing'})`];
    });
    expect(wrong).toEqual([]);
  });
});
