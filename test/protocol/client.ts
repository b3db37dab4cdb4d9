// A small editor for the protocol tests: starts the real server as a process over stdio, opens notes, waits for what
// should come. Knows nothing of the server's inside.

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach } from 'vitest';
import {
  type ClientCapabilities,
  type CodeAction,
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** What VS Code can do, as far as this server asks. */
export const richClient: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
    workspaceEdit: { documentChanges: true, snippetEditSupport: true },
  },
  textDocument: {
    diagnostic: { dynamicRegistration: false },
    completion: { completionItem: { snippetSupport: true } },
    codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
  window: { workDoneProgress: true },
};

/** An editor that only knows the oldest parts of the protocol. */
export const plainClient: ClientCapabilities = {};

export interface StartOptions {
  readonly capabilities?: ClientCapabilities;
  readonly today?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  /** A folder that is there already and stays; absent: one of its own, with `files`. */
  readonly folder?: string;
  /** The user to run the server as. */
  readonly uid?: number;
  /** Files of the workspace folder by path; absent: no folder. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Answer to `workspace/configuration`. */
  readonly configuration?: () => unknown;
  /** The program to run; absent: the sources. */
  readonly program?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export class Editor {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcessWithoutNullStreams;
  readonly folder: string;
  readonly result: InitializeResult;
  readonly pushed = new Map<string, PublishDiagnosticsParams>();
  readonly requestsSeen: string[] = [];
  readonly log: string[] = [];
  readonly progress: unknown[] = [];
  /** What the user was shown (`window/showMessage`). */
  readonly shown: string[] = [];
  readonly #ownsFolder: boolean;
  #waiting: (() => void)[] = [];

  private constructor(
    connection: ProtocolConnection,
    process: ChildProcessWithoutNullStreams,
    folder: string,
    ownsFolder: boolean,
  ) {
    this.connection = connection;
    this.process = process;
    this.folder = folder;
    this.#ownsFolder = ownsFolder;
    this.result = undefined as unknown as InitializeResult;
  }

  static async start(start: StartOptions = {}): Promise<Editor> {
    const folder = start.folder ?? (await mkdtemp(path.join(os.tmpdir(), 'casenotes-')));
    for (const [name, content] of Object.entries(start.files ?? {})) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), content);
    }
    const program = start.program ?? path.join(root, 'server/src/node.ts');
    const child = spawn(process.execPath, [program, '--stdio'], {
      env: { ...process.env, ...start.env },
      ...(start.uid === undefined ? {} : { uid: start.uid, gid: start.uid }),
    });
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    const editor = new Editor(connection, child, folder, start.folder === undefined);
    child.stderr.on('data', (chunk: Buffer) => editor.log.push(chunk.toString()));
    editor.#listen(start);
    connection.listen();
    const result = await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: start.files || start.folder ? editor.uri('') : null,
      workspaceFolders: start.files || start.folder ? [{ uri: editor.uri(''), name: 'notes' }] : null,
      capabilities: start.capabilities ?? richClient,
      initializationOptions: { ...(start.today ? { today: start.today } : {}), ...start.options },
    });
    Object.assign(editor, { result });
    await connection.sendNotification('initialized', {});
    return editor;
  }

  #listen(start: StartOptions): void {
    const seen = (name: string) => {
      this.requestsSeen.push(name);
      this.#wake();
    };
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.pushed.set(params.uri, params);
      this.#wake();
    });
    this.connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.log.push(message);
      this.#wake();
    });
    this.connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
      this.shown.push(message);
      this.#wake();
    });
    this.connection.onNotification('$/progress', (params: unknown) => {
      this.progress.push(params);
      this.#wake();
    });
    this.connection.onNotification('casenotes/changed', () => seen('casenotes/changed'));
    this.connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
      items.map(() => start.configuration?.() ?? null),
    );
    for (const name of [
      'client/registerCapability',
      'workspace/diagnostic/refresh',
      'workspace/inlayHint/refresh',
      'window/workDoneProgress/create',
    ]) {
      this.connection.onRequest(name, () => {
        seen(name);
        return null;
      });
    }
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }

  /** Waits until `done` holds, looking whenever the server says something. */
  async until(done: () => boolean, milliseconds = 8000): Promise<void> {
    const end = performance.now() + milliseconds;
    while (!done()) {
      if (performance.now() > end) throw new Error('waited in vain');
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 100);
        this.#waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  uri(name: string): string {
    return pathToFileURL(path.join(this.folder, name)).href.replace(/\/$/, '');
  }

  async open(name: string, text: string, languageId = 'markdown'): Promise<string> {
    const uri = this.uri(name);
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
    return uri;
  }

  async change(uri: string, version: number, text: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });
  }

  request<T>(method: string, params: unknown): Promise<T> {
    return this.connection.sendRequest(method, params) as Promise<T>;
  }

  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const { items } = await this.request<{ items: Diagnostic[] }>('textDocument/diagnostic', { textDocument: { uri } });
    return items;
  }

  command<T>(command: string, ...args: unknown[]): Promise<T> {
    return this.request<T>('workspace/executeCommand', { command, arguments: args });
  }

  /** Code actions at the place of a diagnostic, with their edits. */
  async actionsFor(uri: string, diagnostic: Diagnostic): Promise<CodeAction[]> {
    const params = { textDocument: { uri }, range: diagnostic.range, context: { diagnostics: [diagnostic] } };
    const actions = await this.request<CodeAction[]>('textDocument/codeAction', params);
    return Promise.all(
      actions.map((action) =>
        action.edit || !action.data ? action : this.request<CodeAction>('codeAction/resolve', action),
      ),
    );
  }

  async stop(): Promise<void> {
    // It may be dead already: that is what some tests are about.
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const gone = new Promise<void>((resolve) => this.process.once('exit', () => resolve()));
      const polite = this.request('shutdown', undefined).then(() => this.connection.sendNotification('exit'));
      polite.catch(() => this.process.kill());
      const timer = setTimeout(() => this.process.kill('SIGKILL'), 2000);
      await gone;
      clearTimeout(timer);
    }
    this.connection.dispose();
    if (this.#ownsFolder) await rm(this.folder, { recursive: true, force: true });
  }
}

/** A note with a refusal, and one with a request that waits, on days that suit 20 June 2026. */
export const refused =
  '## 4 May 2026 - letter\n\nThe refusal came. <!-- casenotes: event ehcna-refused 2026-05-03 -->\n';
export const requested = '## 5 January 2026\n\nRequest sent. <!-- casenotes: event ehcna-requested 2026-01-05 -->\n';

/** Starts a server for one test, on 20 June 2026; it is stopped when the test has ended. */
export function oneEditor(): (options?: StartOptions) => Promise<Editor> {
  let editor: Editor | undefined;
  afterEach(async () => {
    await editor?.stop();
    editor = undefined;
  });
  return async (options = {}) => {
    editor = await Editor.start({ today: '2026-06-20', ...options });
    return editor;
  };
}
