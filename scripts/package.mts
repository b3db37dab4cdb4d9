// Makes the extension as it ships. What goes in is named here, file by file: a list of what belongs is safer than a
// list of what does not. `stageExtension` lays it out in dist/vsix/ (also what the VS Code suites load and F5 runs),
// `packageVsix` packs that folder with vsce, which must have nothing to warn about.
import { cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build as bundle, type Plugin } from 'esbuild';
import { exampleFiles, shipped } from '../client/src/example-files.ts';
import { browserEntry, partsOfBrowser } from './lib/client-bundles.mts';
import { run } from './lib/processes.mts';
import { coreFile } from './lib/server-bundles.mts';
import { readZip } from './lib/zip.mts';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
export const stageFolder = path.join(root, 'dist/vsix');
const budget = 700 * 1024;

/** From the project's root to the extension's, where the names differ. */
const files: readonly (readonly [from: string, to: string])[] = [
  ['dist/casenotes-server-node.mjs', 'dist/casenotes-language-server.mjs'],
  ...same('dist', coreFile),
  ...same(
    'dist/packs',
    'areas.json',
    'index.json',
    'law.packed.json',
    'letters.json',
    'lexicon.json',
    'likeness.json',
    'order.json',
  ),
  ...same('dist/packs', 'routes.json'),
  ...same('client/media', 'icon.png', 'view.svg', 'views.js', 'views.css', 'preview.css'),
  ...same('client/media', 'start-write.svg', 'start-hover.svg', 'start-fix.svg', 'start-letter.svg'),
  ...same('client/media', 'start-view.svg', 'start-area.svg'),
  ...same('syntaxes', 'casenotes-headings.tmLanguage.json', 'casenotes.tmLanguage.json'),
  ...same('snippets', 'entries.code-snippets', 'casenotes.code-snippets'),
  ...same('server/packs/schema', 'areas.schema.json', 'bank-holidays.schema.json', 'casenotes.schema.json'),
  ...same('server/packs/schema', 'events.schema.json', 'letters.schema.json', 'rules.schema.json'),
  ...same('docs', 'help.md', 'letters.md'),
  ...exampleFiles.map((name) => [`examples/${name}`, `examples/${shipped(name)}`] as const),
  ...same('l10n', 'bundle.l10n.json'),
  ...same('.', 'package.nls.json', 'CHANGELOG.md', 'PRIVACY.md', 'LICENSE', 'THIRD-PARTY-NOTICES.md', '.vscodeignore'),
];

/** Files that keep their place. */
function same(folder: string, ...names: readonly string[]): (readonly [from: string, to: string])[] {
  return names.map((name) => [path.posix.join(folder, name), path.posix.join(folder, name)]);
}

/** Made here, beside the files above. */
const made = ['package.json', 'README.md', 'dist/extension.js', 'dist/browser.js'];

/** What the VSIX holds, exactly: the names inside the archive, sorted. vsce renames three files and adds two. */
export function vsixContents(): string[] {
  const renamed: Readonly<Record<string, string>> = {
    'README.md': 'readme.md',
    'CHANGELOG.md': 'changelog.md',
    LICENSE: 'LICENSE.txt',
  };
  const ours = [...files.map(([, to]) => to), ...made].filter((name) => name !== '.vscodeignore');
  return [
    '[Content_Types].xml',
    'extension.vsixmanifest',
    ...ours.map((name) => `extension/${renamed[name] ?? name}`),
  ].sort();
}

/** Fields of the manifest that an editor or the gallery reads; the rest is for this project's own work. */
const manifestFields = [
  ...['name', 'displayName', 'description', 'version', 'publisher', 'license', 'categories', 'keywords', 'icon'],
  ...['galleryBanner', 'main', 'browser', 'l10n', 'activationEvents', 'capabilities', 'contributes'],
];

