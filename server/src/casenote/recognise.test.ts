// Every event's examples and counter-examples (server/packs/england/lexicon-examples), and what the recogniser says about
// words that it keeps out, waivers and facts.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { formatIsoDay, parseIsoDay } from '../calendar/day.ts';
import law from '../generated/law.json' with { type: 'json' };
import lexicon from '../generated/lexicon.json' with { type: 'json' };
import type { SpeltLexicon } from './lexicon-data.ts';
import { createReader } from './reader.ts';
import { makeRecogniser } from './recognise.ts';

const recogniser = makeRecogniser(lexicon as unknown as SpeltLexicon);
const reader = createReader({ recogniser });
const read = (words: string) => reader.read(`## 1 June 2026\n\n${words}\n`, { today: parseIsoDay('2026-06-20')! });

const folder = path.resolve(import.meta.dirname, '../../packs/england/lexicon-examples');
const examples = parse(readFileSync(path.join(folder, 'events.yaml'), 'utf8')) as Record<
  string,
  { says: string[]; not: string[] }
>;

test('every event of the shared vocabulary has frames and an example', () => {
  const ids = (law.events as { id: string; added?: boolean }[]).filter((e) => !e.added).map((e) => e.id);
  expect(ids.filter((id) => !examples[id] || !recogniser.lexicon.eventIds.has(id))).toEqual([]);
});

describe.each(Object.entries(examples))('%s', (event, { says, not }) => {
  test.each(says)('is read in "%s"', (example) => {
    const [words = '', day] = example.split(' => ');
    const found = read(words).events.filter((e) => e.event === event);
    expect(found.map((e) => formatIsoDay(e.day))).toContain(day);
  });
  if (not.length > 0) {
    test.each(not)('is not read in "%s"', (words) => {
      expect(read(words).events.map((e) => e.event)).not.toContain(event);
    });
  }
});

test('says why words are no event', () => {
  const near = read('Still waiting for the decision letter').near;
  expect(near.some((n) => n.grade === 'kept-out' && /waiting/.test(n.reason))).toBe(true);
});

test('puts each of several, told at once, at its own day', () => {
  const { events } = read('LA consulted Oak Lane on 3 May, Beech Hill on the 4th and Ash Court on 5 May.');
  expect(events.map(({ day, text }) => `${formatIsoDay(day)} ${text}`)).toEqual([
    '2026-05-03 consulted',
    '2026-05-04 4th',
    '2026-05-05 5 May',
  ]);
});

test('takes a decision not to appeal as a waiver', () => {
  const reading = read('Parents decided not to appeal, 28 May 2026.');
  expect(reading.waivers.map((w) => [w.rule, formatIsoDay(w.day!)])).toEqual([['tribunal-appeal', '2026-05-28']]);
  expect(reading.events).toEqual([]);
});

test('does not waive on a hesitation', () => {
  expect(read('She is not sure whether to appeal.').waivers).toEqual([]);
});

test('notes the kind of school where it is said outright', () => {
  expect(read('He goes to an academy. Annual review took place on 19 May 2026.').facts[0]).toEqual({
    schoolType: 'academy',
  });
});

test.each([
  ['He is in Y6. Annual review took place on 19 May 2026.', { yearGroup: '6' }],
  ['Suspended for 3 days from 18 May 2026.', { suspensionDays: '5' }],
  ['A six day suspension from 18 May 2026.', { suspensionDays: '6' }],
  ['Suspended for 3 days from 18 May 2026. Suspended for 8 days from 25 May 2026.', {}],
  ['Suspended for 3 days from 18 May 2026 and again on 25 May 2026, suspended.', {}],
  ['He goes to an academy. From September he attends a special school.', {}],
  ['If he is suspended for 6 days the school must find a place.', {}],
  ['Her brother is in Y9.', {}],
  ['DOB 3/5/2015, aged 11. Fernshire.', {}],
])('facts said in words: "%s"', (words, facts) => {
  expect(read(words).facts[0]).toEqual(facts);
});

test('a day that lies just behind is not taken for one most of a year ahead', () => {
  const { events } = read('The council wrote on 17 May to say yes, it will assess him.');
  expect(events.map((e) => [e.event, formatIsoDay(e.day), e.assertion])).toEqual([
    ['ehcna-agreed', '2026-05-17', 'happened'],
  ]);
});
