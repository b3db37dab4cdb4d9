// Gets what the real VS Code suites and `npm start` need, once, into a folder that git ignores: VS Code as code-server
// ships it (from npm), and a Chromium (from the PATH, else from the distribution). Run it again at will: what is there
// is kept. CASENOTES_CACHE names another folder, so that several work trees can share one.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { onPath, run } from './lib/processes.mts';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const codeServerVersion = '4.139.1';

/** Where downloaded tools are kept. */
export const cacheFolder = path.resolve(process.env.CASENOTES_CACHE ?? path.join(root, '.vscode-test'));

export interface VsCode {
  /** code-server's own entry: a VS Code for a browser, as a user has it. */
  readonly codeServer: string;
  /** VS Code's own server, which lets a page name an extension under development. */
  readonly serverMain: string;
}

type Log = (line: string) => void;
const toStandardError: Log = (line) => process.stderr.write(`${line}\n`);

/**
 * npm's settings for a nested `npm install`: what the outer npm run put into the environment about *this* project must
 * not leak into it, and Node 24 comes first on the PATH.
 */
function npmEnvironment(extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, ...extra };
  for (const name of Object.keys(env)) {
    if (
      /^npm_(package|lifecycle|command|execpath|node_execpath|config_(local_)?prefix|config_omit|config_include)/i.test(
        name,
      )
    )
      delete env[name];
  }
  env.PATH = path.dirname(process.execPath) + path.delimiter + (process.env.PATH ?? '');
  return env;
}

const quietly = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];

async function npm(folder: string, args: readonly string[], extra?: Record<string, string>): Promise<void> {
  const command = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const options = { cwd: folder, env: npmEnvironment(extra), shell: process.platform === 'win32' };
  try {
    await run(command, [...args, ...quietly], options);
  } catch {
    // Registries have bad moments; a second try costs little.
    await run(command, [...args, ...quietly], options);
  }
}

/** Installs Debian packages, as root or through sudo without a password. */
export async function aptInstall(packages: readonly string[], log: Log): Promise<void> {
  const apt = onPath('apt-get');
  const names = packages.join(' ');
  if (!apt) throw new Error(`please install ${names} with your system's package manager, then run this again`);
  const asRoot = process.getuid?.() === 0;
  const sudo = onPath('sudo');
  if (!asRoot && !sudo) throw new Error(`please run as root: apt-get install -y ${names}`);
  const command = asRoot ? apt : sudo!;
  const prefix = asRoot ? [] : ['-n', apt];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  log(`Installing ${names} from the distribution's packages...`);
  try {
    await run(command, [...prefix, 'update', '-qq'], { env });
    await run(command, [...prefix, 'install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
  } catch (error) {
    throw new Error(
      `could not install ${names}; run as root: apt-get install -y ${names}\n${(error as Error).message}`,
    );
  }
}

/** A compiler for VS Code's two small native modules. */
async function ensureCompiler(log: Log): Promise<void> {
  const missing = [
    ['g++', ['g++', 'c++', 'clang++']],
    ['make', ['make', 'gmake']],
    ['python3', ['python3', 'python']],
  ].filter(([, names]) => !onPath(...(names as string[])));
  if (missing.length > 0 && process.platform !== 'win32')
    await aptInstall(
      missing.map(([name]) => name as string),
      log,
    );
}

/** Builds `final` in a scratch folder beside it and moves it into place, so that half an install is never seen. */
async function once(final: string, build: (scratch: string) => Promise<void>): Promise<void> {
  const done = path.join(final, 'complete.json');
  if (existsSync(done)) return;
  await rm(final, { recursive: true, force: true });
  await mkdir(path.dirname(final), { recursive: true });
  const scratch = await mkdtemp(`${final}.part-`);
  try {
    await build(scratch);
    await writeFile(path.join(scratch, 'complete.json'), `${JSON.stringify({ node: process.version })}\n`);
    await rename(scratch, final).catch((error) => {
      // Another run was quicker: use what it made.
      if (!existsSync(done)) throw error;
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function buildCodeServer(scratch: string, log: Log): Promise<void> {
  await writeFile(path.join(scratch, 'package.json'), '{ "private": true }\n');
  log('Getting VS Code (code-server from npm), once; about a minute...');
  await npm(scratch, ['install', '--ignore-scripts', `code-server@${codeServerVersion}`]);
  const vscode = path.join(scratch, 'node_modules/code-server/lib/vscode');
  await npm(vscode, ['install', '--omit=dev', '--ignore-scripts']);
  await ensureCompiler(log);
  // The headers of this very Node, from npm as well: the usual download place may not be within reach.
  const headers = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const headersFolder = path.join(scratch, 'headers');
  await mkdir(headersFolder);
  await writeFile(path.join(headersFolder, 'package.json'), '{ "private": true }\n');
  await npm(headersFolder, ['install', '--ignore-scripts', `${headers}@${process.versions.node}`]);
  log('Compiling its native modules...');
  await npm(vscode, ['rebuild', '@vscode/spdlog', '@vscode/native-watchdog'], {
    npm_config_nodedir: path.join(headersFolder, 'node_modules', headers),
  });
  if (!existsSync(path.join(vscode, 'node_modules/@vscode/spdlog/build/Release/spdlog.node')))
    throw new Error('the native module @vscode/spdlog was not built');
  await rm(headersFolder, { recursive: true, force: true });
}

/** Gets VS Code (as code-server) and gives the paths of its two entries. */
export async function setUpVsCode(log: Log = toStandardError): Promise<VsCode> {
  const major = process.versions.node.split('.')[0];
  const folder = path.join(cacheFolder, `code-server-${codeServerVersion}-node${major}`);
  await once(folder, (scratch) => buildCodeServer(scratch, log));
  const home = path.join(folder, 'node_modules/code-server');
  return {
    codeServer: path.join(home, 'out/node/entry.js'),
    serverMain: path.join(home, 'lib/vscode/out/server-main.js'),
  };
}

/** A Chromium that playwright-core can drive; installs Debian's where none is found. */
export async function setUpChromium(log: Log = toStandardError): Promise<string> {
  const find = () =>
    process.env.CASENOTES_CHROMIUM ??
    onPath('chromium', 'chromium-browser', 'google-chrome', 'chrome', 'microsoft-edge');
  const found = find();
  if (found) return found;
  await aptInstall(['chromium', 'fonts-liberation'], log);
  const installed = find();
  if (!installed) throw new Error('chromium was installed but is not on the PATH');
  return installed;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { codeServer } = await setUpVsCode();
  const chromium = await setUpChromium();
  process.stdout.write(`VS Code: ${codeServer}\nChromium: ${chromium}\n`);
}
