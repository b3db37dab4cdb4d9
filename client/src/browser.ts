// Web entry (vscode.dev, github.dev, code-server in a browser): the server runs in a web worker.
import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { type Exports, startCasenotes } from './shared.ts';

export async function activate(context: vscode.ExtensionContext): Promise<Exports> {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'casenotes-server-worker.js').toString(true);
  // A fresh worker each time, so that a restart really is one.
  return startCasenotes(
    context,
    (options) =>
      new LanguageClient('casenotes', 'Casenotes', async () => new Worker(script, { name: 'Casenotes' }), options),
  );
}
