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

/** Writes likeness.json. Throws where a weight is of an event that the weights do not name. */
export async function generateLikeness(pack: string, generatedFolder: string): Promise<void> {
  const weights = await readLikeness(pack);
  if (weights.bias.length !== weights.events.length)
    throw new Error('likeness/weights.json: not one bias for each event');
  await writeFile(path.join(generatedFolder, 'likeness.json'), JSON.stringify(weights));
}
