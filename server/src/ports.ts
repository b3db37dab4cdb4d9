// The ports of the Node program: the client at the other end of standard input and output, or the parent process.
import type { Readable, Writable } from 'node:stream';
import type { Message, Port } from './lsp/rpc.ts';

const headEnd = Buffer.from('\r\n\r\n');

/**
 * Messages with a head that gives their length in bytes ("Content-Length: 42"), as the protocol has them on streams. Of
 * several that come together each has a turn of its own, in which what the one before began can go on. What is no message
 * is passed over; a head without a length ends the connection, for nothing after it can be told apart.
 */
export class StreamPort implements Port {
  readonly #input: Readable;
  readonly #output: Writable;
  #chunks: Buffer[] = [];
  #size = 0;
  /** Bytes that the next step needs: of the body once its head was read; 0 while a head is looked for. */
  #wanted = 0;
  /** Messages that have come and wait for their turn. */
  readonly #queue: Message[] = [];
  #isTaking = false;

  constructor(input: Readable, output: Writable) {
    this.#input = input;
    this.#output = output;
  }

  send(message: Message): void {
    const body = JSON.stringify(message);
    this.#output.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  listen(hear: (message: Message) => void, ended: () => void): void {
    this.#output.on('error', ended);
    this.#input.on('error', ended);
    this.#input.on('end', ended);
    this.#input.on('close', ended);
    this.#input.on('data', (chunk: Buffer) => {
      this.#chunks.push(chunk);
      this.#size += chunk.length;
      if (this.#size >= this.#wanted && !this.#read(hear)) {
        this.#input.pause();
        ended();
      }
    });
  }

  /** Reads the messages that have come whole. False where the stream makes no sense. */
  #read(hear: (message: Message) => void): boolean {
    let rest = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks);
    let wanted = this.#wanted;
    for (;;) {
      if (wanted === 0) {
        const end = rest.indexOf(headEnd);
        if (end === -1) break;
        const length = /^content-length: *(\d+)\s*$/im.exec(rest.toString('latin1', 0, end));
        if (!length) return false;
        wanted = Number(length[1]);
        rest = rest.subarray(end + 4);
      }
      if (rest.length < wanted) break;
      const body = rest.toString('utf8', 0, wanted);
      rest = rest.subarray(wanted);
      wanted = 0;
      const message = parsed(body);
      if (message) this.#queue.push(message);
    }
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#size = rest.length;
    this.#wanted = wanted;
    if (!this.#isTaking) this.#take(hear);
    return true;
  }

  #take(hear: (message: Message) => void): void {
    const message = this.#queue.shift();
    this.#isTaking = message !== undefined;
    if (!message) return;
    setImmediate(() => this.#take(hear));
    hear(message);
  }
}

function parsed(body: string): Message | undefined {
  try {
    return JSON.parse(body) as Message;
  } catch {
    return undefined;
  }
}

/** Messages to and from the process that started this one (`--node-ipc`). */
export class ParentPort implements Port {
  send(message: Message): void {
    process.send?.(message);
  }

  listen(hear: (message: Message) => void, ended: () => void): void {
    process.on('message', (message) => hear(message as Message));
    process.on('disconnect', ended);
  }
}
