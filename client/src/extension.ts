// Desktop entry: the server runs as a Node process of its own.
import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { type Exports, startCasenotes } from './shared.ts';

export async function activate(context: vscode.ExtensionContext): Promise<Exports> {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'casenotes-language-server.mjs').fsPath;
  return startCasenotes(
    context,
    (options) =>
      new LanguageClient(
        'casenotes',
        'Casenotes',
        {
          run: { module, transport: TransportKind.ipc },
          debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
        },
        options,
      ),
  );
}
