// "New Casenote…": an unsaved note from a template by kind of case, its first tab stop selected.
import * as vscode from 'vscode';
import templates from '../../snippets/casenotes.code-snippets';

/** Asks for the kind of case and opens the note. */
export async function newCasenote(): Promise<void> {
  const items = Object.entries(templates).map(([label, template]) => ({
    label,
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
}
