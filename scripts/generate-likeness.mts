// Takes the weights of the scorer of likeness (`npm run train` makes them) from the pack into a JSON module.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { PackedLikeness } from '../server/src/casenote/lexicon-data.ts';

/** The weights as `npm run train` writes them. */
export interface TrainedLikeness extends Omit<PackedLikeness, 'gaps' | 'counts' | 'of'> {
  /**
   * Base64: for each feature in the order of its number the distance to the one before (7 bits a byte, the lowest first, a
   * set top bit where more follow), how many weights it has, and of each the place of its event and its steps (-128 to 127).
   */
  readonly weights: string;
}

/** Reads the weights of a pack. */
export async function readLikeness(pack: string): Promise<PackedLikeness> {
  const file = await readFile(path.join(pack, 'likeness/weights.json'), 'utf8');
  const { lines, ...trained } = JSON.parse(file) as TrainedLikeness & { readonly lines: string };
  return asPacked(trained);
}

/** Numbers, a character each. */
const written = (numbers: readonly number[]): string => numbers.map((n) => String.fromCharCode(n + 32)).join('');

/** The weights as the program reads them: number by number in lists of one kind each, which pack to two thirds. */
export function asPacked(trained: TrainedLikeness): PackedLikeness {
  const bytes = Buffer.from(trained.weights, 'base64');
  const [gaps, counts, of, weights]: number[][] = [[], [], [], []];
  for (let i = 0; i < bytes.length; ) {
    let gap = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[i++]!;
      gap += (byte & 127) << shift;
      if (byte < 128) break;
    }
    gaps!.push(gap);
    const count = bytes[i++]!;
    counts!.push(count);
    for (const end = i + count * 2; i < end; i += 2) {
      of!.push(bytes[i]!);
      const steps = bytes.readInt8(i + 1);
      weights!.push(steps < 0 ? -2 * steps - 1 : 2 * steps);
    }
  }
  return {
    ...trained,
    gaps: written(gaps!),
    counts: written(counts!),
    of: written(of!),
    weights: written(weights!),
  };
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
