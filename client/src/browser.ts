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
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'casenotes-server-worker.js');
  context.subscriptions.push({ dispose: () => worker?.terminate() });
  return startCasenotes(
    context,
    (options) => new LanguageClient('casenotes', 'Casenotes', () => connect(script), options),
  );
}

/** A fresh worker each time, so that a restart really is one, and the way to talk to it. */
async function connect(script: vscode.Uri): Promise<MessageTransports> {
  worker?.terminate();
  worker = await startWorker(script);
  // Not handed over as a worker: VS Code's own wrapper of workers is not what the client takes for one.
  return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
}

/** Starts the server's worker, wherever the extension lies. */
async function startWorker(script: vscode.Uri): Promise<Worker> {
  const name = { name: 'Casenotes' };
  // VS Code's worker host cannot start a worker from an extension on a remote machine, but can read its files.
  if (script.scheme !== 'vscode-remote') return new Worker(script.toString(true), name);
  const bytes = await vscode.workspace.fs.readFile(script);
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'text/javascript' }));
  return new Worker(url, name);
}
