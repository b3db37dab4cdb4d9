// Several folders in one window: each with its own settings, and rows that come and go with their folder.
import * as vscode from 'vscode';
import { closeAll, closeLimit, codeOf, diagnostic, ours } from '../suite/notes.ts';
import { check, equal, ok, until } from '../suite/runner.ts';
import { expected, inOrder, shownRows, untilShown, uriOf } from './tree.ts';

const { Warning } = vscode.DiagnosticSeverity;
const compare = (a = '', b = '') => (a < b ? -1 : a > b ? 1 : 0);

/** Opens a note as a click does: what is opened through the interface stays open for minutes after its editor is closed. */
async function openAsUser(uri: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand('vscode.open', uri);
  await until('the editor', () => vscode.window.activeTextEditor?.document.uri.toString() === uri.toString());
}

/** The rows of all three folders, as the command line has them. */
async function withSouth(): Promise<string[]> {
  const { first, south } = await expected();
  const rows = [...first.rows, ...south].sort(
    (a, b) => compare(a.due, b.due) || compare(uriOf(a.file).toString(), uriOf(b.file).toString()),
  );
  return inOrder(rows);
}

async function addSouth(): Promise<void> {
  const count = vscode.workspace.workspaceFolders!.length;
  ok(vscode.workspace.updateWorkspaceFolders(count, 0, { uri: uriOf('south') }), 'the folder was not added');
  await untilShown('the rows of the folder that was added', await withSouth());
}

async function removeSouth(): Promise<void> {
  const folders = vscode.workspace.workspaceFolders!;
  const at = folders.findIndex((folder) => folder.uri.path.endsWith('/south'));
  ok(vscode.workspace.updateWorkspaceFolders(at, 1), 'the folder was not taken away');
  await untilShown('the rows without it', inOrder((await expected()).first.rows));
}

check('a folder that is added brings its rows, under its own exclusions', async () => {
  await addSouth();
  const rows = await shownRows();
  ok(
    rows.some((row) => row.uri === uriOf('south/refused.md').toString()),
    'no row of the folder',
  );
  ok(!rows.some((row) => row.uri.includes('/south/old/')), 'a row of what it leaves out');
});

check('two notes of the same name keep apart what their folders’ settings say', async () => {
  const [north, south] = ['workspace/refused.md', 'south/refused.md'].map(uriOf) as [vscode.Uri, vscode.Uri];
  const own = vscode.Uri.joinPath(north, '../casenotes.yaml');
  await vscode.workspace.fs.writeFile(own, new TextEncoder().encode('service:\n  name: Northern SENDIASS\n'));
  await diagnostic(north, Warning, closeLimit);
  await openAsUser(south);
  await vscode.window.showTextDocument(north, { viewColumn: vscode.ViewColumn.Beside });
  await diagnostic(north, Warning, closeLimit);
  // Thirteen days before, with a warning of two days: nothing yet.
  equal(ours(south).map(codeOf), [] as string[], 'diagnostics of the southern note');
  const letters = await vscode.commands.executeCommand<{ id: string }[]>('casenotes.letters', south.toString(), 0);
  const made = (uri: vscode.Uri, id: string) =>
    vscode.commands.executeCommand<{ text: string }>('casenotes.letter', uri.toString(), 0, id);
  const texts = (uri: vscode.Uri) => Promise.all(letters.slice(0, 6).map(async ({ id }) => (await made(uri, id)).text));
  await until('the northern service in a letter', async () =>
    (await texts(north)).some((text) => text.includes('Northern SENDIASS')),
  );
  ok(
    (await texts(south)).some((text) => text.includes('Southern SENDIASS')),
    'no letter names the southern service',
  );
  ok(!(await texts(north)).some((text) => text.includes('Southern')), 'a northern letter names the southern service');
  ok(!(await texts(south)).some((text) => text.includes('Northern')), 'a southern letter names the northern service');
  await vscode.workspace.fs.delete(own);
  await closeAll();
});

check('a change of one folder’s settings is a change of that folder alone', async () => {
  const file = uriOf('south/casenotes.yaml');
  const before = await vscode.workspace.fs.readFile(file);
  const wider = new TextDecoder().decode(before).replace('warningDays: 2', 'warningDays: 30');
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(wider));
  await diagnostic(uriOf('south/refused.md'), Warning, closeLimit);
  await untilShown('the same rows', await withSouth());
  await vscode.workspace.fs.writeFile(file, before);
  await until('no warning', () => !ours(uriOf('south/refused.md')).some((d) => codeOf(d) === closeLimit));
});

check('a folder that is taken away takes its rows and its marks along, and can come back', async () => {
  // Closed, but held open by VS Code for minutes: no reason to keep its rows.
  await openAsUser(uriOf('south/refused.md'));
  await closeAll();
  const marked = uriOf('south/missed.md');
  await diagnostic(marked, vscode.DiagnosticSeverity.Error);
  await removeSouth();
  await until('no marks', () => ours(marked).length === 0);
  await addSouth();
});

// The rest of the suite runs in what is left: two folders, one of which has settings of its own.
check('a folder of a thousand notes that is taken away leaves the rows of the others', async () => {
  const folders = vscode.workspace.workspaceFolders!;
  const at = folders.findIndex((folder) => folder.uri.path.endsWith('/many'));
  ok(vscode.workspace.updateWorkspaceFolders(at, 1), 'the folder was not taken away');
  const rows = (await withSouth()).filter((row) => !row.includes('/many/'));
  ok(rows.length > 4, 'there is nothing to compare');
  await untilShown('the rows of the others', rows);
});
