// A reading of a note as an object: its lists are made when they are asked for, and what the next reading can take up hangs on
// it out of sight.
import type { Near, Problem, Reading, Segment } from './model.ts';

/** A reading of nothing, with what kept the text from being read. */
export function emptyReading(problems: readonly Problem[]): Reading {
  return {
    frontMatter: { data: {}, valueSpans: {} },
    children: [''],
    entries: [],
    segments: [],
    events: [],
    near: [],
    maybe: [],
    problems,
    waivers: [],
    facts: [{}],
  };
}

interface Lists {
  readonly entries: () => Reading['entries'];
  readonly segments: () => readonly Segment[];
  readonly near: () => readonly Near[];
  readonly maybe: () => readonly Near[];
}

/**
 * A reading whose lists are made when they are first asked for, and which carries what is kept for the next one, out of
 * sight of those who list, compare or print it. (A WeakMap would do for that, but the collector then carries every
 * reading through several rounds; and getters made for one reading keep it alive with all that hangs on it.)
 */
export class NoteReading<K> implements Reading {
  readonly frontMatter: Reading['frontMatter'];
  readonly children: Reading['children'];
  readonly entryDays: Reading['entryDays'];
  readonly events: Reading['events'];
  readonly problems: Reading['problems'];
  readonly waivers: Reading['waivers'];
  readonly facts: Reading['facts'];
  readonly #lists: Lists;
  readonly #kept: K | undefined;

  constructor(rest: Omit<Reading, keyof Lists>, lists: Lists, kept: K | undefined) {
    this.frontMatter = rest.frontMatter;
    this.children = rest.children;
    this.entryDays = rest.entryDays;
    this.events = rest.events;
    this.problems = rest.problems;
    this.waivers = rest.waivers;
    this.facts = rest.facts;
    this.#lists = lists;
    this.#kept = kept;
  }

  get entries(): Reading['entries'] {
    return this.#lists.entries();
  }
  get segments(): readonly Segment[] {
    return this.#lists.segments();
  }
  get near(): Reading['near'] {
    return this.#lists.near();
  }
  get maybe(): Reading['maybe'] {
    return this.#lists.maybe();
  }
  get kept(): K | undefined {
    return this.#kept;
  }

  /** All of it as plain data, for those who print or compare it as JSON. */
  toJSON(): Reading {
    const { entries, segments, near, maybe } = this;
    return { ...this, entries, segments, near, maybe };
  }
}

/** Work that is done when its result is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
