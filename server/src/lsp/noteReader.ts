// The first pass over very many notes is shared out among other processes, where the machine lets them be started. This is
// what goes there and back: some files to be read, and what the index keeps of each.
import type { Diagnostic } from 'vscode-languageserver-types';
import type { Day } from '../calendar/day.ts';
import type { Settings } from '../casefile/settings.ts';
import { FileProblem } from '../files/access.ts';
import type { OwnFile } from '../letters/own.ts';
import { OpenNotes } from './notes.ts';
import type { Platform } from './platform.ts';
import { type NoteSummary, shownDiagnostics, summarise } from './workspaceIndex.ts';

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

/** Reads tasks in this process. */
export function noteReader(platform: Platform, contexts: readonly ReadingContext[]) {
  const notes = new OpenNotes(platform);
  for (const { settings, ownLaw } of contexts) if (ownLaw) platform.takeOwnLaw?.(settings, ownLaw);
  return ({ uris, context, today, diagnostics }: ReadTask): ReadAnswer[] => {
    const { settings } = contexts[context]!;
    return uris.map((uri) => {
      platform.tidy?.();
      try {
        const text = platform.files!.readNow!(uri);
        if (text === undefined) return null;
        const read = notes.fresh(uri, text, today, settings);
        const found = shownDiagnostics(read);
        const summary = summarise(read, found);
        return diagnostics ? { summary, found } : { summary };
      } catch (error) {
        if (error instanceof FileProblem) return { reason: error.message };
        throw error;
      }
    });
  };
}
