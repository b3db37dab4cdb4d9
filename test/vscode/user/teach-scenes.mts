// "Why Was This Not Seen?" and teaching a wording into the service's own pack, by keyboard, until the event is seen.
import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Scene, Stage } from './run.mts';

/** Fails with `what` where `condition` does not hold. */
function ok(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(what);
}

async function teachWords({ workbench, folder }: Stage): Promise<void> {
  await workbench.openFile('waiting.md');
  await workbench.squiggles('warning').first().waitFor();
  await workbench.press('Control+End', 'Enter');
  await workbench.type('- 2 June 2026: yellow letter came from Ashdown');
  await workbench.command('Casenotes: Why Was This Not Seen?');
  const teachIt = workbench.rows().filter({ hasText: 'Teach' }).first();
  await teachIt.waitFor();
  await workbench.picture('why');
  await workbench.press('ArrowUp');
  await workbench.focusedRow.filter({ hasText: 'Teach' }).waitFor();
  await workbench.press('Enter');
  // What happened: a few letters of the event's name.
  const title = workbench.page.locator('.quick-input-title');
  await title.filter({ hasText: 'What happened' }).waitFor();
  await workbench.answer('refuses to assess');
  await workbench.focusedRow.filter({ hasText: 'refuses to assess' }).first().waitFor();
  await workbench.picture('why-event');
  await workbench.press('Enter');
  const box = workbench.page.locator('.quick-input-widget:visible input[type="text"]').first();
  await title.filter({ hasText: 'words' }).waitFor();
  await workbench.picture('why-words');
  ok(/yellow letter/.test(await box.inputValue()), `the box holds "${await box.inputValue()}"`);
  await box.fill('yellow letter');
  await workbench.press('Enter');
  await workbench.notification('is now recognised').first().waitFor();
  // The event is seen in the line: its limit stands beside it.
  await workbench.editor
    .locator('.view-line')
    .filter({ hasText: /2\sAug/ })
    .first()
    .waitFor();
  await workbench.picture('why-taught');
  const pack = await readFile(path.join(folder, 'casenotes-pack/wordings.yaml'), 'utf8');
  ok(pack.includes('yellow letter'), 'the wording is not in the pack');
  await access(path.join(folder, 'casenotes.yaml'));
}

export const teachScenes: readonly Scene[] = [
  ['keyboard: why a line was not seen, and teaching its words', teachWords],
];
