// Everything by keyboard: the Deadlines view, its rows and their menu, the letters, the timeline and the calendar, and the
// way back to the note. No scene here touches the mouse after its note is open.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { webview } from './drawing-scenes.mts';
import type { Scene, Stage } from './run.mts';
import type { Workbench } from './workbench.mts';

async function openRead(workbench: Workbench, name: string, kind: 'error' | 'warning' = 'warning'): Promise<void> {
  await workbench.openFile(name);
  await workbench.squiggles(kind).first().waitFor();
}

/** Fails with `what` where `condition` does not hold. */
function ok(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(what);
}

const editorHasFocus = (workbench: Workbench) => workbench.page.locator('.monaco-editor.focused').first().waitFor();

/** The tree, once the focus is in it. */
async function openTree(workbench: Workbench): Promise<Locator> {
  const tree = workbench.page.locator('.pane-body .monaco-list[aria-label="Deadlines"]:focus');
  await workbench.untilShown(tree, () => workbench.press('Control+K', 'a'));
  await tree.locator('.monaco-list-row').nth(1).waitFor();
  return tree;
}

/** Goes down until the focused row shows this text; from the top again where rows that came above it moved it down. */
async function goDownTo(workbench: Workbench, tree: Locator, text: string): Promise<Locator> {
  const focused = tree.locator('.monaco-list-row.focused');
  const isAt = (at: number) =>
    tree
      .locator(`.monaco-list-row.focused[data-index="${at}"]`)
      .waitFor({ timeout: 10_000 })
      .then(
        () => true,
        () => false,
      );
  for (let tries = 0; tries < 4; tries++) {
    await workbench.untilShown(tree.locator('.monaco-list-row.focused[data-index="0"]'), () => workbench.press('Home'));
    // Row for row: the list may draw a row later than it goes there.
    for (let at = 0; at < 30 && (await isAt(at)); at++) {
      if ((await focused.filter({ hasText: text }).count()) > 0) return focused;
      await workbench.press('ArrowDown');
    }
  }
  throw new Error(`no row with "${text}" was reached`);
}

/** An outline that can be seen: drawn, and not of no width. It may come a moment after the focus. */
async function focusIsSeen(focused: Locator): Promise<boolean> {
  const look = (element: unknown): boolean => {
    const { outlineStyle, outlineWidth } = (
      globalThis as unknown as { getComputedStyle(e: unknown): Record<string, string> }
    ).getComputedStyle(element);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth ?? '0') > 0;
  };
  for (let tries = 0; tries < 40; tries++) {
    if (await focused.evaluate(look)) return true;
    await focused.page().waitForTimeout(50);
  }
  return false;
}

/** Whose a limit is and how long there is must be seen whole in a side bar as wide as it is at first. */
async function rowsAtUsualWidth({ workbench }: Stage): Promise<void> {
  await openRead(workbench, 'waiting.md');
  for (const [theme, look, picture] of [
    ['Dark Modern', 'vs-dark', 'tree-dark'],
    ['Light Modern', 'vs', 'tree-light'],
  ] as const) {
    await workbench.theme(theme, look);
    const tree = await openTree(workbench);
    await goDownTo(workbench, tree, 'T-101, A.B.: 3 Jul, 13 days');
    await workbench.picture(picture);
    await workbench.press('Home');
    const rows = tree.locator('.monaco-list-row').filter({ hasText: 'T-10' });
    const cut = await rows.evaluateAll((elements) =>
      elements
        .map((row) => [row.querySelector('.monaco-icon-label-container'), row.querySelector('.label-name')] as const)
        .filter(([box, label]) => !label || label.getBoundingClientRect().right > box!.getBoundingClientRect().right)
        .map(([box]) => box?.textContent),
    );
    ok((await rows.count()) >= 8, `only ${await rows.count()} rows`);
    ok(cut.length === 0, `cut off: ${cut.join(' | ')}`);
  }
}

