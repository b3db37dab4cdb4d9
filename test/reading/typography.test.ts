// Notes come from Word, PDF, e-mail and old programs: whatever became of their apostrophes, dashes, spaces and raised letters on
// the way, they tell the same. Held over annotated notes, each change by itself; and for days and denials one by one.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatIsoDay, parseIsoDay } from '../../server/src/calendar/day.ts';
import { maskText } from '../../server/src/casenote/mask.ts';
import { loadEngine } from '../../server/src/data.ts';

const today = parseIsoDay('2026-11-21')!;
const corpus = path.join(import.meta.dirname, '../corpus');

/** What a note tells, and on which days. */
const told = (text: string): string[] =>
  loadEngine()
    .read(text, { today, once: true })
    .events.map((e) => `${e.event} ${formatIsoDay(e.day)} ${e.assertion} ${e.uncertain}`);

const every = (what: RegExp, by: string) => (text: string) => text.replace(what, by);
const apostrophe = /(?<=\p{L})['’](?=(?:t|s|d|m|ll|re|ve)(?!\p{L}))/giu;
const notApostrophe = /(?<=n)['’](?=t(?!\p{L}))/giu;
const besideNumber = /(?<=\d) (?=\p{L})|(?<=\p{L}) (?=\d)/gu;
const beforeDate = /(?<![\d/.-])(?=\d{1,2}[/.-]\d{1,2}[/.-]\d)/g;
const raised = /(?<=\d)(st|nd|rd|th)\b/g;

const changes: readonly (readonly [string, (text: string) => string])[] = [
  ['typographic apostrophes', every(apostrophe, '\u2019')],
  ['acute accents', every(apostrophe, '\xb4')],
  ['wide apostrophes', every(apostrophe, '\uff07')],
  ['apostrophes of Windows as controls', every(apostrophe, '\x92')],
  ['lost apostrophes', every(apostrophe, '\ufffd')],
  ['apostrophes in three signs', every(apostrophe, '\xe2\u20ac\u2122')],
  ['apostrophes in two signs and a lost one', every(apostrophe, '\xe2\u20ac\ufffd')],
  ['named entities', every(apostrophe, '&rsquo;')],
  ['numbered entities', every(apostrophe, '&#39;')],
  ['escaped apostrophes', every(apostrophe, "\\'")],
  ['a semicolon for the apostrophe', every(notApostrophe, ';')],
  ['a hash for the apostrophe', every(notApostrophe, '#')],
  ['question marks for apostrophes', every(apostrophe, '?')],
  [
    'ligatures',
    (t) =>
      t.replaceAll('ffi', '\ufb03').replaceAll('fi', '\ufb01').replaceAll('fl', '\ufb02').replaceAll('ff', '\ufb00'),
  ],
  ['hard hyphens', every(/(?<=[a-z\d])-(?=[a-z\d])/gi, '\u2011')],
  ['minus signs', every(/(?<=\d)-(?=\d)/g, '\u2212')],
  ['dashes of Windows as controls', every(/ [-–] /g, ' \x96 ')],
  ['dashes in three signs', every(/ [-–] /g, ' \xe2\u20ac\u201c ')],
  ['hard spaces beside numbers', every(besideNumber, '\xa0')],
  ['hard spaces in two signs', every(besideNumber, '\xc2\xa0')],
  ['marks of direction before dates', every(beforeDate, '\u200e')],
  ['marks of direction in dates', every(/(?<=\d[/.-])(?=\d)/g, '\u200e')],
  ['raised letters in HTML', every(raised, '<sup>$1</sup>')],
  ['raised letters in Markdown', every(raised, '^$1^')],
  ['soft hyphens', every(/(?<=[a-z]{4})(?=[a-z]{4})/g, '\xad')],
  [
    'quotation marks in three signs',
    (t) =>
      t.replace(/(?<=[\s(])["“](?=\S)/g, '\xe2\u20ac\u0153').replace(/(?<=\S)["”](?=[\s).,]|$)/gm, '\xe2\u20ac\x9d'),
  ],
];

describe('annotated notes as other programs hand them on', () => {
  const notes = ['c', 'e', 'g', 'm', 'r'].flatMap((batch) =>
    readdirSync(path.join(corpus, batch, 'notes'))
      .filter((_, i) => i % 5 === 0)
      .map((file) => readFileSync(path.join(corpus, batch, 'notes', file), 'utf8')),
  );

  test.each(changes)('%s', (_, change) => {
    const changed = notes.filter((text) => change(text) !== text);
    expect(changed.length).toBeGreaterThan(0);
    for (const text of changed) expect(told(change(text))).toEqual(told(text));
  });
});

describe('days', () => {
  const days = [
    '3 May 2026',
    '3/5/2026',
    '3-5-26',
    '3.5.26',
    '2026-05-03',
    '3rd May 2026',
    '03/05/2026',
    'Sunday, 3 May 2026',
  ];
  const ways: readonly (readonly [string, (day: string) => string])[] = [
    ...changes,
    ['a sixth of an em', every(/ /g, '\u2006')],
    ['hard spaces by name', every(/ /g, '&nbsp;')],
    ['a division slash', every(/\//g, '\u2215')],
    ['backslashes', every(/\//g, '\\')],
    ['escaped dots', every(/\./g, '\\.')],
    ['escaped hyphens', every(/-/g, '\\-')],
    ['spaces after slashes', every(/\//g, '/ ')],
    ['word joiners', every(/(?<=\d)(?=[/.-])/g, '\u2060')],
    ['a day in bold', every(/3/, '**3**')],
    ['letters that stand apart', every(/rd/, ' rd')],
    ['raised letters by themselves', every(/rd/, '\u02b3\u1d48')],
    ['wide figures', (t) => t.replace(/\d/g, (d) => String.fromCharCode(0xfee0 + d.charCodeAt(0)))],
    ['a lost hyphen', every(/-/g, '\ufffd')],
    ['an embedding', (t) => `\u202a${t}\u202c`],
  ];

  test.each(days)('%s', (day) => {
    for (const [name, change] of ways) {
      const [apart, opening] = [
        `20 May 2026: Letter dated ${change(day)} refusing to assess.\n`,
        `${change(day)}: letter refusing to assess.\n`,
      ];
      // "2026-05-03" with its 3 in bold is read to its zero.
      if (name === 'a day in bold' && day.startsWith('2026')) continue;
      expect([name, told(apart)]).toEqual([name, ['ehcna-refused 2026-05-03 happened false']]);
      expect([name, told(opening)]).toEqual([name, ['ehcna-refused 2026-05-03 happened false']]);
    }
  });
});

describe('the mask', () => {
  test('keeps the length, and the lines, whatever it takes out', () => {
    const signs = [
      'a',
      "n't",
      ' ',
      '\n',
      '**',
      '3',
      '/',
      '\u200b',
      '\xad',
      '&#39;',
      '&nbsp;',
      '\\',
      '<sup>',
      'rd',
      '</sup>',
      '^',
      '\xe2\u20ac',
      '\u2122',
      '\xc2',
      '`',
      '<br>',
      '\ufffd',
    ];
    for (let seed = 1; seed < 3000; seed++) {
      let text = '';
      for (let x = seed, i = 0; i < 14; i++, x = (x * 48271) % 2147483647) text += signs[x % signs.length];
      const masked = maskText(text, 0, text.length);
      expect(masked).toHaveLength(text.length);
      // A line break in HTML is one more.
      expect(masked.split('\n').length).toBeGreaterThanOrEqual(text.split('\n').length);
    }
  });
});
