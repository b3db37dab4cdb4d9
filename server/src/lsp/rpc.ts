// JSON-RPC 2.0 as the language server protocol uses it, over any port that carries whole messages: requests both ways,
// notifications, cancellation. Each message is handled as it comes, so that an edit and the question after it cost no
// turns of waiting.

/** A JSON-RPC message, as it comes or goes. */
export interface Message {
  readonly jsonrpc?: string;
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
}

/** What carries messages to the client and back (ports.ts for Node; a worker's own port in the browser). */
export interface Port {
  send(message: Message): void;
  /** Begins to hear: each message; the end, once; and what could not be read as a message. */
  listen(hear: (message: Message) => void, ended: () => void): void;
}

/** Errors of JSON-RPC and of the protocol, by their numbers. */
export const ErrorCodes = {
  InvalidRequest: -32600,
  MethodNotFound: -32601,
  InternalError: -32603,
  ServerNotInitialized: -32002,
  RequestCancelled: -32800,
} as const;

/** An error that leaves as the answer to a request. */
export class ResponseError extends Error {
  readonly code: number;
  readonly data: unknown;

  constructor(code: number, message: string, data?: unknown) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

/** Tells whether work is still wanted. */
export class CancellationToken {
  #listeners: (() => void)[] | undefined = [];

  get isCancellationRequested(): boolean {
    return this.#listeners === undefined;
  }

  /** Calls `listener` once the work is no longer wanted; at once where it is not. */
  onCancellationRequested(listener: () => void): void {
    if (this.#listeners) this.#listeners.push(listener);
    else listener();
  }

  cancel(): void {
    const listeners = this.#listeners ?? [];
    this.#listeners = undefined;
    for (const listener of listeners) listener();
  }
}

type RequestHandler = (params: never, token: CancellationToken) => unknown;
type NotificationHandler = (params: never) => void;

interface Pending {
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/** One connection to a client. */
export class Connection {
  readonly #port: Port;
  readonly #requests = new Map<string, RequestHandler>();
  readonly #notifications = new Map<string, NotificationHandler>();
  /** Requests of the client that are being answered, and own ones that wait for their answer. */
  readonly #running = new Map<number | string, CancellationToken>();
  readonly #pending = new Map<number | string, Pending>();
  readonly #onClose: (() => void)[] = [];
  #ids = 0;
  #closed = false;

  constructor(port: Port) {
    this.#port = port;
  }

  onRequest<P>(method: string, handler: (params: P, token: CancellationToken) => unknown): void {
    this.#requests.set(method, handler as RequestHandler);
  }

  onNotification<P>(method: string, handler: (params: P) => void): void {
    this.#notifications.set(method, handler as NotificationHandler);
  }

  onClose(work: () => void): void {
    this.#onClose.push(work);
  }

  listen(): void {
    this.#port.listen(
      (message) => this.#hear(message),
      () => this.#end(),
    );
  }

  /** Asks the client. Rejects with its error, or where the connection ends before it answers. */
  sendRequest<R>(method: string, params?: unknown): Promise<R> {
    const id = this.#ids++;
    return new Promise<R>((resolve, reject) => {
      if (this.#closed) {
        reject(new Error('the connection is closed'));
        return;
      }
      this.#pending.set(id, { resolve, reject } as Pending);
      this.#send({ id, method, params });
    });
  }

  sendNotification(method: string, params?: unknown): void {
    if (!this.#closed) this.#send({ method, params });
  }

  #send(message: Message): void {
    this.#port.send({ jsonrpc: '2.0', ...message });
  }

  #hear(message: Message): void {
    if (typeof message !== 'object' || message === null) return;
    const { id, method, params } = message;
    if (typeof method !== 'string') {
      if (id !== undefined && id !== null) this.#answered(id, message);
    } else if (id === undefined || id === null) {
      if (method === '$/cancelRequest') this.#running.get((params as { id: number | string }).id)?.cancel();
      else this.#notifications.get(method)?.(params as never);
    } else void this.#answer(id, method, params);
  }

  #answered(id: number | string, { result, error }: Message): void {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (error) pending?.reject(new ResponseError(error.code, error.message, error.data));
    else pending?.resolve(result as never);
  }

  #answer(id: number | string, method: string, params: unknown): unknown {
    const handler = this.#requests.get(method);
    if (!handler) return this.#fail(id, new ResponseError(ErrorCodes.MethodNotFound, `there is no method ${method}`));
    const token = new CancellationToken();
    this.#running.set(id, token);
    const done = (result: unknown): void => {
      this.#running.delete(id);
      if (!this.#closed) this.#send({ id, result: result ?? null });
    };
    const failed = (error: unknown): void => {
      this.#running.delete(id);
      this.#fail(id, error);
    };
    try {
      const result = handler(params as never, token);
      return result instanceof Promise ? result.then(done, failed) : done(result);
    } catch (error) {
      return failed(error);
    }
  }

  #fail(id: number | string, error: unknown): void {
    if (this.#closed) return;
    const { code, message, data } =
      error instanceof ResponseError ? error : new ResponseError(ErrorCodes.InternalError, 'this could not be done');
    this.#send({ id, error: { code, message, ...(data === undefined ? {} : { data }) } });
  }

  #end(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const { reject } of this.#pending.values()) reject(new Error('the connection is closed'));
    this.#pending.clear();
    for (const token of this.#running.values()) token.cancel();
    for (const work of this.#onClose) work();
  }
}
