// Settling again after an edit: the walk over the entries begins at a stop above the first segment that changed and ends
// at the first one below it where the passage stands as it stood; what the rest came to is taken over. So is what came of
// those that wait for the stage of the case, where the edit has no say in it.
import type { Candidate } from './candidates.ts';
import { dropFound, inEntry, putFound } from './settle-found.ts';
import { isEqual } from './settle-memory.ts';
import { addLate, inTurn, isAtStage, movesOn, Stages, settleOne } from './settle-stages.ts';
import type { Found, Late, Outcome, Passage, Said, State, Stop, Waiting, Walk } from './settle-state.ts';

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

interface Again {
  /** The segment at which the walk begins. */
  readonly from: number;
  readonly walk: Walk | undefined;
  readonly begin: Stop | undefined;
  /** Asked at the first segment of each entry: whether the rest is as it was; if so, it is taken over. */
  skip(from: number): Skip | undefined;
}

/** Notes a stop at the first segment of an entry, if the last one is far enough. */
export function stopAt(s: State, at: number, { before, title, ever }: Passage): void {
  const last = s.stops.at(-1);
  if (last && at - last.at < betweenStops) return;
  s.stops.push({ at, before, title, ever, elsewhere: s.elsewhere, ...heights(s) });
}

/** Begins a walk: with what the one before came to above the last stop before the first change. */
export function startAgain(s: State, passage: Passage, before: Walk | undefined): Again {
  const { notes } = s;
  const walk = before && before.notes.child === notes.child && before.people === s.people.key ? before : undefined;
  if (!walk) return { from: 0, walk, begin: undefined, skip: () => undefined };
  const { segments, analyses, entries } = notes;
  const old = walk.notes;
  const n = segments.length;
  const m = old.segments.length;
  const most = Math.min(n, m);
  let head = 0;
  while (
    head < most &&
    segments[head] === old.segments[head] &&
    analyses[head] === old.analyses[head] &&
    entries[head] === old.entries[head]
  )
    head++;
  const shift = n > 0 && m > 0 ? entries[n - 1]! - old.entries[m - 1]! : 0;
  let tail = 0;
  while (
    tail < most - head &&
    segments[n - 1 - tail] === old.segments[m - 1 - tail] &&
    analyses[n - 1 - tail] === old.analyses[m - 1 - tail] &&
    entries[n - 1 - tail]! - old.entries[m - 1 - tail]! === shift
  )
    tail++;
  const begin = walk.stops.findLast(({ at }) => at < head);
  if (begin) {
    take(s, walk, undefined, begin, 0);
    passage.before = begin.before;
    passage.title = begin.title;
    passage.ever = begin.ever;
    s.elsewhere = begin.elsewhere;
    for (const stop of walk.stops) if (stop.at < begin.at) s.stops.push(stop);
  }
  const by = n - m;
  let next = 0;
  /** The last segment of each entry. */
  let lasts: Map<number, number> | undefined;
  const skip = (from: number): Skip | undefined => {
    if (from < n - tail) return undefined;
    while (next < walk.stops.length && walk.stops[next]!.at + by < from) next++;
    const stop = walk.stops[next];
    if (stop?.at !== from - by || !sameStop(stop, passage)) return undefined;
    // What goes on below with an entry looks at what was found in it above, and at whom its heading speaks of.
    lasts ??= new Map(entries.map((entry, i) => [entry, i]));
    const isBelow = (entry: number): boolean => (lasts!.get(entry) ?? -1) >= from;
    const since = begin?.found ?? 0;
    const changed = changedEntries(s, s.found.slice(since), walk.found.slice(since, stop.found), old.entries);
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
function heights(s: State): Omit<Stop, 'at' | 'before' | 'title' | 'ever' | 'elsewhere'> {
  return {
    found: s.found.length,
    undated: s.undated.length,
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
    undated: stop.undated - old.undated + now.undated,
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
function changedEntries(
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
    if (at === undefined) now.add(s.notes.entries[f.segment]!);
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
  const [x, y] = [a.event, b.event];
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
  const { entries } = s.notes;
  for (let i = a?.found ?? 0, to = b?.found ?? walk.found.length; i < to; i++) {
    const f = walk.found[i]!;
    if (by !== 0) moveFound(f, by);
    s.entry = entries[f.segment]!;
    putFound(s, f);
  }
  for (let i = a?.undated ?? 0, to = b?.undated ?? walk.undated.length; i < to; i++) {
    const one = walk.undated[i]!;
    one.segment += by;
    s.undated.push(one);
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

function moveFound(f: Found, by: number): void {
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

/**
 * What came of those that wait: only those between the stops are settled, and those whose stage of the case the edit may
 * have changed; what came of the others is taken over. Nothing where one might have a say in what came of another, with
 * all as the walk left it.
 */
export function settleAgain(
  s: State,
  { walk, begin }: Again,
  skip: Skip | undefined,
  walked: Pick<Walk, 'found' | 'undated'>,
): Late | undefined {
  if (!walk) return undefined;
  const { segments, entries } = s.notes;
  const before = walk.notes;
  const from = begin?.at ?? 0;
  const to = skip?.here.at ?? segments.length;
  const oldTo = skip?.stop.at ?? before.segments.length;
  const found = s.found.slice(begin?.found ?? 0, skip?.here.found);
  const oldFound = walk.found.slice(begin?.found ?? 0, skip?.stop.found);
  const old = walk.late;
  const dropped = new Set(old.more.flatMap((i) => old.outcomes[i]!.dropped));
  const changed = changedStages(s, found, oldFound, begin?.found ?? 0, skip?.here.found ?? s.found.length, dropped);
  // Some look back further than to the last stage.
  const mayMean = ({ among, candidate: { frame } }: Waiting, day = Number.NEGATIVE_INFINITY): boolean =>
    changed.some(({ from, to }) => from <= day && (day <= to || among !== undefined || frame.amid !== undefined));
  const others = skip?.changed ?? changedEntries(s, found, oldFound, before.entries);
  if (standsElsewhere(others.now, entries, from, to) || standsElsewhere(others.before, before.entries, from, oldTo))
    return undefined;
  const first = begin?.waiting ?? 0;
  const end = skip?.here.waiting ?? s.waiting.length;
  // Between the stops, too, most entries are as they were, found what they found, and what waits in them the same objects.
  const stays = new Set<Waiting>();
  for (let i = first; i < end; i++) if (!others.now.has(entries[s.waitingAt[i]!]!)) stays.add(s.waiting[i]!);
  const wereMeant = new Map<Waiting, boolean | undefined>();
  for (let i = first; i < (skip?.stop.waiting ?? walk.waiting.length); i++)
    if (stays.has(walk.waiting[i]!) && !others.before.has(before.entries[walk.waitingAt[i]!]!))
      wereMeant.set(walk.waiting[i]!, walk.meant[i]);
  for (let i = first; i < end; i++) s.meant[i] = wereMeant.get(s.waiting[i]!);
  const isBetween = (i: number): boolean => old.segments[i]! >= from && old.segments[i]! < oldTo;
  const isGone = (i: number): boolean => isBetween(i) && !wereMeant.has(old.of[i]!);
  if (old.more.some((i) => isGone(i) && isTold(old.outcomes[i]!))) return undefined;
  const late: Late = { outcomes: [], segments: [], scores: [], of: [], more: [], doubts: [] };
  const stages = new Stages(s);
  const isWanted = (one: Waiting): boolean => one.when === undefined || mayMean(one, one.when.day);
  const fresh = inTurn(s, first, end, changed.length > 0 ? isWanted : undefined);
  const isFresh = new Set(fresh);
  const isKept = (one: Waiting): boolean =>
    (one.index! < first || one.index! >= end || wereMeant.has(one)) &&
    isAtStage(s, stages, one) === s.meant[one.index!];
  const by = to - oldTo;
  let k = 0;
  let more = 0;
  let doubt = 0;
  for (let i = 0; i <= old.outcomes.length; i++) {
    const isLast = i === old.outcomes.length;
    const says = old.more[more] === i;
    if (says) more++;
    const doubts = old.doubts[doubt] === i;
    if (doubts) doubt++;
    if (!isLast && isGone(i)) continue;
    const at = !isLast && isBetween(i) ? old.of[i]!.segment : old.segments[i]! + (old.segments[i]! >= oldTo ? by : 0);
    const own = isLast || !isFresh.has(old.of[i]!) ? undefined : old.of[i];
    const comesFirst = (one: Waiting): boolean => isLast || (own ? one !== own : isBefore(one, old.scores[i]!, at));
    for (; k < fresh.length && comesFirst(fresh[k]!); k++) {
      if (isKept(fresh[k]!)) continue;
      const outcome = settleOne(s, stages, fresh[k]!);
      if (!outcome) continue;
      if (isTold(outcome)) return undo(s, walked);
      addLate(late, outcome, fresh[k]!);
    }
    if (isLast) break;
    if (own) {
      if (isKept(own)) k++;
      else if (isTold(old.outcomes[i]!)) return undo(s, walked);
      else continue;
      // Of two at one place with one score the list does not say which came first.
    } else if (fresh[k]?.segment === at && fresh[k]!.score === old.scores[i]) return undo(s, walked);
    if (says && !putOutcome(s, old.outcomes[i]!, at)) return undo(s, walked);
    if (says) late.more.push(late.outcomes.length);
    if (doubts) late.doubts.push(late.outcomes.length);
    late.outcomes.push(old.outcomes[i]!);
    late.segments.push(at);
    late.scores.push(old.scores[i]!);
    late.of.push(old.of[i]!);
  }
  return late;
}

const isBefore = (one: Waiting, score: number, at: number): boolean =>
  one.segment < at || (one.segment === at && one.score > score);

interface Days {
  readonly from: number;
  readonly to: number;
}

/**
 * The days on which the stage of the case may be another than it was: where two stretches of what was found, now and
 * before, do not move the case on in the same way. From each stage that came or went to the next one outside of them.
 */
function changedStages(
  s: State,
  a: readonly Found[],
  b: readonly Found[],
  from: number,
  to: number,
  dropped: ReadonlySet<Found>,
): Days[] {
  const stages = (list: readonly Found[]): Found[] => list.filter(({ event }) => movesOn(event, s.lex));
  const now = stages(a);
  const was = stages(b);
  const isSame =
    now.length === was.length &&
    now.every(({ event }, i) => event.event === was[i]!.event.event && event.day === was[i]!.event.day);
  if (isSame) return [];
  // One that is taken back later on ends nothing.
  const others = stages(s.found.slice(0, from).concat(s.found.slice(to))).filter((f) => !dropped.has(f));
  return now.concat(was).map(({ event: { day } }) => {
    let next = Number.POSITIVE_INFINITY;
    for (const { event } of others) if (event.day > day && event.day < next) next = event.day;
    return { from: day, to: next };
  });
}

/** Does one of these entries stand outside of the segments `from` to `to` too? */
function standsElsewhere(some: ReadonlySet<number>, entries: readonly number[], from: number, to: number): boolean {
  if (some.size === 0) return false;
  for (let i = 0; i < entries.length; i++) if ((i < from || i >= to) && some.has(entries[i]!)) return true;
  return false;
}

/** Does it change what others find? */
const isTold = ({ found, dropped }: Outcome): boolean => found.length + dropped.length > 0;

/** Puts among the rest what one that waited came to. False where something that it took back is not there. */
function putOutcome(s: State, { undated, found, dropped }: Outcome, at: number): boolean {
  for (const one of undated) {
    one.segment = at;
    s.undated.push(one);
  }
  s.entry = s.notes.entries[at]!;
  for (const f of dropped) {
    if (!inEntry(s).includes(f)) return false;
    dropFound(s, f);
  }
  for (const f of found) {
    moveFound(f, at - f.segment);
    putFound(s, f);
  }
  return true;
}

function undo(s: State, { found, undated }: Pick<Walk, 'found' | 'undated'>): undefined {
  s.found.length = 0;
  s.undated.length = 0;
  s.byEntry.clear();
  for (const f of found) {
    s.entry = s.notes.entries[f.segment]!;
    putFound(s, f);
  }
  for (const one of undated) s.undated.push(one);
}
