// Settling again after an edit: the walk over the entries begins at a stop above the first segment that changed and ends
// at the first one below it where the passage stands as it stood; what the rest came to is taken over. (What waited for the
// stage of the case: settle-late.)
import { type SameEnds, sameEnds } from '../../lists/same-ends.ts';
import type { Candidate, SegmentAnalysis } from '../candidates.ts';
import type { ChildNotes } from '../recognise-interface.ts';
import { putFound } from './found.ts';
import { isEqual, toldLast } from './memory.ts';
import type { Found, Passage, Said, State, Stop, Walk } from './state.ts';

/** Segments from one stop to the next, at least. */
const betweenStops = 16;

/** The rest of a walk that was skipped, where the walk before is known. */
export interface Skip {
  /** Where it was skipped, in the walk before and in this one. */
  readonly stop: Stop;
  readonly here: Stop;
  /** What was found above it otherwise than before, since the walk began. */
  readonly changed: ChangedEntries;
}

export interface Again {
  /** The segment at which the walk begins. */
  readonly from: number;
  readonly walk?: Walk;
  readonly begin?: Stop | undefined;
  /** Asked at the first segment of each entry: whether the rest is as it was; if so, it is taken over. */
  skip(from: number): Skip | undefined;
}

/** Notes a stop at the first segment of an entry, if the last one is far enough. */
export function stopAt(s: State, at: number, { before, title, ever }: Passage): void {
  const last = s.stops.at(-1);
  if (last && at - last.at < betweenStops) return;
  s.stops.push({ at, before, title, ever, elsewhere: s.elsewhere, ...heights(s) });
}

/** The walk before over the same child's segments, and how many of these are as they were. */
export interface WalkBefore extends SameEnds {
  readonly walk: Walk;
  /** How much higher the entries of the tail are numbered. */
  readonly shift: number;
}

/** Finds the walk before, and what is as it was then. */
export function walkBefore(notes: ChildNotes<SegmentAnalysis | undefined>): WalkBefore | undefined {
  const walk = notes.kept as Walk | undefined;
  if (walk?.notes.child !== notes.child) return undefined;
  const { segments, analyses, entries } = notes;
  const old = walk.notes;
  const n = segments.length;
  const m = old.segments.length;
  const shift = n > 0 && m > 0 ? entries[n - 1]! - old.entries[m - 1]! : 0;
  const ends = sameEnds(
    n,
    m,
    (i, k, atTail) =>
      segments[i] === old.segments[k] &&
      analyses[i] === old.analyses[k] &&
      entries[i]! - old.entries[k]! === (atTail ? shift : 0),
  );
  return { walk, shift, ...ends };
}

/** Begins a walk: with what the one before came to above the last stop before the first change. */
export function startAgain(s: State, passage: Passage, before: WalkBefore | undefined): Again {
  if (before?.walk.people.key !== s.people.key) return { from: 0, skip: () => undefined };
  const { walk, head, tail, shift } = before;
  const { segments, entries } = s.childNotes;
  const n = segments.length;
  const old = walk.notes;
  const begin = walk.stops.findLast(({ at }) => at < head);
  if (begin) {
    take(s, walk, undefined, begin, 0);
    passage.before = begin.before;
    passage.title = begin.title;
    passage.ever = begin.ever;
    s.elsewhere = begin.elsewhere;
    for (const stop of walk.stops) if (stop.at < begin.at) s.stops.push(stop);
  }
  const by = n - old.segments.length;
  let next = 0;
  /** The last segment of each entry. */
  let lasts: Map<number, number> | undefined;
  const skip = (from: number): Skip | undefined => {
    if (from < n - tail) return undefined;
    while (next < walk.stops.length && walk.stops[next]!.at + by < from) next++;
    const stop = walk.stops[next];
    if (stop?.at !== from - by || !sameStop(stop, passage)) return undefined;
    if (toldLast(walk.found, stop.found) !== toldLast(s.allFound)) return undefined;
    // What goes on below with an entry looks at what was found in it above, and at whom its heading speaks of.
    const isBelow = (entry: number): boolean => {
      lasts ??= new Map(entries.map((each, i) => [each, i]));
      return (lasts.get(entry) ?? -1) >= from;
    };
    const since = begin?.found ?? 0;
    const changed = changedEntries(s, s.allFound.slice(since), walk.found.slice(since, stop.found), old.entries);
    for (const entry of changed.now) if (isBelow(entry)) return undefined;
    for (const entry of changed.before) if (isBelow(entry + shift)) return undefined;
    const isElsewhere = s.elsewhere === stop.elsewhere && shift === 0;
    if (!isElsewhere && (isBelow(s.elsewhere) || isBelow(stop.elsewhere + shift))) return undefined;
    const here: Stop = { ...stop, ...heights(s), at: from, elsewhere: s.elsewhere };
    take(s, walk, stop, undefined, by);
    for (let i = next; i < walk.stops.length; i++) s.stops.push(between(walk.stops[i]!, stop, here, shift));
    return { stop, here, changed };
  };
  return { from: begin?.at ?? 0, walk, begin, skip };
}

