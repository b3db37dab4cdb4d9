// What settling keeps while it walks a child's segments, and what it keeps of an entry for the next reading. Types only.
import type { Candidate, Names, SegmentAnalysis } from './candidates.ts';
import type { Fact, Lexicon } from './lexicon.ts';
import type { CaseEvent, LocalSegment, Near, WaiverNote } from './model.ts';
import type { ChildNotes, Undated } from './recognise-interface.ts';

/**
 * Something found. The places of `event` count from the beginning of its segment, so that it can be kept when an edit
 * moves the segment; the numbers of segments are those of the reading that is being made, and are set anew for each.
 */
export interface Found {
  readonly event: CaseEvent;
  readonly candidate: Candidate;
  segment: number;
  readonly score: number;
  /** The segment in which its day is written. */
  dated?: number;
  /** The event in its place in the note, as it was made last. */
  made?: CaseEvent | undefined;
}

/** Something whose places count from the beginning of a segment. */
export interface InSegment<T> {
  /** Counted from the first segment of the entry; while what waits is settled, from the first of all. */
  readonly segment: number;
  readonly what: T;
}

/** What was said in one entry, with the number of its first segment. */
export interface Said<T> {
  readonly from: number;
  readonly list: readonly InSegment<T>[];
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
  /** Something stands in `entry`. */
  spoke: boolean;
}

/** A candidate that waits for the stage of the case. */
export interface Waiting {
  segment: number;
  readonly candidate: Candidate;
  readonly score: number;
  /** The day written for it, once looked for; `null`: none. */
  where?: Picked | null;
  /** What it comes to where its entry holds nothing else, if that finds nothing either. */
  alone?: { readonly near: readonly InSegment<Near>[]; readonly undated: readonly Undated[] } | null;
}

export interface State {
  readonly notes: ChildNotes<SegmentAnalysis | undefined>;
  readonly lex: Lexicon;
  readonly names: Names;
  /** No bits; never written to. */
  readonly zero: Uint32Array;
  readonly found: Found[];
  /** The same by entry. */
  readonly byEntry: Map<number, Found[]>;
  /** How many of those found were taken back. */
  dropped: number;
  /** The entry that is being settled, and the segment, as `InSegment` counts them. */
  entry: number;
  at: number;
  /** Of the entry that is being settled, then of all that was settled before it. */
  near: InSegment<Near>[];
  readonly nearBefore: Said<Near>[];
  waivers: InSegment<WaiverNote>[];
  readonly waiversBefore: Said<WaiverNote>[];
  readonly undated: (Undated & { segment: number })[];
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

/** One entry's result. */
export interface EntryMemory {
  /** The number of its first segment in the reading that took it up last. */
  from: number;
  readonly segments: readonly LocalSegment[];
  readonly analyses: readonly (SegmentAnalysis | undefined)[];
  readonly given: Given;
  /** What of the given its words can look at. */
  readonly looks: Uint32Array;
  readonly found: readonly Found[];
  readonly near: readonly InSegment<Near>[];
  readonly undated: readonly (Undated & { segment: number })[];
  readonly waivers: readonly InSegment<WaiverNote>[];
  readonly said: readonly Fact[];
  readonly waiting: readonly Waiting[];
  /** The passage after the entry; of `title` and `ever` what it adds. */
  readonly after: Passage;
}
