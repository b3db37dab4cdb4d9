// Annotated notes (test/corpus/README.md): those of a folder with what they record, and the line of a place in a text.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { LineIndex } from '../../server/src/casefile/lines.ts';

/** What somebody wrote down that a note says; lines are 1-based, days ISO. */
export interface Gold {
  readonly file: string;
  readonly today: string;
  readonly events: readonly {
    readonly event: string;
    readonly date: string;
    readonly assertion: string;
    readonly line: number;
  }[];
  readonly problems: readonly { readonly code: string; readonly line: number }[];
  readonly notEvents: readonly { readonly line: number; readonly why: string }[];
}

/**
 * The annotated notes of a folder that holds `notes/*.md` and `gold/*.json`, in the order of their names; none where it
 * holds none. `take`: by the name of the gold file.
 */
export function annotatedNotes(
  folder: string,
  take: (name: string) => boolean,
): { readonly gold: Gold; readonly text: string }[] {
  const golds = path.join(folder, 'gold');
  if (!existsSync(golds)) return [];
  return readdirSync(golds)
    .filter((name) => name.endsWith('.json') && take(name))
    .sort()
    .map((name) => {
      const gold = JSON.parse(readFileSync(path.join(golds, name), 'utf8')) as Gold;
      return { gold, text: readFileSync(path.join(folder, 'notes', gold.file), 'utf8') };
    });
}

/** Tells on which line of a text a place (an offset) lies; 1-based, as notes are annotated. */
export function linesOf(text: string): (place: number) => number {
  const index = new LineIndex(text);
  return (place) => index.placeAt(place).line + 1;
}
