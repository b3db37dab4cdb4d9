// Workspace diagnostics as the protocol means them: a request is held open until something changes, with result ids and
// partial results, can be cancelled, and is never answered for nothing. In the manner of two clients: VS Code's, which
// takes partial results and asks again two seconds after each answer, and a plain one that takes whole answers only.
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import {
  CancellationTokenSource,
  type WorkspaceDiagnosticReport,
  type WorkspaceDiagnosticReportPartialResult,
} from 'vscode-languageserver-protocol/node';
import { generateNote } from '../support/generate-notes.ts';
import { Editor, oneEditor, refused, requested } from './client.ts';

// On a busy machine a server takes its time to start.
vi.setConfig({ testTimeout: 180_000 });
const patience = 60_000;

const manyNotes = Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`case-${i}.md`, generateNote(i)]));

const start = oneEditor();

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
type Known = { uri: string; value: string }[];

/** A client that keeps what it was told and asks again, as `vscode-languageclient` does. */
class Client {
  readonly ids = new Map<string, string>();
  readonly counts = new Map<string, number>();
  readonly server: Editor;
  readonly partial: boolean;
  asked = 0;
  answered = 0;
  partials = 0;
  #stopped = false;

  constructor(server: Editor, partial: boolean) {
    this.server = server;
    this.partial = partial;
    server.connection.onNotification(
      '$/progress',
      ({ token, value }: { token: string; value: WorkspaceDiagnosticReportPartialResult }) => {
        if (!String(token).startsWith('workspace-')) return;
        this.partials++;
        this.#take(value);
      },
    );
  }

  #take({ items }: WorkspaceDiagnosticReportPartialResult): void {
    for (const item of items) {
      this.counts.set(item.uri, (this.counts.get(item.uri) ?? 0) + 1);
      this.ids.set(item.uri, item.resultId!);
    }
  }

  get known(): Known {
    return [...this.ids].map(([uri, value]) => ({ uri, value }));
  }

  ask(token?: CancellationTokenSource): Promise<WorkspaceDiagnosticReport> {
    this.asked++;
    const params = {
      previousResultIds: this.known,
      ...(this.partial ? { partialResultToken: `workspace-${this.asked}` } : {}),
    };
    const { connection } = this.server;
    return token
      ? connection.sendRequest('workspace/diagnostic', params, token.token)
      : connection.sendRequest('workspace/diagnostic', params);
  }

  /** Asks, takes the answer on, and asks again after a moment, until it is stopped. */
  async run(between: number): Promise<void> {
    while (!this.#stopped) {
      this.#take(await this.ask());
      this.answered++;
      await pause(between);
    }
  }

  stop(): void {
    this.#stopped = true;
  }
}

async function changeFile(server: Editor, name: string, text: string): Promise<void> {
  await writeFile(path.join(server.folder, name), text);
  const changes = [{ uri: server.uri(name), type: 2 }];
  await server.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
}

