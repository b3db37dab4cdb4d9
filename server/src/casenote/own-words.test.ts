// A service's own wordings: recognised like all others, and kept out by the same words.
import { expect, test } from 'vitest';
import { formatIsoDay, parseIsoDay } from '../calendar/day.ts';
import lexicon from '../generated/lexicon.json' with { type: 'json' };
import type { SpeltLexicon } from './lexicon-data.ts';
import { ownLexicon } from './own-words.ts';
import { createReader } from './reader.ts';
import { makeRecogniser } from './recognise.ts';

const data = lexicon as unknown as SpeltLexicon;
const taught = [
  { event: 'appeal-lodged', says: ['blue form gone off', 'the (blue|big) form is away'] },
  { event: 'our-panel-asked', says: ["asked Pat's panel"] },
];
const reader = createReader({ recogniser: makeRecogniser(data, ownLexicon(taught)) });
const read = (words: string): string[] =>
  reader
    .read(`## 1 June 2026\n\n${words}\n`, { today: parseIsoDay('2026-06-20')! })
    .events.map((e) => `${e.event} ${formatIsoDay(e.day)} ${e.assertion}`);

test.each([
  ['Blue form gone off today', 'appeal-lodged 2026-06-01 happened'],
  ['mum says blue form gone off on 28 May', 'appeal-lodged 2026-05-28 happened'],
  ['The big form is away, 27/5/26', 'appeal-lodged 2026-05-27 happened'],
  ["Asked Pat's panel yesterday", 'our-panel-asked 2026-05-31 happened'],
])('"%s" is read', (words, event) => {
  expect(read(words)).toContain(event);
});

test.each(['No blue form gone off yet', 'If the blue form is away she must wait', 'Awaiting: blue form gone off?'])(
  '"%s" does not count',
  (words) => {
    expect(read(words)).toEqual([]);
  },
);

test('nothing taught, nothing changed; a wording of no words is passed over', () => {
  expect(ownLexicon([])).toBeUndefined();
  expect(ownLexicon([{ event: 'appeal-lodged', says: ['', '1', '!'] }])).toBeUndefined();
});
