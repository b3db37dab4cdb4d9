// The shapes of what the server answers to its commands (docs/protocol.md), for the server and for its clients. Types only.
import type { WorkspaceEdit } from 'vscode-languageserver-types';
import type { WayStep } from '../features/ways.ts';
import type { Prominence, Status } from '../law/model.ts';

export type { ListedLetter } from '../letters/desk.ts';

/** A time limit as the lists show it. */
export interface ListedDeadline {
  readonly uri: string;
  /** 1-based line of the event that started it; 1 where a fact did. */
  readonly line: number;
  readonly case?: string;
  readonly rule: string;
  readonly title: string;
  readonly route: string;
  /** ISO day. */
  readonly due?: string;
  readonly daysLeft?: number;
  readonly status: Status;
  readonly actor: string;
  /** The actor in words: "Council". */
  readonly who: string;
  /** One sentence: what, when, how long. */
  readonly summary: string;
  /** Too old to be more than a line in a list. */
  readonly faded?: boolean;
  /** A list is long; a client may show main limits first. */
  readonly prominence: Prominence;
  /** Nothing could answer it, or a fact is unknown: never proof of a breach. */
  readonly uncertain?: boolean;
}

/** The open limits of the notes that changed since an earlier answer. */
export interface DeadlineChanges {
  /** To be given with the next question, for as long as this run of the server lasts. */
  readonly stamp: number;
  /** The notes are being read: there may be more than this. */
  readonly reading?: true;
  readonly notes: readonly { readonly uri: string; readonly rows: readonly ListedDeadline[] }[];
}

/** What was made of one note. */
export interface NoteStatus {
  readonly read: boolean;
  /** Why it was not read, or why nothing was found in it. */
  readonly reason?: string;
  readonly entries: number;
  readonly events: number;
  readonly past: number;
  readonly close: number;
  readonly problems: number;
  /** ISO day the server works by. */
  readonly today: string;
}

/** A step of the decision aid; with the edit that records the answers, where it was asked for. */
export type RecordedWayStep = WayStep & { readonly edit?: WorkspaceEdit };

/** What to ask before a letter is recorded as sent, and the edit that records it. */
export interface LetterRecord {
  readonly question?: string;
  readonly edit: WorkspaceEdit;
}

/** A letter as a file of its own. */
export interface LetterFile {
  readonly name: string;
  readonly text: string;
  readonly snippet: string;
}
