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
  ['dev', 0.982, 0.995, 2],
  ['a', 0.981, 0.996, 0],
  ['b', 0.978, 0.990, 1],
  ['c', 0.985, 0.993, 1],
  ['d', 0.994, 0.989, 2],
  ['e', 0.975, 0.971, 5],
  ['f', 0.987, 0.985, 2],
  ['g', 0.988, 0.985, 2],
  ['h', 0.988, 0.991, 2],
  ['i', 0.975, 0.992, 1],
  ['j', 0.949, 0.949, 11],
  ['k', 0.911, 0.910, 19],
  ['l', 0.922, 0.944, 5],
  ['m', 0.945, 0.947, 4],
  ['n', 0.941, 0.963, 0],
  ['o', 0.893, 0.871, 12],
  ['p', 0.961, 0.954, 5],
  ['q', 0.927, 0.938, 5],
  ['r', 0.884, 0.895, 14],
  ['s', 0.925, 0.937, 11],
  ['t', 0.946, 0.957, 6],
  ['u', 0.901, 0.886, 27],
  ['v', 0.926, 0.963, 3],
  ['w', 0.934, 0.939, 6],
  ['x', 0.943, 0.935, 7],
  ['y', 0.908, 0.921, 6],
  ['z', 0.918, 0.918, 11],
  ['aa', 0.777, 0.910, 3],
  ['ab', 0.734, 0.825, 15],
  ['ac', 0.609, 0.707, 28],
  ['ad', 0.606, 0.750, 18],
  ['ae', 0.584, 0.832, 7],
  ['af', 0.752, 0.838, 28],
  ['ba', 0.840, 0.922, 4],
  ['bb', 0.875, 0.935, 8],
  ['bc', 0.847, 0.896, 14],
  ['bd', 0.884, 0.890, 13],
  ['be', 0.837, 0.828, 24],
  ['bf', 0.903, 0.938, 6],
  ['bg', 0.941, 0.948, 5],
  ['bh', 0.949, 0.958, 7],
  ['bi', 0.905, 0.952, 2],
  ['bj', 0.840, 0.888, 5],
  ['bk', 0.907, 0.917, 12],
  ['bl', 0.881, 0.882, 9],
  ['bm', 0.875, 0.881, 11],
  ['bn', 0.831, 0.855, 19],
  ['bo', 0.924, 0.921, 8],
  ['bp', 0.921, 0.942, 8],
  ['bq', 0.954, 0.966, 5],
  ['br', 0.916, 0.931, 7],
  ['bs', 0.912, 0.924, 10],
  ['bt', 0.917, 0.923, 8],
  ['bu', 0.930, 0.920, 14],
  ['bv', 0.909, 0.924, 10],
  ['bw', 0.902, 0.892, 12],
  ['bx', 0.896, 0.923, 10],
  ['ca', 0.909, 0.904, 14],
  ['cb', 0.880, 0.905, 8],
  ['cc', 0.862, 0.883, 11],
  ['cd', 0.889, 0.904, 11],
  ['ce', 0.900, 0.939, 4],
  ['cf', 0.897, 0.930, 10],
  ['cg', 0.851, 0.909, 11],
  ['ch', 0.936, 0.941, 10],
  ['ci', 0.739, 0.751, 24],
  ['cj', 0.944, 0.924, 10],
  ['ck', 0.764, 0.837, 7],
  ['cl', 0.562, 0.691, 14],
  ['cm', 0.892, 0.877, 17],
  ['cn', 0.941, 0.932, 8],
  ['co', 0.890, 0.868, 17],
  ['cp', 0.773, 0.714, 38],
  ['cq', 0.910, 0.900, 10],
];

test.each(floors)('corpus %s is read at least this well', async (folder, f1, precision, trapped) => {
  const score = await scoreFolder(path.join(import.meta.dirname, folder), reader);
  const got = figures(score);
  expect(got.f1).toBeGreaterThanOrEqual(f1);
  expect(got.precision).toBeGreaterThanOrEqual(precision);
  expect(score.trapped).toBeLessThanOrEqual(trapped);
});
