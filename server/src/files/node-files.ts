// Files of the workspace on a machine with a file system (Node): folders are walked without following links, files are
// read as UTF-8. Every failure becomes a reason in plain words.
import { closeSync, constants, type Dirent, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type FileAccess, type FileKind, FileProblem } from './access.ts';
import { decode, needsDecoding } from './decode.ts';

/** Larger files are no casenotes; the reader itself passes over notes that are too long. */
const largest = 64 * 1024 * 1024;

export class NodeFiles implements FileAccess {
  async *notesIn(
    folder: string,
    skip: (relativePath: string) => boolean,
    unreadable: (uri: string, reason: string) => void,
    kind: FileKind = 'notes',
  ): AsyncIterable<readonly string[]> {
    yield* walk(pathOf(folder), '', skip, unreadable, fileNames[kind]);
  }

  async read(uri: string): Promise<string | undefined> {
    if (!uri.startsWith('file:')) return undefined;
    try {
      return await readNote(pathOf(uri));
    } catch (error) {
      return absent(error);
    }
  }

  readNow(uri: string): string | undefined {
    if (!uri.startsWith('file:')) return undefined;
    try {
      return readNoteNow(pathOf(uri));
    } catch (error) {
      return absent(error);
    }
  }
}

/** A file that is not there is no problem. @throws FileProblem for whatever else happened. */
function absent(error: unknown): undefined {
  if (error instanceof FileProblem) throw error;
  if (codeOf(error) === 'ENOENT') return undefined;
  throw new FileProblem(reasonOf(error));
}

const fileNames: Readonly<Record<FileKind, RegExp>> = { notes: /\.(md|markdown)$/i, packs: /\.ya?ml$/i };

/** Notes handed over at a time. */
const batchSize = 512;

/** Walks a folder in the order of paths, holding no more than the entries of the folders that lead to where it is. */
async function* walk(
  root: string,
  relative: string,
  skip: (relativePath: string) => boolean,
  unreadable: (uri: string, reason: string) => void,
  wanted: RegExp,
): AsyncIterable<readonly string[]> {
  let entries: readonly Dirent[];
  try {
    entries = await readdir(path.join(root, relative), { withFileTypes: true });
  } catch (error) {
    unreadable(uriOf(path.join(root, relative)), reasonOf(error));
    return;
  }
  // A folder of scans may hold a hundred thousand files: what is no note is not even sorted. With its slash a folder
  // sorts as its files do among all paths.
  const keyed = entries
    .filter((entry) => (entry.isFile() ? wanted.test(entry.name) : entry.isDirectory()))
    .map((entry) => ({ entry, key: entry.isDirectory() ? `${entry.name}/` : entry.name }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : 1));
  let found: string[] = [];
  for (const { entry } of keyed) {
    const within = relative === '' ? entry.name : `${relative}/${entry.name}`;
    if (skip(within)) continue;
    if (entry.isFile()) found.push(uriOf(path.join(root, within)));
    if (found.length > 0 && (entry.isDirectory() || found.length === batchSize)) {
      yield found;
      found = [];
    }
    if (entry.isDirectory()) yield* walk(root, within, skip, unreadable, wanted);
  }
  if (found.length > 0) yield found;
}

/**
 * The text of a file. Links are not followed at the last step, so that a note cannot stand for a file elsewhere.
 * @throws FileProblem where it is no file or too large; the system's own error where it cannot be read.
 */
export async function readNote(file: string): Promise<string> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    checkFile(await handle.stat());
    return textOf(await handle.readFile());
  } finally {
    await handle.close();
  }
}

function checkFile(about: Stats): void {
  if (!about.isFile()) throw new FileProblem('it is no file');
  if (about.size > largest) throw new FileProblem(`it is too large (${Math.round(about.size / 1048576)} MB)`);
}

/** Mostly UTF-8, which takes no second look. */
function textOf(bytes: Buffer): string {
  const text = bytes.toString();
  return needsDecoding(text) ? decode(bytes) : text;
}

let room = Buffer.alloc(0);

/** `readNote` without promises: for a small file they cost several times the reading itself. */
function readNoteNow(file: string): string {
  const handle = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const about = fstatSync(handle);
    checkFile(about);
    // One byte more than it should have tells a file that has grown from one that is read.
    if (room.length <= about.size) room = Buffer.allocUnsafe(about.size + 16_384);
    let length = 0;
    for (;;) {
      const read = readSync(handle, room, length, room.length - length, null);
      length += read;
      if (read === 0) break;
      if (length === room.length) room = Buffer.concat([room], length * 2);
    }
    const text = textOf(room.subarray(0, length));
    if (room.length > 1_048_576) room = Buffer.alloc(0);
    return text;
  } finally {
    closeSync(handle);
  }
}

function pathOf(uri: string): string {
  try {
    return fileURLToPath(uri);
  } catch {
    throw new FileProblem('it is not on this machine');
  }
}

/** A URI as editors write it: a drive's colon and letter as they encode them is the client's affair. */
function uriOf(file: string): string {
  return pathToFileURL(file).href;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  ENOENT: 'it is not there any more',
  EISDIR: 'it is a folder',
  ENOTDIR: 'it is not a folder',
  EMFILE: 'too many files are open on this machine',
  EIO: 'the drive reports a fault',
  ENXIO: 'it is no file',
  ELOOP: 'it is a link that leads to itself',
};

/** What the system says, in plain words. */
export function reasonOf(error: unknown): string {
  if (error instanceof FileProblem) return error.message;
  return reasons[codeOf(error) ?? ''] ?? 'it cannot be read';
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | null)?.code;
}
