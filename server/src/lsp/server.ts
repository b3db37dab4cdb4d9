// The language server: which request is answered by what. It knows a connection and a platform, nothing of Node or the
// browser.
import type {
  CodeAction,
  CodeActionParams,
  CompletionParams,
  DidChangeConfigurationParams,
  DidChangeWatchedFilesParams,
  DidChangeWorkspaceFoldersParams,
  DocumentDiagnosticParams,
  DocumentSymbolParams,
  ExecuteCommandParams,
  HoverParams,
  InitializeParams,
  InitializeResult,
  InlayHintParams,
  WorkspaceDiagnosticParams,
} from 'vscode-languageserver-protocol';
import { CodeActionKind } from 'vscode-languageserver-types';
import { formatIsoDay } from '../calendar/day.ts';
import { type ActionData, codeActions, resolveAction } from '../features/codeActions.ts';
import { completion } from '../features/completion.ts';
import type { NoteContext } from '../features/context.ts';
import { documentSymbols } from '../features/documentSymbols.ts';
import { hover } from '../features/hover.ts';
import { inlayHints } from '../features/inlayHints.ts';
import { ClientFiles } from './client-files.ts';
import { commandHandlers } from './commands.ts';
import { Diagnosing } from './diagnosing.ts';
import { Documents, type OpenDocument } from './documents.ts';
import { settingsFile } from './folders.ts';
import { Indexing } from './indexing.ts';
import type { Platform } from './platform.ts';
import { type Connection, ResponseError } from './rpc.ts';
import { abilitiesOf, type Options, Session } from './session.ts';
import { requestFailed, Wire } from './wire.ts';

/** Milliseconds between looks at the calendar. */
const dayCheck = 60_000;
/** Milliseconds after the last keystroke before the lists follow. */
const settle = 250;
/** `TextDocumentSyncKind.Incremental`. */
const incremental = 2;

/**
 * What the client is to tell of. Names that come or go are wanted whole, for a folder may be any of them, and of one that is
 * moved or renamed editors tell nothing else. (`kind`: 1 created, 2 changed, 4 deleted.)
 */
const watchers = [
  { globPattern: '**/*.{md,MD,markdown,yaml,yml}', kind: 2 },
  { globPattern: '**/*', kind: 1 | 4 },
];

/** Answers one client on `rpc` until it leaves. */
export function startServer(rpc: Connection, platform: Platform): void {
  new Server(new Wire(rpc), platform).listen();
}

class Server {
  readonly #wire: Wire;
  readonly #session: Session;
  readonly #diagnosing: Diagnosing;
  readonly #indexing: Indexing;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #clock: ReturnType<typeof setInterval> | undefined;
  #folderUris: readonly { readonly uri: string }[] = [];
  #pushedSettings: unknown;
  #isShutDown = false;
  /** Ends once the folders and their settings are known. */
  #loading: Promise<unknown> = Promise.resolve();