describe.each([
  ['a client that takes partial results', true],
  ['a plain client', false],
] as const)('%s', (_name, partial) => {
  it('has one request open while nothing happens, and it is not answered', async () => {
    const server = await start({ files: { 'a.md': refused, 'b.md': requested } });
    const client = new Client(server, partial);
    void client.run(50).catch(() => undefined);
    await server.until(() => client.ids.size === 2, patience);
    await pause(400);
    const { asked, answered } = client;
    await pause(3000);
    expect([client.asked, client.answered]).toEqual([asked, answered]);
    expect(client.asked).toBe(client.answered + 1);
    client.stop();
  });

  it('is told each note once while a first pass runs, and nothing twice', async () => {
    const server = await start({ files: manyNotes });
    const client = new Client(server, partial);
    void client.run(50).catch(() => undefined);
    await server.until(() => client.answered > 0, 60_000);
    expect(client.ids.size).toBeGreaterThan(150);
    expect(Math.max(...client.counts.values())).toBe(1);
    expect(client.answered).toBe(1);
    if (partial) expect(client.partials).toBeGreaterThan(1);
    client.stop();
  });

  it('is told of a change, of that note alone', async () => {
    const server = await start({ files: { 'a.md': refused, 'b.md': requested } });
    const client = new Client(server, partial);
    void client.run(50).catch(() => undefined);
    await server.until(() => client.ids.size === 2, patience);
    const before = new Map(client.counts);
    await changeFile(server, 'a.md', '## 4 May 2026\n');
    await server.until(() => client.ids.get(server.uri('a.md')) === 'none', patience);
    expect(client.counts.get(server.uri('b.md'))).toBe(before.get(server.uri('b.md')));
    client.stop();
  });

  it('gets a few answers for many changes', async () => {
    const server = await start({ files: { 'a.md': refused, 'b.md': requested } });
    const client = new Client(server, partial);
    void client.run(50).catch(() => undefined);
    await server.until(() => client.ids.size === 2, patience);
    const { answered } = client;
    for (let i = 0; i < 60; i++) await changeFile(server, 'a.md', i % 2 ? refused : '## 4 May 2026\n');
    await changeFile(server, 'a.md', '## 4 May 2026\n');
    await server.until(() => client.ids.get(server.uri('a.md')) === 'none', patience);
    expect(client.answered - answered).toBeLessThan(12);
    client.stop();
  });

  it('can cancel: the request ends at once, the next one is held as before', async () => {
    const server = await start({ files: { 'a.md': refused } });
    const client = new Client(server, partial);
    void client.run(10).catch(() => undefined);
    await server.until(() => client.ids.size === 1, patience);
    client.stop();
    const cancel = new CancellationTokenSource();
    const held = client.ask(cancel).then(
      () => 'answered',
      () => 'refused',
    );
    await pause(300);
    const from = performance.now();
    cancel.cancel();
    expect(['answered', 'refused']).toContain(await held);
    expect(performance.now() - from).toBeLessThan(1000);
    let ended = false;
    const next = client.ask().then((report) => {
      ended = true;
      return report;
    });
    await pause(600);
    expect(ended).toBe(false);
    const told = client.partials;
    await changeFile(server, 'a.md', '## 4 May 2026\n');
    const report = await next;
    expect(report.items.length + (client.partials - told)).toBe(1);
  });

  it('that asks anew while a request is open gets the old one answered with nothing', async () => {
    const server = await start({ files: { 'a.md': refused } });
    const client = new Client(server, partial);
    void client.run(10).catch(() => undefined);
    await server.until(() => client.ids.size === 1, patience);
    client.stop();
    const first = client.ask();
    await pause(200);
    const second = client.ask();
    expect(await first).toEqual({ items: [] });
    await changeFile(server, 'a.md', '## 4 May 2026\n');
    await second;
    await server.until(() => !partial || client.ids.get(server.uri('a.md')) === 'none', patience);
  });

  it('that was told by another run of the server is not told again', async () => {
    const server = await start({ files: { 'a.md': refused, 'b.md': requested } });
    const client = new Client(server, partial);
    void client.run(50).catch(() => undefined);
    await server.until(() => client.ids.size === 2, patience);
    client.stop();
    const second = await Editor.start({ today: '2026-06-20', folder: server.folder });
    try {
      const later = new Client(second, partial);
      for (const [uri, id] of client.ids) later.ids.set(uri, id);
      void later.run(50).catch(() => undefined);
      await pause(1500);
      expect([later.answered, later.counts.size]).toEqual([0, 0]);
      // And hears of what went away while no server ran.
      later.stop();
      const third = new Client(second, partial);
      third.ids.set(second.uri('gone.md'), 'abc');
      third.run(10).catch(() => undefined);
      await second.until(() => third.ids.get(second.uri('gone.md')) === 'none', patience);
      third.stop();
    } finally {
      await second.stop();
    }
  });

  it('that leaves does not keep the server', async () => {
    const server = await start({ files: { 'a.md': refused } });
    const client = new Client(server, partial);
    void client.run(10).catch(() => undefined);
    await server.until(() => client.ids.size === 1, patience);
    const gone = new Promise((resolve) => server.process.once('exit', resolve));
    const from = performance.now();
    await server.request('shutdown', undefined);
    await server.connection.sendNotification('exit');
    expect(await gone).toBe(0);
    expect(performance.now() - from).toBeLessThan(2000);
  });
});

describe('a cancelled request', () => {
  it('brings no more partial results, even while a pass runs', async () => {
    const server = await start({ files: manyNotes });
    const client = new Client(server, true);
    const cancel = new CancellationTokenSource();
    const held = client.ask(cancel).catch(() => undefined);
    await server.until(() => client.partials > 0, 60_000);
    cancel.cancel();
    await held;
    await pause(100);
    const { partials } = client;
    await pause(1200);
    expect(client.partials).toBe(partials);
  });
});

describe('one document', () => {
  it('is answered in full once, then as unchanged, and in full again when it changes', async () => {
    const server = await start({ files: { 'a.md': refused } });
    const uri = await server.open('a.md', refused);
    const ask = (previousResultId?: string) =>
      server.request<{ kind: string; resultId: string; items?: object[] }>('textDocument/diagnostic', {
        textDocument: { uri },
        ...(previousResultId ? { previousResultId } : {}),
      });
    const full = await ask();
    expect(full).toMatchObject({ kind: 'full', items: expect.any(Array) });
    expect(await ask(full.resultId)).toEqual({ kind: 'unchanged', resultId: full.resultId });
    await server.change(uri, 2, requested);
    expect(await ask(full.resultId)).toMatchObject({ kind: 'full' });
    await rm(path.join(server.folder, 'a.md'));
  });
});
