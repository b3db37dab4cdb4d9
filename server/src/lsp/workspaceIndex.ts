// Every note of every folder, closed ones too: their open limits as packed rows, and the id of their diagnostics. Of a
// closed note nothing else is kept, so that ten thousand fit in a few megabytes. The index is filled once, in slices
// that leave the server answering, and kept current file by file.

import type { Diagnostic } from 'vscode-languageserver-types';
import type { Day } from '../calendar/day.ts';
import type { Engine } from '../casefile/engine.ts';
import type { CaseDeadline } from '../casefile/model.ts';
import { type DeadlineRow, isAside, rowOf } from '../exports/rows.ts';
import { isCasenote, type NoteContext } from '../features/context.ts';
import { diagnostics } from '../features/diagnostics.ts';
import { openStatus } from '../law/derive.ts';
import { isDisowned } from './notes.ts';
import { packRows, unpackRows } from './packedRows.ts';
import type { NoteSummary } from './readTasks.ts';
import { resultIdOf } from './results.ts';

/** What is kept of one note. */
export class IndexedNote implements NoteSummary {
  readonly uri: string;
  readonly packed: string | readonly DeadlineRow[];
  readonly unreadDates: number;
  readonly events: number;
  readonly resultId: string;
  readonly #engine: Engine;

  /** `engine`: the one that analysed the note, or one with the same rules and events. */
  constructor(summary: NoteSummary, engine: Engine) {
    this.uri = summary.uri;
    this.packed = summary.packed;
    this.unreadDates = summary.unreadDates;
    this.events = summary.events;
    this.resultId = summary.resultId;
    this.#engine = engine;
  }

  /** Open limits, and those that cannot be dated, most urgent first. */
  get rows(): readonly DeadlineRow[] {
    return typeof this.packed === 'string' ? unpackRows(this.uri, this.packed, this.#engine) : this.packed;
  }

  /**
   * The same limits counted from another day. What else a day may change (a limit too old to be shown, a meeting that is
   * over, the diagnostics) is found when the note is read again.
   */
  onDay(today: Day, warningDays: number): IndexedNote {
    const rows = this.rows.map((row) => {
      const status = openStatus(row.due, today, warningDays);
      return row.due === undefined ? row : { ...row, status, daysLeft: row.due - today };
    });
    return new IndexedNote({ ...this, packed: packRows(rows, this.#engine) ?? rows }, this.#engine);
  }

  /** Would a client see the same? */
  saysTheSame(other: IndexedNote): boolean {
    if (this.resultId !== other.resultId) return false;
    if (this.#engine === other.#engine && typeof this.packed === 'string') return this.packed === other.packed;
    return JSON.stringify(this.rows) === JSON.stringify(other.rows);
  }
}

/** A file that could not be read, with the reason. */
export interface BrokenNote {
  readonly uri: string;
  readonly reason: string;
}

/** The diagnostics of a note as the client sees them: none for one that its adviser disowned. */
export function shownDiagnostics(context: NoteContext): readonly Diagnostic[] {
  return isDisowned(context) ? [] : diagnostics(context);
}

/** What the index keeps of an analysed note. */
export function summarise(context: NoteContext, found: readonly Diagnostic[]): NoteSummary {
  const { analysis, uri, engine } = context;
  const counts = !isDisowned(context) && isCasenote(context);
  const rows = counts ? analysis.deadlines.filter(isKept).map((deadline) => rowOf(uri, analysis, deadline)) : [];
  return {
    uri,
    packed: packRows(rows, engine) ?? rows,
    unreadDates: counts ? analysis.reading.problems.filter((p) => p.code.startsWith('date-')).length : 0,
    events: counts ? analysis.reading.events.length : 0,
    resultId: resultIdOf(found),
  };
}

function isKept({ faded, rule: { prominence }, status }: CaseDeadline): boolean {
  if (isAside({ faded, prominence, status })) return false;
  return status === 'past' || status === 'close' || status === 'upcoming' || status === 'no-date';
}

export class WorkspaceIndex {
  readonly #notes = new Map<string, IndexedNote>();
  readonly #broken = new Map<string, BrokenNote>();
  /** Grows with every change. */
  tick = 0;
  /** The tick at which the rows or diagnostics of each note last changed; of notes that are gone, too. */
  readonly #changedAt = new Map<string, number>();
  readonly #listeners = new Set<(uri: string) => void>();

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

  /** The notes that changed, came or went after a tick. */
  changedSince(tick: number): string[] {
    return [...this.#changedAt.keys()].filter((uri) => this.#changedAt.get(uri)! > tick);
  }

  /** Called with the URI of each note that changed. */
  onChange(listener: (uri: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  put(note: IndexedNote): void {
    const before = this.#notes.get(note.uri);
    this.#notes.set(note.uri, note);
    this.#broken.delete(note.uri);
    if (!before?.saysTheSame(note)) this.#tell(note.uri);
  }

  putBroken(note: BrokenNote): void {
    this.#broken.set(note.uri, note);
    if (this.#notes.delete(note.uri)) this.#tell(note.uri);
  }

  forgetBroken(): void {
    this.#broken.clear();
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

  #tell(uri: string): void {
    this.#changedAt.set(uri, ++this.tick);
    for (const listener of this.#listeners) listener(uri);
  }
}
