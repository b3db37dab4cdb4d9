// Compiles server/packs/england/order-of-events.yaml into server/src/generated/order.json. Stops at a mistake, with the
// file's name and the row.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { readOrderPairs } from '../server/src/casenote/order.ts';

/** Reads the pairs from `pack` and writes them, where they have changed, into `folder`. */
export async function generateOrder(pack: string, folder: string): Promise<void> {
  const file = path.join(pack, 'order-of-events.yaml');
  let json: string;
  try {
    json = JSON.stringify(readOrderPairs(parse(await readFile(file, 'utf8'))));
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`);
  }
  const target = path.join(folder, 'order.json');
  const old = await readFile(target, 'utf8').catch(() => '');
  if (old !== json) await writeFile(target, json);
}
