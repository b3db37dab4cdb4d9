// "Open Examples": the invented casenotes that the extension ships, copied to where they can be written to, and opened as
// a folder with the day they are made for.
import * as vscode from 'vscode';
import { exampleFiles, shipped } from './example-files.ts';
import { whyNotSaved } from './save.ts';

/** The note to begin with. */
const first = '3-refusal-chronology.md';
const openNextKey = 'casenotes.examplesToOpen';

/** Copies the examples afresh; other files in the folder are left alone. Gives the folder. */
export async function copyExamples(context: vscode.ExtensionContext): Promise<vscode.Uri> {
  const from = vscode.Uri.joinPath(context.extensionUri, 'examples');
  const to = vscode.Uri.joinPath(context.globalStorageUri, 'Casenotes examples');
  for (const name of exampleFiles) {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(from, shipped(name)));
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(to, name), bytes);
  }
  return to;
}

/** Opens a fresh copy: in this window where nothing is open in it, else in a window of its own. */
export async function openExamples(context: vscode.ExtensionContext): Promise<void> {
  let folder: vscode.Uri;
  try {
    folder = await copyExamples(context);
  } catch (error) {
    void vscode.window.showErrorMessage(vscode.l10n.t('The examples could not be copied: {0}.', whyNotSaved(error)));
    return;
  }
  if (isOpen(folder)) return showFirst(folder);
  await context.globalState.update(openNextKey, folder.toString());
  const busy = (vscode.workspace.workspaceFolders ?? []).length > 0;
  await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: busy });
}

/** In the window that was opened for the examples: the first of them, once. */
export async function showExamplesIfAsked(context: vscode.ExtensionContext): Promise<void> {
  const asked = context.globalState.get<string>(openNextKey);
  const folder = asked === undefined ? undefined : vscode.Uri.parse(asked, true);
  if (!folder || !isOpen(folder)) return;
  await context.globalState.update(openNextKey, undefined);
  await showFirst(folder);
}

function isOpen(folder: vscode.Uri): boolean {
  // Compared by path: the same folder may come back under the scheme of a remote window.
  return (vscode.workspace.workspaceFolders ?? []).some(({ uri }) => uri.path === folder.path);
}

async function showFirst(folder: vscode.Uri): Promise<void> {
  const here = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.path === folder.path)?.uri ?? folder;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(here, first));
  await vscode.window.showTextDocument(document, { preview: false });
}
