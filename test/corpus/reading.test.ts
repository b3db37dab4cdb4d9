// How well the recogniser reads the corpus: floors that only go up. A fall below one is a wording lost; the figures by
// event are printed by `node scripts/score-corpus.mts test/corpus/dev --events --verbose`.
import path from 'node:path';
import { expect, test } from 'vitest';
import { figures, scoreFolder } from '../../scripts/score-corpus.mts';
import type { SpeltLexicon } from '../../server/src/casenote/lexicon.ts';
import { createReader } from '../../server/src/casenote/reader.ts';
import { makeRecogniser } from '../../server/src/casenote/recognise.ts';
import lexicon from '../../server/src/generated/lexicon.json' with { type: 'json' };

const reader = createReader({ recogniser: makeRecogniser(lexicon as unknown as SpeltLexicon) });

// Folder, least F1, least precision, most false alarms on trap lines.
const floors: [string, number, number, number][] = [
  ['dev', 0.964, 0.984, 5],
  ['a', 0.944, 0.981, 3],
  ['b', 0.944, 0.989, 1],
  ['c', 0.958, 0.989, 1],
  ['d', 0.977, 0.977, 4],
  ['e', 0.96, 0.964, 6],
  ['f', 0.965, 0.977, 3],
  ['g', 0.959, 0.966, 3],
  ['h', 0.977, 0.984, 2],
  ['i', 0.938, 0.966, 4],
  ['j', 0.868, 0.915, 18],
  ['k', 0.759, 0.823, 22],
  ['l', 0.826, 0.917, 5],
  ['m', 0.882, 0.923, 4],
  ['n', 0.846, 0.902, 1],
  ['o', 0.766, 0.806, 12],
  ['p', 0.862, 0.92, 7],
  ['q', 0.869, 0.904, 8],
  ['r', 0.761, 0.814, 19],
  ['s', 0.797, 0.864, 19],
  ['t', 0.866, 0.888, 7],
  ['u', 0.794, 0.829, 39],
];

test.each(floors)('corpus %s is read at least this well', async (folder, f1, precision, trapped) => {
  const score = await scoreFolder(path.join(import.meta.dirname, folder), reader);
  const got = figures(score);
  expect(got.f1).toBeGreaterThanOrEqual(f1);
  expect(got.precision).toBeGreaterThanOrEqual(precision);
  expect(score.trapped).toBeLessThanOrEqual(trapped);
});
