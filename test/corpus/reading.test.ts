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
  ['dev', 0.959, 0.983, 6],
  ['a', 0.93, 0.974, 4],
  ['b', 0.926, 0.981, 2],
  ['c', 0.951, 0.985, 2],
  ['d', 0.965, 0.975, 4],
  ['e', 0.933, 0.93, 16],
  ['f', 0.95, 0.955, 8],
  ['g', 0.95, 0.955, 4],
  ['h', 0.865, 0.9, 8],
  ['i', 0.89, 0.94, 6],
  ['j', 0.838, 0.872, 30],
  ['k', 0.72, 0.795, 26],
  ['l', 0.775, 0.87, 8],
  ['m', 0.86, 0.9, 6],
  ['n', 0.83, 0.9, 0],
  ['o', 0.73, 0.77, 12],
];

test.each(floors)('corpus %s is read at least this well', async (folder, f1, precision, trapped) => {
  const score = await scoreFolder(path.join(import.meta.dirname, folder), reader);
  const got = figures(score);
  expect(got.f1).toBeGreaterThanOrEqual(f1);
  expect(got.precision).toBeGreaterThanOrEqual(precision);
  expect(score.trapped).toBeLessThanOrEqual(trapped);
});
