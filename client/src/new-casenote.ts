// "New Casenote…": an unsaved note from a template by kind of case, its first tab stop selected. Works in an empty
// window, too, and says there where the note should go.
import * as vscode from 'vscode';
import templates from '../../snippets/casenotes.code-snippets';

/** Asks for the kind of case and opens the note. */
export async function newCasenote(): Promise<void> {
  const items = Object.entries(templates).map(([name, template]) => ({
    label: kindOf(name),
    detail: template.description,
    body: template.body.join('\n'),
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('New casenote'),
    placeHolder: vscode.l10n.t('What is the case about?'),
    matchOnDetail: true,
  });
  if (!chosen) return;
  const document = await vscode.workspace.openTextDocument({ language: 'markdown' });
  const editor = await vscode.window.showTextDocument(document);
  await editor.insertSnippet(new vscode.SnippetString(chosen.body));
  if ((vscode.workspace.workspaceFolders ?? []).length === 0) await sayWhereToPutIt();
}

/** "Casenote: annual review" is "Annual review" in a list of kinds. */
function kindOf(name: string): string {
  const kind = name.replace(/^Casenote: /, '');
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}

async function sayWhereToPutIt(): Promise<void> {
  const text = vscode.l10n.t(
    'No folder is open. Save the note among your casenotes and open their folder: then the limits of all of them are kept in view.',
  );
  const save = vscode.l10n.t('Save As…');
  const open = vscode.l10n.t('Open Folder…');
  const chosen = await vscode.window.showInformationMessage(text, save, open);
  if (chosen === save) await vscode.commands.executeCommand('workbench.action.files.saveAs');
  if (chosen === open) await vscode.commands.executeCommand('vscode.openFolder');
}
