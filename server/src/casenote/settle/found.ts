// The list of what settling has found, kept by entry too, and the hints beside it.
import type { Candidate, SegmentAnalysis } from '../candidates.ts';
import type { LocalSegment, Near } from '../model.ts';
import type { Found, State } from './state.ts';

/** Adds what was found now. */
export function addFound(s: State, f: Found): void {
  // A copy of another, for its day: that stands where the other's does.
  f.dated ??= f.segment;
  f.made = undefined;
  f.key = undefined;
  s.added.push(f);
  putFound(s, f);
}

/** Adds what was found before and still is. */
export function putFound(s: State, f: Found): void {
  s.allFound.push(f);
  const there = s.byEntry.get(s.entry) ?? { all: [], of: new Map<string, Found[]>() };
  if (there.all.length === 0) s.byEntry.set(s.entry, there);
  there.all.push(f);
  const same = there.of.get(f.caseEvent.event);
  if (same) same.push(f);
  else there.of.set(f.caseEvent.event, [f]);
}

export function dropFound(s: State, f: Found): void {
  for (const list of [s.allFound, inEntry(s), inEntry(s, f.caseEvent.event)]) list.splice(list.lastIndexOf(f), 1);
  s.dropped.push(f);
}

/** What was found in the entry that is being settled, of an event where one is given, in the order found. */
export function inEntry(s: State, event?: string): Found[] {
  const there = s.byEntry.get(s.entry);
  return (event === undefined ? there?.all : there?.of.get(event)) ?? [];
}

/** The words of a candidate; places count from the beginning of its segment. */
export function spanOf(
  segment: LocalSegment,
  a: SegmentAnalysis,
  c: Candidate,
): { start: number; end: number; text: string } {
  const from = a.tokens.tokenStarts[c.tokens[0]!]!;
  const to = a.tokens.tokenEnds[c.tokens.at(-1)!]!;
  return { start: from, end: to, text: segment.text.slice(from, to) };
}

/** Keeps what a candidate could mean, or was kept from. `faint`: hardly anybody would mean it, so that nobody is asked. */
export function hint(
  s: State,
  segment: LocalSegment,
  a: SegmentAnalysis,
  c: Candidate,
  grade: Near['grade'],
  reason: string,
  faint = false,
): void {
  const { event, planned } = c.frame;
  const { entryDay: day } = segment;
  const assertion = planned ? 'planned' : 'happened';
  const start = a.tokens.tokenStarts[c.tokens[0]!]!;
  const end = a.tokens.tokenEnds[c.tokens.at(-1)!]!;
  const what: Near =
    day === undefined
      ? { event, grade, assertion, reason, start, end }
      : { event, day, grade, assertion, reason, start, end, ...(faint ? { faint } : {}) };
  s.near.push({ segment: s.at, what });
}
