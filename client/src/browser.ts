// Web entry (vscode.dev, github.dev, code-server in a browser): the server runs in a web worker.
import * as vscode from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import { type Exports, startCasenotes } from './shared.ts';

/** The worker that runs now. */
let worker: Worker | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<Exports> {
  const dist = vscode.Uri.joinPath(context.extensionUri, 'dist');
  context.subscriptions.push({ dispose: () => worker?.terminate() });
  return startCasenotes(
    context,
    (options) => new LanguageClient('casenotes', 'Casenotes', () => connect(dist), options),
  );
}

/** A fresh worker each time, so that a restart really is one, and the way to talk to it. */
async function connect(dist: vscode.Uri): Promise<MessageTransports> {
  worker?.terminate();
  const url = URL.createObjectURL(await program(dist));
  worker = new Worker(url, { name: 'Casenotes' });
  // Not handed over as a worker: VS Code's own wrapper of workers is not what the client takes for one.
  return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
}

/**
 * The worker's program: the packs and the code, which the extension ships once for both of its servers. Put together
 * here because a worker cannot read files, and VS Code cannot start one from an extension on a remote machine.
 */
async function program(dist: vscode.Uri): Promise<Blob> {
  const names = JSON.parse(await textOf(vscode.Uri.joinPath(dist, 'packs', 'index.json'))) as readonly string[];
  const code = textOf(vscode.Uri.joinPath(dist, 'casenotes-server-core.js'));
  const texts = await Promise.all(names.map((name) => textOf(vscode.Uri.joinPath(dist, 'packs', name))));
  const packs = Object.fromEntries(names.map((name, i) => [name, texts[i]]));
  const parts = [`self.CASENOTES_PACKS=${JSON.stringify(packs)};\n`, await code];
  return new Blob(parts, { type: 'text/javascript' });
}

async function textOf(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
