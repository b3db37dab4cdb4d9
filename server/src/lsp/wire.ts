// The protocol's wire: requests and notifications by their names over a JSON-RPC connection, with what every handler
// needs done once (guarding, logging, progress, open documents). It stands in for the `vscode-languageserver` package,
// whose parts for everything a server could ever do weigh a hundred kilobytes and cost start-up time.

import type { Diagnostic, WorkDoneProgressCancelParams } from 'vscode-languageserver-protocol';
import { FileProblem } from '../files/access.ts';
import { type CancellationToken, type Connection, ErrorCodes, ResponseError } from './rpc.ts';

/** The protocol's error for a request that was understood but could not be done. */
export const requestFailed = -32803;

/** Work shown to the user while it lasts. */
export interface Progress {
  report(percentage: number, message: string): void;
  done(): void;
  /** The user has stopped it. */
  readonly isCancelled: boolean;
}

export class Wire {
  readonly #rpc: Connection;
  readonly #cancelled = new Set<string | number>();
  #initialized = false;
  #begun = 0;

  constructor(rpc: Connection) {
    this.#rpc = rpc;
    rpc.onNotification('window/workDoneProgress/cancel', ({ token }: WorkDoneProgressCancelParams) => {
      this.#cancelled.add(token);
    });
  }

  /** Requests before `initialize` are refused, as the protocol wants. */
  markInitialized(): void {
    this.#initialized = true;
  }

  listen(): void {
    this.#rpc.listen();
  }

  onClose(work: () => void): void {
    this.#rpc.onClose(work);
  }

  /** Answers a request. Errors leave as the request's name and their kind. */
  answer<P, R>(method: string, handler: (params: P, token: CancellationToken) => R | Promise<R>): void {
    this.#rpc.onRequest(method, (params: P, token: CancellationToken): unknown => {
      if (!this.#initialized && method !== 'initialize') {
        throw new ResponseError(ErrorCodes.ServerNotInitialized, 'the server is not initialized');
      }
      return this.guard(method, () => handler(params, token));
    });
  }

  /** Hears a notification. What goes wrong is logged, never thrown. */
  hear<P>(method: string, handler: (params: P) => void | Promise<void>): void {
    this.#rpc.onNotification(method, (params: P) => this.background(method, () => handler(params)));
  }

  ask<R>(method: string, params?: unknown): Promise<R> {
    return this.#rpc.sendRequest<R>(method, params);
  }

  /** Sends a notification; a connection that is gone is no fault. */
  tell(method: string, params?: unknown): void {
    this.#rpc.sendNotification(method, params);
  }

  /** Asks the client to do something whose answer does not matter. */
  request(method: string, params?: unknown): void {
    this.ask(method, params).catch(() => undefined);
  }

  publish(uri: string, diagnostics: readonly Diagnostic[], version?: number): void {
    this.tell('textDocument/publishDiagnostics', { uri, diagnostics, ...(version === undefined ? {} : { version }) });
  }

  /** Writes to the client's log. Never text of a note. */
  log(level: 'error' | 'warning', message: string): void {
    this.tell('window/logMessage', { type: level === 'error' ? 1 : 2, message });
  }

  /** Runs what nobody waits for; what goes wrong in it is logged by its name. */
  background(name: string, work: () => void | Promise<void>): void {
    try {
      const result = this.guard(name, work);
      if (result instanceof Promise) result.catch(() => undefined);
    } catch {
      // Logged by the guard.
    }
  }

  /** Runs work; an error in it leaves as its name and its kind only, for its message could quote the note. */
  guard<T>(name: string, work: () => T | Promise<T>): T | Promise<T> {
    const failed = (error: unknown): never => {
      if (error instanceof ResponseError) throw error;
      const reason = error instanceof FileProblem ? error.message : error instanceof Error ? error.name : 'error';
      this.log('error', `${name}: ${reason}`);
      throw new ResponseError(requestFailed, `casenotes could not do this (${name}): ${reason}`);
    };
    try {
      const result = work();
      return result instanceof Promise ? result.catch(failed) : result;
    } catch (error) {
      return failed(error);
    }
  }

  /** Begins progress that the user sees and may stop; `undefined` where the client will not show it. */
  async progress(title: string, message: string): Promise<Progress | undefined> {
    const token = `casenotes-${++this.#begun}`;
    try {
      await this.ask('window/workDoneProgress/create', { token });
    } catch {
      return undefined;
    }
    const send = (value: object) => this.tell('$/progress', { token, value });
    send({ kind: 'begin', title, message, percentage: 0, cancellable: true });
    const cancelled = this.#cancelled;
    return {
      report: (percentage, text) => send({ kind: 'report', percentage, message: text }),
      done: () => {
        send({ kind: 'end' });
        cancelled.delete(token);
      },
      get isCancelled() {
        return cancelled.has(token);
      },
    };
  }
}
