// The texts of many closed notes, one after another. Where files are near they are read at once, which is several times
// cheaper than a promise for each; where a drive is slow, some are read ahead while the server does other work.
import { type FileAccess, FileProblem } from '../files/access.ts';

/** Files read ahead of their analysis where reading is slow. */
const readAhead = 32;
/** Milliseconds for which a file may hold the server up. */
const quick = 8;
/** Files for each millisecond of one that was slow, before another is read at once: a drive may have been busy. */
const patience = 8;

/** A text; `undefined` where there is no such file, or nobody wants it; or why it cannot be read. */
export type NoteText = string | undefined | FileProblem;

export class NoteTexts {
  readonly #files: FileAccess;
  readonly #uris: readonly string[];
  readonly #wanted: (uri: string) => boolean;
  readonly #ahead: Promise<NoteText>[] = [];
  readonly #clock: () => number;
  #at = 0;
  /** Index of the next file to be read at once. The first is not: its drive may not answer at all. */
  #nowFrom = 1;

  /** The texts of `uris` in their order, of those that are still wanted when their turn comes near. */
  constructor(
    files: FileAccess,
    uris: readonly string[],
    wanted: (uri: string) => boolean,
    clock: () => number = () => performance.now(),
  ) {
    this.#files = files;
    this.#uris = uris;
    this.#wanted = wanted;
    this.#clock = clock;
    if (!files.readNow) this.#nowFrom = uris.length;
  }

  /** The next text; a promise of it where it is not there at once. */
  next(): NoteText | Promise<NoteText> {
    const at = this.#at++;
    if (at >= this.#nowFrom && this.#ahead.length === 0) return this.#readNow(at);
    while (this.#ahead.length < readAhead) {
      const next = at + this.#ahead.length;
      if (next >= Math.min(this.#nowFrom, this.#uris.length)) break;
      this.#ahead.push(this.#read(next));
    }
    return this.#ahead.shift();
  }

  #readNow(at: number): NoteText {
    const uri = this.#uris[at]!;
    if (!this.#wanted(uri)) return undefined;
    const begin = this.#clock();
    try {
      return this.#files.readNow!(uri);
    } catch (error) {
      return problem(error);
    } finally {
      this.#took(at, this.#clock() - begin);
    }
  }

  async #read(at: number): Promise<NoteText> {
    const uri = this.#uris[at]!;
    if (!this.#wanted(uri)) return undefined;
    const begin = this.#clock();
    try {
      return await this.#files.read(uri);
    } catch (error) {
      return problem(error);
    } finally {
      // Others that are read ahead wait for the analysis of those before them, too: only the first can tell.
      if (at === 0) this.#took(at, this.#clock() - begin);
    }
  }

  #took(at: number, time: number): void {
    if (time > quick) this.#nowFrom = Math.max(this.#nowFrom, at + Math.round(time * patience));
  }
}

function problem(error: unknown): FileProblem {
  return error instanceof FileProblem ? error : new FileProblem('it cannot be read');
}
