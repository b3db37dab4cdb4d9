// The scorer of likeness: what it is trained on, that training gives the same again, and what it may and may not say.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { annotatedNotes } from '../scripts/lib/annotated-notes.mts';
import { learnDays } from '../scripts/lib/day-training.mts';
import { LineReader, linesOfTable, stampOf, tablesIn } from '../scripts/lib/likeness-data.mts';
import { learn, packed } from '../scripts/lib/likeness-training.mts';
import { formatIsoDay, parseIsoDay } from '../server/src/calendar/day.ts';
import { dayPlaces, likeliestDay, packDays, unpackDays } from '../server/src/casenote/day-choice.ts';
import type { SpeltLexicon } from '../server/src/casenote/lexicon-data.ts';
import { createReader } from '../server/src/casenote/reader.ts';
import { makeRecogniser } from '../server/src/casenote/recognise.ts';
import { loadEngine, loadLaw } from '../server/src/data.ts';
import lexicon from '../server/src/generated/lexicon.json' with { type: 'json' };
import likeness from '../server/src/generated/likeness.json' with { type: 'json' };
import order from '../server/src/generated/order.json' with { type: 'json' };

const pack = path.join(import.meta.dirname, '../server/packs/england/likeness');
const tables = tablesIn(pack).map((file) => path.basename(file));
const ids = new Set(loadLaw().events.map(({ id }) => id));

const read = (words: string, heading = '## 5 May 2026') =>
  loadEngine()
    .read(`# Case\n\n${heading}\n\n${words}\n`, { today: parseIsoDay('2026-11-21')! })
    .events.map(({ event, day }) => `${event} ${formatIsoDay(day)}`);

describe('the lines to learn from', () => {
  test.each(tables)('%s: an event or none before the tab, words behind it', (name) => {
    const wrong = readFileSync(path.join(pack, name), 'utf8')
      .split('\n')
      .flatMap((row, i) => {
        if (row === '') return [];
        const [events = '', words, ...more] = row.split('\t');
        const known = events === '-' || events.split(',').every((id) => ids.has(id.trim()));
        return known && words?.trim() && more.length === 0 ? [] : [`line ${i + 1}: ${row}`];
      });
    expect(wrong).toEqual([]);
  });
});

describe('the weights', () => {
  test('are of events of the law, fit the budget of the design, and are those of a file that can be read', () => {
    expect(likeness.events.slice(1).filter((id) => !ids.has(id))).toEqual([]);
    expect(likeness.bias).toHaveLength(likeness.events.length);
    expect(likeness.weights.length).toBeLessThan(300 * 1024);
  });

  test('were trained on the lines as they are (else: npm run train)', () => {
    const { lines } = JSON.parse(readFileSync(path.join(pack, 'weights.json'), 'utf8')) as { lines: string };
    expect(lines).toBe(stampOf(tablesIn(pack)));
  });

  test('come out the same from the same lines', () => {
    const reader = new LineReader(lexicon as unknown as SpeltLexicon, order as never);
    const lines = linesOfTable(reader, path.join(pack, 'near.tsv'));
    const events = ['', 'concern-answered', 'tribunal-decision', 'plan-refused', 'review-held'];
    const train = () => {
      const { model, ids } = learn(lines, events, 500);
      return packed(model, ids, events);
    };
    const once = train();
    expect(once.weights.length).toBeGreaterThan(100);
    expect(train()).toEqual(once);
  });
});

