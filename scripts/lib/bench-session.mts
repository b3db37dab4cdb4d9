// A server under measurement, as its own process, and an editor that types into one of its notes.
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { root } from '../generate.mts';

/** The day on which all notes are read. */
export const today = '2026-06-20';
const server = path.join(root, 'dist/casenotes-language-server.js');

async function residentMemory(pid: string): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
}

/** A server started for one measurement. */
export class Session {
  readonly connection: ProtocolConnection;
  readonly pid: number;
  readonly #stop: () => void;

  private constructor(connection: ProtocolConnection, pid: number, stop: () => void) {
    this.connection = connection;
    this.pid = pid;
    this.#stop = stop;
  }

  static async start(folder?: string): Promise<Session & { readonly initialize: number }> {
    const begin = performance.now();
    const child = spawn(process.execPath, [server, '--stdio']);
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    for (const method of ['workspace/configuration', 'client/registerCapability', 'window/workDoneProgress/create']) {
      connection.onRequest(method, () => (method === 'workspace/configuration' ? [null] : null));
    }
    connection.listen();
    const uri = folder && pathToFileURL(folder).href;
    await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: uri ?? null,
      workspaceFolders: uri ? [{ uri, name: 'notes' }] : null,
      capabilities: { textDocument: { diagnostic: {} }, window: { workDoneProgress: true } },
      initializationOptions: { today, changeNotifications: true },
    });
    const initialize = performance.now() - begin;
    const session = new Session(connection, child.pid!, () => child.kill());
    return Object.assign(session, { initialize });
  }

  ready(): Promise<void> {
    return new Promise((resolve) => this.connection.onNotification('casenotes/changed', () => resolve()));
  }

  async initialized(): Promise<void> {
    await this.connection.sendNotification('initialized', {});
  }

  /** Resident memory in bytes. */
  async memory(): Promise<number> {
    return residentMemory(String(this.pid));
  }

  /** The same with the processes that help it, as far as the system says. */
  async memoryOfAll(): Promise<number> {
    const list = await readFile(`/proc/${this.pid}/task/${this.pid}/children`, 'utf8').catch(() => '');
    const all = [String(this.pid), ...list.split(' ').filter(Boolean)];
    return (await Promise.all(all.map(residentMemory))).reduce((sum, bytes) => sum + bytes, 0);
  }

  /** Processor time used, in milliseconds (Linux; elsewhere 0). */
  async work(): Promise<number> {
    const stat = await readFile(`/proc/${this.pid}/stat`, 'utf8').catch(() => ')');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10;
  }

  stop(): void {
    this.connection.dispose();
    this.#stop();
  }
}

/** An editor at work in one note of a folder: each edit is answered, and the list follows once typing pauses. */
export class Typist {
  readonly #session: Session;
  readonly #uri: string;
  readonly #text: string;
  #version = 1;
  #stamp = 0;
  #changed: () => void = () => undefined;
  /** Milliseconds from an edit to its diagnostics. */
  readonly times: number[] = [];

  private constructor(session: Session, uri: string, text: string) {
    this.#session = session;
    this.#uri = uri;
    this.#text = text;
    session.connection.onNotification('casenotes/changed', () => this.#changed());
  }

  static async start(folder: string, file: string): Promise<Typist> {
    const session = await Session.start(folder);
    const ready = session.ready();
    await session.initialized();
    await ready;
    const full = path.join(folder, file);
    const typist = new Typist(session, pathToFileURL(full).href, await readFile(full, 'utf8'));
    const textDocument = { uri: typist.#uri, languageId: 'markdown', version: 1, text: typist.#text };
    const listed = typist.#listed();
    await session.connection.sendNotification('textDocument/didOpen', { textDocument });
    await listed;
    return typist;
  }

  /** The rows of what changed, once the server says that the list has. */
  async #listed(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#changed = resolve;
    });
    const params = { command: 'casenotes.deadlines', arguments: [this.#stamp] };
    const { stamp } = await this.#session.connection.sendRequest<{ stamp: number }>('workspace/executeCommand', params);
    this.#stamp = stamp;
  }

  /** Types a new event into the note, or takes it out again; gives the processor time of it all in milliseconds. */
  async edit(): Promise<number> {
    const { connection } = this.#session;
    const before = await this.#session.work();
    const listed = this.#listed();
    const more = this.#version % 2 ? '\n## 8 May 2026\n\nLetter dated 3 May 2026 refusing to assess arrived.\n' : '';
    const textDocument = { uri: this.#uri, version: ++this.#version };
    const begin = performance.now();
    await connection.sendNotification('textDocument/didChange', {
      textDocument,
      contentChanges: [{ text: this.#text + more }],
    });
    await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: this.#uri } });
    this.times.push(performance.now() - begin);
    await listed;
    return (await this.#session.work()) - before;
  }

  stop(): void {
    this.#session.stop();
  }
}
