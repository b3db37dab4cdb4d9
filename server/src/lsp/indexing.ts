// Fills the index and keeps it current: a first pass over all folders with progress, then file by file as the client
// tells of changes. Works in slices of a few milliseconds between which the server answers.
import type { FileEvent } from 'vscode-languageserver-protocol';
import type { Diagnostic } from 'vscode-languageserver-types';
import { FileProblem } from '../files/access.ts';
import { type Folder, folderOf, pathIn } from './folders.ts';
import { type NoteText, NoteTexts } from './noteTexts.ts';
import type { NoteReaders, ReadAnswer } from './readTasks.ts';
import { CancellationToken } from './rpc.ts';
import type { Session } from './session.ts';
import { IndexedNote, shownDiagnostics, summarise } from './workspaceIndex.ts';

/** Milliseconds of work before the server looks for requests. */
const slice = 12;

/** Notes from which on other processes are asked to help: a few are read sooner than those have started. */
const many = 500;
/** Notes of one task: enough that the talk between processes costs nothing. */
const taskSize = 48;
/** Tasks under way for each process, so that it need not wait for the next. */
const tasksAhead = 3;

/** `FileChangeType.Created` and `.Deleted`; the package's own constants would bring all of the package along. */
const created = 1;
const deleted = 3;
/** `MessageType.Warning`. */
const warning = 2;

type Found = (uri: string, diagnostics: readonly Diagnostic[]) => void;

export class Indexing {
  readonly #session: Session;
  readonly #found: Found;
  #running: CancellationToken | undefined;
  /** Folders of the workspace that could not be reached at the last pass. */
  #away: ReadonlySet<string> = new Set();
  #hasRun = false;
  #done: Promise<void> = Promise.resolve();
  /** The processes that help with the pass that is running. */
  #readers: NoteReaders | undefined;
  readonly #wanted: () => boolean;
  /** Files, and folders that are gone, of which the client has told since the pass began. */
  readonly #news = new Set<string>();

  /**
   * `found` hears the diagnostics of each note as it is read, so that nobody need read it again; `wanted` says whether
   * it would listen.
   */
  constructor(session: Session, found: Found, wanted: () => boolean) {
    this.#session = session;
    this.#found = found;
    this.#wanted = wanted;
  }

  /** A folder could not be reached: it is worth another look from time to time. */
  get isFolderAway(): boolean {
    return this.#away.size > 0;
  }

  /** Until the first pass has ended nobody knows what is there. */
  get isRunning(): boolean {
    return this.#running !== undefined || !(this.#hasRun || this.#session.options.index === false);
  }

  /** Resolves when the pass that is running has ended. */
  get done(): Promise<void> {
    return this.#done;
  }

