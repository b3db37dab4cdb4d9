// The seam between the structure and days of a note (reader.ts) and the reading of its words (the recogniser).
// Two steps, so that an edit re-reads only what it can change: `analyse` looks at one segment alone and is kept
// between readings; `settle` walks a child's segments in order, knows what the case already is, and decides.
import type { Day } from '../calendar/day.ts';
import type { CaseEvent, FrontMatter, LocalSegment, Near, Problem, Span, WaiverNote } from './model.ts';

/**
 * Reads words. `Analysis` is whatever the recogniser wants to keep about one segment: its clauses and frames.
 *
 * `analyse` may use the segment's `text`, `role`, `openingDate`, `month`, the `header` and place of its cells, and of
 * each date the place, `form` and `bare` - and nothing else (no days, no entry, no absolute offset): the reader gives
 * the same analysis again wherever these are equal. Positions count from the segment's beginning.
 */
export interface Recogniser<Analysis = unknown> {
  analyse(segment: LocalSegment): Analysis;
  settle(notes: ChildNotes<Analysis>): Recognition;
}

/** Everything the note says about one child, in the order of the text. */
export interface ChildNotes<Analysis = unknown> {
  readonly segments: readonly LocalSegment[];
  /** `analyses[i]` belongs to `segments[i]`, as do these: where it begins in the note, and its entry's index. */
  readonly analyses: readonly Analysis[];
  readonly starts: readonly number[];
  readonly entries: readonly number[];
  /** Index into `Reading.children`, to be set on what is returned. */
  readonly child: number;
  /** Initials or names of the note's children; `['']` where it is about one. */
  readonly children: readonly string[];
  readonly frontMatter: FrontMatter;
  readonly today: Day;
  /** What the recogniser kept of its last settling of this child's segments, if there was one. */
  readonly kept?: unknown;
  /** Nothing need be kept for the next. */
  readonly once?: boolean;
}

/** What is kept of them for the next settling. */
export type KeptNotes<Analysis = unknown> = Omit<ChildNotes<Analysis>, 'starts' | 'today' | 'kept' | 'once'>;

/** A recognised event that has no day: the only date with it is vague or one of two, or that over it is and it has none. */
export interface Undated {
  readonly event: string;
  /** Index into `ChildNotes.segments`. */
  readonly segment: number;
  /** Index into that segment's `dates`, or its own words, counted from the segment's beginning, where the date stands above. */
  readonly date: number | Span;
  /** What the reader tells of it, or that it tells nothing, kept for the next reading; places count from the segment's beginning. */
  problem?: Problem | null | undefined;
  /** The same in its place in the note, as it was last. */
  placed?: Problem | undefined;
}

/** What the recogniser found. Positions are offsets into the note. */
export interface Recognition {
  readonly events: readonly CaseEvent[];
  /** Worked out only where it is asked for: a long note has thousands. */
  near(): readonly Near[];
  /** Of these, what `Reading.maybe` holds. */
  maybe(): readonly Near[];
  readonly dayless: readonly Undated[];
  readonly waivers: readonly WaiverNote[];
  /** Facts said in words, by front matter key. */
  readonly facts: Readonly<Record<string, string>>;
  /** Given back when the note is settled again after an edit. */
  readonly keep?: unknown;
}