/** How much stands above the segment that the walk has come to. */
function heights(s: State): Pick<Stop, 'found' | 'dayless' | 'said' | 'waiting' | 'near' | 'waivers'> {
  return {
    found: s.allFound.length,
    dayless: s.dayless.length,
    said: s.said.length,
    waiting: s.waiting.length,
    near: s.nearBefore.lists.length,
    waivers: s.waiversBefore.lists.length,
  };
}

/** A stop where `old` is now at `now`, and entries are numbered `shift` higher. */
function between(stop: Stop, old: Stop, now: Stop, shift: number): Stop {
  return {
    ...stop,
    at: stop.at - old.at + now.at,
    found: stop.found - old.found + now.found,
    dayless: stop.dayless - old.dayless + now.dayless,
    said: stop.said - old.said + now.said,
    waiting: stop.waiting - old.waiting + now.waiting,
    near: stop.near - old.near + now.near,
    waivers: stop.waivers - old.waivers + now.waivers,
    elsewhere: stop.elsewhere === old.elsewhere ? now.elsewhere : stop.elsewhere + shift,
  };
}

const sameStop = (stop: Stop, { before, title, ever }: Passage): boolean =>
  isEqual(stop.before, before) && isEqual(stop.title, title) && isEqual(stop.ever, ever);

/** The entries in which something else was found between two stops than before, as they are numbered now and then. */
interface ChangedEntries {
  readonly now: ReadonlySet<number>;
  readonly before: ReadonlySet<number>;
}

/** Compares what was found with what `was`, in entries numbered `before`. */
export function changedEntries(
  s: State,
  found: readonly Found[],
  was: readonly Found[],
  before: readonly number[],
): ChangedEntries {
  const places = new Map<Candidate, number[]>();
  for (let i = 0; i < was.length; i++) {
    const there = places.get(was[i]!.candidate);
    if (there) there.push(i);
    else places.set(was[i]!.candidate, [i]);
  }
  const kept = new Set<Found>();
  const now = new Set<number>();
  let next = 0;
  for (const f of found) {
    const at = places.get(f.candidate)?.find((i) => i >= next && sameFound(f, was[i]!));
    if (at === undefined) now.add(s.childNotes.entries[f.segment]!);
    else {
      kept.add(was[at]!);
      next = at + 1;
    }
  }
  // What was kept as the same object has been moved to where it stands now; the others stand where they stood.
  const gone = was.filter((f) => !kept.has(f));
  return { now, before: new Set(gone.map((f) => before[f.segment]!)) };
}

/** Do two of one candidate tell the same? Numbers of segments and entries aside: those move. */
function sameFound(a: Found, b: Found): boolean {
  if (a === b) return true;
  const [x, y] = [a.caseEvent, b.caseEvent];
  return (
    a.score === b.score &&
    a.segment - (a.dated ?? a.segment) === b.segment - (b.dated ?? b.segment) &&
    x.event === y.event &&
    x.day === y.day &&
    x.assertion === y.assertion &&
    x.dateSource === y.dateSource &&
    x.dateRole === y.dateRole &&
    x.start === y.start &&
    x.end === y.end &&
    x.dateSpan?.start === y.dateSpan?.start
  );
}

/** Takes over what the walk before came to between two stops, `by` segments further down. */
function take(s: State, walk: Walk, a: Stop | undefined, b: Stop | undefined, by: number): void {
  const { entries } = s.childNotes;
  for (let i = a?.found ?? 0, to = b?.found ?? walk.found.length; i < to; i++) {
    const f = walk.found[i]!;
    if (by !== 0) moveFound(f, by);
    s.entry = entries[f.segment]!;
    putFound(s, f);
  }
  for (let i = a?.dayless ?? 0, to = b?.dayless ?? walk.dayless.length; i < to; i++) {
    const one = walk.dayless[i]!;
    one.segment += by;
    s.dayless.push(one);
  }
  for (let i = a?.said ?? 0, to = b?.said ?? walk.said.length; i < to; i++) {
    s.said.push(walk.said[i]!);
  }
  for (let i = a?.waiting ?? 0, to = b?.waiting ?? walk.waiting.length; i < to; i++) {
    s.waiting.push(walk.waiting[i]!);
    s.waitingAt.push(walk.waitingAt[i]! + by);
    s.meant[s.waiting.length - 1] = walk.meant[i];
  }
  takeSaid(s.nearBefore, walk.near, a?.near ?? 0, b?.near, by);
  takeSaid(s.waiversBefore, walk.waivers, a?.waivers ?? 0, b?.waivers, by);
}

export function moveFound(f: Found, by: number): void {
  f.segment += by;
  if (f.dated !== undefined) f.dated += by;
}

function takeSaid<T>(to: Said<T>, from: Said<T>, first: number, end = from.lists.length, by = 0): void {
  from.doubts.forEach((i, k) => {
    if (i < first || i >= end) return;
    to.doubts.push(i - first + to.lists.length);
    to.sure.push(from.sure[k]!);
  });
  for (let i = first; i < end; i++) {
    to.froms.push(from.froms[i]! + by);
    to.lists.push(from.lists[i]!);
  }
}
