// Scenes of getting started: the walkthrough, the first run, the examples, an empty window, help; and a letter as rich
// text. Their pictures go to test-artefacts/.
import { webview } from './drawing-scenes.mts';
import type { Scene, Stage } from './run.mts';
import { changeUserSettings, type Workbench } from './workbench.mts';

/** Fails with `what` where `condition` does not hold. */
function ok(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(what);
}

const walkthrough = (workbench: Workbench) => workbench.page.locator('.gettingStartedContainer');

/** The picture of the open step of the walkthrough. */
function drawing(workbench: Workbench) {
  return webview(workbench).locator('svg').first();
}

/** Each step opened by keyboard, with its picture drawn in the theme's colours. */
async function walk({ workbench }: Stage): Promise<void> {
  const looks = [
    ['Dark Modern', 'vs-dark', 'walkthrough-dark'],
    ['Dark High Contrast', 'hc-black', 'walkthrough-hc'],
    ['Light High Contrast', 'hc-light', 'walkthrough-hc-light'],
    ['Light Modern', 'vs', 'walkthrough'],
  ] as const;
  // The picture stands beside the steps only where there is room for both.
  for (let tries = 0; tries < 5; tries++) {
    // A window that is still being made can miss its first change of size.
    await workbench.page.setViewportSize({ width: 1600 - (tries % 2), height: 900 });
    const wide = await workbench.page
      .waitForFunction("document.querySelector('.monaco-workbench')?.clientWidth > 1590", undefined, { timeout: 5000 })
      .catch(() => undefined);
    if (wide) break;
  }
  const start = async () => {
    await workbench.command('Casenotes: Get Started');
    const steps = walkthrough(workbench).locator('.getting-started-step');
    await steps.filter({ hasText: 'Write a note' }).first().waitFor();
    await drawing(workbench).waitFor();
  };
  await start();
  for (const [theme, look, picture] of looks) {
    await workbench.theme(theme, look);
    await drawing(workbench).waitFor();
    await workbench.picture(picture);
  }
  // A change of theme draws the page anew and leaves the keyboard nowhere on it.
  await workbench.command('View: Close All Editors');
  await start();
  const others = ['See why', 'Have the last word', 'Insert the next letter', 'Keep every case', 'Say where you work'];
  for (const [i, title] of others.entries()) {
    const step = walkthrough(workbench).locator('.getting-started-step').filter({ hasText: title }).first();
    // The picture of the step before is still being drawn, and can take the keyboard away.
    await workbench.untilShown(step.locator('.monaco-button:visible').first(), async () => {
      await step.focus();
      await workbench.press('Enter');
    });
    await drawing(workbench).locator('title').filter({ hasText: title }).waitFor({ state: 'attached' });
    await workbench.picture(`walkthrough-${i + 2}`);
  }
}

const greeting = (workbench: Workbench) => workbench.notification('Casenotes reads this note');

/** Said once, when there is something to see; not again after a reload, and never to who wants no introductions. */
async function firstRun({ workbench, home }: Stage): Promise<void> {
  const welcome = 'workbench.welcomePage.walkthroughs.openOnInstall';
  await changeUserSettings(home, { [welcome]: true });
  try {
    await workbench.reload();
    await workbench.openFile('shopping.md');
    await workbench.openFile('refused.md');
    await greeting(workbench).waitFor();
    await workbench.picture('first-run');
    await workbench.untilKept('casenotes.casenotes', 'casenotes.greeted');
    await workbench.reload();
    await workbench.command('View: Close All Editors');
    await workbench.openFile('waiting.md');
    await workbench.squiggles('warning').first().waitFor();
    await workbench.command('Casenotes: Show Deadlines in This Note');
    await workbench.rows().first().waitFor();
    ok((await greeting(workbench).count()) === 0, 'it was said twice');
  } finally {
    await changeUserSettings(home, { [welcome]: false });
  }
}