async function writeManifest(): Promise<void> {
  const whole = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
  const manifest: Record<string, unknown> = {};
  for (const field of manifestFields) if (whole[field] !== undefined) manifest[field] = whole[field];
  manifest.engines = { vscode: (whole.engines as { vscode: string }).vscode };
  await writeFile(path.join(stageFolder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** The read-me without its pictures: an installed extension has nowhere to show them from. */
async function writeReadMe(): Promise<void> {
  const text = await readFile(path.join(root, 'README.md'), 'utf8');
  await writeFile(path.join(stageFolder, 'README.md'), text.replace(/^!\[[^\]]*\]\([^)]*\)\n\n?/gm, ''));
}

/** Editor features that our server does not offer (its capabilities are in server/src/lsp/server.ts). */
const notOffered = [
  ...['callHierarchy', 'codeLens', 'colorProvider', 'declaration', 'definition', 'documentHighlight', 'documentLink'],
  ...['fileOperations', 'foldingRange', 'formatting', 'implementation', 'inlineCompletion', 'inlineValue'],
  ...['linkedEditingRange', 'reference', 'rename', 'selectionRange', 'semanticTokens', 'signatureHelp'],
  ...['textDocumentContent', 'typeDefinition', 'typeHierarchy', 'workspaceSymbol'],
];

/** The client library brings the editor's half of every feature of the protocol: those not offered are left empty. */
const withoutOtherFeatures: Plugin = {
  name: 'without-other-features',
  setup(build) {
    const filter = new RegExp(
      `[\\\\/]vscode-languageclient[\\\\/]lib[\\\\/]common[\\\\/](${notOffered.join('|')})\\.js$`,
    );
    build.onLoad({ filter }, async ({ path: file }) => {
      const names = [...(await readFile(file, 'utf8')).matchAll(/^exports\.(\w+Feature) = \1;$/gm)].map(
        ([, name]) => name,
      );
      if (names.length === 0) throw new Error(`${path.basename(file)} has no feature any more: look at package.mts`);
      const empty =
        "class Empty { fillClientCapabilities() {} initialize() {} getState() { return { kind: 'static' }; } clear() {} }";
      return { contents: [empty, ...names.map((name) => `exports.${name} = Empty;`)].join('\n'), loader: 'js' };
    });
  },
};

/** How the two entries of the client are bundled. CommonJS: the web worker host loads nothing else, and one file. */
export const clientOptions: readonly BuildOptions[] = (['node', 'browser'] as const).map((platform) => {
  const node = platform === 'node';
  return {
    ...(node ? { entryPoints: [path.join(root, 'client/src/extension.ts')] } : browserEntry(root)),
    outfile: path.join(stageFolder, `dist/${node ? 'extension' : 'browser'}.js`),
    platform,
    bundle: true,
    minify: true,
    format: 'cjs',
    target: 'es2023',
    external: ['vscode', './browser.js'],
    loader: { '.code-snippets': 'json' },
    plugins: [...(node ? [partsOfBrowser(root)] : []), withoutOtherFeatures],
    // The notices stand in THIRD-PARTY-NOTICES.md, once for all bundles.
    legalComments: 'none',
    logLevel: 'warning',
  };
});

/** Lays out dist/vsix/ afresh; `npm run build` must have made the server bundles. */
export async function stageExtension(): Promise<string> {
  // A pack that the server asks for at its start and does not find stops it.
  const packs = JSON.parse(await readFile(path.join(root, 'dist/packs/index.json'), 'utf8')) as string[];
  const left = packs.filter((name) => !files.some(([from]) => from === `dist/packs/${name}`));
  if (left.length > 0) throw new Error(`packs that the extension is to hold: ${left.join(', ')}`);
  await rm(stageFolder, { recursive: true, force: true });
  await mkdir(stageFolder, { recursive: true });
  await writeManifest();
  await writeReadMe();
  for (const options of clientOptions) await bundle(options);
  for (const [from, to] of files) {
    const target = path.join(stageFolder, to);
    await mkdir(path.dirname(target), { recursive: true });
    await cp(path.join(root, from), target);
  }
  return stageFolder;
}

/** Packs the staged folder; fails on any warning of vsce and over the size budget. Gives the path of the VSIX. */
export async function packageVsix(): Promise<string> {
  const { version } = JSON.parse(await readFile(path.join(stageFolder, 'package.json'), 'utf8')) as { version: string };
  const vsix = path.join(root, 'dist', `casenotes-${version}.vsix`);
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  const args = [
    'package',
    '--no-dependencies',
    '--no-rewrite-relative-links',
    '--allow-missing-repository',
    '--out',
    vsix,
  ];
  const { out } = await runVsce([vsce, ...args]);
  const warnings = out.split('\n').filter((line) => /WARN/i.test(line));
  if (warnings.length > 0) throw new Error(`vsce warns:\n${warnings.join('\n')}`);
  const { size } = await stat(vsix);
  checkContents(readZip(await readFile(vsix)));
  if (size > budget) throw new Error(`${path.basename(vsix)} has ${size} bytes, more than ${budget}`);
  return vsix;
}

/**
 * Fails where the archive holds another file than those listed, or a source map: in a file of its own, named or within
 * another. A map can carry whole sources, and with them the text of notes that somebody tried things out on.
 */
export function checkContents(archive: ReadonlyMap<string, Buffer>): void {
  const expected = vsixContents();
  const wrong = [
    ...[...archive.keys()].filter((name) => !expected.includes(name)).map((name) => `${name} does not belong`),
    ...expected.filter((name) => !archive.has(name)).map((name) => `${name} is missing`),
  ];
  for (const [name, bytes] of archive) {
    if (/\bsourceMappingURL=|"sourcesContent"\s*:/.test(bytes.toString('latin1')))
      wrong.push(`${name} has a source map`);
  }
  if (wrong.length > 0) throw new Error(`the VSIX: ${wrong.join(', ')}`);
}

async function runVsce(args: readonly string[]): Promise<{ out: string }> {
  const out = await run('/bin/sh', ['-c', '"$0" "$@" 2>&1', process.execPath, ...args], { cwd: stageFolder });
  return { out };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await stageExtension();
  const vsix = await packageVsix();
  const { size } = await stat(vsix);
  process.stdout.write(`${path.relative(root, vsix)}: ${Math.round(size / 1024)} KB\n`);
}
