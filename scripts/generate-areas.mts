// Compiles the local facts (server/packs/england/areas.yaml) into areas.json. Stops with file, line and column at a
// mistake, such as a limit or a route that does not exist.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { type AreaReading, readAreaPack } from '../server/src/law/areas.ts';

interface Named {
  readonly id: string;
}

/** Reads and checks the areas. `rules`: the limits that a local time may name. Throws with the place of each mistake. */
export async function readAreas(packs: string, rules: ReadonlySet<string>): Promise<AreaReading> {
  const text = (name: string) => readFile(path.join(packs, name), 'utf8');
  const { routes } = parse(await text('routes.yaml')) as { readonly routes: readonly Named[] };
  const read = readAreaPack(await text('areas.yaml'), { rules, routes: new Set(routes.map(({ id }) => id)) });
  if (read.problems.length > 0) {
    throw new Error(read.problems.map((p) => `areas.yaml:${p.line}:${p.column} ${p.message}`).join('\n'));
  }
  return read;
}

/** Reads, checks and writes the areas. Call it after the law was generated. */
export async function generateAreas(root: string, generatedFolder: string): Promise<void> {
  const law = JSON.parse(await readFile(path.join(generatedFolder, 'law.json'), 'utf8')) as { rules: Named[] };
  const { areas } = await readAreas(path.join(root, 'server/packs/england'), new Set(law.rules.map((r) => r.id)));
  const file = path.join(generatedFolder, 'areas.json');
  const text = `${JSON.stringify(areas)}\n`;
  if ((await readFile(file, 'utf8').catch(() => '')) !== text) await writeFile(file, text);
}
