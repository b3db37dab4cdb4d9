// The language server in a web worker (vscode.dev, github.dev). It has no files of its own: it asks the client.
import { Connection, platformOn, startServer } from './core.ts';
import type { Message, Port } from './lsp/rpc.ts';

export * from './core.ts';

/** Starts the server in the worker that this runs in; the last line of the core calls it (scripts/lib/server-bundles.mts). */
export function startInWorker(): void {
  const worker = self as unknown as DedicatedWorkerGlobalScope;
  const port: Port = {
    send: (message) => worker.postMessage(message),
    listen: (hear) => worker.addEventListener('message', ({ data }) => hear(data as Message)),
  };
  startServer(new Connection(port), platformOn({}));
}
