// The spelling checker: Hunspell's en-GB dictionary and a short list of the field's own words (words.txt).
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import dictionary from 'dictionary-en-gb';
import nspell from 'nspell';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const spell = nspell(Buffer.from(dictionary.aff).toString(), Buffer.from(dictionary.dic).toString());
for (const word of readFileSync(path.join(root, 'test/spelling/words.txt'), 'utf8').split('\n'))
  if (word.trim() && !word.startsWith('#')) spell.add(word.trim());

/** Files under a folder of the project, by name. */
export function files(folder: string, pattern: RegExp): string[] {
  const at = path.join(root, folder);
  if (!existsSync(at)) return [];
  return readdirSync(at, { recursive: true, encoding: 'utf8' })
    .filter((name) => pattern.test(name))
    .map((name) => path.join(folder, name));
}

/** Prose of a Markdown or YAML file: no code, links, template marks, ids or keys. */
export function prose(text: string): string {
  return text
    .replace(/```[\s\S]*?```|`[^`\n]*`/g, ' ')
    .replace(/^(rules|events|afterMissed|fields|id|route|group|records|dates|fitsWhen):.*(\n {2}\w+:.*)*/gm, ' ')
    .replace(/\{\{(?!ask:)[^}]*\}\}/g, ' ')
    .replace(/\]\([^)]*\)|<[^>]*>|https?:\S+|[\w./-]+\.(ts|mts|md|yaml|json|js|html|svg|png)\b/g, ' ')
    .replace(/\b[\w-]+(-[\w-]+){2,}\b/g, (id) => (/^[a-z0-9-]+$/.test(id) ? ' ' : id));
}

/** Words not in the dictionary, each with the file where it first stands. */
export function misspelt(names: readonly string[], read: (text: string) => string): string[] {
  const found = new Map<string, string>();
  for (const name of names) {
    for (const [word] of read(readFileSync(path.join(root, name), 'utf8')).matchAll(/\p{L}[\p{L}'’]*\p{L}/gu)) {
      const plain = word.replaceAll('’', "'").replace(/'s$/, '');
      if (/^[\p{Lu}\d]+s?$/u.test(plain) || found.has(plain)) continue;
      if (!spell.correct(plain) && !/\p{Ll}\p{Lu}/u.test(plain)) found.set(plain, name);
    }
  }
  return [...found].map(([word, name]) => `${word} (${name})`);
}
