// What settling keeps while it walks a child's segments, and what it keeps of an entry for the next reading. Types only.
import type { Candidate, Names, SegmentAnalysis } from './candidates.ts';
import type { Fact, Lexicon } from './lexicon.ts';
import type { CaseEvent, Near, Segment, WaiverNote } from './model.ts';
import type { ChildNotes, Undated } from './recognise-interface.ts';

export interface Found {
  readonly event: CaseEvent;
  readonly candidate: Candidate;
  readonly segment: number;
  readonly score: number;
}

/** What the passage is about, nearest first. */
export interface Passage {
  sentence: Uint32Array;
  entry: Uint32Array;
  before: Uint32Array;
  title: Uint32Array;
  ever: Uint32Array;
  /** Of the latest sentence of this entry that has any. */
  last: Uint32Array;
}

/** A candidate that waits for the stage of the case. */
export interface Waiting {
  readonly segment: number;
  readonly candidate: Candidate;
  readonly score: number;
  /** The day written for it, once looked for; `null`: none. */
  where?: Picked | null;
}

export interface State {
  readonly notes: ChildNotes<SegmentAnalysis | undefined>;
  readonly lex: Lexicon;
  readonly names: Names;
  readonly found: Found[];
  /** The same by entry. */
  readonly byEntry: Map<number, Found[]>;
  /** How many of those found were taken back. */
  dropped: number;
  readonly near: Near[];
  readonly undated: Undated[];
  readonly waivers: WaiverNote[];
  readonly facts: Record<string, string>;
  /** Every fact said, in the order of the text. */
  readonly said: Fact[];
  readonly waiting: Waiting[];
}

/** A candidate that was chosen, with its day once found. */
export interface Settled {
  readonly candidate: Candidate;
  readonly score: number;
  date?: number;
}

export interface Picked {
  /** Index of the date mention; -1: the entry's own day. */
  readonly date: number;
  readonly token: number;
  readonly received: boolean;
}

/** What an entry is settled against, beside its own words. */
export interface Given {
  readonly child: number;
  readonly before: Uint32Array;
  readonly title: Uint32Array;
  readonly ever: Uint32Array;
}

/** One entry's result, with where it stood. */
export interface EntryMemory {
  readonly from: number;
  readonly segments: readonly Segment[];
  readonly analyses: readonly (SegmentAnalysis | undefined)[];
  readonly given: Given;
  readonly found: readonly Found[];
  readonly near: readonly Near[];
  readonly undated: readonly Undated[];
  readonly waivers: readonly WaiverNote[];
  readonly said: readonly Fact[];
  readonly waiting: readonly Waiting[];
  /** The passage after the entry. */
  readonly after: Pick<Passage, 'entry' | 'last' | 'title' | 'ever'>;
}
