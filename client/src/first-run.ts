// The one message of the first run. It comes when the first event was recognised in a note, since only then is there
// something to show, and never again: not in this window, not in another, not after an update.
import * as vscode from 'vscode';
import { openWalkthrough } from './help.ts';

const greetedKey = 'casenotes.greeted';

/** Shows the message once in the life of this installation. */
export class FirstRun {
  readonly #memory: vscode.Memento & { setKeysForSync(keys: readonly string[]): void };
  readonly #quiet: boolean;

  constructor(context: vscode.ExtensionContext) {
    this.#memory = context.globalState;
    this.#memory.setKeysForSync([greetedKey]);
    this.#quiet = context.extensionMode === vscode.ExtensionMode.Test;
  }

  /** A note with this many recognised events is in front. */
  async noteRead(events: number): Promise<void> {
    if (events === 0 || this.#quiet || this.#memory.get(greetedKey)) return;
    // Who has told VS Code not to open introductions does not want ours.
    const welcome = vscode.workspace.getConfiguration('workbench.welcomePage.walkthroughs');
    if (welcome.get('openOnInstall') === false) return;
    // Kept before it is shown, so that two windows or a crash do not show it twice.
    await this.#memory.update(greetedKey, true);
    const found = vscode.l10n.t(
      'Casenotes reads this note: point at the underlined or hinted words to see the limits. Nothing leaves your machine.',
    );
    const show = vscode.l10n.t('Show Me Around');
    const list = vscode.l10n.t('Show Deadlines');
    const chosen = await vscode.window.showInformationMessage(found, show, list);
    if (chosen === show) await openWalkthrough();
    if (chosen === list) await vscode.commands.executeCommand('casenotes.showAllDeadlines');
  }
}
