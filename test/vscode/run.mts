// The real VS Code suites: in the Node extension host and in the web worker extension host, with one folder and with
// several that hold a thousand notes; as a user with the
// packaged VSIX, and through `npm start`. Needs the build (npm run build) and the VSIX (npm run package).
//   node test/vscode/run.mts [node] [web] [node-folders] [web-folders] [user] [start]
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { stopAll } from '../../scripts/lib/processes.mts';
import { packageVsix, stageExtension } from '../../scripts/package.mts';
import { type HostKind, type Result, runInHost } from './in-host.mts';
import { prepareFolders } from './many-notes.mts';
import { runStart } from './start.mts';
import { runAsUser } from './user/run.mts';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
/** Screenshots, looked at by a person and kept by CI. */
export const artefacts = path.join(root, 'test-artefacts');

/** A suite as one CommonJS file: the web worker host loads nothing else. */
async function bundleSuite(folder: 'suite' | 'folders'): Promise<string> {
  const outfile = path.join(root, `dist/test/vscode-${folder}.js`);
  await build({
    entryPoints: [path.join(root, `test/vscode/${folder}/index.ts`)],
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'neutral',
    external: ['vscode'],
    logLevel: 'warning',
  });
  return outfile;
}

/** The suites: one folder and several, in either host; as a user; and through `npm start`. */
export type SuiteKind = HostKind | 'node-folders' | 'web-folders' | 'user' | 'start';

/** Runs one suite in one host. */
export async function runSuite(kind: SuiteKind, print: (line: string) => void): Promise<Result> {
  await mkdir(artefacts, { recursive: true });
  if (kind === 'start') return runStart(artefacts, print);
  const workspace = path.join(root, 'test/vscode/workspace');
  const extension = await stageExtension();
  if (kind === 'user') return runAsUser({ vsix: await packageVsix(), workspace, artefacts }, print);
  if (kind === 'node' || kind === 'web')
    return runInHost({ kind, extension, suite: await bundleSuite('suite'), workspace, artefacts }, print);
  const host = kind === 'node-folders' ? 'node' : 'web';
  const suite = await bundleSuite('folders');
  return runInHost({ kind: host, extension, suite, workspace, artefacts, prepare: prepareFolders }, print);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const asked = process.argv.slice(2);
  const kinds = (['node', 'web', 'node-folders', 'web-folders', 'user', 'start'] as const).filter(
    (kind) => asked.length === 0 || asked.includes(kind),
  );
  let [passed, failed] = [0, 0];
  try {
    for (const kind of kinds) {
      process.stdout.write(`VS Code, ${kind}:\n`);
      const result = await runSuite(kind, (line) => process.stdout.write(`  ${line}\n`));
      passed += result.passed;
      failed += result.failed;
    }
  } finally {
    await stopAll();
  }
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed > 0 ? 1 : 0;
}
