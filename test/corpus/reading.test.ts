// How well the recogniser reads the corpus: floors that only go up. A fall below one is a wording lost; the figures by
// event are printed by `node scripts/score-corpus.mts test/corpus/dev --events --verbose`.
import path from 'node:path';
import { expect, test } from 'vitest';
import { figures, scoreFolder } from '../../scripts/score-corpus.mts';
import type { SpeltLexicon } from '../../server/src/casenote/lexicon-data.ts';
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
  ['a', 0.974, 0.992, 1],
  ['b', 0.975, 0.993, 1],
  ['c', 0.980, 0.990, 1],
  ['d', 0.988, 0.981, 4],
  ['e', 0.975, 0.971, 5],
  ['f', 0.985, 0.989, 2],
  ['g', 0.987, 0.985, 2],
  ['h', 0.988, 0.988, 2],
  ['i', 0.959, 0.981, 3],
  ['j', 0.941, 0.951, 11],
  ['k', 0.885, 0.903, 18],
  ['l', 0.899, 0.942, 4],
  ['m', 0.932, 0.932, 5],
  ['n', 0.920, 0.946, 0],
  ['o', 0.843, 0.843, 8],
  ['p', 0.953, 0.950, 5],
  ['q', 0.927, 0.940, 6],
  ['r', 0.877, 0.896, 15],
  ['s', 0.911, 0.932, 11],
  ['t', 0.946, 0.954, 5],
  ['u', 0.885, 0.880, 29],
  ['v', 0.900, 0.956, 3],
  ['w', 0.917, 0.937, 6],
  ['x', 0.924, 0.918, 9],
  ['y', 0.885, 0.915, 5],
  ['z', 0.895, 0.906, 11],
  ['aa', 0.734, 0.882, 3],
  ['ab', 0.690, 0.807, 15],
  ['ac', 0.567, 0.689, 27],
  ['ad', 0.576, 0.729, 20],
  ['ae', 0.525, 0.787, 9],
  ['af', 0.693, 0.810, 29],
  ['ba', 0.781, 0.906, 7],
  ['bb', 0.849, 0.918, 8],
  ['bc', 0.795, 0.892, 13],
  ['bd', 0.836, 0.868, 13],
  ['be', 0.787, 0.777, 29],
  ['bf', 0.874, 0.915, 7],
  ['bg', 0.893, 0.926, 5],
  ['bh', 0.923, 0.938, 8],
  ['bi', 0.843, 0.946, 2],
  ['bj', 0.822, 0.885, 5],
  ['bk', 0.859, 0.903, 10],
  ['bl', 0.833, 0.872, 11],
  ['bm', 0.805, 0.844, 14],
  ['bn', 0.761, 0.808, 23],
  ['bo', 0.910, 0.910, 9],
  ['bp', 0.893, 0.926, 9],
];

test.each(floors)('corpus %s is read at least this well', async (folder, f1, precision, trapped) => {
  const score = await scoreFolder(path.join(import.meta.dirname, folder), reader);
  const got = figures(score);
  expect(got.f1).toBeGreaterThanOrEqual(f1);
  expect(got.precision).toBeGreaterThanOrEqual(precision);
  expect(score.trapped).toBeLessThanOrEqual(trapped);
});
