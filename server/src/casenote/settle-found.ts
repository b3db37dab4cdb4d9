// The list of what settling has found, kept by entry too, and the hints beside it.
import type { Candidate, SegmentAnalysis } from './candidates.ts';
import type { Near, Segment } from './model.ts';
import type { Found, State } from './settle-state.ts';

export function addFound(s: State, f: Found): void {
  s.found.push(f);
  const there = s.byEntry.get(f.event.entry);
  if (there) there.push(f);
  else s.byEntry.set(f.event.entry, [f]);
}

export function dropFound(s: State, f: Found): void {
  s.found.splice(s.found.lastIndexOf(f), 1);
  const there = s.byEntry.get(f.event.entry)!;
  there.splice(there.lastIndexOf(f), 1);
  s.dropped++;
}

const nothing: readonly Found[] = [];

/** What was found in the entry of a segment, in the order found. */
export const inEntry = (s: State, segment: Segment): readonly Found[] => s.byEntry.get(segment.entry) ?? nothing;

export function spanOf(
  segment: Segment,
  a: SegmentAnalysis,
  c: Candidate,
): { start: number; end: number; text: string } {
  const from = a.tokens.start[c.tokens[0]!]!;
  const to = a.tokens.end[c.tokens.at(-1)!]!;
  return { start: segment.start + from, end: segment.start + to, text: segment.text.slice(from, to) };
}

export function hint(
  s: State,
  segment: Segment,
  a: SegmentAnalysis,
  c: Candidate,
  grade: Near['grade'],
  reason: string,
): void {
  const span = spanOf(segment, a, c);
  s.near.push({
    event: c.frame.event,
    ...(segment.entryDay !== undefined ? { day: segment.entryDay } : {}),
    grade,
    assertion: c.frame.planned ? 'planned' : 'happened',
    reason,
    start: span.start,
    end: span.end,
  });
}
