// The first pass over very many notes is shared out among other processes, where the machine lets them be started. This is
// what goes there and back: some files to be read, and what the index keeps of each. Types only.
import type { Diagnostic } from 'vscode-languageserver-types';
import type { Day } from '../calendar/day.ts';
import type { Settings } from '../casefile/settings.ts';
import type { DeadlineRow } from '../exports/rows.ts';
import type { OwnFile } from '../letters/own.ts';

/** What is known of one note, as plain data. */
export interface NoteSummary {
  readonly uri: string;
  /** The rows, packed; as they are where they cannot be. */
  readonly packed: string | readonly DeadlineRow[];
  /** Dates that could not be used. */
  readonly unreadDates: number;
  readonly events: number;
  readonly resultId: string;
}

/** What notes are read with: a folder's settings, and the files of its own law. */
export interface ReadingContext {
  readonly settings: Settings;
  readonly ownLaw?: readonly OwnFile[];
}

/** Notes to be read with one of the contexts. */
export interface ReadTask {
  readonly uris: readonly string[];
  /** Index of the context. */
  readonly context: number;
  readonly today: Day;
  /** Wanted with their diagnostics. */
  readonly diagnostics: boolean;
}

/** What became of one note; `null` where there is no such file. */
export type ReadAnswer =
  | { readonly summary: NoteSummary; readonly found?: readonly Diagnostic[] }
  | { readonly reason: string }
  | null;

/** Processes that read notes. */
export interface NoteReaders {
  readonly count: number;
  /** One answer for each note of the task. Rejects where no process can. */
  give(task: ReadTask): Promise<readonly ReadAnswer[]>;
  stop(): void;
}
