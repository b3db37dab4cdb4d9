// What a person sees can be translated: the manifest's words by key, the client's sentences in VS Code's own bundle.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../scripts/generate.mts';
import { bundleFile, l10nBundle, sentencesOf } from '../scripts/generate-l10n.mts';

describe('the words of the extension', () => {
  it('are all in the bundle that npm run docs writes', async () => {
    expect(await readFile(bundleFile, 'utf8'), 'run npm run docs').toBe(await l10nBundle());
  });

  it('are found whatever their quotes, and only as plain strings', () => {
    expect(sentencesOf('a.ts', `l10n.t('It\\'s "so"'), l10n.t(\n  "that's", x)`)).toEqual([`It's "so"`, "that's"]);
    expect(() => sentencesOf('a.ts', 'x\nl10n.t(`no`)')).toThrow('a.ts:2:');
  });

  it('stand under keys in the manifest, none missing, none left over, none written out', async () => {
    const manifest = await readFile(path.join(root, 'package.json'), 'utf8');
    const keys = Object.keys(JSON.parse(await readFile(path.join(root, 'package.nls.json'), 'utf8')) as object);
    const used = [...new Set([...manifest.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key!))];
    expect(used.sort()).toEqual([...keys].sort());
    const { contributes } = JSON.parse(manifest) as { contributes: { commands: { title: string }[] } };
    for (const { title } of contributes.commands) expect(title).toMatch(/^%.+%$/);
  });
});