  constructor(wire: Wire, platform: Platform) {
    this.#wire = wire;
    this.#session = new Session(wire, platform);
    this.#session.documents = new Documents(
      wire,
      (document) => this.#changed(document),
      (uri) => this.#closed(uri),
    );
    this.#diagnosing = new Diagnosing(this.#session, () => this.#indexing);
    this.#indexing = new Indexing(
      this.#session,
      (uri, found) => this.#diagnosing.found(uri, found),
      () => this.#diagnosing.isListening,
    );
    this.#session.isReading = () => this.#indexing.isRunning;
  }

  listen(): void {
    const wire = this.#wire;
    wire.answer('initialize', (params: InitializeParams) => this.#initialize(params));
    wire.hear('initialized', () => this.#initialized());
    wire.answer('shutdown', () => {
      this.#isShutDown = true;
      this.#stop();
      return null;
    });
    wire.hear('exit', () => this.#session.platform.exit?.(this.#isShutDown ? 0 : 1));
    wire.onClose(() => {
      this.#stop();
      this.#session.platform.exit?.(this.#isShutDown ? 0 : 1);
    });
    this.#listenToFeatures();
    this.#listenToActions();
    this.#listenToChanges();
    wire.answer('textDocument/diagnostic', async (params: DocumentDiagnosticParams) => {
      // Whether a note that is not open belongs to a folder is not known before there are folders.
      if (!this.#session.documents.get(params.textDocument.uri)) await this.#loading;
      return this.#diagnosing.pull(params);
    });
    wire.answer('workspace/diagnostic', (params: WorkspaceDiagnosticParams, cancelled) => {
      const token = params.partialResultToken;
      const partial = token === undefined ? undefined : (value: unknown) => wire.tell('$/progress', { token, value });
      return this.#diagnosing.pullWorkspace(params, cancelled, partial);
    });
    wire.listen();
  }

  #initialize(params: InitializeParams): InitializeResult {
    const session = this.#session;
    session.options = (params.initializationOptions ?? {}) as Options;
    session.abilities = abilitiesOf(params.capabilities, session.options);
    session.files = session.platform.files ?? new ClientFiles(this.#wire);
    session.fixDay(session.options.today);
    const { rootUri } = params;
    this.#folderUris = params.workspaceFolders ?? (rootUri ? [{ uri: rootUri }] : []);
    if (typeof params.processId === 'number') session.platform.watchParent?.(params.processId);
    this.#wire.markInitialized();
    return {
      serverInfo: { name: 'casenotes', version: session.platform.version },
      capabilities: {
        textDocumentSync: { openClose: true, change: incremental },
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
      this.#wire.log('warning', 'initializationOptions.today is not a day written as YYYY-MM-DD; it is not used');
    }
    const registrations: object[] = [];
    if (abilities.dynamicConfiguration) {
      const method = 'workspace/didChangeConfiguration';
      registrations.push({ id: method, method, registerOptions: { section: 'casenotes' } });
    }
    if (abilities.watchFiles) {
      const method = 'workspace/didChangeWatchedFiles';
      registrations.push({ id: method, method, registerOptions: { watchers } });
    }
    if (registrations.length > 0) this.#wire.request('client/registerCapability', { registrations });
    this.#clock = setInterval(() => this.#look(), dayCheck);
    await this.#reload();
  }

  /** Folders or settings have changed: everything is read anew. */
  async #reload(): Promise<void> {
    const loading = this.#session.loadFolders(this.#folderUris, this.#pushedSettings);
    this.#loading = loading.catch(() => undefined);
    await loading;
    this.#diagnosing.pushSettings();
    this.#diagnosing.refresh();
    await this.#readAll();
  }

  async #readAll(): Promise<void> {
    if (this.#session.options.index === false) return;
    await this.#indexing.start();
    this.#tellChanged();
  }

  /** Answers with what `make` says of an open note; null for one that is not open or not read. */
  #on<P extends { readonly textDocument: { readonly uri: string } }, T>(
    method: string,
    make: (context: NoteContext, params: P) => T,
  ): void {
    this.#wire.answer(method, (params: P) => {
      const context = this.#session.open(params.textDocument.uri);
      return context ? make(context, params) : null;
    });
  }

  #listenToFeatures(): void {
    this.#on(
      'textDocument/hover',
      (c, { position }: HoverParams) => hover(c, c.analysis.lines.offsetAt(position)) ?? null,
    );
    this.#on('textDocument/inlayHint', (c, { range }: InlayHintParams) => inlayHints(c, range));
    this.#on('textDocument/documentSymbol', (c, _params: DocumentSymbolParams) => documentSymbols(c));
    this.#on('textDocument/completion', (c, { position }: CompletionParams) => ({
      // Letters are filled in only once their prefix is typed, so the list must be asked for again.
      isIncomplete: true,
      items: completion(c, c.analysis.lines.offsetAt(position), {
        snippets: this.#session.abilities.completionSnippets,
      }),
    }));
  }

  #listenToActions(): void {
    const { documents } = this.#session;
    this.#on('textDocument/codeAction', (c, { textDocument, range, context }: CodeActionParams) =>
      codeActions(c, {
        start: c.analysis.lines.offsetAt(range.start),
        end: c.analysis.lines.offsetAt(range.end),
        diagnostics: context.diagnostics,
        abilities: this.#session.abilities,
        version: documents.get(textDocument.uri)?.version ?? null,
        lazy: this.#session.abilities.resolveEdits,
        ...(context.only ? { only: context.only } : {}),
      }),
    );
    this.#wire.answer('codeAction/resolve', (action: CodeAction) => {
      const data = action.data as ActionData | undefined;
      const context = data && !action.edit ? this.#session.open(data.uri) : undefined;
      if (!data || !context) return action;
      const version = documents.get(data.uri)?.version ?? null;
      const edit = resolveAction(context, data, { abilities: this.#session.abilities, version });
      return edit ? { ...action, edit } : action;
    });
    this.#wire.answer('workspace/executeCommand', ({ command, arguments: args }: ExecuteCommandParams) =>
      // What a command does may depend on the folder's settings, and a client need not wait for them.
      this.#loading.then(() => this.#execute(command, args ?? [])),
    );
  }

  #execute(command: string, args: readonly unknown[]): unknown {
    if (command === 'casenotes.checkDay') {
      this.#look();
      return null;
    }
    if (command === 'casenotes.setToday') {
      const [day] = args;
      const known = this.#session.fixDay(typeof day === 'string' ? day : undefined);
      if (known) this.#newDay();
      return known;
    }
    const handler = Object.hasOwn(commandHandlers, command) ? commandHandlers[command] : undefined;
    if (!handler) throw new ResponseError(requestFailed, 'there is no such command');
    return handler(this.#session, args);
  }

  #listenToChanges(): void {
    this.#wire.hear('workspace/didChangeWorkspaceFolders', ({ event }: DidChangeWorkspaceFoldersParams) => {
      const gone = new Set(event.removed.map((folder) => folder.uri));
      // Also notes that are still open: what is left of the folder is no caseload any more.
      for (const uri of gone) this.#session.index.deleteUnder(uri.replace(/\/+$/, ''));
      this.#folderUris = [...this.#folderUris.filter((folder) => !gone.has(folder.uri)), ...event.added];
      return this.#reload();
    });
    this.#wire.hear('workspace/didChangeConfiguration', ({ settings }: DidChangeConfigurationParams) => {
      const own = (settings as { casenotes?: unknown } | null)?.casenotes;
      if (own !== undefined && !this.#session.abilities.configuration) this.#pushedSettings = own;
      this.#later('settings', () => this.#reload());
    });
    this.#wire.hear('workspace/didChangeWatchedFiles', async ({ changes }: DidChangeWatchedFilesParams) => {
      if (changes.some(({ uri }) => this.#isSettings(uri))) this.#later('settings', () => this.#reload());
      await this.#indexing.filesChanged(changes);
      this.#tellChanged();
    });
  }

  /** A settings file, or a file of a pack that one names: everything is read anew when it changes. */
  #isSettings(uri: string): boolean {
    return uri.endsWith(`/${settingsFile}`) || this.#session.isPackFile(uri);
  }

  #changed({ uri }: OpenDocument): void {
    if (this.#isSettings(uri)) {
      this.#later('settings', () => this.#reload());
      return;
    }
    this.#checkDay();
    this.#diagnosing.pushOpen(uri);
    // The lists follow an edited note once typing pauses.
    this.#later(uri, () => {
      this.#indexing.updateOpen(uri);
      this.#tellChanged();
    });
  }

  #closed(uri: string): void {
    this.#session.notes.forget(uri);
    this.#diagnosing.clear(uri);
    this.#later(uri, async () => {
      await this.#indexing.refresh(uri);
      this.#tellChanged();
    });
  }

  /** Runs `work` once `key` has been quiet for a moment. */
  #later(key: string, work: () => void | Promise<void>): void {
    clearTimeout(this.#timers.get(key));
    const timer = setTimeout(() => {
      this.#timers.delete(key);
      this.#wire.background('update', work);
    }, settle);
    this.#timers.set(key, timer);
  }

  /** Looks at the calendar, and whether a folder that was away is back. */
  #look(): void {
    this.#checkDay();
    if (this.#indexing.isFolderAway && !this.#indexing.isRunning) this.#wire.background('look', () => this.#readAll());
  }

  #checkDay(): void {
    if (this.#session.checkDay()) this.#newDay();
  }

  /** A day has begun: the lists count from it at once, what is shown is asked for again, closed notes are read again. */
  #newDay(): void {
    this.#indexing.countAnew();
    this.#tellChanged();
    this.#diagnosing.refresh();
    this.#wire.background('new day', () => this.#readAll());
  }

  #tellChanged(): void {
    if (this.#session.abilities.changeNotifications) this.#wire.tell('casenotes/changed');
  }

  #stop(): void {
    this.#indexing.stop();
    clearInterval(this.#clock);
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }
}
