// The two ways a real VS Code is started here: as code-server starts it for a user, and as VS Code's own server with
// an extension under development. Both listen on 127.0.0.1 only and keep everything they write in a folder given to them.
import type { ChildProcess } from 'node:child_process';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setUpVsCode } from '../setup-vscode.mts';
import { freePort, run, start, untilAnswers } from './processes.mts';

/** A running VS Code server. */
export interface Running {
  readonly origin: string;
  readonly process: ChildProcess;
  /** What it has written so far, for a failure's message. */
  output(): string;
}

/** Settings that keep the window to what is being looked at. */
export const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'chat.disableAIFeatures': true,
  'window.commandCenter': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'security.workspace.trust.startupPrompt': 'never',
};

/** An environment of its own, so that nothing of the person's own VS Code is read or written. */
function environment(home: string): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, HOME: home, XDG_CONFIG_HOME: path.join(home, '.config') };
  env.XDG_DATA_HOME = path.join(home, '.local/share');
  env.XDG_CACHE_HOME = path.join(home, '.cache');
  // Set when this runs in a terminal of VS Code itself; they would send our commands to that window.
  for (const name of Object.keys(env)) if (/^(VSCODE_|ELECTRON_|CODE_SERVER)/.test(name)) delete env[name];
  return env;
}

async function userSettings(dataDir: string, settings: object): Promise<void> {
  const folder = path.join(dataDir, 'User');
  await mkdir(folder, { recursive: true });
  await writeFile(
    path.join(folder, 'settings.json'),
    `${JSON.stringify({ ...quietSettings, ...settings }, null, 2)}\n`,
  );
}

function collect(child: ChildProcess): () => string {
  let text = '';
  const add = (chunk: unknown) => {
    text = (text + String(chunk)).slice(-20_000);
  };
  child.stdout?.on('data', add);
  child.stderr?.on('data', add);
  return () => text;
}

export interface UserOptions {
  /** Everything written goes under this folder. */
  readonly home: string;
  /** Packaged extension to install first. */
  readonly vsix: string;
  readonly settings?: object;
  /** Keep workspace trust on, as a user has it. */
  readonly trust?: boolean;
  /** Absent: any free one. */
  readonly port?: number;
}

/** Installs the VSIX into a fresh code-server and starts it. */
export async function startCodeServer(options: UserOptions): Promise<Running> {
  const { codeServer } = await setUpVsCode();
  const { home } = options;
  await mkdir(home, { recursive: true });
  const data = path.join(home, 'data');
  const folders = ['--user-data-dir', data, '--extensions-dir', path.join(home, 'extensions')];
  const config = path.join(home, 'config.yaml');
  await writeFile(config, 'auth: none\n');
  await userSettings(data, options.settings ?? {});
  // Some settings count on the machine of the extensions only.
  await mkdir(path.join(data, 'Machine'), { recursive: true });
  await cp(path.join(data, 'User/settings.json'), path.join(data, 'Machine/settings.json'));
  const env = environment(home);
  await run(process.execPath, [codeServer, '--config', config, ...folders, '--install-extension', options.vsix], {
    env,
  });
  const port = options.port ?? (await freePort());
  const origin = `http://127.0.0.1:${port}`;
  const flags = ['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'];
  if (!options.trust) flags.push('--disable-workspace-trust');
  const where = ['--bind-addr', `127.0.0.1:${port}`, '--auth', 'none', '--config', config, ...folders];
  const child = start(process.execPath, [codeServer, ...where, ...flags], { env });
  const output = collect(child);
  await untilAnswers(`${origin}/healthz`, child).catch((error) => {
    throw new Error(`${error.message}\n${output()}`);
  });
  return { origin, process: child, output };
}

/** Starts VS Code's own server, which reads `extensionDevelopmentPath` from a page's address. */
export async function startVsCodeServer(home: string, settings: object = {}): Promise<Running> {
  const { serverMain } = await setUpVsCode();
  await mkdir(home, { recursive: true });
  const data = path.join(home, 'data');
  const serverData = path.join(home, 'server-data');
  await userSettings(data, settings);
  // Machine settings of the remote side; the page's own user settings live in the browser.
  await mkdir(path.join(serverData, 'data/Machine'), { recursive: true });
  await cp(path.join(data, 'User/settings.json'), path.join(serverData, 'data/Machine/settings.json'));
  const port = await freePort();
  const args = ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'];
  args.push('--accept-server-license-terms', '--enable-smoke-test-driver', '--telemetry-level', 'off');
  args.push(
    '--server-data-dir',
    serverData,
    '--user-data-dir',
    data,
    '--extensions-dir',
    path.join(home, 'extensions'),
  );
  args.push('--disable-workspace-trust');
  const child = start(process.execPath, [serverMain, ...args], { env: environment(home) });
  const output = collect(child);
  const origin = `http://127.0.0.1:${port}`;
  await untilAnswers(`${origin}/version`, child).catch((error) => {
    throw new Error(`${error.message}\n${output()}`);
  });
  return { origin, process: child, output };
}
