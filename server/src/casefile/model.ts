// The one analysis of a note that every feature reads: what was read, and what the law makes of it.
import type { Day } from '../calendar/day.ts';
import type { CaseEvent, Reading } from '../casenote/model.ts';
import type { Deadline, Facts, LawEvent, LawMemo, Waiver } from '../law/model.ts';
import type { LineIndex } from './lines.ts';

/** A deadline in its place in the note. */
export interface CaseDeadline extends Deadline {
  /** The events of the note that started it, latest last. */
  readonly startEvents: readonly CaseEvent[];
  readonly answerEvent?: CaseEvent;
  /** Index into `Reading.children`. */
  readonly child: number;
}

/**
 * What the law said when it was last asked, child by child, most urgent first. It is of every later reading that says the
 * same, too: events and waivers are known by their indexes in the reading, whatever line the law was told.
 */
export interface Derived {
  readonly limits: readonly { readonly deadline: Deadline; readonly child: number }[];
  readonly events: ReadonlyMap<LawEvent, number>;
  readonly waivers: ReadonlyMap<Waiver, number>;
}

/** What is kept with the analyses of one note, from each to the next. */
export interface Memo {
  /** The features' own. */
  shown?: unknown;
  /** Child by child: the law's own, and the events it was given. */
  law?: readonly { readonly memo: LawMemo; readonly events: readonly LawEvent[] }[];
}

export interface Analysis {
  readonly text: string;
  /** Offsets of `text` to lines and columns. */
  readonly lines: LineIndex;
  readonly today: Day;
  readonly reading: Reading;
  /** Facts per child: front matter, then words of the note. */
  readonly facts: readonly Facts[];
  /** Most urgent first. */
  readonly deadlines: readonly CaseDeadline[];
  /** Of this, the limits above are what stands in this reading, in its places. */
  readonly derived: Derived;
  readonly memo: Memo;
}
