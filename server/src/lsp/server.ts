// The language server: which request is answered by what. It knows a connection and a platform, nothing of Node or the
// browser. Every handler is guarded: an error leaves as its kind, never with text of a note.
import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  ResponseError,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { CodeActionKind } from 'vscode-languageserver-types';
import { formatIsoDay } from '../calendar/day.ts';
import { type ActionData, codeActions, resolveAction } from '../features/codeActions.ts';
import { completion } from '../features/completion.ts';
import type { NoteContext } from '../features/context.ts';
import { documentSymbols } from '../features/documentSymbols.ts';
import { hover } from '../features/hover.ts';
import { inlayHints } from '../features/inlayHints.ts';
import { FileProblem } from '../files/access.ts';
import { ClientFiles } from './client-files.ts';
import { commandHandlers } from './commands.ts';
import { Diagnosing } from './diagnosing.ts';
import { settingsFile } from './folders.ts';
import { Indexing } from './indexing.ts';
import type { Platform } from './platform.ts';
import { abilitiesOf, type Options, Session } from './session.ts';

/** Milliseconds between looks at the calendar. */
const dayCheck = 60_000;
/** Milliseconds after the last keystroke before the lists follow. */
const settle = 250;

/** Answers one client on `connection` until it leaves. */
export function startServer(connection: Connection, platform: Platform): void {
  new Server(connection, platform).listen();
}

class Server {
  readonly #connection: Connection;
  readonly #documents = new TextDocuments(TextDocument);
  readonly #session: Session;
  readonly #diagnosing: Diagnosing;
  readonly #indexing: Indexing;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #clock: ReturnType<typeof setInterval> | undefined;
  #folderUris: readonly { readonly uri: string }[] = [];
  #pushedSettings: unknown;

  constructor(connection: Connection, platform: Platform) {
    this.#connection = connection;
    this.#session = new Session(connection, this.#documents, platform);
    this.#diagnosing = new Diagnosing(this.#session, () => this.#indexing);
    this.#indexing = new Indexing(this.#session, (uri, found) => this.#diagnosing.found(uri, found));
  }

