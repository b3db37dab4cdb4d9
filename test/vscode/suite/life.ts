// Days, restarts and new notes.
import * as vscode from 'vscode';
import { closeAll, closeLimit, codeOf, diagnostic, fileUri, openNote, ours } from './notes.ts';
import { check, equal, ok, until } from './runner.ts';

const { Error: Past, Warning } = vscode.DiagnosticSeverity;

/** Codes and messages: what must be the same again. */
const snapshot = (uri: vscode.Uri) =>
  ours(uri)
    .map((d) => `${codeOf(d)}: ${d.message}`)
    .sort();

check('a new day changes what is close to past, without a restart', async () => {
  const { document } = await openNote('refused.md');
  await diagnostic(document.uri, Warning, closeLimit);
  const settings = vscode.workspace.getConfiguration('casenotes');
  await settings.update('today', '2026-07-10', vscode.ConfigurationTarget.Workspace);
  await diagnostic(document.uri, Past, 'tribunal-appeal');
  await settings.update('today', '2026-06-20', vscode.ConfigurationTarget.Workspace);
  await diagnostic(document.uri, Warning, closeLimit);
});

check('Restart Server gives the same diagnostics', async () => {
  const { uri } = (await openNote('refused.md')).document;
  await diagnostic(uri, Warning, closeLimit);
  const before = snapshot(uri);
  await vscode.commands.executeCommand('casenotes.restartServer');
  await until('the same diagnostics', () => JSON.stringify(snapshot(uri)) === JSON.stringify(before));
  equal(snapshot(uri), before);
});

check('a note made while VS Code runs is read, and forgotten when deleted', async () => {
  await closeAll();
  const uri = fileUri('made-later.md');
  const text = '- 1 April 2026: decision letter refusing to assess\n';
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  await diagnostic(uri, Past);
  await vscode.workspace.fs.delete(uri);
  await until('its diagnostics to go', () => ours(uri).length === 0);
});

check('New Casenote opens a note from the chosen template', async () => {
  const made = vscode.commands.executeCommand('casenotes.newCasenote');
  await until('the new note', async () => {
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return vscode.window.activeTextEditor?.document.isUntitled;
  });
  await made;
  const { document, selection } = vscode.window.activeTextEditor!;
  equal(document.languageId, 'markdown');
  ok(document.getText().startsWith('---\ncase: '), 'no front matter');
  ok(!selection.isEmpty, 'no gap is selected');
  await closeAll();
});
