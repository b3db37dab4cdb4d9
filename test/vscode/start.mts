// `npm start` as a person uses it: the examples as text, then the embedded VS Code, which shows them in a browser and
// leaves no process and no file behind after Ctrl+C.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../../scripts/lib/browser.mts';
import type { Result } from './in-host.mts';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const script = path.join(root, 'scripts/start.mts');

/** What a run of `npm start` prints and how it ends. */
interface Run {
  readonly output: () => string;
  readonly ended: Promise<number | null>;
  stop(): void;
}

function begin(mark: string, ...args: readonly string[]): Run {
  const env = { ...process.env, CASENOTES_RUN_MARK: mark };
  const child = spawn(process.execPath, [script, ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { output: () => output, ended, stop: () => child.kill('SIGINT') };
}

/** Processes that were started, however indirectly, by the run with this mark. */
function leftBehind(mark: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/environ`, 'utf8').includes(`CASENOTES_RUN_MARK=${mark}`);
      } catch {
        return false;
      }
    });
}

const scratchFolders = () => readdirSync(os.tmpdir()).filter((name) => name.startsWith('casenotes-start-'));

async function asText(): Promise<void> {
  const run = begin('text', '--text');
  if ((await run.ended) !== 0) throw new Error(run.output());
  for (const expected of ['Appeal to the SEND Tribunal', '3 Jul 2026', '1-decision-letter.md'])
    if (!run.output().includes(expected)) throw new Error(`"${expected}" is not in:\n${run.output()}`);
}

async function inBrowser(artefacts: string): Promise<void> {
  const mark = `browser-${process.pid}`;
  const before = scratchFolders();
  const run = begin(mark, '--browser');
  try {
    const address = await waitFor(run, /http:\/\/127\.0\.0\.1:\d+\/\?folder=\S+/);
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      await page.goto(address);
      const note = page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: '1-decision-letter.md' });
      await note.dblclick({ timeout: 60_000 });
      await page.locator('.squiggly-warning').first().waitFor({ timeout: 60_000 });
      await page.screenshot({ path: path.join(artefacts, 'npm-start.png') });
    } finally {
      await browser.close();
    }
  } finally {
    run.stop();
  }
  const status = await run.ended;
  if (status !== 0) throw new Error(`it ended with ${status}:\n${run.output()}`);
  const left = leftBehind(mark);
  if (left.length > 0) throw new Error(`processes left behind: ${left.join(', ')}`);
  const folders = scratchFolders().filter((name) => !before.includes(name));
  if (folders.length > 0) throw new Error(`folders left behind: ${folders.join(', ')}`);
}

async function waitFor(run: Run, pattern: RegExp): Promise<string> {
  let over = false;
  void run.ended.then(() => {
    over = true;
  });
  const end = performance.now() + 180_000;
  for (;;) {
    const found = pattern.exec(run.output());
    if (found) return found[0];
    if (over || performance.now() > end) throw new Error(`no address was printed:\n${run.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Runs both checks. */
export async function runStart(artefacts: string, print: (line: string) => void): Promise<Result> {
  let [passed, failed] = [0, 0];
  const checks = [
    ['npm start -- --text prints the deadlines of the examples', asText],
    ['npm start shows the examples in a browser, and Ctrl+C leaves nothing behind', () => inBrowser(artefacts)],
  ] as const;
  for (const [name, check] of checks) {
    try {
      await check();
      passed++;
      print(`ok   ${name}`);
    } catch (error) {
      failed++;
      print(`FAIL ${name}\n${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { passed, failed };
}
