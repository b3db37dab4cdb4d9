// Casenotes sleeps until a Markdown file is opened, and then offers all its commands.
import * as vscode from 'vscode';
import { extension, openNote } from './notes.ts';
import { check, equal, ok, until } from './runner.ts';

check('is there, and asleep before the first Markdown file', () => {
  ok(extension(), 'casenotes.casenotes is not installed');
  ok(!extension().isActive, 'it is active although no Markdown file was opened');
  const events: string[] = extension().packageJSON.activationEvents;
  // Pictures that were open when the window closed may wake it, too; so does a folder that says it holds casenotes.
  equal(
    events.filter((event) => !event.startsWith('onWebviewPanel:')),
    ['onLanguage:markdown', 'workspaceContains:casenotes.yaml'],
  );
});

check('wakes when a Markdown file is opened', async () => {
  await openNote('shopping.md');
  await until('activation', () => extension().isActive);
});

check('registers every command of its manifest', async () => {
  const all = await vscode.commands.getCommands(true);
  const contributed = extension().packageJSON.contributes.commands.map((c: { command: string }) => c.command);
  const missing = contributed.filter((command: string) => !all.includes(command));
  equal(missing, [] as string[]);
});