describe('what it says', () => {
  test.each([
    // No frame knows these words.
    ['Panel letter: they have looked at the papers and will not go further with an assessment.', 'ehcna-refused'],
    ['The hospital wrote back about her complaint, four pages of excuses.', 'health-complaint-answered'],
    ['Draft plan received, comments by 20 May.', 'draft-plan-served'],
    ["Mum and the school sat down with the council's officer for his annual meeting about the plan.", 'review-held'],
  ])('%s', (words, event) => expect(read(words)).toEqual([`${event} 2026-05-05`]));

  test('takes what is promised for a day to come as arranged', () => {
    const { events } = loadEngine().read('## 5 May 2026\n\nMum says final plan will be issued on 10 July 2026.\n', {
      today: parseIsoDay('2026-11-21')!,
    });
    expect(events.map(({ event, assertion }) => `${event} ${assertion}`)).toEqual(['final-plan-issued planned']);
  });

  test('goes by what was told before', () => {
    const readAfter = (before: string) =>
      read(`${before}\n\n## 20 May 2026\n\nThey have answered it, letter dated 18 May.`);
    expect(readAfter('SAR sent to the school')).toContain('sar-answered 2026-05-18');
    expect(readAfter('Formal complaint to the council')).toContain('la-complaint-answered 2026-05-18');
  });

  test.each([
    // Denied, feared, arranged with no day: whatever the words are like.
    'Nobody from the council has refused to assess him.',
    'If the panel says no to an assessment we will look at mediation.',
    'Talked about what a refusal to assess would mean.',
    // A brother's.
    'Re sibling JT: the panel has turned him down for an assessment.',
  ])('nothing of: %s', (words) => expect(read(words)).toEqual([]));

  test('asks nobody about a thing that is only named in a sentence quite unlike it, and hovers tell of it all the same', () => {
    const words = '## 5 May 2026\n\nThe annual review paperwork is in the folder with the final plan.\n';
    const { near, maybe } = loadEngine().read(words, { today: parseIsoDay('2026-11-21')! });
    expect(near.filter(({ faint }) => faint).map(({ event, grade }) => `${event} ${grade}`)).toEqual([
      'amended-plan-issued unsure',
    ]);
    expect(maybe.map(({ event }) => event)).not.toContain('amended-plan-issued');
  });

  test.each([
    ['decision letter 3 May', 'decision-letter', false],
    [
      'His mother requested the EHC needs assessment on 14 October 2025 and the council agreed to assess on 24 November 2025.',
      'ehcna-requested',
      false,
    ],
    ['Mediation certificate issued.', 'mediation-certificate-issued', false],
    // Somebody else's words for somebody else's things: read, and as likely as not nothing of the kind.
    ["They say sorry but won't reopen the assessment.", 'ehcna-refused', true],
    ["Helped nan write a complaint to adult social care; e-mailed it at 3 o'clock today.", 'la-complaint-made', true],
  ])('how certain it is of: %s', (words, event, uncertain) => {
    const { events } = loadEngine().read(`## 5 May 2026\n\n${words}\n`, { today: parseIsoDay('2026-11-21')! });
    const found = events.find((one) => one.event === event);
    expect(found && found.uncertain === true).toBe(uncertain);
  });

  test('breaks nothing, whatever it takes a sentence for', () => {
    // Weights that are taught anew take other words for an event: those of any note, here.
    const bold = makeRecogniser(lexicon as unknown as SpeltLexicon, undefined, { ...likeness, least: 0.001, doubt: 0 });
    const reader = createReader({ recogniser: bold, order });
    const notes = annotatedNotes(path.join(import.meta.dirname, 'corpus/p'), () => true);
    const said = notes
      .map(({ text }) => text)
      .concat('## 22 March 2026\n\nThey are going to do one. Letter 20 March.\n');
    for (const text of said)
      expect(reader.read(text, { today: parseIsoDay('2026-11-21')!, once: true }).events.length).toBeGreaterThan(0);
  });

  test('leaves what a service taught, a table and the answer to a step alone', () => {
    expect(read('Mum has appealed the final plan dated 20 April')).toEqual([
      'appeal-lodged 2026-05-05',
      'final-plan-issued 2026-04-20',
    ]);
    expect(
      read('| Appeal | Registered | Hearing |\n|---|---|---|\n| 2 Feb 2026 | 12 Feb 2026 | 4 June 2026 |', ''),
    ).toEqual(['appeal-lodged 2026-02-02', 'appeal-registered 2026-02-12', 'hearing-listed 2026-06-04']);
  });
});

describe('the choice of a day', () => {
  test('has a weight for each place in the table, and packs them a character each', () => {
    expect(unpackDays(likeness.days)).toHaveLength(dayPlaces);
    const weights = [-47, -1, 0, 1, 47];
    expect([...unpackDays(packDays(weights))]).toEqual(weights);
    expect(packDays(weights)).toMatch(/^[ -~]+$/);
  });

  test('learns which of the days round an event is right, the same each time', () => {
    // The second feature is of the right day, the third of the one that the rules took.
    const notes = Array.from({ length: 40 }, (_, i) => ({
      days: [[1, 3], i % 2 === 0 ? [1, 2] : [1, 2, 3], [1]],
      right: [false, true, false],
    }));
    const once = learnDays(notes, []);
    const choose = likeliestDay(unpackDays(once));
    for (const { days } of notes) expect(choose({ days: days.map((features) => ({ features })) })).toBe(1);
    expect(learnDays(notes, [])).toBe(once);
  });

  test('takes of the tests what the notes would get wrong', () => {
    const right = [true, false];
    const notes = Array.from({ length: 20 }, () => ({ days: [[1], [2]], right }));
    const tests = [{ days: [[2], [1, 5]], right }];
    const choose = likeliestDay(unpackDays(learnDays(notes, tests)));
    expect(choose({ days: [{ features: [2] }, { features: [1, 5] }] })).toBe(0);
    expect(choose({ days: [{ features: [1] }, { features: [2] }] })).toBe(0);
  });

  test('leaves the day of the rules to a reader without weights', () => {
    const recogniser = makeRecogniser(lexicon as unknown as SpeltLexicon);
    const text = '## 8 June 2026\n\nShe did go to the Health Ombudsman in the end. Her form was posted on the 3rd.\n';
    const [event] = createReader({ recogniser }).read(text, { today: parseIsoDay('2026-11-21')! }).events;
    expect(event && formatIsoDay(event.day)).toBe('2026-06-08');
    expect(
      read('She did go to the Health Ombudsman in the end. Her form was posted on the 3rd.', '## 8 June 2026'),
    ).toEqual(['phso-complaint-made 2026-06-03']);
  });
});
