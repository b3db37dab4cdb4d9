// What settling keeps while it walks a child's segments, and what it keeps of an entry for the next reading. Types only.
import type { Day } from '../../calendar/day.ts';
import type { Candidate, Names, SegmentAnalysis } from '../candidates.ts';
import type { Fact, Lexicon, TagSet } from '../lexicon.ts';
import type { CaseEvent, LocalSegment, Near, WaiverNote } from '../model.ts';
import type { ChildNotes, KeptNotes, Undated } from '../recognise-interface.ts';
import type { People } from '../whose.ts';

/**
 * Something found. The places of `event` count from the beginning of its segment, so that it can be kept when an edit
 * moves the segment; the numbers of segments are those of the reading that is being made, and are set anew for each.
 */
export interface Found {
  readonly caseEvent: CaseEvent;
  readonly candidate: Candidate;
  segment: number;
  readonly score: number;
  /** The segment in which its day is written. */
  dated?: number;
  /** Both counted from the first segment of the entry. */
  local?: number;
  localDated?: number;
  /** What it tells, whatever the words; made when it is needed. */
  key?: string | undefined;
  /** The event in its place in the note, as it was made last. */
  made?: CaseEvent | undefined;
}

/** Something whose places count from the beginning of a segment. */
export interface InSegment<T> {
  /** Counted from the first segment of the entry; while what waits is settled, from the first of all. */
  readonly segment: number;
  readonly what: T;
}

/** What was said in entries: a list for each that said something, and the number of the entry's first segment. */
export interface Said<T> {
  readonly froms: number[];
  readonly lists: (readonly InSegment<T>[])[];
  /** Indexes of the lists with something doubtful that can mean one thing only, and that of each. */
  readonly doubts: number[];
  readonly sure: (readonly InSegment<T>[])[];
}

/** What the passage is about, nearest first. */
export interface Passage {
  sentence: TagSet;
  entry: TagSet;
  before: TagSet;
  title: TagSet;
  /** What the titles of this entry are about. */
  titled: TagSet;
  ever: TagSet;
  /** Of the latest sentence of this entry that has any. */
  last: TagSet;
  /** Something stands in `entry`. */
  spoke: boolean;
}

/** A candidate that waits for the stage of the case. */
export interface Waiting {
  /** Its segment and its place among those that wait: set anew before it is settled. */
  segment: number;
  index?: number;
  /** Counted from the first segment of its entry. */
  local?: number;
  readonly candidate: Candidate;
  readonly score: number;
  readonly uncertain?: boolean | undefined;
  /** Once it was looked for: the day written for it or its entry's, if any, and where in its segment it begins. */
  when?: { readonly day: Day | undefined; readonly from: number };
  /** The stages that its clause can go on from or come to, once they were looked for. */
  among?: ReadonlySet<string>;
  /** What it comes to where its entry holds nothing else, if that finds nothing either. */
  alone?: Outcome | null;
}

/** What a candidate that waited comes to. */
export interface Outcome {
  readonly near: readonly Near[];
  readonly dayless: readonly (Undated & { segment: number })[];
  readonly found: readonly Found[];
  /** Found before, and taken back. */
  readonly dropped: readonly Found[];
  readonly waivers: readonly WaiverNote[];
}

/** What came of those that waited, in the order in which they were settled; the lists run side by side. */
export interface Late {
  readonly outcomes: Outcome[];
  readonly segments: number[];
  readonly scores: number[];
  /** What each came of. */
  readonly of: Waiting[];
  /** Indexes of those that came to more than hints, and to something doubtful. */
  readonly more: number[];
  readonly doubts: number[];
}

/** Where the walk may begin anew, or end: the first segment of an entry, with how much stands above it. */
export interface Stop {
  readonly at: number;
  readonly before: TagSet;
  readonly title: TagSet;
  readonly ever: TagSet;
  readonly found: number;
  readonly dayless: number;
  readonly said: number;
  readonly waiting: number;
  readonly near: number;
  readonly waivers: number;
  /** As the state has it. */
  readonly elsewhere: number;
}

