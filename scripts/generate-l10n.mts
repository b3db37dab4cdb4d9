// Writes l10n/bundle.l10n.json: every sentence of the extension that a person sees (`vscode.l10n.t`), as VS Code's
// bundles have it. A translation is a copy named after its language (bundle.l10n.cy.json, package.nls.cy.json) with the
// right-hand sides changed. Run by `npm run docs`; a test checks that the file is current.
import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './generate.mts';

/** Where the sentences are kept. */
export const bundleFile = path.join(root, 'l10n/bundle.l10n.json');

const call = /\bl10n\.t\(/g;
const literal = /^\s*('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")/;

/** The text of a string literal, with its escapes undone. */
function unquote(source: string): string {
  const inside = source.slice(1, -1).replace(/\\'/g, "'");
  return JSON.parse(`"${source.startsWith('"') ? inside : inside.replaceAll('"', '\\"')}"`) as string;
}

/** The sentences of one source file. @throws where one is not written as a plain string: it could not be translated. */
export function sentencesOf(file: string, text: string): string[] {
  return [...text.matchAll(call)].map((match) => {
    const found = literal.exec(text.slice(match.index + match[0].length));
    const line = text.slice(0, match.index).split('\n').length;
    if (!found) throw new Error(`${file}:${line}: l10n.t needs a plain string, so that it can be translated`);
    return unquote(found[1]!);
  });
}

/** The bundle: each sentence under itself, in order of the alphabet. */
export async function l10nBundle(): Promise<string> {
  const folder = path.join(root, 'client/src');
  const files = (await readdir(folder, { recursive: true })).filter((name) => /(?<!\.test)\.ts$/.test(name)).sort();
  const all = new Set<string>();
  for (const name of files) {
    for (const sentence of sentencesOf(name, await readFile(path.join(folder, name), 'utf8'))) all.add(sentence);
  }
  return `${JSON.stringify(Object.fromEntries([...all].sort().map((sentence) => [sentence, sentence])), null, 2)}\n`;
}

/** Writes the bundle. */
export async function generateL10n(write: (file: string, text: string) => Promise<unknown>): Promise<void> {
  await mkdir(path.dirname(bundleFile), { recursive: true });
  await write(bundleFile, await l10nBundle());
}
