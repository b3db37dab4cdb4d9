// Compiles the local facts (server/packs/england/areas.yaml) into areas.json. Stops where an area names a limit that
// does not exist.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import type { LocalArea } from '../server/src/letters/areas.ts';

interface AreaFile {
  readonly areas: readonly (LocalArea & { readonly times: readonly { readonly rule?: string }[] })[];
}

/** Reads, checks and writes the areas. Call it after the law was generated. */
export async function generateAreas(root: string, generatedFolder: string): Promise<void> {
  const pack = parse(await readFile(path.join(root, 'server/packs/england/areas.yaml'), 'utf8')) as AreaFile;
  const law = JSON.parse(await readFile(path.join(generatedFolder, 'law.json'), 'utf8')) as { rules: { id: string }[] };
  const rules = new Set(law.rules.map((r) => r.id));
  for (const area of pack.areas)
    for (const time of area.times)
      if (time.rule && !rules.has(time.rule))
        throw new Error(`areas.yaml: ${area.id}: there is no limit "${time.rule}"`);
  const file = path.join(generatedFolder, 'areas.json');
  const text = `${JSON.stringify(pack.areas)}\n`;
  if ((await readFile(file, 'utf8').catch(() => '')) !== text) await writeFile(file, text);
}
