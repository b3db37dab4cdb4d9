// Which way to go, and the letter outside the note: by keyboard alone.
import * as vscode from 'vscode';
import { closeAll, openNote, ours } from './notes.ts';
import { check, ok, until } from './runner.ts';

const accept = () => vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');

check('Which Route? asks, answers, and inserts the letter of the first way', async () => {
  const { document } = await openNote('waiting.md');
  await until('reading', () => ours(document.uri).length > 0);
  const before = document.getText().length;
  const asked = vscode.commands.executeCommand('casenotes.whichRoute');
  await until('the letter', async () => {
    await accept();
    return document.getText().length > before + 300;
  });
  await asked;
  ok(document.getText().includes('Decision on assessment overdue'), 'not the letter for the late decision');
  await closeAll();
});

check('Copy Letter as Plain Text puts the filled letter on the clipboard', async () => {
  const { document } = await openNote('waiting.md');
  await until('reading', () => ours(document.uri).length > 0);
  await vscode.env.clipboard.writeText('');
  void vscode.commands.executeCommand('casenotes.copyLetter');
  await until('the clipboard', async () => {
    await accept();
    return (await vscode.env.clipboard.readText()).includes('Dear');
  });
  ok((await vscode.env.clipboard.readText()).includes('1 May 2026'), 'the day the decision was due is not in it');
  await vscode.commands.executeCommand('notifications.clearAll');
  await closeAll();
});

check('Open Letter in New File writes it beside the note and lists it as a draft', async () => {
  const { document } = await openNote('waiting.md');
  await until('reading', () => ours(document.uri).length > 0);
  const opened = vscode.commands.executeCommand('casenotes.openLetterInFile');
  const letter = () =>
    vscode.window.visibleTextEditors.find((e) => /-ehcna-decision-chase\.md$/.test(e.document.uri.path));
  await until('the file', async () => {
    await accept();
    return letter()?.document.getText().includes('Dear') === true;
  });
  await opened;
  const made = letter()!.document;
  try {
    ok(made.getText().startsWith('---\ncasenotes: false\n'), 'it would be read as a casenote');
    ok(
      /letter drafted, not sent yet: .*<!-- casenotes: not-event -->/.test(document.getText()),
      'the note does not list it',
    );
    ok(ours(made.uri).length === 0, 'the letter itself is marked');
  } finally {
    await made.save();
    await closeAll();
    await vscode.workspace.fs.delete(made.uri);
  }
});
