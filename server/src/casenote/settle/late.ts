// Settles again, after an edit, what waited for the rest of the note (settle/stages): only what the edit may have changed.

import { type Again, changedEntries, moveFound, type Skip } from './again.ts';
import { dropFound, inEntry, putFound } from './found.ts';
import { addLate, inTurn, isAtStage, movesOn, Stages, settleOne } from './stages.ts';
import type { Found, Late, Outcome, State, Waiting, Walk } from './state.ts';

/** What an edit may have changed of those that wait, between two stops of the walk now and of the one before. */
interface Between {
  /** First segment, and the first one behind: now, and before. */
  readonly from: number;
  readonly to: number;
  readonly oldTo: number;
  /** The same of those that wait. */
  readonly first: number;
  readonly end: number;
  /** Days on which the stage of the case may be another. */
  readonly changed: readonly Days[];
  /** Those that are the same objects in entries that found what they found, with whether they were meant. */
  readonly wereMeant: ReadonlyMap<Waiting, boolean | undefined>;
}

/**
 * What came of those that wait: only those between the stops are settled, and those whose stage of the case the edit may
 * have changed; what came of the others is taken over. Nothing where one might have a say in what came of another, with
 * all as the walk left it.
 */
export function settleAgain(
  s: State,
  again: Again,
  skip: Skip | undefined,
  walked: Pick<Walk, 'found' | 'dayless'>,
): Late | undefined {
  const { walk } = again;
  const between = walk && compare(s, again, walk, skip);
  return between && mergeLate(s, walk.late, between, walked);
}

/** Nothing where an entry that changed stands outside of the stops, too. */
function compare(s: State, { begin }: Again, walk: Walk, skip: Skip | undefined): Between | undefined {
  const { segments, entries } = s.childNotes;
  const before = walk.notes;
  const from = begin?.at ?? 0;
  const to = skip?.here.at ?? segments.length;
  const oldTo = skip?.stop.at ?? before.segments.length;
  const found = s.allFound.slice(begin?.found ?? 0, skip?.here.found);
  const oldFound = walk.found.slice(begin?.found ?? 0, skip?.stop.found);
  const old = walk.late;
  const dropped = new Set(old.more.flatMap((i) => old.outcomes[i]!.dropped));
  const changed = changedStages(s, found, oldFound, begin?.found ?? 0, skip?.here.found ?? s.allFound.length, dropped);
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
  return { from, to, oldTo, first, end, changed, wereMeant };
}

/** What came of all of them, in their order: `old` outcomes taken over, and fresh ones for what may have changed. */
function mergeLate(
  s: State,
  old: Late,
  { from, to, oldTo, first, end, changed, wereMeant }: Between,
  walked: Pick<Walk, 'found' | 'dayless'>,
): Late | undefined {
  for (let i = first; i < end; i++) s.meant[i] = wereMeant.get(s.waiting[i]!);
  const isBetween = (i: number): boolean => old.segments[i]! >= from && old.segments[i]! < oldTo;
  const isGone = (i: number): boolean => isBetween(i) && !wereMeant.has(old.of[i]!);
  if (old.more.some((i) => isGone(i) && isTold(old.outcomes[i]!))) return undefined;
  const late: Late = { outcomes: [], segments: [], scores: [], of: [], more: [], doubts: [] };
  const stages = new Stages(s);
  const isWanted = (one: Waiting): boolean => one.when === undefined || mayMean(changed, one, one.when.day);
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

/** May it be meant on this day where it was not before, or the other way round? Some look back further than to the last stage. */
const mayMean = (
  changed: readonly Days[],
  { among, candidate: { frame } }: Waiting,
  day = Number.NEGATIVE_INFINITY,
): boolean =>
  changed.some(({ from, to }) => from <= day && (day <= to || among !== undefined || frame.amid !== undefined));

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
  const stages = (list: readonly Found[]): Found[] => list.filter(({ caseEvent }) => movesOn(caseEvent, s.lex));
  const now = stages(a);
  const was = stages(b);
  const isSame =
    now.length === was.length &&
    now.every(
      ({ caseEvent }, i) => caseEvent.event === was[i]!.caseEvent.event && caseEvent.day === was[i]!.caseEvent.day,
    );
  if (isSame) return [];
  // One that is taken back later on ends nothing.
  const others = stages(s.allFound.slice(0, from).concat(s.allFound.slice(to))).filter((f) => !dropped.has(f));
  return now.concat(was).map(({ caseEvent: { day } }) => {
    let next = Number.POSITIVE_INFINITY;
    for (const { caseEvent } of others) if (caseEvent.day > day && caseEvent.day < next) next = caseEvent.day;
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
function putOutcome(s: State, { dayless, found, dropped }: Outcome, at: number): boolean {
  for (const one of dayless) {
    one.segment = at;
    s.dayless.push(one);
  }
  s.entry = s.childNotes.entries[at]!;
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

function undo(s: State, { found, dayless }: Pick<Walk, 'found' | 'dayless'>): undefined {
  s.allFound.length = 0;
  s.dayless.length = 0;
  s.byEntry.clear();
  for (const f of found) {
    s.entry = s.childNotes.entries[f.segment]!;
    putFound(s, f);
  }
  for (const one of dayless) s.dayless.push(one);
}
