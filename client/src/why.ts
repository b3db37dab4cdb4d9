// "Why Was This Not Seen?": what the server made of the line at the cursor, and, where its words should mean something,
// teaching them to the service's own pack.
import * as vscode from 'vscode';
import type { LineReading, ServerApi } from './server-api.ts';
import { twoLines } from './two-lines.ts';

interface Item extends vscode.QuickPickItem {
  readonly run?: () => Promise<void>;
}

/** Explains the line at the cursor; choosing the last item teaches its words. */
export async function whyNotSeen(api: ServerApi): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== 'markdown') {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a casenote first.'));
    return;
  }
  const uri = editor.document.uri.toString();
  const line = editor.selection.active.line;
  const found = await api.why(uri, line);
  if (!found) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Casenotes does not read this file.'));
    return;
  }
  const items: Item[] = found.sentences.map((sentence) => twoLines(sentence));
  if (found.words !== '') {
    items.push(
      { label: '', kind: vscode.QuickPickItemKind.Separator },
      {
        label: vscode.l10n.t('Teach these words'),
        detail: vscode.l10n.t('Adds a wording to your own pack: it is recognised from then on'),
        run: () => teach(api, uri, found),
      },
    );
  }
  const title = vscode.l10n.t('Line {0}: what was read and why', line + 1);
  const chosen = await vscode.window.showQuickPick(items, { title, matchOnDetail: true });
  await chosen?.run?.();
}

/** Asks what the words mean and which of them always stand together, and writes them into the pack. */
async function teach(api: ServerApi, uri: string, { words, events }: LineReading): Promise<void> {
  const meaning = await vscode.window.showQuickPick(
    events.map(({ id, title }) => ({ label: title, id })),
    { title: vscode.l10n.t('What happened, when you write this?'), placeHolder: words },
  );
  if (!meaning) return;
  const wording = await vscode.window.showInputBox({
    title: vscode.l10n.t('The words that always stand together, without dates or names'),
    value: words,
  });
  if (wording === undefined) return;
  const taught = await api.teach(uri, wording, meaning.id);
  if (!taught) return;
  if ('reason' in taught) {
    void vscode.window.showWarningMessage(taught.reason);
    return;
  }
  await api.apply(taught.edit);
  for (const file of taught.files) {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(file));
    await document.save();
  }
  void vscode.window.showInformationMessage(
    vscode.l10n.t('"{0}" is now recognised as: {1}.', wording.trim(), meaning.label),
  );
}
