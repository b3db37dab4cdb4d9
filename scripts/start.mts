// `npm start`: builds and packages Casenotes and opens the folder examples/ with it: in the VS Code or VSCodium on the
// PATH, else in an embedded VS Code on 127.0.0.1, whose address is printed. Its settings and extensions are kept apart
// from your own VS Code. Ctrl+C stops everything.
//   npm start -- --text     prints the deadlines of examples/ in the terminal instead
//   npm start -- --browser  uses the embedded VS Code in any case
//   npm start -- --port N   asks for this port (default: 8437, or any free one)
//   npm start -- FOLDER     opens this folder of notes instead
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { CommandFailed, freePort, onPath, run, start, stopAll } from './lib/processes.mts';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const usualPort = 8437;
const print = (line: string) => process.stdout.write(`${line}\n`);

interface Wishes {
  readonly text: boolean;
  readonly browser: boolean;
  readonly port?: number;
  readonly folder: string;
}

function readWishes(args: readonly string[]): Wishes {
  let [text, browser] = [false, false];
  let port: number | undefined;
  let folder = path.join(root, 'examples');
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (arg === '--text') text = true;
    else if (arg === '--browser') browser = true;
    else if (arg === '--port') port = Number(args[++i]);
    else if (arg.startsWith('-')) throw new CommandFailed(`npm start does not know ${arg}`);
    else folder = path.resolve(arg);
  }
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536))
    throw new CommandFailed('--port needs a number from 1 to 65535');
  if (!existsSync(folder)) throw new CommandFailed(`there is no folder ${folder}`);
  return { text, browser, folder, ...(port === undefined ? {} : { port }) };
}

const script = (file: string) => run(process.execPath, [path.join(root, file)], { cwd: root });

/** The day the folder's own settings pretend it is (examples are made for one day); absent: today. */
async function dayOf(folder: string): Promise<string | undefined> {
  const file = path.join(folder, '.vscode/settings.json');
  if (!existsSync(file)) return undefined;
  return (JSON.parse(await readFile(file, 'utf8')) as Record<string, string>)['casenotes.today'];
}

async function showText(folder: string): Promise<void> {
  const day = await dayOf(folder);
  const args = ['deadlines', path.relative(process.cwd(), folder) || '.', ...(day ? ['--today', day] : [])];
  await run(process.execPath, [path.join(root, 'dist/casenotes.js'), ...args], { show: true });
}

/** A desktop VS Code that could show a window here. */
function desktopEditor(): string | undefined {
  const windowed = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  return windowed ? onPath('code', 'codium', 'code-insiders', 'code-oss') : undefined;
}

async function openDesktop(editor: string, vsix: string, folder: string, home: string): Promise<void> {
  const apart = ['--user-data-dir', path.join(home, 'data'), '--extensions-dir', path.join(home, 'extensions')];
  await run(editor, [...apart, '--install-extension', vsix]);
  print(`Opening ${folder} in ${path.basename(editor)}. Close its window, or press Ctrl+C here, to stop.`);
  const window = start(editor, [...apart, '--new-window', '--wait', '--disable-workspace-trust', folder]);
  await new Promise((resolve) => window.on('close', resolve));
}

async function portToUse(wish: number | undefined): Promise<number> {
  const free = (port: number) =>
    new Promise<boolean>((resolve) => {
      const probe = net.createServer();
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
  if (await free(wish ?? usualPort)) return wish ?? usualPort;
  if (wish !== undefined) throw new CommandFailed(`port ${wish} is in use; leave --port out to take any free one`);
  return freePort();
}

async function openEmbedded(vsix: string, folder: string, home: string, wish: number | undefined): Promise<void> {
  const { startCodeServer } = await import('./lib/vscode.mts');
  const port = await portToUse(wish);
  const server = await startCodeServer({ home, vsix, port });
  print(`\nCasenotes is running. Open this address in a browser:\n\n  ${server.origin}/?folder=${encodeURI(folder)}\n`);
  print('Press Ctrl+C to stop.');
  await new Promise((resolve) => server.process.on('close', resolve));
  throw new CommandFailed(`the embedded VS Code ended by itself:\n${server.output()}`);
}

async function main(): Promise<void> {
  const wishes = readWishes(process.argv.slice(2));
  process.stderr.write('Building Casenotes...\n');
  await script('scripts/build.mts');
  if (wishes.text) return showText(wishes.folder);
  await script('scripts/package.mts');
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const vsix = path.join(root, `dist/casenotes-${version}.vsix`);
  const home = await mkdtemp(path.join(os.tmpdir(), 'casenotes-start-'));
  onEnd = () => rm(home, { recursive: true, force: true, maxRetries: 5 });
  const editor = wishes.browser ? undefined : desktopEditor();
  if (editor) await openDesktop(editor, vsix, wishes.folder, home);
  else await openEmbedded(vsix, wishes.folder, home, wishes.port);
}

let onEnd = async () => {};
let ending = false;

/** Ends all programs, then removes what was written, then this process. */
async function end(status: number): Promise<void> {
  if (ending) return;
  ending = true;
  await stopAll();
  await onEnd();
  process.exit(status);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    process.stderr.write('\nStopping...\n');
    void end(0);
  });
}

try {
  await main();
  await end(0);
} catch (error) {
  if (!ending) process.stderr.write(`${error instanceof CommandFailed ? error.message : (error as Error).stack}\n`);
  await end(1);
}
