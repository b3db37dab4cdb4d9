// Lets the recogniser settle a note child by child, and puts what it found together.
import type { Day } from '../calendar/day.ts';
import type { Placed } from './entries.ts';
import type { EntryDays } from './entry-days.ts';
import type { CaseEvent, FrontMatter, Near, Problem, WaiverNote } from './model.ts';
import { moved } from './moved.ts';
import { dateNeeded, undatedProblem } from './problems.ts';
import type { ChildNotes, Recogniser, Recognition } from './recognise-interface.ts';
import type { OwnParts } from './segments.ts';

/** What was found in a note, of all children. */
export interface FoundInNote {
  readonly events: readonly CaseEvent[];
  readonly near: () => readonly Near[];
  readonly maybe: () => readonly Near[];
  readonly dayless: readonly Problem[];
  readonly waivers: readonly WaiverNote[];
  readonly facts: readonly Readonly<Record<string, string>>[];
  readonly settled: readonly unknown[];
}

/** What settles, and what events are called. */
interface Vocabulary {
  readonly recogniser?: Recogniser;
  readonly events?: ReadonlyMap<string, { readonly title: string }>;
}

/** Lets the recogniser settle each child's part of the note. */
export function recognise(
  { segments, analyses }: OwnParts,
  { starts, entries }: Placed,
  { children, childOf }: EntryDays,
  { frontMatter }: { readonly frontMatter: FrontMatter },
  options: { readonly today: Day; readonly once: boolean },
  { recogniser, events }: Vocabulary,
  settled: readonly unknown[] | undefined,
): FoundInNote {
  if (recogniser === undefined)
    return {
      events: [],
      near: () => [],
      maybe: () => [],
      dayless: [],
      waivers: [],
      facts: children.map(() => ({})),
      settled: [],
    };
  const title = (id: string): string => events?.get(id)?.title ?? id;
  const results = children.map((_, child): { own: ChildNotes; found: Recognition } => {
    const shared = { child, children, frontMatter, ...options, kept: settled?.[child] };
    let own: ChildNotes = { segments, analyses, starts, entries, ...shared };
    if (children.length > 1) {
      const of: number[] = [];
      for (let i = 0; i < entries.length; i++) if (childOf[entries[i]!] === child) of.push(i);
      const pick = <T>(list: readonly T[]): T[] => of.map((i) => list[i]!);
      own = {
        segments: pick(segments),
        analyses: pick(analyses),
        starts: pick(starts),
        entries: pick(entries),
        ...shared,
      };
    }
    return { own, found: recogniser.settle(own) };
  });
  return {
    events: results.flatMap((r) => r.found.events).sort(byPlace),
    near: () => results.flatMap((r) => r.found.near()),
    maybe: () => results.flatMap((r) => r.found.maybe()),
    dayless: results.flatMap((r) => undatedProblems(r.found, r.own, title)),
    waivers: results.flatMap((r) => r.found.waivers),
    facts: results.map((r) => r.found.facts),
    settled: results.map((r) => r.found.keep),
  };
}

/** By where it stands. */
export const byPlace = (a: { start: number; end: number }, b: { start: number; end: number }): number =>
  a.start - b.start || a.end - b.end;

/** Problems of recognised events that have no day, in no order; of two for one date, `inOrder` keeps one. */
function undatedProblems(
  { dayless }: Recognition,
  { segments, starts }: ChildNotes,
  title: (event: string) => string,
): Problem[] {
  const problems: Problem[] = [];
  for (const one of dayless) {
    const { segment, date, event } = one;
    if (one.problem === undefined)
      one.problem =
        (typeof date === 'number'
          ? undatedProblem(event, segments[segment]?.dateMentions[date], title)
          : dateNeeded(event, date, 'there is no day with it or over it', title)) ?? null;
    const { problem } = one;
    if (problem === null) continue;
    const start = starts[segment]! + problem.start;
    if (one.placed?.start !== start) one.placed = moved(problem, starts[segment]!);
    problems.push(one.placed);
  }
  return problems;
}
