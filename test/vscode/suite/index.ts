// The suite that runs inside VS Code, the same in the Node host and in the web worker host.
import * as vscode from 'vscode';
import { check, ok, runAll } from './runner.ts';

check('the extension is there', () => {
  ok(vscode.extensions.getExtension('casenotes.casenotes'), 'casenotes.casenotes is not installed');
});

export const run = runAll;
