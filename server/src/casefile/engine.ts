// What the join needs from the reading side and from the law side, as two functions and the lists that go with them.
// The entry points build one from the compiled packs (server/src/data.ts); tests may give their own.
import type { Reading, ReadOptions } from '../casenote/model.ts';
import type { Deadline, EventId, EventType, LawInput, Rule, RuleId } from '../law/model.ts';

/** The reader of notes and the deriver of limits, with the vocabulary both share. */
export interface Engine {
  /** Reads a note; any text gives a reading. With `previous`, only what changed is read again. */
  read(text: string, options: ReadOptions, previous?: { readonly text: string; readonly reading: Reading }): Reading;
  /** Events in, limits out. */
  derive(input: LawInput): readonly Deadline[];
  readonly rules: ReadonlyMap<RuleId, Rule>;
  readonly events: ReadonlyMap<EventId, EventType>;
}
