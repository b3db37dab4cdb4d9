// From a squiggle to a letter, and from the list to a letter.
import * as vscode from 'vscode';
import { closeAll, closeLimit, codeAction, codeOf, diagnostic, openNote, ours, unsavedNote } from './notes.ts';
import { check, ok, until } from './runner.ts';

const { Warning } = vscode.DiagnosticSeverity;

check('the quick fix of a breach writes the letter, with its first gap selected', async () => {
  const editor = await openNote('waiting.md');
  const { document } = editor;
  const found = await diagnostic(document.uri, Warning, 'ehcna-decision-6-weeks');
  const before = document.getText().length;
  // As the light bulb does it: the first letter on offer, applied by the editor.
  const action = await codeAction(document.uri, found.range, /letter/i);
  editor.selection = new vscode.Selection(found.range.start, found.range.start);
  ok(action.edit, 'the action has no edit');
  await vscode.workspace.applyEdit(action.edit);
  await until('the letter', () => document.getText().length > before + 300);
  const text = document.getText();
  ok(text.includes('Dear'), 'no salutation');
  ok(text.includes('1 May 2026'), 'the day the decision was due is not in it');
  ok(text.includes('E.F.'), 'the initials are not in it');
  ok(!/\$\{?\d/.test(text), 'snippet marks were left in the text');
  await closeAll();
});

check('Insert Model Letter lists fitting letters first and inserts the chosen one', async () => {
  const editor = await openNote('waiting.md');
  const { document } = editor;
  await until('reading', () => ours(document.uri).length > 0);
  const end = document.lineAt(document.lineCount - 1).range.end;
  editor.selection = new vscode.Selection(end, end);
  const before = document.getText().length;
  const inserted = vscode.commands.executeCommand('casenotes.insertLetter');
  await until('the letter', async () => {
    // Enter on the highlighted row, as soon as there is one.
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return document.getText().length > before + 300;
  });
  await inserted;
  ok(!vscode.window.activeTextEditor!.selection.isEmpty, 'no gap is selected');
  await closeAll();
});

check('what a note says goes into a letter literally', async () => {
  const child = 'A$1.}\\`<b>';
  const note = `---\nchild: '${child}'\nla: Ashdown\n---\n\n- 20 March 2026: request for an EHC needs assessment received by the council\n`;
  const { document } = await unsavedNote(note);
  const found = await diagnostic(document.uri, Warning, 'ehcna-decision-6-weeks');
  const action = await codeAction(document.uri, found.range, /letter/i);
  await vscode.workspace.applyEdit(action.edit!);
  await until('the letter', () => document.getText().includes('Dear'));
  const letter = document.getText().slice(note.length - 20);
  // Markdown's own escapes may stand before the marks; the characters themselves are all there.
  const plain = letter
    .replace(/\\([\\`*_{}[\]()#+\-.!<>$|~])/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
  ok(plain.includes(child.replace('\\`', '`')) || plain.includes(child), `not literal: ${letter.slice(0, 600)}`);
  await closeAll();
});

check('a waiver by quick fix is written into the note and ends the warning', async () => {
  const { document } = await openNote('refused.md');
  const found = await diagnostic(document.uri, Warning, closeLimit);
  const action = await codeAction(document.uri, found.range, /waive|not matter|does not apply/i);
  await vscode.workspace.applyEdit(action.edit!);
  await until('the mark', () => document.getText().includes(`<!-- casenotes: waive ${closeLimit}`));
  await until('no more warning', () => !ours(document.uri).some((d) => codeOf(d) === closeLimit));
  await closeAll();
});
