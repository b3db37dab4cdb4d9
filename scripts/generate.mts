// Turns the YAML under server/packs/ into JSON modules under server/src/generated/, so that nothing parses YAML at
// start-up. Each part validates its own data and throws with file, line and column when it is wrong.
// Run alone (`npm run generate`) or imported by the build and by the tests.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateAreas } from './generate-areas.mts';
import { generateLaw } from './generate-law.mts';
import { generateLetters } from './generate-letters.mts';
import { generateLexicon } from './generate-lexicon.mts';
import { generateLikeness } from './generate-likeness.mts';
import { generateOrder } from './generate-order.mts';
import { generateRoutes } from './generate-routes.mts';

/** The project's folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
/** Where the generated modules go (ignored by git). */
export const generatedFolder = path.join(root, 'server/src/generated');

/** Writes every generated module; unchanged files are left alone so that watchers stay quiet. */
export async function generate(): Promise<void> {
  await mkdir(generatedFolder, { recursive: true });
  await generateLaw(path.join(root, 'server/packs/england'), generatedFolder);
  await generateLetters(root, generatedFolder);
  await generateRoutes(root, generatedFolder);
  await generateAreas(root, generatedFolder);
  await generateOrder(path.join(root, 'server/packs/england'), generatedFolder);
  await generateLexicon(root, generatedFolder);
  await generateLikeness(path.join(root, 'server/packs/england'), generatedFolder);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await generate();
