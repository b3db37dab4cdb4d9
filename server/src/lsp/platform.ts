// What the server needs from the machine it runs on. The Node and the browser entry points each give one; the rest of
// this folder knows neither.

import type { Day } from '../calendar/day.ts';
import type { Engine } from '../casefile/engine.ts';
import type { Settings } from '../casefile/settings.ts';
import type { FileAccess } from '../files/access.ts';
import type { PackProblem } from '../law/pack.ts';
import type { LetterDesk } from '../letters/desk.ts';
import type { Letter } from '../letters/model.ts';
import type { OwnFile, OwnLetters } from '../letters/own.ts';
import type { RouteDesk } from '../letters/routeDesk.ts';
import type { NoteReaders, ReadingContext } from './readTasks.ts';

/** A file of a folder's own rules or events, with its mistakes. */
export interface OwnLawFile {
  readonly name: string;
  readonly problems: readonly PackProblem[];
}

export interface Platform {
  readonly version: string;
  readonly engine: Engine;
  /** The engine for a folder's settings; absent: `engine` for all. */
  engineFor?(settings: Settings): Engine;
  /** Takes a folder's own rules and events, for its settings from now on; gives back every file with its mistakes. */
  takeOwnLaw?(settings: Settings, files: readonly OwnFile[]): readonly OwnLawFile[];
  /** The letters of the pack, for a folder's settings; with `own`, that folder's own letters from now on. */
  letters(settings: Settings, own?: readonly Letter[]): LetterDesk;
  /** Checks own letters against the pack. */
  readOwnLetters(files: readonly OwnFile[]): OwnLetters;
  /** The decision aid of the pack. */
  readonly routes?: RouteDesk;
  /** The civil day in Europe/London now. */
  today(): Day;
  /** Minutes since 1970, UTC; absent: exports of one day cannot be told apart. */
  minutes?(): number;
  /** Absent: files are asked of the client (`casenotes/fs/*`, docs/protocol.md). */
  readonly files?: FileAccess;
  /** Other processes that read many notes with these settings; `undefined` where none can be had or would help. */
  noteReaders?(contexts: readonly ReadingContext[]): NoteReaders | undefined;
  /** Called with each edit of an open note: a moment to make room for what it will leave behind. */
  makeRoom?(): void;
  /** Called between two notes of many: a moment to clear up after them. */
  tidy?(): void;
  /** Called after the last of many: a moment to give memory back. */
  shrink?(): void;
  /** Ends the program; absent where it ends with its worker. */
  exit?(status: number): void;
  /** Ends the program when the process of this id, the editor's, is gone. */
  watchParent?(pid: number): void;
}
