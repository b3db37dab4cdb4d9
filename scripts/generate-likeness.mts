// Takes the weights of the scorer of likeness (`npm run train` makes them) from the pack into a JSON module.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { PackedLikeness } from '../server/src/casenote/lexicon.ts';

/** Reads the weights of a pack. */
export async function readLikeness(pack: string): Promise<PackedLikeness> {
  const file = await readFile(path.join(pack, 'likeness/weights.json'), 'utf8');
  const { lines, ...weights } = JSON.parse(file) as PackedLikeness & { readonly lines: string };
  return weights;
}

/** Writes likeness.json, where it has changed. Throws where there is not one bias for each event. */
export async function generateLikeness(pack: string, generatedFolder: string): Promise<void> {
  const weights = await readLikeness(pack);
  if (weights.bias.length !== weights.events.length)
    throw new Error('likeness/weights.json: not one bias for each event');
  const file = path.join(generatedFolder, 'likeness.json');
  const text = JSON.stringify(weights);
  if ((await readFile(file, 'utf8').catch(() => '')) !== text) await writeFile(file, text);
}
