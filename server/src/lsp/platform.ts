// What the server needs from the machine it runs on. The Node and the browser entry points each give one; the rest of
// this folder knows neither.

import type { Day } from '../calendar/day.ts';
import type { Engine } from '../casefile/engine.ts';
import type { Settings } from '../casefile/settings.ts';
import type { LetterDesk } from '../features/context.ts';

/** A file found in a folder. */
export interface FoundFile {
  readonly uri: string;
}

/** A file could not be read; the reason in plain words, without any of its text. */
export class FileProblem extends Error {}

/** Access to the files of the workspace. All methods throw `FileProblem` with a reason for the user. */
export interface FileAccess {
  /**
   * Every `*.md` under a folder, in batches. `skip` says of a path relative to the folder (with `/`) that it is left
   * out; a folder that cannot be read is told to `unreadable` and passed over.
   */
  notesIn(
    folder: string,
    skip: (relativePath: string) => boolean,
    unreadable: (uri: string, reason: string) => void,
  ): AsyncIterable<readonly string[]>;
  /** The text of a file; `undefined` where there is none. Bytes that are no UTF-8 become U+FFFD. */
  read(uri: string): Promise<string | undefined>;
}

export interface Platform {
  readonly version: string;
  readonly engine: Engine;
  /** The letters of the pack, for a folder's settings. */
  letters(settings: Settings): LetterDesk;
  /** The civil day in Europe/London now. */
  today(): Day;
  /** Absent: files are asked of the client (`casenotes/fs/*`, docs/protocol.md). */
  readonly files?: FileAccess;
}
