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
  ['dev', 0.976, 0.986, 5],
  ['a', 0.968, 0.984, 2],
  ['b', 0.976, 0.992, 0],
  ['c', 0.975, 0.986, 1],
  ['d', 0.993, 0.988, 2],
  ['e', 0.980, 0.979, 3],
  ['f', 0.974, 0.974, 3],
  ['g', 0.975, 0.973, 2],
  ['h', 0.986, 0.990, 1],
  ['i', 0.958, 0.978, 3],
  ['j', 0.923, 0.930, 14],
  ['k', 0.873, 0.892, 17],
  ['l', 0.915, 0.943, 5],
  ['m', 0.941, 0.951, 2],
  ['n', 0.913, 0.930, 0],
  ['o', 0.839, 0.820, 9],
  ['p', 0.938, 0.935, 7],
  ['q', 0.900, 0.921, 5],
  ['r', 0.833, 0.844, 17],
  ['s', 0.887, 0.911, 13],
  ['t', 0.924, 0.921, 7],
  ['u', 0.866, 0.860, 33],
  ['v', 0.883, 0.924, 6],
  ['w', 0.894, 0.921, 5],
  ['x', 0.901, 0.899, 8],
  ['y', 0.840, 0.849, 6],
  ['z', 0.855, 0.866, 16],
  ['aa', 0.683, 0.861, 2],
  ['ab', 0.622, 0.764, 13],
  ['ac', 0.513, 0.622, 30],
  ['ad', 0.559, 0.735, 16],
  ['ae', 0.520, 0.766, 8],
  ['af', 0.651, 0.783, 31],
];

test.each(floors)('corpus %s is read at least this well', async (folder, f1, precision, trapped) => {
  const score = await scoreFolder(path.join(import.meta.dirname, folder), reader);
  const got = figures(score);
  expect(got.f1).toBeGreaterThanOrEqual(f1);
  expect(got.precision).toBeGreaterThanOrEqual(precision);
  expect(score.trapped).toBeLessThanOrEqual(trapped);
});
