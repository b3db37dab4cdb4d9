// The project's own wire held against the protocol's library (vscode-languageserver): the same bytes, cut anywhere, get the
// same answers from both.
import { PassThrough } from 'node:stream';
import { expect, test, vi } from 'vitest';
import {
  createConnection,
  ResponseError as LibraryError,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { random } from '../../../test/support/generate-notes.ts';
import { StreamPort } from '../ports.ts';
import { type CancellationToken, Connection, ErrorCodes, type Message, ResponseError } from './rpc.ts';

const framed = (message: unknown): Buffer => {
  const body = Buffer.from(JSON.stringify(message));
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]);
};

/** What a server of either kind is asked: plain, late, failing and cancelled requests, notifications, unknown methods. */
function transcript(next: () => number): readonly [Message[], Message[]] {
  const methods = ['test/echo', 'test/later', 'test/refuse', 'test/break', 'test/unknown', 'test/wait'];
  const cancels: Message[] = [];
  const asked = Array.from({ length: 40 }, (_, i): Message => {
    const method = methods[Math.floor(next() * methods.length)]!;
    const params = { text: 'é👍\r\n\r\n'.repeat(Math.floor(next() * 40)), i };
    const id = next() < 0.5 ? i : `id-${i}`;
    if (next() < 0.2) return { jsonrpc: '2.0', method: 'test/note', params };
    if (method === 'test/wait') cancels.push({ jsonrpc: '2.0', method: '$/cancelRequest', params: { id } });
    return { jsonrpc: '2.0', id, method, params };
  });
  return [asked, cancels];
}

/** What both servers do when asked. */
function serve(
  on: (method: string, handler: (params: unknown, token: unknown) => unknown) => void,
  ErrorClass: typeof ResponseError,
): void {
  on('test/echo', (params) => params);
  on('test/later', (params) => new Promise((resolve) => setTimeout(resolve, 2, params)));
  on('test/refuse', () => {
    throw new ErrorClass(-32803, 'no', { why: 'because' });
  });
  on('test/break', async () => {
    throw new Error('broken');
  });
  on('test/wait', (_, token) => {
    return new Promise((_resolve, reject) => {
      const stop = (): void => reject(new ErrorClass(ErrorCodes.RequestCancelled, 'cancelled'));
      (token as CancellationToken).onCancellationRequested(stop);
    });
  });
}

/** Bytes, and how many requests will have been answered when they have been read. */
interface Part {
  readonly bytes: Buffer;
  readonly answered: number;
}

/** The answers by id: the result, or the code of the error. */
async function answers(parts: readonly Part[], cut: number, begin: (input: PassThrough, output: PassThrough) => void) {
  const input = new PassThrough();
  const output = new PassThrough();
  const heard: Message[] = [];
  new StreamPort(output, new PassThrough()).listen(
    (message) => heard.push(message),
    () => undefined,
  );
  begin(input, output);
  for (const { bytes, answered } of parts) {
    for (let i = 0; i < bytes.length; i += cut) input.write(bytes.subarray(i, i + cut));
    // An answer too many would come soon after the last.
    await vi.waitUntil(() => heard.length >= answered, { timeout: 30_000 });
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return new Map(heard.map(({ id, result, error }) => [id, error ? { code: error.code } : { result }]));
}

test.each([3, 17, 400, 100_000])('the same answers as the library gives, in pieces of %i bytes', async (cut) => {
  // What is no longer wanted is said a little later, when it is being answered.
  const [asked, cancels] = transcript(random(cut));
  const requests = asked.filter((message) => message.id !== undefined).length;
  const parts: Part[] = [
    { bytes: Buffer.concat(asked.map(framed)), answered: requests - cancels.length },
    { bytes: Buffer.concat(cancels.map(framed)), answered: requests },
  ];
  const own = await answers(parts, cut, (input, output) => {
    const connection = new Connection(new StreamPort(input, output));
    serve((method, handler) => connection.onRequest(method, handler as never), ResponseError);
    connection.onNotification('test/note', () => undefined);
    connection.listen();
  });
  const library = await answers(parts, cut, (input, output) => {
    const connection = createConnection(new StreamMessageReader(input), new StreamMessageWriter(output));
    serve((method, handler) => connection.onRequest(method, handler), LibraryError as never);
    connection.onNotification('test/note', () => undefined);
    connection.listen();
  });
  expect(own.size).toBe(requests);
  expect([...own].sort()).toEqual([...library].sort());
});