/** A window of its own, with a copy that may be changed, on the day the examples are made for. */
async function examples({ workbench, artefacts }: Stage): Promise<void> {
  await workbench.openFile('shopping.md');
  const opened = workbench.page.context().waitForEvent('page');
  await workbench.command('Casenotes: Open Examples');
  const page = await opened;
  page.setDefaultTimeout(60_000);
  await page.locator('.tab.active[data-resource-name="3-refusal-chronology.md"]').first().waitFor();
  await page.locator('.squiggly-warning').first().waitFor();
  await page.screenshot({ path: `${artefacts}/examples.png` });
  await page.close();
}

/** No folder: a note from a template, and where it should go. */
async function emptyWindow({ workbench, server }: Stage): Promise<void> {
  await workbench.page.goto(`${server.origin}/?ew=true`);
  await workbench.page.locator('.monaco-workbench .part.editor').waitFor();
  await workbench.untilExtended();
  await workbench.command('Casenotes: New Casenote');
  await workbench.rows().filter({ hasText: 'Annual review' }).first().waitFor();
  ok((await workbench.rows().count()) >= 6, 'kinds of case are missing');
  await workbench.answer('exclusion');
  await workbench.focusedRow.filter({ hasText: /exclu/i }).first().waitFor();
  await workbench.press('Enter');
  await workbench.editor.locator('.view-line').filter({ hasText: 'case: ' }).first().waitFor();
  const said = workbench.notification('No folder is open').first();
  await said.locator('.monaco-button').filter({ hasText: 'Open Folder…' }).waitFor();
  await workbench.picture('empty-window');
}

/** The page that fits what is in front comes first. */
async function help({ workbench }: Stage): Promise<void> {
  await workbench.openFile('shopping.md');
  await workbench.command('Casenotes: Help');
  await workbench.focusedRow.filter({ hasText: 'not as I expect' }).waitFor();
  await workbench.picture('help');
  await workbench.press('Enter');
  await webview(workbench).locator('h2').filter({ hasText: 'not as you expect' }).waitFor();
  await workbench.picture('help-page');
}

/** By keyboard: the page's own button puts HTML and plain text on the clipboard. */
async function richText({ workbench }: Stage): Promise<void> {
  const { page } = workbench;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await workbench.openFile('waiting.md');
  await workbench.squiggles('warning').first().waitFor();
  await workbench.command('Casenotes: Copy Letter as Rich Text');
  await workbench.rows().filter({ hasText: '1 May 2026' }).first().waitFor();
  await workbench.press('Enter');
  const letter = webview(workbench);
  await letter.locator('#letter').filter({ hasText: 'Dear' }).waitFor();
  const button = letter.locator('#copy:focus');
  await workbench.tabTo(button);
  await workbench.picture('rich-letter');
  await workbench.press('Enter');
  await letter.locator('#done').filter({ hasText: 'Copied' }).waitFor();
  const read = `navigator.clipboard.read().then(async ([item]) => Promise.all(
    ['text/html', 'text/plain'].map(async (type) => (await item.getType(type)).text())))`;
  const [html, plain] = (await page.evaluate(read)) as [string, string];
  ok(/<p[\s>]/.test(html) && html.includes('Dear'), `no rich text: ${html.slice(0, 200)}`);
  ok(
    plain.includes('Dear') && plain.includes('1 May 2026') && !plain.includes('<'),
    `no plain text: ${plain.slice(0, 200)}`,
  );
  await workbench.notification('on the clipboard').first().waitFor();
}

export const startScenes: readonly Scene[] = [
  ['start: the walkthrough, in four themes, by keyboard', walk],
  ['start: one message at the first run, and never again', firstRun],
  ['start: the examples open in a window of their own', examples],
  ['start: a new casenote in a window without a folder', emptyWindow],
  ['start: help opens the page that fits', help],
  ['start: a letter copied as rich text', richText],
];
