// What the checks share: opening notes, asking the editor what the server said, and waiting for it.
import * as vscode from 'vscode';
import { until } from './runner.ts';

export const extension = () => vscode.extensions.getExtension('casenotes.casenotes')!;

/** The limit of refused.md that is close and shown first; others of the same day are named in its message. */
export const closeLimit = 'mediation-contact-adviser-2-months';

/** The URI of a file of the workspace. */
export function fileUri(name: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, name);
}

/** Opens a note of the workspace in an editor. */
export async function openNote(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(fileUri(name)));
}

/** Opens an unsaved note with this text. */
export async function unsavedNote(content: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'markdown', content }));
}

/** The code of a diagnostic, without its link. */
export function codeOf(diagnostic: vscode.Diagnostic): string {
  const { code } = diagnostic;
  return String(typeof code === 'object' ? code.value : code);
}

/** Casenotes' own diagnostics of a document. */
export function ours(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === 'casenotes');
}

/** Waits for a diagnostic of this severity, and code where given. */
export function diagnostic(
  uri: vscode.Uri,
  severity: vscode.DiagnosticSeverity,
  code?: string,
): Promise<vscode.Diagnostic> {
  const what = `${vscode.DiagnosticSeverity[severity]} ${code ?? ''} in ${uri.path}`;
  return until(what, () => ours(uri).find((d) => d.severity === severity && (!code || codeOf(d) === code)));
}

/** The code actions at a place; the first question right after start may be answered with nothing, so it is repeated. */
export function codeAction(uri: vscode.Uri, range: vscode.Range, title: RegExp): Promise<vscode.CodeAction> {
  return until(`a code action like ${title}`, async () => {
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      range,
      undefined,
      20,
    );
    return actions.find((action) => title.test(action.title));
  });
}

/** Closes all editors, dropping what was not saved. */
export async function closeAll(): Promise<void> {
  while (vscode.window.activeTextEditor) {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
