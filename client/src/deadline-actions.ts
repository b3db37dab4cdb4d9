// What can be done about one limit: open its line, explain it, insert its letter, record, waive, copy. From a row of the
// Deadlines view, or, with no row, about the limit at the cursor of the note, else its most urgent one.
import * as vscode from 'vscode';
import { caseOf, type Group, type UnreadDate } from './deadlines-model.ts';
import { noteInFront } from './note-in-front.ts';
import type { DeadlineRow, ServerApi } from './server-api.ts';
import { goToLine } from './show-deadlines.ts';

/** A line of the Deadlines view. */
export type DeadlineNode =
  | { readonly kind: 'group'; readonly group: Group }
  | { readonly kind: 'row'; readonly row: DeadlineRow; readonly id?: string }
  | { readonly kind: 'unread'; readonly date: UnreadDate; readonly id?: string };

type Node = DeadlineNode | undefined;

/** The commands by their names without `casenotes.`. */
export function deadlineActions(api: ServerApi): Readonly<Record<string, (node: Node) => unknown>> {
  const at = (then: () => unknown) => async (node: Node) => {
    if (!(await goThere(api, node))) return;
    await putCursorOnWords();
    await then();
  };
  return {
    openDeadline: (node) => goThere(api, node),
    actOnDeadline: at(() => vscode.commands.executeCommand('editor.action.quickFix')),
    letterForDeadline: at(() => vscode.commands.executeCommand('casenotes.insertLetter')),
    explainDeadline: at(explain),
    copyDeadline: copy,
  };
}

/** Opens the line of the limit; false where there is none, which is then said. */
async function goThere(api: ServerApi, node: Node): Promise<boolean> {
  if (node?.kind === 'group') return false;
  if (node) {
    const { uri, line } = node.kind === 'row' ? node.row : node.date;
    await goToLine(uri, line);
    return true;
  }
  return goToLimit(api);
}

/** From the start of the line to the words that the limit comes from. */
async function putCursorOnWords(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const place = await placeOn(editor.document, editor.selection.active.line);
  editor.selection = new vscode.Selection(place, place);
  editor.revealRange(new vscode.Range(place, place), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

async function goToLimit(api: ServerApi): Promise<boolean> {
  const editor = await noteInFront();
  if (!editor) return false;
  const rows = await api.deadlines(editor.document.uri.toString());
  const here = editor.selection.active.line + 1;
  const row = rows.find(({ line }) => line === here) ?? rows[0];
  if (row) {
    await goToLine(row.uri, row.line);
    return true;
  }
  const { reason } = await api.status(editor.document.uri.toString());
  const none = vscode.l10n.t('No time limit starts in this note.');
  const help = vscode.l10n.t('Help');
  const chosen = await vscode.window.showInformationMessage(reason ? `${none} ${reason}` : none, help);
  if (chosen === help) await vscode.commands.executeCommand('casenotes.help', 'trouble');
  return false;
}

/** Where on a line a hover has something of ours to say: the marked words, else the first word that has a hover. */
async function placeOn(document: vscode.TextDocument, line: number): Promise<vscode.Position> {
  const mark = vscode.languages
    .getDiagnostics(document.uri)
    .find((d) => d.source === 'casenotes' && d.range.start.line === line);
  if (mark) return mark.range.start;
  const { text } = document.lineAt(line);
  const words = [...text.matchAll(/[\p{L}\d]+/gu)].slice(0, 40);
  for (const { index } of words) {
    const place = new vscode.Position(line, index);
    if ((await hoversAt(document.uri, place)).length > 0) return place;
  }
  return new vscode.Position(line, words[0]?.index ?? 0);
}

/** How long an editor that was just opened may take to settle; a mouse that rests where it appears hides a hover. */
const settled = 300;

/** The hover, once the note that may just have been opened has one, with the keyboard in it: Escape goes back. */
async function explain(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  for (let tries = 0; editor && tries < 30; tries++) {
    if ((await hoversAt(editor.document.uri, editor.selection.active)).length > 0) break;
    await new Promise((wait) => setTimeout(wait, 100));
  }
  await new Promise((wait) => setTimeout(wait, settled));
  await vscode.commands.executeCommand('editor.action.showHover', { focus: 'autoFocusImmediately' });
}

function hoversAt(uri: vscode.Uri, place: vscode.Position): Thenable<readonly vscode.Hover[]> {
  return vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, place);
}

async function copy(node: Node): Promise<void> {
  if (node?.kind === 'row') await vscode.env.clipboard.writeText(`${caseOf(node.row)}: ${node.row.summary}`);
}
