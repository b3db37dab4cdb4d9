// Makes the extension as it ships. What goes in is named here, file by file: a list of what belongs is safer than a
// list of what does not. `stageExtension` lays it out in dist/vsix/ (also what the VS Code suites load and F5 runs),
// `packageVsix` packs that folder with vsce, which must have nothing to warn about.
import { cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as bundle } from 'esbuild';
import { run } from './lib/processes.mts';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
export const stageFolder = path.join(root, 'dist/vsix');
const budget = 700 * 1024;

/** From the project's root to the extension's, where the names differ. */
const files: readonly (readonly [from: string, to: string])[] = [
  ['dist/casenotes-language-server.js', 'dist/casenotes-language-server.mjs'],
  ['dist/packs', 'dist/packs'],
  ['dist/casenotes-server-worker-core.js', 'dist/casenotes-server-worker-core.js'],
  ['client/media/icon.png', 'client/media/icon.png'],
  ['client/media/view.svg', 'client/media/view.svg'],
  ['client/media/views.js', 'client/media/views.js'],
  ['client/media/views.css', 'client/media/views.css'],
  ['client/media/preview.css', 'client/media/preview.css'],
  ['syntaxes/casenotes-headings.tmLanguage.json', 'syntaxes/casenotes-headings.tmLanguage.json'],
  ['syntaxes/casenotes.tmLanguage.json', 'syntaxes/casenotes.tmLanguage.json'],
  ['snippets/entries.code-snippets', 'snippets/entries.code-snippets'],
  ['snippets/casenotes.code-snippets', 'snippets/casenotes.code-snippets'],
  ['server/packs/schema', 'server/packs/schema'],
  ['package.nls.json', 'package.nls.json'],
  ['l10n', 'l10n'],
  ['CHANGELOG.md', 'CHANGELOG.md'],
  ['PRIVACY.md', 'PRIVACY.md'],
  ['LICENSE', 'LICENSE'],
  ['.vscodeignore', '.vscodeignore'],
];

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

/** Bundles the two entries of the client. CommonJS: the web worker host loads nothing else. */
async function bundleClient(): Promise<void> {
  const common = {
    bundle: true,
    minify: true,
    format: 'cjs' as const,
    target: 'es2023',
    external: ['vscode'],
    loader: { '.code-snippets': 'json' as const },
    legalComments: 'none' as const,
    logLevel: 'warning' as const,
  };
  await bundle({
    ...common,
    entryPoints: [path.join(root, 'client/src/extension.ts')],
    outfile: path.join(stageFolder, 'dist/extension.js'),
    platform: 'node',
  });
  await bundle({
    ...common,
    entryPoints: [path.join(root, 'client/src/browser.ts')],
    outfile: path.join(stageFolder, 'dist/browser.js'),
    platform: 'browser',
  });
}

/** Lays out dist/vsix/ afresh; `npm run build` must have made the server bundles. */
export async function stageExtension(): Promise<string> {
  await rm(stageFolder, { recursive: true, force: true });
  await mkdir(stageFolder, { recursive: true });
  await writeManifest();
  await writeReadMe();
  await bundleClient();
  for (const [from, to] of files) {
    const target = path.join(stageFolder, to);
    await mkdir(path.dirname(target), { recursive: true });
    await cp(path.join(root, from), target, { recursive: true });
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
  if (size > budget) throw new Error(`${path.basename(vsix)} has ${size} bytes, more than ${budget}`);
  return vsix;
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
