// The language server in a web worker (vscode.dev, github.dev). It has no files of its own: it asks the client.
import { BrowserMessageReader, BrowserMessageWriter, createMessageConnection } from 'vscode-jsonrpc/browser';
import { minutesNow, todayInLondon } from './clock.ts';
import { checkOwnLetters, engineFor, loadEngine, loadLetters, loadRoutes, takeOwnLaw, version } from './data.ts';
import { startServer } from './lsp/server.ts';

const worker = self as unknown as DedicatedWorkerGlobalScope;

startServer(createMessageConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker)), {
  version,
  get engine() {
    return loadEngine();
  },
  engineFor,
  takeOwnLaw,
  letters: loadLetters,
  readOwnLetters: checkOwnLetters,
  routes: loadRoutes(),
  today: todayInLondon,
  minutes: minutesNow,
});
