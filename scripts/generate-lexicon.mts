// Compiles the recogniser's lexicon: server/packs/england/lexicon/**/*.yaml into one JSON module, every phrase spelt out.
// Files are merged key by key, in the order of their names. Throws with the file's name where a file is not as it should be.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { compileLexicon } from '../server/src/casenote/lexicon-compile.ts';
import type { EventFrames, LexiconData, TriggerData } from '../server/src/casenote/lexicon-data.ts';
import { spell } from '../server/src/casenote/lexicon-spell.ts';

type Lists = Record<string, string[]>;
interface LexiconFile {
  nouns?: Lists;
  verbs?: Lists;
  words?: Lists;
  irregular?: Lists;
  actors?: string[];
  topics?: string[];
  triggers?: TriggerData[];
  events?: EventFrames[];
  notMisspelt?: string[];
  patterns?: Lists;
}

/** Reads and joins the lexicon files under a folder. */
export async function readLexicon(folder: string): Promise<LexiconData> {
  const data = {
    nouns: {} as Lists,
    verbs: {} as Lists,
    words: {} as Lists,
    irregular: {} as Lists,
    actors: [] as string[],
    topics: [] as string[],
    triggers: [] as TriggerData[],
    events: [] as EventFrames[],
    notMisspelt: [] as string[],
    patterns: {} as Lists,
  };
  const names = (await readdir(folder, { recursive: true })).filter((n) => n.endsWith('.yaml')).sort();
  for (const name of names) {
    const file = parse(await readFile(path.join(folder, name), 'utf8')) as LexiconFile;
    for (const part of ['nouns', 'verbs', 'words', 'irregular', 'patterns'] as const) {
      for (const [key, list] of Object.entries(file[part] ?? {})) {
        if (!Array.isArray(list) || list.some((x) => typeof x !== 'string')) {
          throw new Error(`${name}: ${part}.${key} must be a list of words (quote numbers, yes and no)`);
        }
        data[part][key] = [...(data[part][key] ?? []), ...list];
      }
    }
    for (const part of ['actors', 'topics', 'notMisspelt'] as const) data[part].push(...(file[part] ?? []));
    data.triggers.push(...(file.triggers ?? []));
    data.events.push(...(file.events ?? []));
  }
  return data;
}

/** Writes server/src/generated/lexicon.json after compiling it once, so that a bad frame stops the build. */
export async function generateLexicon(root: string, generatedFolder: string): Promise<void> {
  const data = await readLexicon(path.join(root, 'server/packs/england/lexicon'));
  const spelt = spell(data);
  compileLexicon(spelt);
  const to = path.join(generatedFolder, 'lexicon.json');
  const text = `${JSON.stringify(spelt)}\n`;
  const before = await readFile(to, 'utf8').catch(() => '');
  if (before !== text) await writeFile(to, text);
}
