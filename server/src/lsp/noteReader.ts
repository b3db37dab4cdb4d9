// Reads tasks of notes: what a process does that helps a server with its first pass.
import { FileProblem } from '../files/access.ts';
import { OpenNotes } from './notes.ts';
import type { Platform } from './platform.ts';
import type { ReadAnswer, ReadingContext, ReadTask } from './readTasks.ts';
import { shownDiagnostics, summarise } from './workspaceIndex.ts';

/** Gives what reads tasks with these contexts, in this process. */
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
