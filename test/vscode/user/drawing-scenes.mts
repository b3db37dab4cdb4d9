// Scenes of the drawings: timeline, caseload calendar, the chips of the Markdown preview, and exports that end as files.
import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import type { Scene, Stage } from './run.mts';
import type { Workbench } from './workbench.mts';

/** The page inside the webview that is in front. */
export function webview(workbench: Workbench): FrameLocator {
  return workbench.page.frameLocator('iframe.webview.ready').last().frameLocator('#active-frame');
}

async function openRead(workbench: Workbench, name: string): Promise<void> {
  await workbench.openFile(name);
  await workbench.squiggles('warning').first().waitFor();
}

/** Light comes last, for the scenes after this. */
async function showTimeline({ workbench }: Stage): Promise<void> {
  const looks = [
    ['Dark Modern', 'vs-dark', 'vscode-dark'],
    ['Dark High Contrast', 'hc-black', 'vscode-high-contrast'],
    ['Light High Contrast', 'hc-light', 'vscode-high-contrast-light'],
    ['Light Modern', 'vs', 'vscode-light'],
  ] as const;
  await openRead(workbench, 'waiting.md');
  await workbench.command('Casenotes: Show Timeline');
  const page = webview(workbench);
  await page.locator('table').filter({ hasText: '1 May 2026' }).waitFor();
  for (const [theme, window, look] of looks) {
    await workbench.theme(theme, window);
    await page.locator(`body.${look} svg[role="img"]`).waitFor();
    await workbench.picture(`timeline-${look}`);
  }
  // A title leads to its line.
  await webview(workbench).locator('.go').first().click();
  await workbench.page.locator('.tab.active[data-resource-name="waiting.md"]').first().waitFor();
}

/** The page of the timeline has not come up yet when the window is opened again: the drawing is of its note all the same. */
async function timelineComesBack({ workbench }: Stage): Promise<void> {
  const script = /\/client\/media\/views\.js/;
  const context = workbench.page.context();
  await openRead(workbench, 'waiting.md');
  // The page's script is not served, so that the page keeps nothing by itself.
  await context.route(script, (route) => route.abort());
  await workbench.command('Casenotes: Show Timeline');
  await workbench.page.locator('.tab').filter({ hasText: 'Timeline' }).waitFor();
  await workbench.untilKept('memento/workbench.parts.editor', 'waiting.md', 'casenotes.timeline');
  await context.unroute(script);
  await workbench.reload();
  await workbench.page.locator('.tab[data-resource-name="waiting.md"]').first().waitFor();
  await webview(workbench).locator('table').filter({ hasText: '1 May 2026' }).first().waitFor();
  await workbench.picture('timeline-back');
}

async function timelineFollows({ workbench }: Stage): Promise<void> {
  await openRead(workbench, 'waiting.md');
  await workbench.command('Casenotes: Show Timeline');
  const page = webview(workbench);
  await page.locator('table').filter({ hasText: 'overdue' }).waitFor();
  await workbench.page.locator('.tab[data-resource-name="waiting.md"]').first().click();
  await workbench.press('Control+End', 'Enter', 'Enter');
  await workbench.type('- 2 June 2026: LA refused to assess.');
  await page.locator('table').filter({ hasText: '2 June 2026' }).first().waitFor();
}

async function showCalendar({ workbench }: Stage): Promise<void> {
  await openRead(workbench, 'refused.md');
  await workbench.command('Casenotes: Caseload Calendar');
  const page = webview(workbench);
  const day = page.locator('.day[data-day="2026-07-03"]');
  await day.waitFor();
  await workbench.picture('calendar-vscode');
  await day.focus();
  await workbench.press('Enter');
  await page.locator('#said').filter({ hasText: '3 July 2026' }).waitFor();
  await page.locator('tr[data-day="2026-07-03"] .go').first().click();
  await workbench.page.locator('.tab.active[data-resource-name="refused.md"]').first().waitFor();
}

async function previewChips({ workbench }: Stage): Promise<void> {
  await openRead(workbench, 'refused.md');
  await workbench.press('Control+Shift+V');
  await webview(workbench).locator('.casenotes-chip').filter({ hasText: '3 July 2026' }).first().waitFor();
  await workbench.picture('preview');
}

/** Answers VS Code's own save dialog with a path, once it stands there with the name that was suggested. */
async function saveAs(workbench: Workbench, suggested: string, file: string): Promise<void> {
  const box = workbench.page.locator('.quick-input-widget:visible input[type="text"]').first();
  await workbench.page.waitForFunction(
    ([selector, name]) =>
      (globalThis as unknown as { document: { querySelector(s: string): { value: string } | null } }).document
        .querySelector(selector!)
        ?.value.endsWith(`/${name}`),
    ['.quick-input-widget input[type="text"]', suggested],
  );
  await box.fill(file);
  // While the folder is still being listed the box takes no answer: it is asked until it goes.
  for (let tries = 0; tries < 20 && (await box.isVisible()); tries++) {
    await workbench.press('Enter');
    await box.waitFor({ state: 'hidden', timeout: 3_000 }).catch(() => undefined);
  }
}

async function exportChronology({ workbench, folder }: Stage): Promise<void> {
  await openRead(workbench, 'refused.md');
  await workbench.command('Casenotes: Export Chronology');
  await workbench.rows().filter({ hasText: 'Markdown' }).first().click();
  const target = path.join(folder, 'out.md');
  await saveAs(workbench, 'chronology.md', target);
  await workbench.notification('Saved as').first().waitFor();
  await access(target);
  const text = await readFile(target, 'utf8');
  if (!/# Chronology/.test(text) || !text.includes('3 May 2026'))
    throw new Error(`no chronology: ${text.slice(0, 200)}`);
}

async function exportCalendar({ workbench, folder }: Stage): Promise<void> {
  await openRead(workbench, 'refused.md');
  await workbench.command('Casenotes: Export to Calendar');
  await workbench.rows().filter({ hasText: 'initials only' }).first().waitFor();
  await workbench.picture('export-calendar');
  await workbench.press('Enter');
  const target = path.join(folder, 'out.ics');
  await saveAs(workbench, 'casenotes.ics', target);
  await workbench.notification('Saved as').first().waitFor();
  if (!(await readFile(target, 'utf8')).includes('DTSTART;VALUE=DATE:20260703')) throw new Error('no entry on 3 July');
}

async function exportFails({ workbench }: Stage): Promise<void> {
  await openRead(workbench, 'refused.md');
  await workbench.command('Casenotes: How Late Is Our Council?');
  await workbench.rows().filter({ hasText: 'Markdown' }).first().click();
  // A place that is there and takes no file from anybody.
  await saveAs(workbench, 'how-late.md', '/sys/how-late.md');
  const failed = workbench.notification('how-late.md was not saved: ').first();
  await failed.waitFor();
  await workbench.picture('export-failed');
  await failed.locator('.monaco-button').filter({ hasText: 'Open the Text Instead' }).click();
  await workbench.editor.locator('.view-line').filter({ hasText: 'How late' }).first().waitFor();
}

export const drawingScenes: readonly Scene[] = [
  ['the timeline, in four themes', showTimeline],
  ['the caseload calendar, by keyboard', showCalendar, 'same window'],
  ['a chronology saved as a file', exportChronology, 'same window'],
  ['a calendar file saved', exportCalendar, 'same window'],
  ['an export that cannot be saved is not lost', exportFails],
  ['limits as chips in the Markdown preview', previewChips],
  ['the timeline comes back with its note when the window is opened again at once', timelineComesBack],
  ['the timeline follows what is typed', timelineFollows],
];
