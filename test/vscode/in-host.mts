// Runs the suite inside a real VS Code's extension host: VS Code's own server with Chromium as its window, or, where a
// desktop VS Code is given (VSCODE_EXECUTABLE), @vscode/test-electron. The suite and the extension are the same files.
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { launchBrowser } from '../../scripts/lib/browser.mts';
import { stop } from '../../scripts/lib/processes.mts';
import { startVsCodeServer } from '../../scripts/lib/vscode.mts';

/** Which extension host runs the extension. */
export type HostKind = 'node' | 'web';

export interface InHost {
  readonly kind: HostKind;
  /** The extension as it ships, unpacked. */
  readonly extension: string;
  /** The bundled suite (CommonJS). */
  readonly suite: string;
  /** Folder of casenotes to open; copied, never written to. */
  readonly workspace: string;
  /** Makes another workspace in a folder of its own, from the copy; gives what to open: a folder or a workspace file. */
  readonly prepare?: (scratch: string, workspace: string) => Promise<string>;
  readonly artefacts: string;
}

export interface Result {
  readonly passed: number;
  readonly failed: number;
}

/** A manifest that has only `browser` runs in the web worker host, also in a window that has a Node host. */
async function forWebHost(extension: string): Promise<void> {
  const file = path.join(extension, 'package.json');
  const manifest = JSON.parse(await readFile(file, 'utf8'));
  delete manifest.main;
  await writeFile(file, JSON.stringify(manifest, null, 2));
}

/** Runs the suite; what it prints goes to `print`. */
export async function runInHost(options: InHost, print: (line: string) => void): Promise<Result> {
  const scratch = await mkdtemp(path.join(os.tmpdir(), `casenotes-${options.kind}-`));
  try {
    const extension = path.join(scratch, 'extension');
    const workspace = path.join(scratch, 'workspace');
    await cp(options.extension, extension, { recursive: true });
    await cp(options.workspace, workspace, { recursive: true });
    await cp(options.suite, path.join(extension, 'suite.js'));
    if (options.kind === 'web') await forWebHost(extension);
    const opened = (await options.prepare?.(scratch, workspace)) ?? workspace;
    if (process.env.VSCODE_EXECUTABLE && options.kind === 'node') return await inDesktop(extension, opened, scratch);
    return await inServer(options, extension, opened, scratch, print);
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function inDesktop(extension: string, workspace: string, scratch: string): Promise<Result> {
  const { runTests } = await import('@vscode/test-electron');
  const status = await runTests({
    vscodeExecutablePath: process.env.VSCODE_EXECUTABLE!,
    extensionDevelopmentPath: extension,
    extensionTestsPath: path.join(extension, 'suite.js'),
    launchArgs: [workspace, '--disable-extensions', '--user-data-dir', path.join(scratch, 'data')],
  });
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 };
}

async function inServer(
  options: InHost,
  extension: string,
  workspace: string,
  scratch: string,
  print: (line: string) => void,
): Promise<Result> {
  const server = await startVsCodeServer(path.join(scratch, 'home'));
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    let summary: Result | undefined;
    const seen: string[] = [];
    const status = new Promise<number>((resolve) => {
      void page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
      page.on('crash', () => resolve(1));
    });
    await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => {
      const line = args.map(String).join(' ');
      const counts = /^SUITE (\d+) passed, (\d+) failed/m.exec(line);
      if (counts) summary = { passed: Number(counts[1]), failed: Number(counts[2]) };
      else if (/^(ok {3}|FAIL )/.test(line)) print(line);
      seen.push(line);
    });
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text().slice(0, 500));
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(pageAddress(server.origin, extension, workspace));
    const limit = AbortSignal.timeout(12 * 60_000);
    const code = await Promise.race([
      status,
      new Promise<number>((_, reject) =>
        limit.addEventListener('abort', () => reject(new Error('no end after 8 min'))),
      ),
    ]);
    if (code !== 0 || !summary) {
      await page.screenshot({ path: path.join(options.artefacts, `failed-${options.kind}.png`) });
      if (!summary) print([...seen.slice(-40), server.output()].join('\n'));
      for (const line of complaints.slice(-15)) print(`  page: ${line}`);
      for (const line of await ownLog(path.join(scratch, 'home'))) print(`  log: ${line}`);
    }
    return summary ?? { passed: 0, failed: 1 };
  } finally {
    await browser.close();
    await stop(server.process);
  }
}

/** The end of what Casenotes wrote into its output, for a failure's message. (In the browser it is out of reach.) */
async function ownLog(home: string): Promise<readonly string[]> {
  const files = await readdir(home, { recursive: true });
  const logs = files.filter((file) => /Casenotes[^/]*\.log$/.test(file));
  const texts = await Promise.all(logs.map((file) => readFile(path.join(home, file), 'utf8')));
  return texts.join('\n').trimEnd().split('\n').slice(-30);
}

/** The address that names an extension under development and its suite, as VS Code for the Web reads it. */
function pageAddress(origin: string, extension: string, workspace: string): string {
  const remote = (file: string) => `vscode-remote://${new URL(origin).host}${file}`;
  const payload = [
    ['extensionDevelopmentPath', remote(extension)],
    ['extensionTestsPath', remote(path.join(extension, 'suite.js'))],
  ];
  const kind = workspace.endsWith('.code-workspace') ? 'workspace' : 'folder';
  return `${origin}/?${kind}=${workspace}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}
