// Settings files: what they may say, and a plain message at the place of each mistake.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseIsoDay } from '../calendar/day.ts';
import { defaultSettings, mergeSettings, readSettings, settingsFromEditor, settingsKeys } from './settings.ts';

const good = `area: norfolk
warningDays: 10
exclude: [archive/**, '**/templates/*.md']
terms:
  - name: norfolk-2026
    ranges:
      - {first: 2026-09-02, last: 2026-10-23}
      - {first: 2026-11-02, last: 2026-12-18}
    insetDays: [2026-09-02]
service:
  name: Fernshire SENDIASS
  adviser: A. Green
  contact: [1 High Street, 01234 567890]
packs: [our-pack]
`;

describe('readSettings', () => {
  it('reads every key', () => {
    const { settings, problems } = readSettings(good);
    expect(problems).toEqual([]);
    expect(Object.keys(settings).sort()).toEqual([...settingsKeys].sort());
    expect(settings.warningDays).toBe(10);
    expect(settings.terms?.[0]?.terms[1]?.last).toBe(parseIsoDay('2026-12-18'));
    expect(settings.service?.contact).toEqual(['1 High Street', '01234 567890']);
  });

  it('an empty file says nothing', () => {
    expect(readSettings('')).toEqual({ settings: {}, problems: [] });
    expect(readSettings('# only a comment\n')).toEqual({ settings: {}, problems: [] });
  });

  // One mistake each: the text, where it is, a word of the message, and what is still read.
  const mistakes: [string, number, number, RegExp][] = [
    ['area: norfolk\nwarnDays: 3\n', 2, 1, /not a setting/],
    ['area: norfolk\nwarningDays: soon\n', 2, 14, /whole number/],
    ['area: norfolk\nwarningDays: 2.5\n', 2, 14, /whole number/],
    ['area: norfolk\nexclude: archive\n', 2, 10, /list/],
    ['area: norfolk\nterms:\n  - name: x\n    ranges: [{first: 2026-02-30, last: 2026-03-01}]\n', 4, 22, /day written/],
    ['area: norfolk\nterms:\n  - name: x\n    ranges: [{first: 2026-03-30, last: 2026-03-01}]\n', 4, 14, /ends before/],
    ['area: norfolk\nterms:\n  - ranges: [{first: 2026-01-30, last: 2026-03-01}]\n', 3, 5, /needs a name/],
    ['area: norfolk\npacks: [../others]\n', 2, 8, /outside this folder/],
    ['area: norfolk\npacks: [/etc]\n', 2, 8, /outside this folder/],
    ['area: norfolk\npacks: ["file:///etc"]\n', 2, 8, /outside this folder/],
    ['area: norfolk\nservice: us\n', 2, 10, /service must/],
    ['area: norfolk\nservice: {phone: 1}\n', 2, 11, /not a setting of service/],
    ['area: norfolk\narea: devon\n', 2, 1, /written twice/],
    ['area: norfolk\nexclude: [a\n', 3, 1, /bracket/],
  ];
  it.each(mistakes)('%j is a mistake at %i:%i', (text, line, column, message) => {
    const { settings, problems } = readSettings(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ line, column });
    expect(problems[0]!.message).toMatch(message);
    expect(settings.area).toBeDefined();
  });

  it('a file that is no list of settings is one mistake', () => {
    expect(readSettings('just words').problems).toHaveLength(1);
    expect(readSettings('- a\n- b').problems).toHaveLength(1);
  });

  it('does not use a calendar that has a mistake', () => {
    const { settings } = readSettings('terms:\n  - {name: x, ranges: [{first: 2026-01-05, last: soon}]}\n');
    expect(settings.terms).toEqual([]);
  });
});

describe('settings from the editor', () => {
  it('are laid under the file', () => {
    const editor = settingsFromEditor({ warningDays: 7, area: 'devon', exclude: [], showUpcoming: true, other: 1 });
    expect(editor).toEqual({ warningDays: 7, area: 'devon', showUpcoming: true });
    expect(mergeSettings(editor, readSettings('area: norfolk').settings)).toEqual({
      ...defaultSettings,
      warningDays: 7,
      area: 'norfolk',
      showUpcoming: true,
    });
  });

  it('of the wrong form are passed over', () => {
    expect(settingsFromEditor({ warningDays: 'x' })).toEqual({});
    expect(settingsFromEditor(null)).toEqual({});
  });
});

it('the shipped schema describes the same keys', () => {
  const schema = JSON.parse(readFileSync(new URL('../../packs/schema/casenotes.schema.json', import.meta.url), 'utf8'));
  expect(Object.keys(schema.properties).sort()).toEqual([...settingsKeys].sort());
});
