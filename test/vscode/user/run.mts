// The packaged VSIX in the workbench, worked by keyboard as an adviser would.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../../scripts/lib/browser.mts';
import { stop } from '../../../scripts/lib/processes.mts';
import { type Running, startCodeServer } from '../../../scripts/lib/vscode.mts';
import type { Result } from '../in-host.mts';
import { scenes, trustScenes } from './scenes.mts';
import { Workbench } from './workbench.mts';

export interface AsUser {
  readonly vsix: string;
  readonly workspace: string;
  readonly artefacts: string;
}

/** What a scene is given. */
export interface Stage {
  readonly workbench: Workbench;
  readonly server: Running;
  /** Folder with the user's settings and data. */
  readonly home: string;
  /** The open folder: a copy that may be written to. */
  readonly folder: string;
  readonly artefacts: string;
}

/** A few steps in a window of their own, by a name that says what they show. */
export type Scene = readonly [name: string, play: (stage: Stage) => Promise<void>];

/** Plays every scene in a fresh window. */
export async function runAsUser(options: AsUser, print: (line: string) => void): Promise<Result> {
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'casenotes-user-'));
  const browser = await launchBrowser();
  try {
    const plain = await playAll(options, browser, path.join(scratch, 'plain'), false, scenes, print);
    const trust = await playAll(options, browser, path.join(scratch, 'trust'), true, trustScenes, print);
    return { passed: plain.passed + trust.passed, failed: plain.failed + trust.failed };
  } finally {
    await browser.close();
    await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function playAll(
  options: AsUser,
  browser: Browser,
  home: string,
  trust: boolean,
  list: readonly Scene[],
  print: (line: string) => void,
): Promise<Result> {
  const { vsix, artefacts } = options;
  const server = await startCodeServer({ home, vsix, trust });
  let [passed, failed] = [0, 0];
  try {
    // SCENES=words,words plays only scenes whose name holds some of them, while working on one.
    const wanted = (process.env.SCENES ?? '').split(',');
    for (const [name, play] of list.filter(([name]) => wanted.some((words) => name.includes(words)))) {
      const from = performance.now();
      const folder = path.join(home, `folder-${passed + failed}`);
      await cp(options.workspace, folder, { recursive: true });
      const workbench = await Workbench.open(browser, server, folder, artefacts);
      try {
        await play({ workbench, server, home, folder, artefacts });
        passed++;
        print(`ok   ${name} (${Math.round(performance.now() - from)} ms)`);
      } catch (error) {
        failed++;
        await workbench.picture(`failed-${name.replace(/\W+/g, '-')}`).catch(() => undefined);
        print(`FAIL ${name}\n${error instanceof Error ? error.stack : String(error)}`);
      } finally {
        await workbench.close();
      }
    }
  } finally {
    await stop(server.process);
  }
  return { passed, failed };
}
