// "Insert Model Letter…": the letters that fit this note first, with what and when, then all others by route. Typing
// searches title, reason and purpose; Alt+P shows the highlighted letter beside the note; Enter inserts it.
import * as vscode from 'vscode';
import { lineForLetter } from './letter-place.ts';
import { noteInFront } from './note-in-front.ts';
import type { LetterChoice, ServerApi } from './server-api.ts';

const previewScheme = 'casenotes-letter';

interface LetterItem extends vscode.QuickPickItem {
  readonly letter?: LetterChoice;
}

/** A letter that was chosen for the active note. */
export interface PickedLetter {
  readonly editor: vscode.TextEditor;
  readonly uri: string;
  readonly line: number;
  readonly id: string;
}

/** Asks which letter; `undefined` where no note is open or nothing was chosen. */
export async function pickLetter(api: ServerApi): Promise<PickedLetter | undefined> {
  const editor = await noteInFront(vscode.l10n.t('Open a casenote first: the letter is filled in from it.'));
  if (!editor) return undefined;
  const uri = editor.document.uri.toString();
  const line = editor.selection.active.line;
  const choices = await api.letters(uri, line);
  const chosen = await pick(choices, new LetterPreview(api, uri, line));
  return chosen && { editor, uri, line, id: chosen.id };
}

/** Asks which letter, and inserts it at the cursor with its first tab stop selected. */
export async function insertLetter(api: ServerApi): Promise<void> {
  const picked = await pickLetter(api);
  if (picked) await insertLetterById(api, picked.editor, picked.id);
}

/** Inserts a letter at the cursor of a note. */
export async function insertLetterById(api: ServerApi, editor: vscode.TextEditor, id: string): Promise<void> {
  const letter = await api.letter(editor.document.uri.toString(), editor.selection.active.line, id);
  const shown = await vscode.window.showTextDocument(editor.document, editor.viewColumn);
  await insertAt(shown, letter.snippet, editor.selection.active);
}

/** On a line of its own, with a blank line around it, whatever the cursor stands on; not amid front matter or a table. */
async function insertAt(editor: vscode.TextEditor, snippet: string, at: vscode.Position): Promise<void> {
  const { document } = editor;
  const line = document.lineAt(lineForLetter(document.getText().split(/\r?\n/), at.line));
  const text = line.isEmptyOrWhitespace ? snippet : `\n\n${snippet}\n`;
  await editor.insertSnippet(new vscode.SnippetString(text), line.isEmptyOrWhitespace ? line.range : line.range.end);
}

/** The list: "Fits this note" first, then a heading a route. */
export function letterItems(choices: readonly LetterChoice[]): LetterItem[] {
  const items: LetterItem[] = [];
  const heading = (label: string) => items.push({ label, kind: vscode.QuickPickItemKind.Separator });
  const item = (letter: LetterChoice) =>
    items.push({
      label: letter.title,
      // What and when before what it is for: the list cuts long lines.
      detail: letter.reason ? `${letter.reason} ${letter.purpose}` : letter.purpose,
      iconPath: new vscode.ThemeIcon(letter.fits ? 'mail' : 'mail-read'),
      letter,
    });
  const fitting = choices.filter((choice) => choice.fits);
  if (fitting.length > 0) heading(vscode.l10n.t('Fits this note'));
  fitting.forEach(item);
  const groups = new Map<string, LetterChoice[]>();
  for (const choice of choices.filter((c) => !c.fits)) {
    groups.set(choice.group, [...(groups.get(choice.group) ?? []), choice]);
  }
  for (const [group, letters] of groups) {
    heading(group);
    letters.forEach(item);
  }
  return items;
}

async function pick(choices: readonly LetterChoice[], preview: LetterPreview): Promise<LetterChoice | undefined> {
  const quickPick = vscode.window.createQuickPick<LetterItem>();
  const eye: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('open-preview'),
    tooltip: vscode.l10n.t('Show the letter beside the note (Alt+P)'),
  };
  quickPick.title = vscode.l10n.t('Insert Model Letter');
  quickPick.placeholder = vscode.l10n.t('Type to search. Enter inserts, Alt+P shows the letter first.');
  quickPick.matchOnDescription = true;
  quickPick.matchOnDetail = true;
  quickPick.buttons = [eye];
  quickPick.items = letterItems(choices);
  const toggle = () => preview.toggle(quickPick.activeItems[0]?.letter);
  const context = (open: boolean) => vscode.commands.executeCommand('setContext', 'casenotes.choosingLetter', open);
  const listeners = [
    vscode.commands.registerCommand('casenotes.previewLetter', toggle),
    quickPick.onDidTriggerButton(toggle),
    quickPick.onDidChangeActive(([item]) => preview.follow(item?.letter)),
  ];
  await context(true);
  try {
    return await new Promise((resolve) => {
      quickPick.onDidAccept(() => resolve(quickPick.selectedItems[0]?.letter));
      quickPick.onDidHide(() => resolve(undefined));
      quickPick.show();
    });
  } finally {
    await context(false);
    for (const listener of listeners) listener.dispose();
    quickPick.dispose();
    await preview.close();
  }
}

/** Shows the highlighted letter beside the note, as it would be inserted; follows the highlight until closed. */
class LetterPreview {
  readonly #api: ServerApi;
  readonly #uri: string;
  readonly #line: number;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #document = vscode.Uri.from({ scheme: previewScheme, path: '/Letter.md' });
  #provider: vscode.Disposable | undefined;
  #text = '';

  constructor(api: ServerApi, uri: string, line: number) {
    this.#api = api;
    this.#uri = uri;
    this.#line = line;
  }

  async toggle(letter: LetterChoice | undefined): Promise<void> {
    if (this.#provider) return this.close();
    this.#provider = vscode.workspace.registerTextDocumentContentProvider(previewScheme, {
      onDidChange: this.#changed.event,
      provideTextDocumentContent: () => this.#text,
    });
    await this.follow(letter);
    const document = await vscode.workspace.openTextDocument(this.#document);
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
  }

  async follow(letter: LetterChoice | undefined): Promise<void> {
    if (!this.#provider || !letter) return;
    this.#text = (await this.#api.letter(this.#uri, this.#line, letter.id)).text;
    this.#changed.fire(this.#document);
  }

  async close(): Promise<void> {
    if (!this.#provider) return;
    this.#provider.dispose();
    this.#provider = undefined;
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const open = tabs.filter((tab) => (tab.input as { uri?: vscode.Uri } | undefined)?.uri?.scheme === previewScheme);
    await vscode.window.tabGroups.close(open, true);
  }
}
