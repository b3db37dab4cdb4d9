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
  ['dev', 0.979, 0.991, 4],
  ['a', 0.972, 0.992, 1],
  ['b', 0.975, 0.993, 1],
  ['c', 0.980, 0.990, 1],
  ['d', 0.988, 0.981, 4],
  ['e', 0.975, 0.971, 5],
  ['f', 0.985, 0.989, 2],
  ['g', 0.987, 0.985, 2],
  ['h', 0.988, 0.988, 2],
  ['i', 0.964, 0.986, 1],
  ['j', 0.941, 0.951, 11],
  ['k', 0.880, 0.896, 18],
  ['l', 0.899, 0.942, 4],
  ['m', 0.932, 0.932, 5],
  ['n', 0.920, 0.946, 0],
  ['o', 0.843, 0.843, 8],
  ['p', 0.958, 0.953, 5],
  ['q', 0.930, 0.943, 5],
  ['r', 0.880, 0.899, 14],
  ['s', 0.911, 0.932, 11],
  ['t', 0.948, 0.958, 4],
  ['u', 0.885, 0.880, 29],
  ['v', 0.900, 0.956, 3],
  ['w', 0.917, 0.937, 6],
  ['x', 0.924, 0.918, 9],
  ['y', 0.887, 0.915, 5],
  ['z', 0.895, 0.906, 11],
  ['aa', 0.734, 0.882, 3],
  ['ab', 0.686, 0.802, 15],
  ['ac', 0.569, 0.694, 27],
  ['ad', 0.570, 0.726, 19],
  ['ae', 0.526, 0.792, 9],
  ['af', 0.689, 0.805, 29],
  ['ba', 0.781, 0.906, 7],
  ['bb', 0.849, 0.918, 8],
  ['bc', 0.797, 0.892, 14],
  ['bd', 0.833, 0.868, 13],
  ['be', 0.787, 0.777, 29],
  ['bf', 0.878, 0.918, 7],
  ['bg', 0.897, 0.930, 5],
  ['bh', 0.923, 0.938, 8],
  ['bi', 0.839, 0.942, 2],
  ['bj', 0.822, 0.885, 5],
  ['bk', 0.863, 0.906, 10],
  ['bl', 0.833, 0.872, 11],
  ['bm', 0.808, 0.848, 14],
  ['bn', 0.765, 0.812, 23],
  ['bo', 0.906, 0.906, 9],
  ['bp', 0.897, 0.930, 9],
];

test.each(floors)('corpus %s is read at least this well', async (folder, f1, precision, trapped) => {
  const score = await scoreFolder(path.join(import.meta.dirname, folder), reader);
  const got = figures(score);
  expect(got.f1).toBeGreaterThanOrEqual(f1);
  expect(got.precision).toBeGreaterThanOrEqual(precision);
  expect(score.trapped).toBeLessThanOrEqual(trapped);
});
