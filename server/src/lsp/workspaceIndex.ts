// Every note of every folder, closed ones too: their open limits as flat rows, and the id of their diagnostics. Of a
// closed note nothing else is kept, so that ten thousand fit in a few megabytes. The index is filled once, in slices
// that leave the server answering, and kept current file by file.

import type { Diagnostic } from 'vscode-languageserver-types';
import { type DeadlineRow, rowsOf } from '../exports/rows.ts';
import { isCasenote, type NoteContext } from '../features/context.ts';
import { diagnostics } from '../features/diagnostics.ts';
import { isDisowned } from './notes.ts';
import { resultIdOf } from './results.ts';

/** What is kept of one note. */
export interface IndexedNote {
  readonly uri: string;
  /** Open limits, and those that cannot be dated, most urgent first. */
  readonly rows: readonly DeadlineRow[];
  /** Dates that could not be used. */
  readonly unreadDates: number;
  readonly events: number;
  readonly resultId: string;
}

/** A file that could not be read, with the reason. */
export interface BrokenNote {
  readonly uri: string;
  readonly reason: string;
}

/** The diagnostics of a note as the client sees them: none for one that its adviser disowned. */
export function shownDiagnostics(context: NoteContext): Diagnostic[] {
  return isDisowned(context) ? [] : diagnostics(context);
}

/** What the index keeps of an analysed note. */
export function summarise(context: NoteContext, found: readonly Diagnostic[]): IndexedNote {
  const { analysis, uri } = context;
  const counts = !isDisowned(context) && isCasenote(context);
  return {
    uri,
    rows: counts ? rowsOf(uri, analysis).filter(isKept) : [],
    unreadDates: counts ? analysis.reading.problems.filter((p) => p.code.startsWith('date-')).length : 0,
    events: counts ? analysis.reading.events.length : 0,
    resultId: resultIdOf(found),
  };
}

function isKept(row: DeadlineRow): boolean {
  if (row.faded || row.prominence === 'background') return false;
  return row.status === 'past' || row.status === 'close' || row.status === 'upcoming' || row.status === 'no-date';
}

export class WorkspaceIndex {
  readonly #notes = new Map<string, IndexedNote>();
  readonly #broken = new Map<string, BrokenNote>();
  readonly #listeners = new Set<(uri: string | undefined) => void>();

  get size(): number {
    return this.#notes.size;
  }

  get notes(): Iterable<IndexedNote> {
    return this.#notes.values();
  }

  get broken(): Iterable<BrokenNote> {
    return this.#broken.values();
  }

  get(uri: string): IndexedNote | undefined {
    return this.#notes.get(uri);
  }

  has(uri: string): boolean {
    return this.#notes.has(uri);
  }

  /** Called with the URI of each note that changed; with `undefined` where many may have. */
  onChange(listener: (uri: string | undefined) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  put(note: IndexedNote): void {
    const before = this.#notes.get(note.uri);
    this.#notes.set(note.uri, note);
    this.#broken.delete(note.uri);
    if (before?.resultId !== note.resultId || !sameRows(before.rows, note.rows)) this.#tell(note.uri);
  }

  putBroken(note: BrokenNote): void {
    this.#broken.set(note.uri, note);
    if (this.#notes.delete(note.uri)) this.#tell(note.uri);
  }

  delete(uri: string): void {
    this.#broken.delete(uri);
    if (this.#notes.delete(uri)) this.#tell(uri);
  }

  /** Forgets everything under a folder, or below a folder that was deleted. */
  deleteUnder(uri: string): void {
    for (const known of [...this.#notes.keys()]) if (known.startsWith(`${uri}/`)) this.delete(known);
    for (const known of [...this.#broken.keys()]) if (known.startsWith(`${uri}/`)) this.#broken.delete(known);
  }

  #tell(uri: string | undefined): void {
    for (const listener of this.#listeners) listener(uri);
  }
}

function sameRows(a: readonly DeadlineRow[], b: readonly DeadlineRow[]): boolean {
  return a.length === b.length && JSON.stringify(a) === JSON.stringify(b);
}
