// The workbench as a person uses it: keys, and what stands on the screen. Waits are for states, never for times.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { quietSettings, type Running } from '../../../scripts/lib/vscode.mts';

/** One open window of VS Code. */
export class Workbench {
  readonly page: Page;
  readonly #artefacts: string;

  private constructor(page: Page, artefacts: string) {
    this.page = page;
    this.#artefacts = artefacts;
  }

  /** Opens a folder and waits until the workbench stands. */
  static async open(context: BrowserContext, server: Running, folder: string, artefacts: string): Promise<Workbench> {
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    // Windows share what they have fetched, which is most of their start, and nothing that they keep.
    const session = await context.newCDPSession(page);
    const storageTypes = 'cookies,indexeddb,local_storage';
    await session.send('Storage.clearDataForOrigin', { origin: server.origin, storageTypes });
    await session.detach();
    await page.goto(`${server.origin}/?folder=${folder}`);
    const workbench = new Workbench(page, artefacts);
    await workbench.page.locator('.monaco-workbench .explorer-folders-view .monaco-list-row').first().waitFor();
    await workbench.untilExtended();
    return workbench;
  }

  /** A window stands before it knows its extensions' keys and commands: what is pressed until then is lost. */
  async untilExtended(): Promise<void> {
    await this.page.locator('.activitybar .action-label[aria-label="Casenotes"]').first().waitFor();
  }

  /** Opens the window again; it comes back with the view that was in its side bar. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.page.locator('.monaco-workbench .sidebar .monaco-list-row').first().waitFor();
    await this.untilExtended();
  }

  /**
   * Waits until the window has written down for its next start, by this key, something with these words. It does so once
   * a minute, and at once when somebody turns to another window.
   */
  async untilKept(key: string, ...words: readonly string[]): Promise<void> {
    const turnAway = `Object.defineProperty(document, 'hasFocus', { value: () => false, configurable: true });
      window.dispatchEvent(new Event('blur'));`;
    const turnBack = `delete document.hasFocus; window.dispatchEvent(new Event('focus'));`;
    const kept = `(async (key, words) => {
      const done = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      for (const { name } of await indexedDB.databases()) {
        if (!name.startsWith('vscode-web-state-db')) continue;
        const database = await done(indexedDB.open(name));
        const table = database.transaction('ItemTable').objectStore('ItemTable');
        const value = String(await done(table.get(key)));
        database.close();
        if (words.every((word) => value.includes(word))) return true;
      }
      return false;
    })(${JSON.stringify(key)}, ${JSON.stringify(words)})`;
    for (let tries = 0; !(await this.page.evaluate(kept)); tries++) {
      if (tries === 120) throw new Error(`the window did not write down ${words.join(' and ')}`);
      await this.page.evaluate(turnAway);
      await this.page.waitForTimeout(500);
      await this.page.evaluate(turnBack);
    }
  }

  /** Does something until it shows what it should: on a busy machine the window may not be listening yet. */
  async untilShown(shown: Locator, act: () => Promise<void>): Promise<void> {
    for (let tries = 1; tries < 6; tries++) {
      await act();
      if (await isSo(shown.waitFor({ timeout: 8000 }))) return;
    }
    await shown.waitFor();
  }

  /** Puts the cursor on the first marked place, as F8 does, and closes the box that F8 opens. */
  async toFirstMark(): Promise<void> {
    const box = this.page.locator('.zone-widget').first();
    await this.untilShown(box, () => this.press('F8'));
    await this.untilGone(box, () => this.press('Escape'));
    await this.page.locator('.monaco-editor.focused').first().waitFor();
  }

  /** As a window that has just been opened, but for its start: no editor, nothing asked or said, the files in the side bar. */
  async clear(): Promise<void> {
    await this.page.mouse.move(1, 1);
    await this.untilGone(this.page.locator('.tab').first(), () => this.command('View: Close All Editors'));
    await this.command('Notifications: Clear All Notifications');
    await this.command('View: Show Explorer');
    await this.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  }

  /** Takes another colour theme, by the name that it has in the list. */
  async theme(name: string, look: string): Promise<void> {
    await this.command('Preferences: Color Theme');
    await this.#quickInput.locator('input').fill(name);
    await this.#accept(name);
    await this.page.locator(`.monaco-workbench.${look}`).waitFor();
  }

  async close(): Promise<void> {
    await this.page.close({ runBeforeUnload: false });
  }

