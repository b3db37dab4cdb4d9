// What the extension asks the server beyond the editor features that the protocol brings by itself. All of it goes
// through the standard `workspace/executeCommand`, so that any editor can ask the same; nothing here is needed for
// diagnostics, hovers, hints or fixes.
import * as vscode from 'vscode';
import type { BaseLanguageClient, WorkspaceEdit } from 'vscode-languageclient';
import type {
  DeadlineChanges,
  LetterFile,
  LetterRecord,
  ListedDeadline,
  ListedLetter,
  NoteStatus,
  RecordedWayStep,
} from '../../server/src/lsp/answers.ts';

export type { Way } from '../../server/src/features/ways.ts';
export type {
  DeadlineChanges,
  LetterRecord,
  ListedDeadline as DeadlineRow,
  ListedLetter as LetterChoice,
  NoteStatus,
} from '../../server/src/lsp/answers.ts';
export type WayStep = RecordedWayStep;

/** A letter filled in from the note. */
export interface Letter {
  /** With tab stops for what the note does not say. */
  readonly snippet: string;
  readonly text: string;
  /** Escaped, for a page of its own. */
  readonly html: string;
}

/** A case drawn on a time axis. Its HTML is escaped by the server. */
export interface TimelineDrawing {
  /** Initials, or the case's name where there are none. */
  readonly name: string;
  /** Initials of each child of the note. */
  readonly children: readonly string[];
  /** Nothing to draw. */
  readonly empty: boolean;
  readonly svg: string;
  readonly tables: string;
}

/** What was made of one line. */
export interface LineReading {
  readonly sentences: readonly string[];
  /** Its words without dates; empty where the line is not read. */
  readonly words: string;
  readonly events: readonly { readonly id: string; readonly title: string }[];
}

/** The edit that teaches a wording and the files it changes, or why it cannot be taught. */
export type Teaching =
  | { readonly edit: WorkspaceEdit; readonly files: readonly string[] }
  | { readonly reason: string };

export type ExportWhat = 'deadlines' | 'chronology' | 'lateness' | 'timeline';

/** Which fields an export looks at is in docs/protocol.md. */
export interface ExportOptions {
  readonly format: 'ics' | 'csv' | 'html' | 'markdown' | 'svg';
  readonly uri?: string;
  readonly child?: number;
  readonly name?: 'initials' | 'none';
  readonly actors?: 'all';
  readonly byMonth?: boolean;
}

/** The questions, typed. */
export class ServerApi implements vscode.Disposable {
  readonly #client: BaseLanguageClient;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #listening: vscode.Disposable;

  constructor(client: BaseLanguageClient) {
    this.#client = client;
    // A client keeps one handler for a notification, so that everybody listens here.
    this.#listening = client.onNotification('casenotes/changed', () => this.#changed.fire());
  }

  /** A note was read anew, or the day has changed: lists and drawings are asked for again. */
  readonly onChanged: vscode.Event<void> = this.#changed.event;

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }

  letters(uri: string, line: number): Promise<readonly ListedLetter[]> {
    return this.#ask('casenotes.letters', uri, line);
  }

  letter(uri: string, line: number, id: string): Promise<Letter> {
    return this.#ask('casenotes.letter', uri, line, id);
  }

  letterFile(uri: string, line: number, id: string): Promise<LetterFile | null> {
    return this.#ask('casenotes.letterFile', uri, line, id);
  }

  letterRecord(uri: string, line: number, id: string, sent: boolean, file?: string): Promise<LetterRecord | null> {
    return this.#ask('casenotes.letterRecord', uri, line, id, sent, ...(file === undefined ? [] : [file]));
  }

  /** The decision aid: the next question, or the ways open. */
  ways(
    uri: string,
    line: number,
    answers: Readonly<Record<string, string>>,
    record = false,
  ): Promise<RecordedWayStep | null> {
    return this.#ask('casenotes.ways', uri, line, answers, record);
  }

  /** Makes an edit that the server gave. */
  async apply(edit: WorkspaceEdit): Promise<void> {
    await vscode.workspace.applyEdit(await this.#client.protocol2CodeConverter.asWorkspaceEdit(edit));
  }

  /** The deadlines of one note, most urgent first. */
  deadlines(uri: string): Promise<readonly ListedDeadline[]> {
    return this.#ask('casenotes.deadlines', uri);
  }

  /** The open deadlines of the notes that changed since `stamp`; since 0, of all notes. */
  deadlineChanges(stamp: number): Promise<DeadlineChanges> {
    return this.#ask('casenotes.deadlines', stamp);
  }

  /** The areas whose names and addresses are known, for this note or folder. */
  areas(uri?: string): Promise<readonly { readonly id: string; readonly council: string }[]> {
    return this.#ask('casenotes.areas', ...(uri === undefined ? [] : [uri]));
  }

  status(uri: string): Promise<NoteStatus> {
    return this.#ask('casenotes.status', uri);
  }

  /** What was read on a line and why; null where the note is not read. */
  why(uri: string, line: number): Promise<LineReading | null> {
    return this.#ask('casenotes.why', uri, line);
  }

  /** The edit that adds a wording of an event to the service's own pack. */
  teach(uri: string, words: string, event: string): Promise<Teaching | null> {
    return this.#ask('casenotes.teach', uri, words, event);
  }

  /** One child of a note on a time axis; null where the note is not read. */
  timeline(uri: string, child: number, width?: number): Promise<TimelineDrawing | null> {
    return this.#ask('casenotes.timeline', uri, child, ...(width === undefined ? [] : [width]));
  }

  /** The coming months, with the limits that end on each day, as HTML. */
  calendar(months: number): Promise<{ readonly html: string }> {
    return this.#ask('casenotes.calendar', months);
  }

  /** The text of an export and a name for its file; null where there is nothing to say. */
  export(what: ExportWhat, options: ExportOptions): Promise<{ readonly text: string; readonly name: string } | null> {
    return this.#ask('casenotes.export', what, options);
  }

  /** Asks the server to look at the calendar: after sleep, on focus. */
  checkDay(): Promise<void> {
    return this.#ask('casenotes.checkDay');
  }

  /** Fixes the day the server works by; `undefined` gives it back to the calendar. */
  setToday(iso: string | undefined): Promise<boolean> {
    return this.#ask('casenotes.setToday', ...(iso === undefined ? [] : [iso]));
  }

  async #ask<T>(command: string, ...args: unknown[]): Promise<T> {
    return (await this.#client.sendRequest('workspace/executeCommand', { command, arguments: args })) as T;
  }
}
