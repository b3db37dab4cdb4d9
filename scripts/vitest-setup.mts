// Makes the generated modules (packs and lexicon as JSON) before any test reads them.
import { generate } from './generate.mts';

export default async function setup(): Promise<void> {
  await generate();
}
