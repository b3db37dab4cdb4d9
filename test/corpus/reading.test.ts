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
  ['dev', 0.977, 0.989, 4],
  ['a', 0.967, 0.985, 2],
  ['b', 0.977, 0.996, 0],
  ['c', 0.975, 0.986, 1],
  ['d', 0.988, 0.985, 2],
  ['e', 0.975, 0.974, 4],
  ['f', 0.978, 0.978, 4],
  ['g', 0.974, 0.974, 2],
  ['h', 0.986, 0.991, 1],
  ['i', 0.960, 0.981, 3],
  ['j', 0.926, 0.931, 14],
  ['k', 0.863, 0.882, 18],
  ['l', 0.918, 0.944, 5],
  ['m', 0.942, 0.952, 2],
  ['n', 0.904, 0.923, 0],
  ['o', 0.838, 0.824, 9],
  ['p', 0.953, 0.953, 5],
  ['q', 0.897, 0.916, 5],
  ['r', 0.840, 0.848, 17],
  ['s', 0.889, 0.912, 13],
  ['t', 0.926, 0.924, 9],
  ['u', 0.875, 0.873, 29],
  ['v', 0.902, 0.935, 6],
  ['w', 0.895, 0.921, 5],
  ['x', 0.892, 0.884, 8],
  ['y', 0.849, 0.858, 5],
  ['z', 0.864, 0.868, 15],
  ['aa', 0.692, 0.852, 4],
  ['ab', 0.643, 0.766, 12],
  ['ac', 0.533, 0.634, 29],
  ['ad', 0.568, 0.729, 18],
  ['ae', 0.537, 0.766, 9],
  ['af', 0.647, 0.765, 36],
  ['ba', 0.745, 0.877, 7],
  ['bb', 0.813, 0.872, 8],
  ['bc', 0.777, 0.847, 17],
  ['bd', 0.850, 0.853, 14],
  ['be', 0.762, 0.742, 27],
  ['bf', 0.854, 0.890, 7],
  ['bg', 0.884, 0.911, 6],
  ['bh', 0.900, 0.912, 9],
  ['bi', 0.843, 0.904, 4],
  ['bj', 0.801, 0.850, 5],
];

test.each(floors)('corpus %s is read at least this well', async (folder, f1, precision, trapped) => {
  const score = await scoreFolder(path.join(import.meta.dirname, folder), reader);
  const got = figures(score);
  expect(got.f1).toBeGreaterThanOrEqual(f1);
  expect(got.precision).toBeGreaterThanOrEqual(precision);
  expect(score.trapped).toBeLessThanOrEqual(trapped);
});