/** However long a case is called, and however late its limit is: whose it is and the day are seen. */
async function longNameInTheTree({ workbench, folder }: Stage): Promise<void> {
  const file = path.join(folder, 'The Featherstonehaugh family from Ashdown.md');
  await writeFile(file, '- 10 June 2026: final EHC plan issued, dated 10 June 2026\n');
  await openRead(workbench, 'waiting.md');
  const tree = await openTree(workbench);
  const row = tree
    .locator('.monaco-list-row')
    .filter({ hasText: /The Feather.*2027/ })
    .first();
  await row.waitFor();
  await workbench.picture('tree-long-name');
  const seen = await row.evaluate((element) => {
    let text = element.querySelector('.label-name')!.firstChild!;
    while (text.firstChild) text = text.firstChild;
    const range = element.ownerDocument!.createRange();
    range.setStart(text, 0);
    range.setEnd(text, text.textContent!.length);
    const box = element.querySelector('.monaco-icon-label-container')!.getBoundingClientRect();
    return [range.toString(), range.getBoundingClientRect().right <= box.right] as const;
  });
  ok(/\d [A-Z][a-z]+/.test(seen[0]) && seen[1], `cut off: ${seen.join(' ')}`);
  await rm(file);
  await row.waitFor({ state: 'hidden' });
}

/** Another note is saved while the adviser stands on a row: the keyboard stays there, though a like row comes above it. */
async function focusStaysOnItsRow({ workbench, folder }: Stage): Promise<void> {
  const write = async (part: string, day: string): Promise<void> => {
    await mkdir(path.join(folder, part), { recursive: true });
    await writeFile(path.join(folder, part, 'Q-700.md'), `- ${day}: final EHC plan issued, dated ${day}\n`);
  };
  await write('z', '9 June 2026');
  await openRead(workbench, 'waiting.md');
  const tree = await openTree(workbench);
  const rows = tree.locator('.monaco-list-row', { hasText: 'Q-700' });
  await rows.first().waitFor();
  const focused = await goDownTo(workbench, tree, 'Q-700');
  const at = async (): Promise<number> => Number(await focused.getAttribute('data-index'));
  const was = [await at(), await focused.textContent()];
  const before = await rows.count();
  // Of one name and one day, by the folder the first: it stands above.
  await write('a', '9 June 2026');
  await rows.nth(before).waitFor();
  await workbench.page.waitForTimeout(500);
  await workbench.picture('tree-focus-stays');
  const now = [await at(), await focused.textContent()];
  ok(now[1] === was[1] && Number(now[0]) > Number(was[0]), `in focus was ${was.join(': ')}; now ${now.join(': ')}`);
  for (const part of ['a', 'z']) await rm(path.join(folder, part), { recursive: true });
}

async function rowsOfTheTree({ workbench }: Stage): Promise<void> {
  await openRead(workbench, 'waiting.md');
  const tree = await openTree(workbench);
  await workbench.picture('keyboard-tree-first');
  const row = await goDownTo(workbench, tree, 'Appeal to the SEND Tribunal');
  ok(await focusIsSeen(row), 'the focused row has no outline');
  await workbench.picture('keyboard-tree');
  await workbench.press('Escape');
  await editorHasFocus(workbench);
  await workbench.page.locator('.tab.active[data-resource-name="waiting.md"]').first().waitFor();
  await goDownTo(workbench, await openTree(workbench), 'Appeal to the SEND Tribunal');
  await workbench.press('Enter');
  // The row's own note, at its line.
  await workbench.page.locator('.tab.active:not([data-resource-name="waiting.md"])').first().waitFor();
  await editorHasFocus(workbench);
}

/** What is hidden, or left out by a filter, is said above the rows; and one press brings it back. */
async function hiddenAndFiltered({ workbench }: Stage): Promise<void> {
  await openRead(workbench, 'waiting.md');
  const tree = await openTree(workbench);
  const said = workbench.page.locator('.pane-body .message:visible');
  const mine = tree.locator('.monaco-list-row').filter({ hasText: 'T-101, A.B.: 3 Jul' });
  const before = await mine.count();
  await goDownTo(workbench, tree, 'T-101, A.B.: 3 Jul, 13 days');
  await workbench.chooseInMenu('Hide');
  const first = workbench.rows().filter({ hasText: 'back on 21 Jun' }).first();
  await first.waitFor();
  await workbench.untilGone(first, () => workbench.press('Enter'));
  await said.filter({ hasText: '1 limit is hidden for some days.' }).waitFor();
  await mine.nth(before - 1).waitFor({ state: 'hidden' });
  await workbench.command('Casenotes: Filter Deadlines');
  await workbench.page.locator('.quick-input-title').filter({ hasText: 'Filter the deadlines' }).waitFor();
  await workbench.answer('T-102');
  await workbench.press('Enter');
  await said.filter({ hasText: 'Only limits with: T-102. 1 limit is hidden' }).waitFor();
  await workbench.picture('tree-hidden');
  await workbench.command('Casenotes: Show Hidden Limits Again');
  await said.filter({ hasText: /^Only limits with: T-102\.$/ }).waitFor();
  await workbench.command('Casenotes: Show All Deadlines Again');
  await said.waitFor({ state: 'hidden' });
  await mine.nth(before - 1).waitFor();
}

