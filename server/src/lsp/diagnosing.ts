// Diagnostics for the client: pulled (a document at a time, or the whole workspace, held open until something changes)
// or, for clients that cannot pull, pushed. Result ids say what the client has already.
import type {
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
  WorkspaceDiagnosticReportPartialResult,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver-protocol';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';
import type { SettingsProblem } from '../casefile/settings.ts';
import type { PackProblem } from '../law/pack.ts';
import type { LetterProblem } from '../letters/model.ts';
import { settingsFile } from './folders.ts';
import type { Indexing } from './indexing.ts';
import { type Answer, answerWith, resultIdOf } from './results.ts';
import type { CancellationToken } from './rpc.ts';
import type { Session } from './session.ts';
import { shownDiagnostics } from './workspaceIndex.ts';

/** Reports sent at a time while a first pass runs. */
const batch = 200;
/** Milliseconds to gather changes before a held request is answered. */
const gather = 150;

/** A client that waits for workspace diagnostics. */
interface Waiting {
  /** Result ids the client has, by URI; kept current while batches go out. */
  readonly has: Map<string, string>;
  wake(): void;
}

export class Diagnosing {
  readonly #session: Session;
  readonly #isIndexing: () => Indexing;
  /** Diagnostics found by the pass that runs, kept for a client that waits for them. */
  readonly #fresh = new Map<string, readonly Diagnostic[]>();
  readonly #pushed = new Set<string>();
  /** What each open note was answered last. */
  readonly #pulled = new Map<string, Answer>();
  readonly #settingsPushed = new Set<string>();
  #waiting: Waiting | undefined;
  #asked = 0;

  constructor(session: Session, indexing: () => Indexing) {
    this.#session = session;
    this.#isIndexing = indexing;
    session.index.onChange((uri) => this.#changed(uri));
  }

  /** Is what the pass over the workspace finds of use just now? */
  get isListening(): boolean {
    return this.#waiting !== undefined || !this.#session.abilities.pullDiagnostics;
  }

  /** Hears what the pass over the workspace finds. */
  found(uri: string, diagnostics: readonly Diagnostic[]): void {
    if (this.#session.abilities.pullDiagnostics) {
      if (this.#waiting && diagnostics.length > 0) this.#fresh.set(uri, diagnostics);
    } else this.#push(uri, diagnostics);
  }

  /**
   * `textDocument/diagnostic`. A client asks once more when it closes a note, and keeps that answer until the workspace
   * report brings another: so a closed note of a folder is answered from its file.
   */
  async pull({ textDocument, previousResultId }: DocumentDiagnosticParams): Promise<DocumentDiagnosticReport> {
    const context = this.#session.open(textDocument.uri) ?? (await this.#closed(textDocument.uri));
    const items = context ? shownDiagnostics(context) : [];
    // An edit rarely changes what is shown: then the id need not be worked out, and nothing goes over the wire.
    const answer = answerWith(items, this.#pulled.get(textDocument.uri));
    const { resultId } = answer;
    if (this.#session.documents.get(textDocument.uri)) this.#pulled.set(textDocument.uri, answer);
    return resultId === previousResultId
      ? { kind: 'unchanged', resultId }
      : { kind: 'full', resultId, items: items as Diagnostic[] };
  }

  /** The context of a note of a folder that is not open; `undefined` where there is none, or it cannot be read. */
  async #closed(uri: string) {
    const session = this.#session;
    if (session.documents.get(uri) || !session.isNote(uri) || !session.folders.some((f) => uri.startsWith(`${f.uri}/`)))
      return undefined;
    return session.anyContext(uri).catch(() => undefined);
  }

  /**
   * `workspace/diagnostic`: answered at once where the client lacks something, else when something changes. While the
   * first pass runs, what it finds goes out as partial results where the client takes them.
   */
  async pullWorkspace(
    params: WorkspaceDiagnosticParams,
    token: CancellationToken,
    partial: ((result: WorkspaceDiagnosticReportPartialResult) => void) | undefined,
  ): Promise<WorkspaceDiagnosticReport> {
    const has = new Map(params.previousResultIds.map(({ uri, value }) => [uri, value]));
    // Of two requests only the later one is held.
    const asked = ++this.#asked;
    this.#waiting?.wake();
    let sent = 0;
    while (!token.isCancellationRequested && asked === this.#asked) {
      const indexing = this.#isIndexing();
      // Before the pass has ended an answer would be half of one: only partial results go out.
      const isEarly = indexing.isRunning;
      const more = isEarly && !partial ? [] : await this.#lacking(has, token);
      if (partial) {
        for (let i = 0; i < more.length; i += batch) partial({ items: more.slice(i, i + batch) });
        sent += more.length;
      }
      if (!isEarly && (partial ? sent : more.length) > 0) return { items: partial ? [] : more };
      // The pass may have ended while its notes were being gathered: then the rest is there to be told.
      if (!isEarly || indexing.isRunning) await this.#wait(has, token);
    }
    return { items: [] };
  }

  /** Waits for a change, the end of the pass, a cancellation, or a newer request. */
  async #wait(has: Map<string, string>, token: CancellationToken): Promise<void> {
    const indexing = this.#isIndexing();
    let own: Waiting | undefined;
    await new Promise<void>((resolve) => {
      own = { has, wake: resolve };
      this.#waiting = own;
      token.onCancellationRequested(() => resolve());
      if (indexing.isRunning) void indexing.done.then(resolve);
    });
    if (this.#waiting === own) this.#waiting = undefined;
    if (!token.isCancellationRequested) await new Promise((resolve) => setTimeout(resolve, gather));
  }

  /** Reports for every note whose diagnostics the client does not have, and for those that are gone. */
  async #lacking(has: Map<string, string>, token: CancellationToken): Promise<WorkspaceDocumentDiagnosticReport[]> {
    const { index, documents } = this.#session;
    const reports: WorkspaceDocumentDiagnosticReport[] = [];
    for (const note of [...index.notes]) {
      if (token.isCancellationRequested) return [];
      if ((has.get(note.uri) ?? 'none') === note.resultId) continue;
      const items = note.resultId === 'none' ? [] : await this.#itemsOf(note.uri);
      const resultId = resultIdOf(items);
      has.set(note.uri, resultId);
      const version = documents.get(note.uri)?.version ?? null;
      reports.push({ kind: 'full', uri: note.uri, version, resultId, items: [...items] });
    }
    if (!this.#isIndexing().isRunning) {
      for (const [uri, id] of has) {
        if (index.has(uri) || id === 'none') continue;
        has.delete(uri);
        reports.push({ kind: 'full', uri, version: null, resultId: 'none', items: [] });
      }
    }
    return reports;
  }

  async #itemsOf(uri: string): Promise<readonly Diagnostic[]> {
    const fresh = this.#fresh.get(uri);
    if (fresh && !this.#session.documents.get(uri)) {
      this.#fresh.delete(uri);
      return fresh;
    }
    try {
      const context = await this.#session.anyContext(uri);
      return context ? shownDiagnostics(context) : [];
    } catch {
      return [];
    }
  }

  #changed(_uri: string | undefined): void {
    this.#waiting?.wake();
  }

  /** Asks the client to pull again, or pushes everything: the day or the settings have changed. */
  refresh(): void {
    const { abilities, wire, documents } = this.#session;
    if (abilities.pullDiagnostics) {
      if (abilities.refreshDiagnostics) wire.request('workspace/diagnostic/refresh');
    } else for (const document of documents.all()) this.pushOpen(document.uri);
    if (abilities.refreshInlayHints) wire.request('workspace/inlayHint/refresh');
  }

  /** For clients that cannot pull: sends the diagnostics of an open note. */
  pushOpen(uri: string): void {
    if (this.#session.abilities.pullDiagnostics) return;
    const document = this.#session.documents.get(uri);
    const context = this.#session.open(uri);
    this.#push(uri, context ? shownDiagnostics(context) : [], document?.version);
  }

  #push(uri: string, diagnostics: readonly Diagnostic[], version?: number): void {
    if (diagnostics.length === 0 && !this.#pushed.has(uri)) return;
    if (diagnostics.length > 0) this.#pushed.add(uri);
    else this.#pushed.delete(uri);
    this.#session.wire.publish(uri, diagnostics, version);
  }

  /** For clients that cannot pull: takes the diagnostics of a note away. */
  clear(uri: string): void {
    this.#pulled.delete(uri);
    if (!this.#session.abilities.pullDiagnostics) this.#push(uri, []);
  }

  /** What is wrong with the folders' settings files and own letters; always pushed, for they are no documents of this server. */
  pushSettings(): void {
    const before = new Set(this.#settingsPushed);
    this.#settingsPushed.clear();
    for (const folder of this.#session.folders) {
      this.#pushFile(`${folder.uri}/${settingsFile}`, folder.problems.map(settingsDiagnostic));
      for (const file of folder.own?.files ?? []) this.#pushFile(file.name, file.problems.map(letterDiagnostic));
      for (const file of folder.ownLaw ?? []) this.#pushFile(file.name, file.problems.map(packDiagnostic));
    }
    for (const uri of before) if (!this.#settingsPushed.has(uri)) this.#session.wire.publish(uri, []);
  }

  #pushFile(uri: string, diagnostics: readonly Diagnostic[]): void {
    if (diagnostics.length === 0) return;
    this.#settingsPushed.add(uri);
    this.#session.wire.publish(uri, diagnostics);
  }
}

/** A mistake in a service's own rules, events or areas, over what is wrong. */
function packDiagnostic({ message, line, column, endLine, endColumn }: PackProblem): Diagnostic {
  return {
    range: {
      start: { line: line - 1, character: column - 1 },
      end: { line: endLine - 1, character: endColumn - 1 },
    },
    severity: DiagnosticSeverity.Error,
    source: 'casenotes',
    code: 'pack-invalid',
    message,
  };
}

/** A mistake in a service's own letter, at the character where it begins. */
function letterDiagnostic({ message, line, column }: LetterProblem): Diagnostic {
  const start = { line: line - 1, character: column - 1 };
  return {
    range: { start, end: { line: start.line, character: start.character + 1 } },
    severity: DiagnosticSeverity.Error,
    source: 'casenotes',
    code: 'letter-invalid',
    message,
  };
}

function settingsDiagnostic(problem: SettingsProblem): Diagnostic {
  const start = { line: problem.line - 1, character: problem.column - 1 };
  return {
    range: { start, end: { line: start.line, character: start.character + (problem.end - problem.start) } },
    severity: DiagnosticSeverity.Warning,
    source: 'casenotes',
    code: 'settings-invalid',
    message: problem.message,
  };
}