  /** Starts over: every note of every folder is read. A pass that was running is given up. */
  start(): Promise<void> {
    this.stop();
    const token = new CancellationToken();
    this.#running = token;
    this.#done = this.#pass(token).finally(() => {
      if (this.#running !== token) return;
      this.#running = undefined;
      this.#hasRun = true;
    });
    return this.#done;
  }

  /** Gives up the pass that is running. */
  stop(): void {
    this.#running?.cancel();
    this.#readers?.stop();
  }

  /** Counts the limits of every note from today, at once; a pass afterwards finds what else a new day has changed. */
  countAnew(): void {
    this.stop();
    const { index, today } = this.#session;
    for (const note of [...index.notes]) {
      index.put(note.onDay(today, this.#session.settingsFor(note.uri).warningDays));
    }
  }

  async #pass(token: CancellationToken): Promise<void> {
    const { wire, abilities, index } = this.#session;
    // What could not be read the last time may be there again.
    index.forgetBroken();
    const uris = await this.#listAll(token);
    const known = new Set(uris);
    for (const note of [...index.notes]) {
      if (!known.has(note.uri) && !this.#session.documents.get(note.uri)) index.delete(note.uri);
    }
    const progress =
      abilities.progress && uris.length > 50
        ? await wire.progress('Reading casenotes', `0 of ${uris.length}`)
        : undefined;
    const stopped = () => token.isCancellationRequested || progress?.isCancelled === true;
    const report = (read: number) => {
      progress?.report(Math.round((read / uris.length) * 100), `${read} of ${uris.length}`);
    };
    this.#news.clear();
    try {
      const done = uris.length < many ? 0 : await this.#readWithHelp(uris, stopped, report);
      await this.#readAll(uris, done, stopped, report);
    } finally {
      progress?.done();
    }
    this.#tellBroken();
  }

  async #listAll(token: CancellationToken): Promise<string[]> {
    const uris: string[] = [];
    for (const folder of this.#session.folders) {
      try {
        for await (const batch of this.#session.files.notesIn(
          folder.uri,
          (path) => folder.isExcluded(path),
          (uri, reason) => this.#session.index.putBroken({ uri, reason }),
        )) {
          uris.push(...batch);
          if (token.isCancellationRequested) return uris;
        }
      } catch (error) {
        this.#session.index.putBroken({ uri: folder.uri, reason: reasonOf(error) });
      }
    }
    // A folder within a folder lists the same notes twice.
    return [...new Set(uris)];
  }

  /** Has other processes read the notes; gives the number of those, from the first on, that are in the index then. */
  async #readWithHelp(uris: readonly string[], stopped: () => boolean, report: (read: number) => void) {
    const { platform, folders, today } = this.#session;
    const contexts = folders.map(({ settings, ownLawFiles: ownLaw }) => ({ settings, ...(ownLaw ? { ownLaw } : {}) }));
    const readers = platform.noteReaders?.(contexts);
    let done = 0;
    if (!readers) return done;
    this.#readers = readers;
    const under: { readonly uris: readonly string[]; readonly answers: Promise<readonly ReadAnswer[]> }[] = [];
    try {
      for (let next = 0; (next < uris.length || under.length > 0) && !stopped(); ) {
        while (next < uris.length && under.length < readers.count * tasksAhead) {
          const end = this.#endOfTask(uris, next);
          const some = uris.slice(next, end);
          const context = folders.findIndex(({ settings }) => settings === this.#session.settingsFor(some[0]!));
          const answers = readers.give({ uris: some, context, today, diagnostics: this.#wanted() });
          // Waited for when its turn comes; until then nobody is listening.
          answers.catch(() => undefined);
          under.push({ uris: some, answers });
          next = end;
        }
        const { uris: some, answers } = under.shift()!;
        const read = await answers;
        if (stopped()) break;
        for (const [i, uri] of some.entries()) this.#takeAnswer(uri, read[i]!);
        done += some.length;
        report(done);
      }
    } catch {
      if (stopped()) return done;
      this.#session.wire.log('warning', 'Notes are read by this process alone: others could not be started');
    } finally {
      readers.stop();
      if (this.#readers === readers) this.#readers = undefined;
    }
    return done;
  }

  /** Notes of a task have the same settings. */
  #endOfTask(uris: readonly string[], from: number): number {
    const settings = this.#session.settingsFor(uris[from]!);
    let end = from + 1;
    while (end < uris.length && end < from + taskSize && this.#session.settingsFor(uris[end]!) === settings) end++;
    return end;
  }

  #takeAnswer(uri: string, answer: ReadAnswer): void {
    const { documents, index, notes } = this.#session;
    if (documents.get(uri)) this.updateOpen(uri);
    else if (this.#isNews(uri)) return;
    else if (answer === null) index.delete(uri);
    else if ('reason' in answer) index.putBroken({ uri, reason: answer.reason });
    else {
      if (answer.found) this.#found(uri, answer.found);
      index.put(new IndexedNote(answer.summary, notes.engineFor(this.#session.settingsFor(uri))));
    }
  }

  /** Has the client told of this file since the pass began? Then what the pass has read of it may be old. */
  #isNews(uri: string): boolean {
    if (this.#news.size === 0) return false;
    if (this.#news.has(uri)) return true;
    for (let at = uri.lastIndexOf('/'); at > 0; at = uri.lastIndexOf('/', at - 1)) {
      if (this.#news.has(uri.slice(0, at))) return true;
    }
    return false;
  }

  async #readAll(
    all: readonly string[],
    from: number,
    stopped: () => boolean,
    report: (read: number) => void,
  ): Promise<void> {
    let sliceEnd = performance.now() + slice;
    let reported = from;
    const { files, documents, platform } = this.#session;
    const uris = from === 0 ? all : all.slice(from);
    const texts = new NoteTexts(files, uris, (uri) => !documents.get(uri));
    for (let i = 0; i < uris.length && !stopped(); i++) {
      const next = texts.next();
      const text = next instanceof Promise ? await next : next;
      if (!this.#isNews(uris[i]!)) this.#take(uris[i]!, text);
      platform.tidy?.();
      if (performance.now() < sliceEnd) continue;
      if (from + i - reported >= 100) {
        report(from + i);
        reported = from + i;
      }
      await pause();
      sliceEnd = performance.now() + slice;
    }
    if (all.length > 50) platform.shrink?.();
  }

  #take(uri: string, text: NoteText): void {
    const session = this.#session;
    if (session.documents.get(uri)) this.updateOpen(uri);
    else if (text instanceof FileProblem) session.index.putBroken({ uri, reason: text.message });
    else if (text === undefined)
      session.index.delete(uri); // Deleted since it was listed.
    else {
      const context = session.notes.fresh(uri, text, session.today, session.settingsFor(uri));
      const found = shownDiagnostics(context);
      this.#found(uri, found);
      session.index.put(new IndexedNote(summarise(context, found), context.engine));
    }
  }

  /** Takes an open note into the index as it stands in the editor. */
  updateOpen(uri: string): void {
    const document = this.#session.documents.get(uri);
    if (!document || !this.#session.isRead(document)) return;
    const context = this.#session.notes.context(document, this.#session.today, this.#session.settingsFor(uri));
    this.#session.index.put(new IndexedNote(summarise(context, shownDiagnostics(context)), context.engine));
  }

  /** Reads one closed note again, or forgets it where it is gone. */
  async refresh(uri: string): Promise<void> {
    const { index, files } = this.#session;
    this.#news.add(uri);
    if (this.#session.documents.get(uri)) return this.updateOpen(uri);
    const folder = this.#session.folders.find((each) => uri.startsWith(`${each.uri}/`));
    if (!folder || folder.isExcluded(pathIn(folder, uri))) return index.delete(uri);
    try {
      this.#take(uri, await files.read(uri));
    } catch (error) {
      index.putBroken({ uri, reason: reasonOf(error) });
    }
  }

  /**
   * What the client saw happen to files and folders. Of a folder that is moved, renamed or deleted editors tell no more than
   * the folder itself, not what is in it.
   */
  async filesChanged(events: readonly FileEvent[]): Promise<void> {
    // What is gone first: a folder is renamed by both at once.
    for (const { uri, type } of events) if (type === deleted) this.#fileGone(uri);
    for (const { uri, type } of events) {
      if (isNoteName(uri)) {
        if (type !== deleted) await this.refresh(uri);
      } else if (type === created) await this.#readFolder(uri);
    }
  }

  /**
   * A name without `.md` may have been a folder. What is still open goes, too: an editor may hold a note that nobody sees
   * for minutes, and what is typed or saved brings it back.
   */
  #fileGone(uri: string): void {
    const { index } = this.#session;
    this.#news.add(uri.replace(/\/+$/, ''));
    if (isNoteName(uri)) index.delete(uri);
    else index.deleteUnder(uri);
  }

  /** Reads the notes of a folder that has come; of what is no folder, none. What cannot be read the next pass tells. */
  async #readFolder(uri: string): Promise<void> {
    const folder = folderOf(this.#session.folders, uri);
    if (!folder || folder.isExcluded(pathIn(folder, uri))) return;
    const skip = (path: string) => folder.isExcluded(`${pathIn(folder, uri)}/${path}`);
    const quiet = () => undefined;
    try {
      for await (const batch of this.#session.files.notesIn(uri, skip, quiet)) {
        for (const note of batch) await this.refresh(note);
      }
    } catch {
      // Gone again.
    }
  }

  /** Names what was passed over, once, in the log. Names and reasons only: never the text of a note. */
  #tellBroken(): void {
    const { wire, folders, index } = this.#session;
    const away = new Set<string>();
    for (const { uri, reason } of index.broken) {
      const folder = folders.find((each) => each.uri === uri);
      if (!folder) wire.log('warning', `Passed over ${nameOf(uri, folders)}: ${reason}`);
      else {
        away.add(uri);
        // A drive that was unplugged takes a whole caseload along: that is shown, once.
        const message = `Casenotes cannot reach the folder ${folder.name} (${reason}). Its time limits are missing from the list until it is back.`;
        if (!this.#away.has(uri)) wire.tell('window/showMessage', { type: warning, message });
      }
    }
    this.#away = away;
  }
}

const isNoteName = (uri: string) => /\.(md|markdown)$/i.test(uri);

function nameOf(uri: string, folders: readonly Folder[]): string {
  const folder = folders.find((each) => uri.startsWith(`${each.uri}/`));
  return folder ? pathIn(folder, uri) : uri;
}

function reasonOf(error: unknown): string {
  return error instanceof FileProblem ? error.message : 'it cannot be read';
}

/** Lets what waits be answered. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
}
