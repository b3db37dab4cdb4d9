// Files through the client, for servers that run where there is no file system (a worker in the browser): two requests
// that the client answers from its own, possibly virtual, file system. Described in docs/protocol.md.
import { type FileAccess, type FileKind, FileProblem } from '../files/access.ts';
import type { Wire } from './wire.ts';

const endings: Readonly<Record<FileKind, RegExp>> = { notes: /\.(md|markdown)$/i, packs: /\.ya?ml$/i };

/** Files handed on at a time. */
const batch = 500;

export class ClientFiles implements FileAccess {
  readonly #wire: Wire;

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  async *notesIn(
    folder: string,
    skip: (relativePath: string) => boolean,
    _unreadable: (uri: string, reason: string) => void,
    kind: FileKind = 'notes',
  ): AsyncIterable<readonly string[]> {
    const uris = await this.#ask<readonly string[]>('casenotes/fs/list', { folder, kind });
    const base = `${folder.replace(/\/+$/, '')}/`;
    const kept = uris.filter(
      (uri) => uri.startsWith(base) && endings[kind].test(uri) && !skip(decoded(uri.slice(base.length))),
    );
    for (let i = 0; i < kept.length; i += batch) yield kept.slice(i, i + batch);
  }

  async read(uri: string): Promise<string | undefined> {
    const answer = await this.#ask<{ readonly text?: string } | null>('casenotes/fs/read', { uri });
    return typeof answer?.text === 'string' ? answer.text : undefined;
  }

  async #ask<T>(method: string, params: object): Promise<T> {
    try {
      return await this.#wire.ask<T>(method, params);
    } catch {
      throw new FileProblem('the editor could not give it');
    }
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
