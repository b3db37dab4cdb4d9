// Hears what the extension and its server say to each other, for counting: the extension's output channel is made to
// take every message (the client's own trace) and to keep it here. Must be loaded before the extension wakes.
import * as vscode from 'vscode';

/** Every message so far, as the client traces it: "Sending request 'workspace/diagnostic - (3)'." */
export const messages: string[] = [];

const make = vscode.window.createOutputChannel as (...args: unknown[]) => vscode.LogOutputChannel;

function listening(...args: unknown[]): vscode.LogOutputChannel {
  const channel = make.apply(vscode.window, args);
  if (args[0] !== 'Casenotes') return channel;
  return new Proxy(channel, {
    get(target, name) {
      if (name === 'logLevel') return vscode.LogLevel.Trace;
      if (name === 'trace') return (message: string) => void messages.push(message);
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

Object.defineProperty(vscode.window, 'createOutputChannel', { value: listening, configurable: true });

/** Requests by method that the client has sent since the message of this number. */
export function requestsSince(first: number): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const message of messages.slice(first)) {
    const [, method] = /Sending request '([^ ']+)/.exec(message) ?? [];
    if (method) found.set(method, (found.get(method) ?? 0) + 1);
  }
  return found;
}
