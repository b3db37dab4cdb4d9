// Writes THIRD-PARTY-NOTICES.md: the packages of others that are in the bundles, with versions and licences. What is in
// them is not guessed from a list of dependencies: esbuild says which files of which package gave bytes to a bundle.
// Run by `npm run docs`; a test checks that the file is current.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type BuildOptions, build as bundle } from 'esbuild';
import { programOptions } from './build.mts';
import { root } from './generate.mts';
import { clientOptions } from './package.mts';

/** Where the notices are kept. */
export const noticesFile = path.join(root, 'THIRD-PARTY-NOTICES.md');

export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX. */
  readonly license: string;
  readonly text: string;
}

/** The folders of packages (`node_modules/yaml`) that give at least one byte to a bundle of these. */
export async function foldersIn(options: readonly BuildOptions[]): Promise<string[]> {
  const folders = new Set<string>();
  for (const each of options) {
    const { metafile } = await bundle({ ...each, write: false, metafile: true, absWorkingDir: root });
    for (const { inputs } of Object.values(metafile!.outputs)) {
      for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
        const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
        if (folder && bytesInOutput > 0) folders.add(folder);
      }
    }
  }
  return [...folders].sort();
}

/** Names, version and licence as the package itself says. @throws where it comes without the text of its licence */
async function describe(folder: string): Promise<BundledPackage> {
  const place = path.resolve(root, folder);
  const { name, version, license } = JSON.parse(await readFile(path.join(place, 'package.json'), 'utf8'));
  const file = (await readdir(place)).find((entry) => /^licen[cs]e(\.(md|txt))?$/i.test(entry));
  if (!file || typeof license !== 'string') throw new Error(`${name} comes without a licence: it cannot be shipped`);
  const text = (await readFile(path.join(place, file), 'utf8')).replaceAll('\r\n', '\n').trim();
  return { name, version, license, text };
}

/** The packages in all bundles, each version once. */
export async function bundledPackages(): Promise<BundledPackage[]> {
  const found = await Promise.all((await foldersIn([...programOptions('0.0.0'), ...clientOptions])).map(describe));
  const byId = new Map(found.map((one) => [`${one.name} ${one.version}`, one]));
  return [...byId].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

/** The page. Packages with the same text stand together. */
export function noticesPage(packages: readonly BundledPackage[]): string {
  const groups = new Map<string, BundledPackage[]>();
  for (const one of packages) groups.set(one.text, [...(groups.get(one.text) ?? []), one]);
  const sections = [...groups].map(([text, group]) => {
    const names = group.map(({ name, version }) => `${name} ${version}`).join(', ');
    return `## ${names} (${group[0]!.license})\n\n\`\`\`text\n${text}\n\`\`\`\n`;
  });
  return `# Third-party notices

Casenotes is under the MIT licence (LICENSE). Its programs contain parts of these packages, under the licences below. The
bank holidays and the short quotes of the law are public sector information under the Open Government Licence 3.0.

${sections.join('\n')}`;
}

/** Writes the page. */
export async function generateNotices(write: (file: string, text: string) => Promise<unknown>): Promise<void> {
  await write(noticesFile, noticesPage(await bundledPackages()));
}
