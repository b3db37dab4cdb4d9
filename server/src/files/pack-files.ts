// The files of a folder's own packs (letters; rules, events and areas), from the folders that `packs` in casenotes.yaml names. The walk starts at
// the workspace folder and goes down only towards them: it follows no link, so that nothing outside is ever read.
import { type FileAccess, type FileKind, FileProblem } from './access.ts';

/** A file of a pack; without `text` where it could not be read, with the reason. */
export interface PackFile {
  /** URI. */
  readonly name: string;
  readonly text?: string;
  readonly reason?: string;
}

/** A pack's folder as a path within the workspace folder, such as `our/pack`. */
function packPath(named: string): string {
  return named.replace(/^(\.\/)+/, '').replace(/\/+$/, '');
}

/** Is this path, relative to the workspace folder, inside one of its packs? */
export function isInPack(path: string, packs: readonly string[]): boolean {
  return packs.some((named) => path === packPath(named) || path.startsWith(`${packPath(named)}/`));
}

/**
 * The files under `within` of each pack of a workspace folder (an empty `within`: anywhere in it): Markdown, or with
 * `kind` `packs` YAML. `open` gives the text of a file that is open in the editor.
 */
export async function packFiles(
  folder: string,
  packs: readonly string[],
  within: string,
  files: FileAccess,
  open: (uri: string) => string | undefined = () => undefined,
  kind: FileKind = 'notes',
): Promise<readonly PackFile[]> {
  const roots = packs.map((named) => (within === '' ? packPath(named) : `${packPath(named)}/${within}`));
  const leadsThere = (path: string) =>
    roots.some((root) => root === path || root.startsWith(`${path}/`) || path.startsWith(`${root}/`));
  const found: PackFile[] = [];
  for await (const batch of files.notesIn(
    folder,
    (path) => !leadsThere(path),
    () => undefined,
    kind,
  )) {
    for (const name of batch) {
      try {
        const text = open(name) ?? (await files.read(name));
        if (text !== undefined) found.push({ name, text });
      } catch (error) {
        if (!(error instanceof FileProblem)) throw error;
        found.push({ name, reason: error.message });
      }
    }
  }
  return found;
}
