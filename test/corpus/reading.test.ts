// How well the recogniser reads the corpus: floors that only go up. A fall below one is a wording lost; the figures by
// event are printed by `node scripts/score-corpus.mts test/corpus/dev --events --verbose`.
import path from 'node:path';
import { expect, test } from 'vitest';
import { figures, scoreFolder } from '../../scripts/score-corpus.mts';
import type { SpeltLexicon } from '../../server/src/casenote/lexicon.ts';
import { createReader } from '../../server/src/casenote/reader.ts';
import { makeRecogniser } from '../../server/src/casenote/recognise.ts';
import lexicon from '../../server/src/generated/lexicon.json' with { type: 'json' };
import likeness from "../../server/src/generated/likeness.json" with { type: "json" };

const reader = createReader({
  recogniser: makeRecogniser(lexicon as unknown as SpeltLexicon, undefined, likeness),
});

// Folder, least F1, least precision, most false alarms on trap lines.
const floors: [string, number, number, number][] = [
  ['dev', 0.97, 0.987, 5],
  ['a', 0.949, 0.98, 3],
  ['b', 0.959, 0.992, 0],
  ['c', 0.964, 0.992, 0],
  ['d', 0.984, 0.984, 2],
  ['e', 0.967, 0.97, 4],
  ['f', 0.969, 0.973, 3],
  ['g', 0.969, 0.973, 2],
  ['h', 0.984, 0.99, 1],
  ['i', 0.946, 0.969, 3],
  ['j', 0.897, 0.927, 15],
  ['k', 0.8, 0.856, 18],
  ['l', 0.869, 0.95, 4],
  ['m', 0.92, 0.94, 3],
  ['n', 0.869, 0.905, 0],
  ['o', 0.81, 0.818, 10],
  ['p', 0.9, 0.93, 4],
  ['q', 0.885, 0.914, 7],
  ['r', 0.797, 0.832, 16],
  ['s', 0.832, 0.886, 15],
  ['t', 0.902, 0.914, 7],
  ['u', 0.837, 0.864, 32],
];

test.each(floors)('corpus %s is read at least this well', async (folder, f1, precision, trapped) => {
  const score = await scoreFolder(path.join(import.meta.dirname, folder), reader);
  const got = figures(score);
  expect(got.f1).toBeGreaterThanOrEqual(f1);
  expect(got.precision).toBeGreaterThanOrEqual(precision);
  expect(score.trapped).toBeLessThanOrEqual(trapped);
});
