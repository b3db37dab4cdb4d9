// The one analysis of a note that every feature reads: what was read, and what the law makes of it.
import type { Day } from '../calendar/day.ts';
import type { CaseEvent, Reading } from '../casenote/model.ts';
import type { Deadline, Facts } from '../law/model.ts';
import type { LineIndex } from './lines.ts';

/** A deadline in its place in the note. */
export interface CaseDeadline extends Deadline {
  /** The events of the note that started it, latest last. */
  readonly startEvents: readonly CaseEvent[];
  readonly answerEvent?: CaseEvent;
  /** Index into `Reading.children`. */
  readonly child: number;
}

/** The limits as the law gave them, with the events they were given for: those of any later reading that says the same. */
export interface Derived {
  readonly deadlines: readonly CaseDeadline[];
  readonly events: readonly CaseEvent[];
}

/** What features keep with the analyses of one note, from each to the next. */
export interface Memo {
  shown?: unknown;
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
  /** What the law said when it was last asked; the limits above are these at their places in this reading. */
  readonly derived: Derived;
  readonly memo: Memo;
}