/** What the walk over a child's segments came to. */
export interface Walk {
  readonly notes: KeptNotes<SegmentAnalysis | undefined>;
  readonly found: readonly Found[];
  readonly dayless: readonly (Undated & { segment: number })[];
  readonly said: readonly Fact[];
  readonly waiting: readonly Waiting[];
  readonly waitingAt: readonly number[];
  readonly meant: readonly (boolean | undefined)[];
  readonly near: Said<Near>;
  readonly waivers: Said<WaiverNote>;
  readonly people: People;
  readonly stops: readonly Stop[];
  readonly late: Late;
}

export interface State {
  readonly childNotes: ChildNotes<SegmentAnalysis | undefined>;
  readonly lex: Lexicon;
  readonly names: Names;
  /** No bits; never written to. */
  readonly zero: TagSet;
  readonly allFound: Found[];
  /** The same by entry: all of them, and by their event. */
  readonly byEntry: Map<number, { readonly all: Found[]; readonly of: Map<string, Found[]> }>;
  /** All that was added to those found, and all that was taken back, in their order. */
  readonly added: Found[];
  readonly dropped: Found[];
  /** The entry that is being settled, and the segment, as `InSegment` counts them. */
  entry: number;
  at: number;
  /** Of the entry that is being settled, then of all that was settled before it. */
  near: InSegment<Near>[];
  readonly nearBefore: Said<Near>;
  waivers: InSegment<WaiverNote>[];
  readonly waiversBefore: Said<WaiverNote>;
  readonly dayless: (Undated & { segment: number })[];
  /** Every fact said, in the order of the text. */
  readonly said: Fact[];
  /** Who is known by initials. */
  readonly people: People;
  /** The entry whose heading speaks of somebody else; -1 none. */
  elsewhere: number;
  readonly waiting: Waiting[];
  /** The segment of each. */
  readonly waitingAt: number[];
  /** Was each at a stage of the case at which it means something? */
  readonly meant: (boolean | undefined)[];
  readonly stops: Stop[];
}

/** A candidate that was chosen, with its day once found. */
export interface Settled {
  readonly candidate: Candidate;
  readonly score: number;
  /** Its sentence is hardly like what is written of it. */
  readonly uncertain?: boolean | undefined;
  date?: number;
}

export interface Picked {
  /** Index of the date mention; -1: the entry's own day. */
  readonly date: number;
  readonly token: number;
  readonly received: boolean;
  /** The thing's own day, whatever the words before it. */
  readonly own?: boolean;
}

/** What an entry is settled against, beside its own words. */
export interface Given {
  readonly child: number;
  readonly people: string;
  /** The events told last before it. */
  readonly told: string;
  /** Its heading, above, speaks of somebody else. */
  readonly other: boolean;
  readonly before: TagSet;
  readonly title: TagSet;
  readonly ever: TagSet;
}

/** One entry's result. */
export interface EntryMemory {
  readonly segments: readonly LocalSegment[];
  readonly analyses: readonly (SegmentAnalysis | undefined)[];
  readonly given: Given;
  /** What of the given its words can look at. */
  readonly looks: TagSet;
  readonly found: readonly Found[];
  readonly near: readonly InSegment<Near>[];
  /** What is doubtful in `near` and can mean one thing only, if anything. */
  readonly sure: readonly InSegment<Near>[] | undefined;
  readonly dayless: readonly (Undated & { segment: number; local?: number })[];
  readonly waivers: readonly InSegment<WaiverNote>[];
  readonly said: readonly Fact[];
  readonly waiting: readonly Waiting[];
  /** Its heading, if any, speaks of somebody else. */
  readonly other: boolean;
  /** The passage after the entry; of `title` and `ever` what it says itself. */
  readonly after: Passage;
}

/** One candidate for which a day is looked for, and what stands round it. */
export interface Beside {
  readonly s: State;
  readonly segment: LocalSegment;
  readonly a: SegmentAnalysis;
  readonly one: Settled;
  /** All that were chosen in the segment. */
  readonly all: readonly Settled[];
}

/** One candidate that is being given its day, and where it stands. */
export interface Placing extends Beside {
  readonly index: number;
  readonly usedDates: Map<number, Settled>;
  readonly later: Settled[] | undefined;
}
