// The language server in a web worker (vscode.dev, github.dev). It has no files of its own: it asks the client.
import { minutesNow, todayInLondon } from './clock.ts';
import { checkOwnLetters, engineFor, loadEngine, loadLetters, loadRoutes, takeOwnLaw, version } from './data.ts';
import { Connection, type Message, type Port } from './lsp/rpc.ts';
import { startServer } from './lsp/server.ts';

const worker = self as unknown as DedicatedWorkerGlobalScope;

const port: Port = {
  send: (message) => worker.postMessage(message),
  listen: (hear) => worker.addEventListener('message', ({ data }) => hear(data as Message)),
};

startServer(new Connection(port), {
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
