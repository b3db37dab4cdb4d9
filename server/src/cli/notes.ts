// Notes from paths: a path is a file or a folder searched for `*.md`. Settings come from the `casenotes.yaml` at the
// folder's root, or the nearest one above.
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Day } from '../calendar/day.ts';
import { analyse } from '../casefile/analyse.ts';
import type { Engine } from '../casefile/engine.ts';
import { excluder } from '../casefile/globs.ts';
import type { Analysis } from '../casefile/model.ts';
import { defaultSettings, mergeSettings, readSettings, type Settings } from '../casefile/settings.ts';
import { engineFor, takeOwnLaw } from '../data.ts';
import { NodeFiles, readNote, reasonOf } from '../files/node-files.ts';
import { packFiles } from '../files/pack-files.ts';
import { type Io, UsageError } from './command.ts';

/** A note as found: its path for people, relative to the working directory, with `/`. */
export interface FoundNote {
  readonly path: string;
  readonly file: string;
  readonly settings: Settings;
}

/** A note that was read. */
export interface ReadNote extends FoundNote {
  readonly analysis: Analysis;
}

const settingsFile = 'casenotes.yaml';
const alwaysSkipped = /(^|\/)(node_modules|\.[^/]+)(\/|$)/;

/** Files read at a time: the disk works while the processor does. */
const readAhead = 16;

/**
 * Finds, reads and analyses the notes of some paths, in order. A file within a folder that cannot be read is named on
 * standard error and passed over; `failed` is then set.
 */
export class Notes {
  readonly #io: Io;
  readonly #settings = new Map<string, Promise<Settings>>();
  failed = false;

  constructor(io: Io) {
    this.#io = io;
  }

  /** @throws UsageError for a path that is neither file nor folder. */
  async *find(paths: readonly string[]): AsyncIterable<FoundNote> {
    // One folder holds no file twice, and may hold a million.
    const seen = paths.length > 1 ? new Set<string>() : undefined;
    for (const given of paths.length > 0 ? paths : ['.']) {
      const full = path.resolve(this.#io.cwd, given);
      const about = await stat(full).catch((error: unknown) => {
        throw new UsageError(`${given}: ${reasonOf(error)}`);
      });
      const settings = await this.#settingsFor(about.isDirectory() ? full : path.dirname(full));
      const files = about.isDirectory() ? this.#within(full, settings) : [full];
      for await (const file of files) {
        if (seen?.has(file)) continue;
        seen?.add(file);
        yield { path: this.#shown(file), file, settings };
      }
    }
  }

  async *#within(folder: string, settings: Settings): AsyncIterable<string> {
    const excluded = excluder(settings.exclude);
    const skip = (relative: string) => alwaysSkipped.test(relative) || excluded(relative);
    const unreadable = (uri: string, reason: string) => this.failedOn(fileURLToPath(uri), reason);
    for await (const batch of new NodeFiles().notesIn(pathToFileURL(folder).href, skip, unreadable)) {
      for (const uri of batch) yield fileURLToPath(uri);
    }
  }

  /** Reads and analyses the notes of some paths; those with `casenotes: false` in their front matter are left out. */
  async *read(paths: readonly string[], engine: Engine, today: Day): AsyncIterable<ReadNote> {
    const ahead: { readonly note: FoundNote; readonly text: Promise<string | undefined> }[] = [];
    const take = async () => {
      const { note, text } = ahead.shift()!;
      const read = await text;
      return read === undefined ? undefined : analysed(note, read, this.#engineOf(note, engine), today);
    };
    for await (const note of this.find(paths)) {
      ahead.push({ note, text: this.#text(note) });
      if (ahead.length < readAhead) continue;
      const made = await take();
      if (made) yield made;
    }
    while (ahead.length > 0) {
      const made = await take();
      if (made) yield made;
    }
  }

  /** A folder with rules of its own has an engine of its own. */
  #engineOf({ settings }: FoundNote, engine: Engine): Engine {
    return settings.packs.length > 0 ? engineFor(settings) : engine;
  }

  async #text(note: FoundNote): Promise<string | undefined> {
    try {
      return await readNote(note.file);
    } catch (error) {
      this.failedOn(note.file, reasonOf(error));
      return undefined;
    }
  }

  /** Names a file that was passed over, on standard error. */
  failedOn(file: string, reason: string): void {
    this.failed = true;
    this.#io.err(`casenotes: ${this.#shown(file)}: ${reason}`);
  }

  #shown(file: string): string {
    return (path.relative(this.#io.cwd, file) || '.').split(path.sep).join('/');
  }

  #settingsFor(folder: string): Promise<Settings> {
    let at = folder;
    while (!existsSync(path.join(at, settingsFile)) && path.dirname(at) !== at) at = path.dirname(at);
    const file = path.join(at, settingsFile);
    let known = this.#settings.get(file);
    if (!known) {
      known = this.#readSettings(file);
      this.#settings.set(file, known);
    }
    return known;
  }

  /** Takes the rules and events of the packs that a folder names; mistakes go to standard error, the rest works. */
  async #ownLaw(folder: string, settings: Settings): Promise<void> {
    const none = () => undefined;
    const files = await packFiles(pathToFileURL(folder).href, settings.packs, '', new NodeFiles(), none, 'packs');
    for (const { name, problems } of takeOwnLaw(settings, files)) {
      const shown = this.#shown(fileURLToPath(name));
      for (const { line, column, message } of problems)
        this.#io.err(`casenotes: ${shown}:${line}:${column}: ${message}`);
    }
  }

  async #readSettings(file: string): Promise<Settings> {
    if (!existsSync(file)) return defaultSettings;
    try {
      const { settings, problems } = readSettings(await readFile(file, 'utf8'));
      for (const { line, column, message } of problems) {
        this.#io.err(`casenotes: ${this.#shown(file)}:${line}:${column}: ${message}`);
      }
      const merged = mergeSettings(settings);
      if (merged.packs.length > 0) await this.#ownLaw(path.dirname(file), merged);
      return merged;
    } catch (error) {
      this.failedOn(file, reasonOf(error));
      return defaultSettings;
    }
  }
}

/** Reads and analyses one note; `undefined` where its front matter says that it is none. @throws what reading throws. */
export async function readFound(note: FoundNote, engine: Engine, today: Day): Promise<ReadNote | undefined> {
  const own = note.settings.packs.length > 0 ? engineFor(note.settings) : engine;
  return analysed(note, await readNote(note.file), own, today);
}

function analysed(note: FoundNote, text: string, engine: Engine, today: Day): ReadNote | undefined {
  const reading = engine.read(text, { today, once: true });
  if (reading.frontMatter.data.casenotes === false) return undefined;
  return { ...note, analysis: analyse(reading, text, { law: engine, today, settings: note.settings }) };
}
