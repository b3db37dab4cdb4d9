// `npm run package:server`: the language server and the command line as an npm package of their own, for other editors.
// Lays it out in dist/npm/ from the built programs, file by file; `npm publish ./dist/npm` would publish it. It has no
// dependencies: everything is in the bundles.
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './lib/processes.mts';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const stage = path.join(root, 'dist/npm');

/** What the package holds: from the project's root, to the package. npm adds package.json itself. */
const files: readonly (readonly [from: string, to: string])[] = [
  ['dist/casenotes.js', 'casenotes.js'],
  ['dist/casenotes-language-server.js', 'casenotes-language-server.js'],
  ['docs/man/casenotes.1', 'casenotes.1'],
  ['docs/editors/README.md', 'README.md'],
  ['server/packs/schema/casenotes.schema.json', 'casenotes.schema.json'],
  ['CHANGELOG.md', 'CHANGELOG.md'],
  ['PRIVACY.md', 'PRIVACY.md'],
  ['LICENSE', 'LICENSE'],
  ['THIRD-PARTY-NOTICES.md', 'THIRD-PARTY-NOTICES.md'],
];

interface Manifest {
  readonly version: string;
  readonly license: string;
  readonly keywords: readonly string[];
  readonly engines: { readonly node: string };
}

/** The package's own manifest: version, licence and Node are the project's. */
async function manifest(): Promise<object> {
  const own = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as Manifest;
  return {
    name: 'casenotes-language-server',
    version: own.version,
    description:
      'Reads SEND advice casenotes and works out every legal time limit: a language server and a command line.',
    license: own.license,
    keywords: [...own.keywords, 'language-server', 'lsp'],
    type: 'module',
    engines: { node: own.engines.node },
    bin: { casenotes: 'casenotes.js', 'casenotes-language-server': 'casenotes-language-server.js' },
    man: 'casenotes.1',
    files: [...files.map(([, to]) => to), 'packs'],
  };
}

/** The compiled packs that a program reads from beside itself: those whose names stand in it. */
async function packsOf(program: string): Promise<string[]> {
  const text = await readFile(path.join(root, 'dist', program), 'utf8');
  const names = await readdir(path.join(root, 'dist/packs'));
  return names.filter((name) => text.includes(`"${name}"`)).map((name) => `packs/${name}`);
}

/** Every file of the package: what its list names, the packs its programs read, and its manifest. */
async function contents(): Promise<string[]> {
  const packs = [...(await packsOf('casenotes.js')), ...(await packsOf('casenotes-language-server.js'))];
  return [...new Set([...files.map(([, to]) => to), ...packs, 'package.json'])].sort();
}

/** Lays the package out afresh and gives its folder; `npm run build` must have made the programs. */
export async function stageServer(): Promise<string> {
  await rm(stage, { recursive: true, force: true });
  await mkdir(stage, { recursive: true });
  for (const [from, to] of files) await cp(path.join(root, from), path.join(stage, to), { recursive: true });
  await mkdir(path.join(stage, 'packs'));
  for (const file of await contents()) {
    if (file.startsWith('packs/')) await cp(path.join(root, 'dist', file), path.join(stage, file));
  }
  await writeFile(path.join(stage, 'package.json'), `${JSON.stringify(await manifest(), null, 2)}\n`);
  return stage;
}

/** What `npm pack` would put into the package: paths, sorted. Writes nothing, asks no registry. */
export async function packedFiles(folder: string): Promise<string[]> {
  const out = await run('npm', ['pack', '--dry-run', '--json', '--offline', '--ignore-scripts'], { cwd: folder });
  const [made] = JSON.parse(out) as { files: { path: string }[] }[];
  return made!.files.map((file) => file.path).sort();
}

/** Fails where the package holds anything else, or where its command line does not run from it. */
export async function checkPackage(folder: string): Promise<void> {
  const packed = await packedFiles(folder);
  const expected = await contents();
  const wrong = [
    ...packed.filter((file) => !expected.includes(file)).map((file) => `${file} does not belong`),
    ...expected.filter((file) => !packed.includes(file)).map((file) => `${file} is missing`),
  ];
  if (wrong.length > 0) throw new Error(`the package of the server: ${wrong.join(', ')}`);
  const example = path.join(root, 'examples');
  const args = [path.join(folder, 'casenotes.js'), 'deadlines', example, '--format', 'json', '--today', '2026-06-20'];
  const { files: read } = JSON.parse(await run(process.execPath, args)) as { files: readonly unknown[] };
  if (read.length === 0) throw new Error('the command line of the package reads no example');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = await stageServer();
  await checkPackage(folder);
  process.stdout.write(`${path.relative(root, folder)}: ${(await contents()).length} files\n`);
}
