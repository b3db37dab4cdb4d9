// The scenes of the user suite, in the order of an adviser's day. Each plays in a fresh window on a fresh copy of the
// workspace; pictures go to test-artefacts/, to be looked at.
import { readdir, readFile } from 'node:fs/promises';
import { drawingScenes } from './drawing-scenes.mts';
import { keyboardScenes } from './keyboard-scenes.mts';
import type { Scene, Stage } from './run.mts';
import { startScenes } from './start-scenes.mts';
import { teachScenes } from './teach-scenes.mts';
import type { Workbench } from './workbench.mts';

/** Fails with `what` where `condition` does not hold. */
function ok(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(what);
}

/** Waits until `look` gives something; the page has no event for what we wait for. */
async function until<T>(what: string, look: () => Promise<T | undefined | false>, limit = 60_000): Promise<T> {
  const end = performance.now() + limit;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found as T;
    if (performance.now() > end) throw new Error(`waited ${limit / 1000} s in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Opens a note and waits until it has been read. */
async function openRead(workbench: Workbench, name: string, kind: 'error' | 'warning'): Promise<void> {
  await workbench.openFile(name);
  await workbench.squiggles(kind).first().waitFor();
}

async function pastAndClose({ workbench }: Stage): Promise<void> {
  await openRead(workbench, 'missed.md', 'error');
  await workbench.picture('past');
  await openRead(workbench, 'refused.md', 'warning');
  await until('the hint beside the event', async () => /3 Jul/.test(await workbench.text()));
  await workbench.picture('close');
}

async function themes({ workbench }: Stage): Promise<void> {
  await openRead(workbench, 'refused.md', 'warning');
  await workbench.theme('Dark Modern', 'vs-dark');
  await workbench.picture('close-dark');
  await workbench.theme('Light Modern', 'vs');
  await workbench.picture('close-light');
}

async function hover({ workbench }: Stage): Promise<void> {
  await openRead(workbench, 'refused.md', 'warning');
  await workbench.toFirstMark();
  const box = workbench.page.locator('.monaco-hover:visible').filter({ hasText: 'How it is counted' }).first();
  await workbench.untilShown(box, () => workbench.press('Control+K', 'Control+I'));
  await workbench.picture('hover');
}

/** Two actions from the squiggle: the light bulb's menu, and Enter. */
async function twoActions({ workbench }: Stage): Promise<void> {
  await openRead(workbench, 'waiting.md', 'warning');
  await workbench.toFirstMark();
  // One.
  const menu = workbench.page.locator('.action-widget');
  await workbench.untilShown(menu.locator('.monaco-list-row.focused'), () => workbench.press('Control+.'));
  await workbench.picture('quick-fix');
  ok(
    /letter/i.test((await menu.locator('.monaco-list-row.focused').textContent()) ?? ''),
    'the letter is not first in the menu',
  );
  // Two.
  await workbench.press('Enter');
  await until('the letter', async () => /Dear/.test(await workbench.text()));
  // The first gap is selected: typing replaces it.
  await workbench.editor.locator('.selected-text').first().waitFor();
  await workbench.picture('letter');
  await workbench.type('typed into the gap');
  await until('the typed words', async () => /typed into the gap/.test(await workbench.text()));
}

async function quickPick({ workbench }: Stage): Promise<void> {
  await openRead(workbench, 'waiting.md', 'warning');
  await workbench.press('Control+End');
  await workbench.command('Casenotes: Insert Model Letter');
  await workbench.rows().filter({ hasText: '1 May 2026' }).first().waitFor();
  await workbench.picture('quick-pick');
  await workbench.press('Alt+P');
  await workbench.page.locator('.tab').filter({ hasText: 'Letter.md' }).waitFor();
  await workbench.picture('quick-pick-preview');
  await workbench.press('Enter');
  await until('the letter', async () => /Dear/.test(await workbench.text()));
}

async function showDeadlines({ workbench }: Stage): Promise<void> {
  await openRead(workbench, 'refused.md', 'warning');
  await workbench.command('Casenotes: Show Deadlines in This Note');
  await workbench.rows().filter({ hasText: '3 July 2026' }).first().waitFor();
  await workbench.picture('deadlines');
  await workbench.press('Enter');
  await workbench.page.locator('.monaco-editor.focused').first().waitFor();
}

async function newCasenote({ workbench }: Stage): Promise<void> {
  await workbench.openFile('shopping.md');
  await workbench.command('Casenotes: New Casenote');
  await workbench.rows().filter({ hasText: 'refused' }).first().waitFor();
  await workbench.press('ArrowDown');
  await workbench.picture('new-casenote');
  await workbench.press('Enter');
  await until('the template', async () => /case: /.test(await workbench.text()));
}

/** The ids of the language server's processes that belong to this window's server. */
async function serverProcesses(home: string): Promise<number[]> {
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const line = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
    if (line.includes('casenotes-language-server') && line.includes(home)) found.push(Number(name));
  }
  return found;
}

async function killedServer({ workbench, home }: Stage): Promise<void> {
  await openRead(workbench, 'refused.md', 'warning');
  const before = await workbench.squiggles('warning').count();
  const [first] = await until('the server', async () => {
    const all = await serverProcesses(home);
    return all.length > 0 && all;
  });
  process.kill(first!, 'SIGKILL');
  await until('another server', async () => {
    const all = await serverProcesses(home);
    return all.length > 0 && !all.includes(first!);
  });
  await until('the same squiggles', async () => (await workbench.squiggles('warning').count()) === before);
  await workbench.picture('after-kill');
}

/** One that keeps ending is not started again; the list says so, and starts it when asked to. */
async function stoppedServer({ workbench, home }: Stage): Promise<void> {
  await openRead(workbench, 'refused.md', 'warning');
  await workbench.press('Control+K', 'a');
  const list = workbench.page.locator('.pane-body .monaco-list[aria-label="Deadlines"]');
  await list.locator('.monaco-list-row').nth(1).waitFor();
  const view = workbench.page.locator('.welcome-view:visible').filter({ hasText: 'Casenotes has stopped' });
  const dead = new Set<number>();
  let quiet = 0;
  await until('the end of the restarts', async () => {
    for (const id of await serverProcesses(home)) {
      if (dead.has(id)) continue;
      process.kill(id, 'SIGKILL');
      dead.add(id);
      quiet = 0;
    }
    // Between two starts the view says for a moment that it has stopped; the message that says so goes after a while.
    quiet = (await view.count()) > 0 ? quiet + 1 : 0;
    return quiet > 60 || (await workbench.notification('was not started again').count()) > 0;
  });
  ok(dead.size > 2, `it gave up after ${dead.size} ends`);
  await workbench.picture('stopped');
  await view.locator('.monaco-button').filter({ hasText: 'Start It Again' }).click();
  await list.locator('.monaco-list-row').nth(1).waitFor();
}

/** The view is opened before any note: it says that it reads, and not for a moment that there is nothing. */
async function viewFirst({ workbench }: Stage): Promise<void> {
  await workbench.page.evaluate(`window.saidNothing = 0; new MutationObserver(() => {
    const says = (words) => [...document.querySelectorAll('.welcome-view')].some((view) => view.innerText.includes(words));
    if (says('No time limit was found')) window.saidNothing++;
  }).observe(document.body, { childList: true, subtree: true, characterData: true })`);
  const rows = workbench.page.locator('.pane-body .monaco-list[aria-label="Deadlines"] .monaco-list-row');
  await workbench.untilShown(rows.nth(1), () => workbench.press('Control+K', 'a'));
  ok((await workbench.page.evaluate('window.saidNothing')) === 0, 'it said that there is nothing before it had looked');
  await workbench.page
    .locator('.statusbar-item[id*="casenotes"]')
    .filter({ hasText: '13 days left' })
    .first()
    .waitFor();
  await workbench.picture('view-first');
}

async function statusItem({ workbench }: Stage): Promise<void> {
  await openRead(workbench, 'refused.md', 'warning');
  // The braces beside the language name hold the language status.
  const braces = workbench.page.locator('.statusbar-item').filter({ has: workbench.page.locator('.codicon-bracket') });
  await braces.first().hover();
  await workbench.page.locator('.monaco-hover:visible').filter({ hasText: 'Casenotes' }).first().waitFor();
  await workbench.picture('status');
}

export const scenes: readonly Scene[] = [
  ['the list of all notes wakes the reading by itself, and says nothing before it knows', viewFirst],
  ['past and close limits are underlined, with a hint', pastAndClose],
  ['light and dark', themes, 'same window'],
  ['hover by keyboard', hover, 'same window'],
  ['from the squiggle to the letter in two actions', twoActions],
  ['the list of letters, fitting ones first, with a look at the letter', quickPick],
  ['a new casenote from a template', newCasenote],
  ['the deadlines of this note', showDeadlines],
  ['the status beside the language name', statusItem, 'same window'],
  ['a killed server comes back with the same squiggles', killedServer, 'same window'],
  ['a server that keeps ending is told of, and started again when asked', stoppedServer, 'same window'],
  ...keyboardScenes,
  ...teachScenes,
  ...drawingScenes,
  ...startScenes,
];

async function restricted({ workbench }: Stage): Promise<void> {
  await workbench.page.locator('.statusbar-item').filter({ hasText: 'Restricted Mode' }).waitFor();
  await openRead(workbench, 'missed.md', 'error');
  await workbench.picture('restricted');
}

/** Played with workspace trust on, as a user has it. */
export const trustScenes: readonly Scene[] = [['a folder that is not trusted is read all the same', restricted]];