  listen(): void {
    const { languages } = this.#connection;
    this.#connection.onInitialize((params) => this.#initialize(params));
    this.#connection.onInitialized(() => this.#background('start', () => this.#initialized()));
    this.#connection.onShutdown(() => this.#stop());
    this.#connection.onExit(() => this.#stop());
    this.#listenToFeatures();
    this.#listenToChanges();
    languages.diagnostics.on((params) => this.#guard('diagnostics', () => this.#diagnosing.pull(params)));
    languages.diagnostics.onWorkspace((params, token, _progress, partial) =>
      this.#guard('workspace diagnostics', () => this.#diagnosing.pullWorkspace(params, token, partial)),
    );
    this.#documents.listen(this.#connection);
    this.#connection.listen();
  }

  #initialize(params: InitializeParams): InitializeResult {
    const session = this.#session;
    session.options = (params.initializationOptions ?? {}) as Options;
    session.abilities = abilitiesOf(params.capabilities, session.options);
    session.files = session.platform.files ?? new ClientFiles(this.#connection);
    session.fixDay(session.options.today);
    const { rootUri } = params;
    this.#folderUris = params.workspaceFolders ?? (rootUri ? [{ uri: rootUri }] : []);
    return {
      serverInfo: { name: 'casenotes', version: session.platform.version },
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        hoverProvider: true,
        inlayHintProvider: true,
        documentSymbolProvider: true,
        completionProvider: { triggerCharacters: ['-'] },
        codeActionProvider: {
          codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite],
          resolveProvider: true,
        },
        diagnosticProvider: { identifier: 'casenotes', interFileDependencies: false, workspaceDiagnostics: true },
        executeCommandProvider: {
          commands: [...Object.keys(commandHandlers), 'casenotes.checkDay', 'casenotes.setToday'],
        },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  }

  async #initialized(): Promise<void> {
    const { abilities, options } = this.#session;
    if (options.today !== undefined && formatIsoDay(this.#session.today) !== options.today) {
      this.#connection.console.warn('initializationOptions.today is not a day written as YYYY-MM-DD; it is not used');
    }
    if (abilities.dynamicConfiguration) {
      void this.#connection.client.register(DidChangeConfigurationNotification.type, { section: 'casenotes' });
    }
    if (abilities.watchFiles) {
      void this.#connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: '**/*.md' }, { globPattern: `**/${settingsFile}` }],
      });
    }
    if (abilities.workspaceFolders) {
      this.#connection.workspace.onDidChangeWorkspaceFolders((event) => {
        const gone = new Set(event.removed.map((folder) => folder.uri));
        this.#folderUris = [...this.#folderUris.filter((folder) => !gone.has(folder.uri)), ...event.added];
        this.#background('folders', () => this.#reload());
      });
    }
    this.#clock = setInterval(() => this.#checkDay(), dayCheck);
    await this.#reload();
  }

  /** Folders or settings have changed: everything is read anew. */
  async #reload(): Promise<void> {
    await this.#session.loadFolders(this.#folderUris, this.#pushedSettings);
    this.#diagnosing.pushSettings();
    this.#diagnosing.refresh();
    if (this.#session.options.index === false) return;
    await this.#indexing.start();
    this.#tellChanged();
  }

  #listenToFeatures(): void {
    const connection = this.#connection;
    const on = <T>(name: string, uri: string, make: (context: NoteContext) => T): T | null =>
      this.#guard(name, () => {
        const context = this.#session.open(uri);
        return context ? make(context) : null;
      });
    connection.onHover(({ textDocument, position }) =>
      on('hover', textDocument.uri, (c) => hover(c, c.analysis.lines.offsetAt(position)) ?? null),
    );
    connection.languages.inlayHint.on(({ textDocument, range }) =>
      on('inlay hints', textDocument.uri, (c) => inlayHints(c, range)),
    );
    connection.onDocumentSymbol(({ textDocument }) => on('symbols', textDocument.uri, documentSymbols));
    connection.onCompletion(({ textDocument, position }) =>
      on('completion', textDocument.uri, (c) => ({
        // Letters are filled in only once their prefix is typed, so the list must be asked for again.
        isIncomplete: true,
        items: completion(c, c.analysis.lines.offsetAt(position), {
          snippets: this.#session.abilities.completionSnippets,
        }),
      })),
    );
    connection.onCodeAction(({ textDocument, range, context }) =>
      on('code actions', textDocument.uri, (c) =>
        codeActions(c, {
          start: c.analysis.lines.offsetAt(range.start),
          end: c.analysis.lines.offsetAt(range.end),
          diagnostics: context.diagnostics,
          abilities: this.#session.abilities,
          version: this.#documents.get(textDocument.uri)?.version ?? null,
          lazy: this.#session.abilities.resolveEdits,
          ...(context.only ? { only: context.only } : {}),
        }),
      ),
    );
    connection.onCodeActionResolve((action) => {
      const data = action.data as ActionData | undefined;
      if (data === undefined || action.edit) return action;
      const version = this.#documents.get(data.uri)?.version ?? null;
      const edit = on('code action', data.uri, (c) =>
        resolveAction(c, data, { abilities: this.#session.abilities, version }),
      );
      return edit ? { ...action, edit } : action;
    });
    connection.onExecuteCommand(({ command, arguments: args }) =>
      this.#guard(command, () => this.#execute(command, args ?? [])),
    );
  }

  #execute(command: string, args: readonly unknown[]): unknown {
    if (command === 'casenotes.checkDay') return this.#checkDay();
    if (command === 'casenotes.setToday') {
      const [day] = args;
      const known = this.#session.fixDay(typeof day === 'string' ? day : undefined);
      if (known) this.#newDay();
      return known;
    }
    const handler = Object.hasOwn(commandHandlers, command) ? commandHandlers[command] : undefined;
    if (!handler) throw new ResponseError(LSPErrorCodes.RequestFailed, `there is no command ${command}`);
    return handler(this.#session, args);
  }

  #listenToChanges(): void {
    this.#documents.onDidChangeContent(({ document }) => {
      const { uri } = document;
      if (uri.endsWith(`/${settingsFile}`))
        return this.#later(uri, () => this.#background('settings', () => this.#reload()));
      this.#checkDay();
      this.#diagnosing.pushOpen(uri);
      this.#later(uri, () => this.#follow(uri));
    });
    this.#documents.onDidClose(({ document }) => {
      const { uri } = document;
      this.#session.notes.forget(uri);
      this.#diagnosing.clear(uri);
      this.#later(uri, () => this.#background('closing', () => this.#indexing.refresh(uri)));
    });
    this.#connection.onDidChangeConfiguration(({ settings }) => {
      const own = (settings as { casenotes?: unknown } | null)?.casenotes;
      if (own !== undefined && !this.#session.abilities.configuration) this.#pushedSettings = own;
      this.#later('configuration', () => this.#background('settings', () => this.#reload()));
    });
    this.#connection.onDidChangeWatchedFiles(({ changes }) => {
      if (changes.some(({ uri }) => uri.endsWith(`/${settingsFile}`)))
        this.#later('configuration', () => this.#background('settings', () => this.#reload()));
      this.#background('file changes', async () => {
        await this.#indexing.filesChanged(changes);
        this.#tellChanged();
      });
    });
  }

  /** The lists follow an edited note once typing pauses. */
  #follow(uri: string): void {
    this.#background('index', async () => {
      this.#indexing.updateOpen(uri);
      this.#tellChanged();
    });
  }

  /** Runs `work` once `key` has been quiet for a moment. */
  #later(key: string, work: () => void): void {
    clearTimeout(this.#timers.get(key));
    const timer = setTimeout(() => {
      this.#timers.delete(key);
      work();
    }, settle);
    this.#timers.set(key, timer);
  }

  #checkDay(): void {
    if (this.#session.checkDay()) this.#newDay();
  }

  /** A day has begun: what is shown is asked for again, and closed notes are read again. */
  #newDay(): void {
    this.#diagnosing.refresh();
    if (this.#session.options.index === false) return;
    this.#background('index', async () => {
      await this.#indexing.start();
      this.#tellChanged();
    });
  }

  #tellChanged(): void {
    if (this.#session.abilities.changeNotifications) void this.#connection.sendNotification('casenotes/changed');
  }

  /** Runs what nobody waits for; what goes wrong in it is logged by its name. */
  #background(name: string, work: () => Promise<void>): void {
    void this.#guard(name, work)?.catch(() => undefined);
  }

  /** Runs a handler; what goes wrong in it leaves as the name of the task and the kind of error only. */
  #guard<T>(name: string, work: () => T): T {
    const failed = (error: unknown): never => {
      if (error instanceof ResponseError) throw error;
      const reason = error instanceof FileProblem ? error.message : error instanceof Error ? error.name : 'error';
      this.#connection.console.error(`${name}: ${reason}`);
      throw new ResponseError(LSPErrorCodes.RequestFailed, `casenotes could not do this (${name}): ${reason}`);
    };
    try {
      const result = work();
      return result instanceof Promise ? (result.catch(failed) as T) : result;
    } catch (error) {
      return failed(error);
    }
  }

  #stop(): void {
    this.#indexing.stop();
    clearInterval(this.#clock);
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }
}