async function menuOfARow({ workbench }: Stage): Promise<void> {
  await openRead(workbench, 'waiting.md');
  const tree = await openTree(workbench);
  await goDownTo(workbench, tree, 'mediation adviser');
  await workbench.chooseInMenu('Explain This Limit', 'keyboard-menu');
  await workbench.page.locator('.monaco-hover:visible').filter({ hasText: 'How it is counted' }).first().waitFor();
  await workbench.picture('keyboard-explain');
  await workbench.press('Escape');
  await editorHasFocus(workbench);
}

async function letterByThreeLetters({ workbench }: Stage): Promise<void> {
  await openRead(workbench, 'waiting.md');
  await workbench.press('Control+End');
  await workbench.untilShown(workbench.rows().first(), () => workbench.press('Control+K', 'l'));
  // Three letters bring what has them in its title before what has them in its purpose.
  for (const [letters, title] of [
    ['med', /mediation/i],
    ['ofs', /Complaint to Ofsted/],
  ] as const) {
    await workbench.answer(letters);
    await workbench.focusedRow.locator('.label-name').filter({ hasText: title }).first().waitFor();
  }
  await workbench.picture('keyboard-letter');
  await workbench.press('Enter');
  await workbench.editor.locator('.view-line').filter({ hasText: /Dear/ }).first().waitFor();
  await workbench.editor.locator('.selected-text').first().waitFor();
}

async function timelineByKeyboard({ workbench }: Stage): Promise<void> {
  await openRead(workbench, 'waiting.md');
  const page = webview(workbench);
  await workbench.untilShown(page.locator('svg[role="img"]'), () => workbench.press('Control+K', 'h'));
  const button = page.locator('#save-picture:focus');
  await workbench.tabTo(button);
  ok(await focusIsSeen(button), 'the focused button has no outline');
  await workbench.picture('keyboard-timeline');
  await workbench.press('Escape');
  await editorHasFocus(workbench);
  ok(
    (await workbench.page.locator('.tab[data-resource-name="waiting.md"]').count()) === 1,
    'the note was opened twice',
  );
  // Back again, and to a line of the note.
  const timeline = workbench.page.locator('.tab.active').filter({ hasText: 'Timeline' });
  await workbench.untilShown(timeline, () => workbench.press('Control+K', 'h'));
  await workbench.tabTo(page.locator('.go:focus').first());
  await workbench.press('Enter');
  await editorHasFocus(workbench);
}

async function calendarByKeyboard({ workbench }: Stage): Promise<void> {
  await openRead(workbench, 'refused.md');
  await workbench.command('Casenotes: Caseload Calendar');
  const page = webview(workbench);
  await page.locator('.day').first().waitFor();
  const day = page.locator('.day:focus');
  await workbench.tabTo(day);
  ok(await focusIsSeen(day), 'the focused day has no outline');
  await workbench.press('ArrowRight');
  await workbench.picture('keyboard-calendar');
  await workbench.press('Escape');
  await workbench.page.locator('.tab.active[data-resource-name="refused.md"]').first().waitFor();
  await editorHasFocus(workbench);
}

export const keyboardScenes: readonly Scene[] = [
  ['keyboard: a row of the Deadlines view says whose and when at its usual width', rowsAtUsualWidth],
  ['keyboard: a row of a case with a long name', longNameInTheTree, 'same window'],
  ['keyboard: the rows of the Deadlines view, and back to the note', rowsOfTheTree, 'same window'],
  ['keyboard: the focus stays on its row when the list is drawn anew', focusStaysOnItsRow, 'same window'],
  ['keyboard: what is hidden or filtered is said, and comes back', hiddenAndFiltered, 'same window'],
  ['keyboard: the menu of a row', menuOfARow, 'same window'],
  ['keyboard: the timeline, and back to the note', timelineByKeyboard, 'same window'],
  ['keyboard: the calendar, and back to the note', calendarByKeyboard, 'same window'],
  ['keyboard: a letter by three letters of its title', letterByThreeLetters, 'same window'],
];
