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

/** A few steps, by a name that says what they show. */
export type Scene = readonly [
  name: string,
  play: (stage: Stage) => Promise<void>,
  /** Where the scene before changed no note, its window serves again: a start is most of a scene's time. */
  window?: 'same window',
];

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
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  let [passed, failed, folders] = [0, 0, 0];
  try {
    // SCENES=words,words plays only scenes whose name holds some of them, while working on one.
    const wanted = (process.env.SCENES ?? '').split(',');
    let open: Stage | undefined;
    const stageFor = async (window: Scene[2]): Promise<Stage> => {
      if (open && window) {
        await open.workbench.clear();
        return open;
      }
      await open?.workbench.close();
      const folder = path.join(home, `folder-${folders++}`);
      await cp(options.workspace, folder, { recursive: true });
      const workbench = await Workbench.open(context, server, folder, artefacts);
      return { workbench, server, home, folder, artefacts };
    };
    for (const [name, play, window] of list.filter(([name]) => wanted.some((words) => name.includes(words)))) {
      const from = performance.now();
      // A key can be lost on a busy machine: what fails in one window has a second try in a fresh one, and is told of.
      for (let tries = 1; tries <= 2; tries++) {
        try {
          open = await stageFor(window);
          await play(open);
          passed++;
          print(`ok   ${name} (${Math.round(performance.now() - from)} ms)`);
          break;
        } catch (error) {
          if (tries === 2) failed++;
          await open?.workbench.picture(`failed-${name.replace(/\W+/g, '-')}`).catch(() => undefined);
          const words = error instanceof Error ? error.stack : String(error);
          print(`${tries === 2 ? 'FAIL' : 'again'} ${name}\n${words}`);
          await open?.workbench.close();
          open = undefined;
        }
      }
    }
  } finally {
    await context.close();
    await stop(server.process);
  }
  return { passed, failed };
}
