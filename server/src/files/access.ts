// What the outside gives as access to files: implemented over Node's file system (node-files.ts) and over the editor's
// (lsp/client-files.ts).

/** A file could not be read; the message is the reason in plain words, without any of the file's text. */
export class FileProblem extends Error {}

/** What is looked for in a folder: notes (`*.md`), or the files of packs (`*.yaml`). */
export type FileKind = 'notes' | 'packs';

/** Access to the notes of folders. Methods throw `FileProblem` with a reason for the user. */
export interface FileAccess {
  /**
   * Every `*.md` under a folder, in batches of URIs. `skip` says of a path relative to the folder (with `/`) that it
   * is left out; a folder within that cannot be read is told to `unreadable` and passed over. With `kind` `packs`,
   * every `*.yaml` instead.
   */
  notesIn(
    folder: string,
    skip: (relativePath: string) => boolean,
    unreadable: (uri: string, reason: string) => void,
    kind?: FileKind,
  ): AsyncIterable<readonly string[]>;
  /** The text of a file, whatever its encoding (decode.ts); `undefined` where there is none. */
  read(uri: string): Promise<string | undefined>;
  /**
   * The same without a promise, for many small files in a row; absent where files are far away. Whoever uses it sees to
   * it that a slow drive holds nobody up.
   */
  readNow?(uri: string): string | undefined;
}
