// The note that a command works on: the one in front, else the one last worked in, so that a command also works from the
// walkthrough, the Deadlines view or a drawing, which have no cursor of their own. With none: what to do next.
import * as vscode from 'vscode';

/** Markdown documents of these schemes are something else than notes: letters looked at, old versions, output. */
const notNotes = new Set(['casenotes-letter', 'git', 'gitfs', 'output', 'vscode-scm', 'walkThrough']);

let last: vscode.Uri | undefined;

/** Can this document be a note? */
export function mayBeNote(document: vscode.TextDocument | undefined): document is vscode.TextDocument {
  return document?.languageId === 'markdown' && !notNotes.has(document.uri.scheme);
}

/** Remembers which note was in front last. */
export function followNotes(): vscode.Disposable {
  const remember = (editor: vscode.TextEditor | undefined) => {
    if (mayBeNote(editor?.document)) last = editor.document.uri;
  };
  remember(vscode.window.activeTextEditor);
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(remember),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.toString() === last?.toString()) last = undefined;
    }),
  );
}

/** The note in front, or the last one brought to the front; undefined where none is open. */
export async function findNote(): Promise<vscode.TextEditor | undefined> {
  const active = vscode.window.activeTextEditor;
  if (mayBeNote(active?.document)) return active;
  const uri = last?.toString();
  const visible = vscode.window.visibleTextEditors.filter(({ document }) => mayBeNote(document));
  const editor = visible.find(({ document }) => document.uri.toString() === uri) ?? visible[0];
  const document = editor?.document ?? vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri);
  return document && vscode.window.showTextDocument(document, editor?.viewColumn);
}

/**
 * The note to work on, in front.
 * @param why what the command needs it for, as a sentence; shown with the next steps where no note is open.
 */
export async function noteInFront(
  why = vscode.l10n.t('Open a casenote first.'),
): Promise<vscode.TextEditor | undefined> {
  const note = await findNote();
  if (note) return note;
  const fresh = vscode.l10n.t('New Casenote…');
  const examples = vscode.l10n.t('Open Examples');
  const chosen = await vscode.window.showInformationMessage(why, fresh, examples);
  if (chosen === fresh) await vscode.commands.executeCommand('casenotes.newCasenote');
  if (chosen === examples) await vscode.commands.executeCommand('casenotes.openExamples');
  return undefined;
}

/** "Back to the note", from the tree or a drawing: the note that was last worked in, else whatever editor there is. */
export async function backToNote(): Promise<void> {
  const front = vscode.window.activeTextEditor;
  // The tree leaves the editor in front as it is; focus alone goes back to it.
  if (front && mayBeNote(front.document)) await vscode.window.showTextDocument(front.document, front.viewColumn);
  else if (!(await findNote())) await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
}
