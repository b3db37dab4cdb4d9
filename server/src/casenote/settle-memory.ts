// What settling one entry gave, kept with the entry's first analysis, so that a keystroke settles again only the
// entries that it can change: an entry whose words, days and surroundings are the same gives the same result, moved to
// where it stands now.
import type { CaseEvent, Segment } from './model.ts';
import type { EntryMemory, Found, Given, Passage, State } from './settle-state.ts';

/** Where the lists of a state stand before an entry is settled. */
export interface Mark {
  readonly given: Given;
  readonly found: number;
  readonly near: number;
  readonly undated: number;
  readonly waivers: number;
  readonly said: number;
  readonly waiting: number;
}

/** Notes where everything stands before segments are settled. */
export function mark(s: State, passage: Passage): Mark {
  return {
    given: {
      child: s.notes.child,
      before: passage.before,
      title: passage.title.slice(),
      ever: passage.ever.slice(),
    },
    found: s.found.length,
    near: s.near.length,
    undated: s.undated.length,
    waivers: s.waivers.length,
    said: s.said.length,
    waiting: s.waiting.length,
  };
}

/** What settling the segments `from` to `to` (exclusive) added since the mark. */
export function remember(s: State, start: Mark, from: number, to: number, passage: Passage): EntryMemory {
  return {
    from,
    segments: s.notes.segments.slice(from, to),
    analyses: s.notes.analyses.slice(from, to),
    given: start.given,
    found: s.found.slice(start.found),
    near: s.near.slice(start.near),
    undated: s.undated.slice(start.undated),
    waivers: s.waivers.slice(start.waivers),
    said: s.said.slice(start.said),
    waiting: s.waiting.slice(start.waiting),
    after: { entry: passage.entry, last: passage.last, title: passage.title.slice(), ever: passage.ever.slice() },
  };
}

/** True where the memory is of these very segments against these very surroundings, wherever they stand now. */
export function stillHolds(memory: EntryMemory, s: State, from: number, to: number, passage: Passage): boolean {
  const { segments, analyses } = s.notes;
  const { given } = memory;
  if (memory.segments.length !== to - from || given.child !== s.notes.child) return false;
  if (!equal(given.before, passage.before) || !equal(given.title, passage.title) || !equal(given.ever, passage.ever))
    return false;
  const moved = segments[from]!.start - memory.segments[0]!.start;
  for (let i = from; i < to; i++) {
    const was = memory.segments[i - from]!;
    const now = segments[i]!;
    if (analyses[i] !== memory.analyses[i - from] || now.start - was.start !== moved || !sameDays(now, was))
      return false;
  }
  return true;
}

/** Puts a memory's result where its segments stand now, as settling them would. */
export function replay(memory: EntryMemory, s: State, from: number, passage: Passage): readonly Found[] {
  const now = s.notes.segments[from]!;
  const was = memory.segments[0]!;
  const move: Move = { by: now.start - was.start, entry: now.entry, segments: from - memory.from };
  const stays = move.by === 0 && move.segments === 0 && now.entry === was.entry;
  const found = stays ? memory.found : memory.found.map((f) => movedFound(f, move));
  for (const near of memory.near) s.near.push(stays ? near : movedSpan(near, move.by));
  for (const waiver of memory.waivers) s.waivers.push(stays ? waiver : movedSpan(waiver, move.by));
  for (const one of memory.undated) s.undated.push(stays ? one : { ...one, segment: one.segment + move.segments });
  for (const one of memory.waiting) s.waiting.push(stays ? one : { ...one, segment: one.segment + move.segments });
  passage.entry = memory.after.entry;
  passage.last = memory.after.last;
  passage.title.set(memory.after.title);
  passage.ever.set(memory.after.ever);
  return found;
}

interface Move {
  /** UTF-16 code units. */
  readonly by: number;
  /** Index of the entry now. */
  readonly entry: number;
  /** Segments. */
  readonly segments: number;
}

function movedFound(f: Found, move: Move): Found {
  const event: CaseEvent = { ...movedSpan(f.event, move.by), entry: move.entry };
  return {
    ...f,
    segment: f.segment + move.segments,
    event: event.dateSpan ? { ...event, dateSpan: movedSpan(event.dateSpan, move.by) } : event,
  };
}

const movedSpan = <T extends { readonly start: number; readonly end: number }>(span: T, by: number): T => ({
  ...span,
  start: span.start + by,
  end: span.end + by,
});

function equal(a: Uint32Array, b: Uint32Array): boolean {
  if (a === b) return true;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** The days that the words are read against, and those that are written: places and forms are the analysis's matter. */
function sameDays(a: Segment, b: Segment): boolean {
  if (a.reference !== b.reference || a.entryDay !== b.entryDay || a.dates.length !== b.dates.length) return false;
  for (let i = 0; i < a.dates.length; i++) {
    if (a.dates[i]!.past !== b.dates[i]!.past || a.dates[i]!.future !== b.dates[i]!.future) return false;
  }
  return true;
}