  /** Keeps a picture for people to look at. */
  async picture(name: string): Promise<void> {
    await this.page.screenshot({ path: path.join(this.#artefacts, `${name}.png`) });
  }

  press(...keys: readonly string[]): Promise<void> {
    return keys.reduce((before, key) => before.then(() => this.page.keyboard.press(key)), Promise.resolve());
  }

  type(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }

  get #quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible');
  }

  /** The highlighted row of the open quick pick. */
  get focusedRow(): Locator {
    return this.#quickInput.locator('.monaco-list-row.focused');
  }

  rows(): Locator {
    return this.#quickInput.locator('.monaco-list-row');
  }

  /** Opens a file of the folder by name and puts the cursor into it. */
  async openFile(name: string): Promise<void> {
    const box = this.#quickInput.locator('input:focus');
    await this.untilShown(box, () => this.press('Control+P'));
    await box.fill(name);
    await this.#accept(name);
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).first().waitFor();
    await this.editor.locator('.view-line').first().waitFor();
    await this.focusEditor();
  }

  /** Runs a command by its title, as typed into the command palette. */
  async command(title: string): Promise<void> {
    const row = this.rows().filter({ hasText: title }).first();
    // A window that has just been opened learns of its extensions' commands a moment later; an open palette does not.
    const asked = async () => {
      await this.press('F1');
      await this.#quickInput.locator('input').fill(`>${title}`, { timeout: 5_000 });
      await row.waitFor({ timeout: 5_000 });
    };
    for (let tries = 0; tries < 12; tries++) {
      if (await isSo(asked())) break;
      await this.press('Escape');
    }
    await this.#accept(title);
  }

  /**
   * Takes the row with these words, which other rows may stand before, or be shown before; and waits until the list has
   * gone or given way to the next one. What is pressed before that goes to the old list: that is how keys were lost.
   */
  async #accept(words: string): Promise<void> {
    const row = this.rows().filter({ hasText: words }).first();
    await row.waitFor();
    const isFocused = await isSo(this.focusedRow.filter({ hasText: words }).waitFor({ timeout: 1_000 }));
    await this.untilGone(row, () => (isFocused ? this.press('Enter') : row.click({ timeout: 3_000 })));
  }

  /** Does something until what stands there has gone. */
  async untilGone(gone: Locator, act: () => Promise<void>): Promise<void> {
    for (let tries = 1; tries < 6; tries++) {
      await act().catch(() => undefined);
      if (await isSo(gone.waitFor({ state: 'hidden', timeout: 4_000 }))) return;
    }
    await gone.waitFor({ state: 'hidden' });
  }

  /** Writes into the box that asks, once it listens. */
  async answer(text: string): Promise<void> {
    const box = this.#quickInput.locator('input:focus');
    await box.waitFor();
    await box.fill(text);
  }

  /** Opens the menu of what has the keyboard and chooses the line with these words. */
  async chooseInMenu(words: string, picture?: string): Promise<void> {
    const menu = this.page.locator('.monaco-menu:visible');
    const line = menu.locator('.action-item').filter({ hasText: words }).first();
    // A mouse that rests over the menu chooses by itself.
    await this.page.mouse.move(1, 1);
    await this.untilShown(line, () => this.press('Shift+F10'));
    if (picture) await this.picture(picture);
    const chosen = menu.locator('.action-item.focused').filter({ hasText: words });
    for (let tries = 0; tries < 15 && !(await isSo(chosen.waitFor({ timeout: 150 }))); tries++)
      await this.press('ArrowDown');
    await chosen.waitFor();
    await this.untilGone(line, () => this.press('Enter'));
  }

  /** Goes on by Tab until something has the keyboard: a page that has just been drawn takes it a moment later. */
  async tabTo(target: Locator): Promise<void> {
    for (let tries = 0; tries < 40; tries++) {
      if (await isSo(target.waitFor({ timeout: 250 }))) return;
      await this.press('Tab');
    }
    await target.waitFor();
  }

  get editor(): Locator {
    return this.page.locator('.editor-group-container.active .editor-instance .monaco-editor').first();
  }

  /** Puts the cursor at the beginning of the active editor, which shows it. */
  async focusEditor(): Promise<void> {
    const focused = this.page.locator('.monaco-editor.focused').first();
    // An editor that has just been opened has the focus by itself, as a rule.
    await focused.waitFor({ timeout: 2_000 }).catch(() => this.press('Control+1'));
    await focused.waitFor();
    await this.untilShown(this.#cursorIn(1), () => this.press('Control+Home'));
  }

  /** What the status bar says of the cursor, where that is in a line, counted from 1. */
  #cursorIn(line: number): Locator {
    return this.page.locator('.statusbar-item').filter({ hasText: new RegExp(`Ln ${line}, Col`) });
  }

  squiggles(kind: 'error' | 'warning' | 'info'): Locator {
    return this.editor.locator(`.squiggly-${kind}`);
  }

  /** The text of the active editor as it is drawn, without inlay hints' own no-break spaces. */
  async text(): Promise<string> {
    const lines = await this.editor.locator('.view-line').allInnerTexts();
    return lines.join('\n').replaceAll('\u00a0', ' ');
  }

  /** Puts the cursor at a line and column, both counted from 1. */
  async goTo(line: number, column = 1): Promise<void> {
    const box = this.#quickInput.locator('input:focus');
    await this.untilShown(box, () => this.press('Control+G'));
    await box.fill(`:${line}:${column}`);
    await this.untilGone(this.#quickInput, () => this.press('Enter'));
    await this.#cursorIn(line).waitFor();
  }

  notification(text: string): Locator {
    return this.page.locator('.notification-list-item').filter({ hasText: text });
  }
}

/** Did it happen? */
function isSo(wait: Promise<unknown>): Promise<boolean> {
  return wait.then(
    () => true,
    () => false,
  );
}

/** Changes a user setting while VS Code runs; it notices the file. */
export async function changeUserSettings(home: string, settings: object): Promise<void> {
  const file = path.join(home, 'data/User/settings.json');
  const before = JSON.parse(await readFile(file, 'utf8'));
  const text = JSON.stringify({ ...quietSettings, ...before, ...settings }, null, 2);
  await writeFile(file, text);
  // Some settings count on the machine of the extensions only.
  await writeFile(path.join(home, 'data/Machine/settings.json'), text);
}
