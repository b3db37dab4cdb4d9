// The connection over a port in memory, and the messages of a stream however they are cut.
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { StreamPort } from '../ports.ts';
import { type CancellationToken, Connection, ErrorCodes, type Message, type Port, ResponseError } from './rpc.ts';

function connected() {
  const sent: Message[] = [];
  let hear!: (message: Message) => void;
  let end!: () => void;
  const port: Port = {
    send: (message) => sent.push(message),
    listen: (onMessage, onEnd) => {
      hear = onMessage;
      end = onEnd;
    },
  };
  const connection = new Connection(port);
  connection.listen();
  return { connection, sent, hear: (message: Message) => hear(message), end: () => end() };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('a connection', () => {
  it('answers requests, with null for nothing, and says which method is not known', async () => {
    const { connection, sent, hear } = connected();
    connection.onRequest('twice', (n: number) => 2 * n);
    connection.onRequest('later', async () => undefined);
    hear({ id: 1, method: 'twice', params: 4 });
    hear({ id: 'b', method: 'later' });
    hear({ id: 3, method: 'none' });
    await turn();
    expect(sent).toContainEqual({ jsonrpc: '2.0', id: 1, result: 8 });
    expect(sent).toContainEqual({ jsonrpc: '2.0', id: 'b', result: null });
    expect(sent.find(({ id }) => id === 3)?.error?.code).toBe(ErrorCodes.MethodNotFound);
  });

  it('answers with the error that was thrown, and with no words of any other', async () => {
    const { connection, sent, hear } = connected();
    connection.onRequest('refused', () => {
      throw new ResponseError(-32803, 'no', { why: 1 });
    });
    connection.onRequest('broken', async () => {
      throw new Error('text of a note');
    });
    hear({ id: 1, method: 'refused' });
    hear({ id: 2, method: 'broken' });
    await turn();
    expect(sent[0]?.error).toEqual({ code: -32803, message: 'no', data: { why: 1 } });
    expect(sent[1]?.error?.code).toBe(ErrorCodes.InternalError);
    expect(JSON.stringify(sent[1])).not.toContain('note');
  });

  it('tells a handler that its answer is no longer wanted', async () => {
    const { connection, hear } = connected();
    let cancelled = 0;
    connection.onRequest('wait', (_: unknown, token: CancellationToken) => {
      token.onCancellationRequested(() => cancelled++);
      return new Promise(() => undefined);
    });
    hear({ id: 1, method: 'wait' });
    hear({ id: 2, method: 'wait' });
    hear({ method: '$/cancelRequest', params: { id: 1 } });
    expect(cancelled).toBe(1);
  });

  it('asks, hears the answer, and is refused once the connection is closed', async () => {
    const { connection, sent, hear, end } = connected();
    const good = connection.sendRequest('a');
    const bad = connection.sendRequest('b');
    const never = connection.sendRequest('c');
    hear({ id: sent[0]!.id!, result: 7 });
    hear({ id: sent[1]!.id!, error: { code: 1, message: 'no' } });
    let closed = false;
    connection.onClose(() => {
      closed = true;
    });
    end();
    expect(await good).toBe(7);
    await expect(bad).rejects.toThrow('no');
    await expect(never).rejects.toThrow('closed');
    await expect(connection.sendRequest('d')).rejects.toThrow('closed');
    expect(closed).toBe(true);
  });
});

describe('messages on a stream', () => {
  const framed = (body: string) => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

  function listening() {
    const input = new PassThrough();
    const output = new PassThrough();
    const heard: Message[] = [];
    let ended = false;
    new StreamPort(input, output).listen(
      (message) => heard.push(message),
      () => {
        ended = true;
      },
    );
    return { input, output, heard, isEnded: () => ended };
  }

  it.each([1, 2, 3, 7, 50, 10_000])('are read however they are cut (%i bytes at a time)', async (size) => {
    const { input, heard, isEnded } = listening();
    const messages = [
      { id: 1, method: 'é👍' },
      { method: 'b', params: { text: 'ü\r\n\r\n' } },
      { id: 2, result: null },
    ];
    const bytes = Buffer.from(messages.map((message) => framed(JSON.stringify(message))).join(''));
    for (let i = 0; i < bytes.length; i += size) input.write(bytes.subarray(i, i + size));
    await expect.poll(() => heard).toEqual(messages);
    input.end();
    await expect.poll(isEnded).toBe(true);
  });

  it('go on after what is no JSON, and end where there is no length', async () => {
    const { input, heard, isEnded } = listening();
    input.write(`${framed('{no')}Content-Type: x\r\ncontent-length: 2\r\n\r\n{}`);
    await expect.poll(() => heard).toEqual([{}]);
    expect(isEnded()).toBe(false);
    input.write('Length: 2\r\n\r\n{}');
    await expect.poll(isEnded).toBe(true);
  });

  it('are written with their length in bytes', () => {
    const output = new PassThrough();
    new StreamPort(new PassThrough(), output).send({ method: 'é' });
    expect(output.read().toString()).toBe('Content-Length: 15\r\n\r\n{"method":"é"}');
  });
});
