// The language server in a web worker (vscode.dev, github.dev). It has no files of its own: it asks the client.
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { todayInLondon } from './clock.ts';
import { loadEngine, loadLetters, version } from './data.ts';
import { startServer } from './lsp/server.ts';

const worker = self as unknown as DedicatedWorkerGlobalScope;

startServer(createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker)), {
  version,
  engine: loadEngine(),
  letters: loadLetters,
  today: todayInLondon,
});
