// What settling one entry gave, kept with the entry's first analysis, so that a keystroke settles again only the
// entries that it can change: an entry whose words, days and surroundings are the same gives the same result. Places
// count from the beginnings of segments, so nothing in it changes where the entry has moved; numbers of segments do.

import { doubtfulIn } from '../doubtful.ts';
import type { TagSet } from '../lexicon.ts';
import { remembered } from '../likeness.ts';
import type { LocalSegment } from '../model.ts';
import type { EntryMemory, Found, Given, InSegment, Passage, Said, State } from './state.ts';

/** Where the lists of a state stand before an entry is settled. */
interface Mark {
  readonly given: Given;
  readonly found: number;
  readonly dayless: number;
  readonly said: number;
  readonly waiting: number;
}

/** Notes where everything stands before segments are settled, and gives the passage lists of its own to write to. */
export function mark(s: State, passage: Passage): Mark {
  const { before, title, ever } = passage;
  passage.entry = s.lex.noTags.slice();
  passage.last = s.zero;
  if (!s.childNotes.once) {
    passage.title = title.slice();
    passage.titled = s.lex.noTags.slice();
    passage.ever = ever.slice();
  }
  return {
    given: {
      child: s.childNotes.child,
      people: s.people.key,
      other: isOther(s),
      told: toldLast(s.allFound),
      before,
      title,
      ever,
    },
    found: s.allFound.length,
    dayless: s.dayless.length,
    said: s.said.length,
    waiting: s.waiting.length,
  };
}

/** Is the entry that is being settled about somebody else, by its heading? */
const isOther = (s: State): boolean => s.elsewhere === s.entry;

/** The events of the last that were found, of the first `count`: what comes next is read as told after them. */
export function toldLast(found: readonly Found[], count = found.length): string {
  let told = '';
  for (let i = Math.max(0, count - remembered); i < count; i++) told += ` ${found[i]!.caseEvent.event}`;
  return told;
}

/** Ends an entry that was settled: what it added since the mark goes where that of the others stands. */
export function close(s: State, start: Mark, from: number, passage: Passage): void {
  const { given } = start;
  passage.spoke = passage.entry.some((bits) => bits !== 0);
  // The same list again where nothing was added: what follows can then be told at once from what it was.
  if (isEqual(passage.title, given.title)) passage.title = given.title;
  if (isEqual(passage.ever, given.ever)) passage.ever = given.ever;
  say(s.nearBefore, from, s.near, doubtfulIn(s.near));
  say(s.waiversBefore, from, s.waivers);
  s.near = [];
  s.waivers = [];
}

/** What settling the segments `from` to `to` (exclusive) gave. Call it before `close`. */
export function remember(s: State, start: Mark, from: number, to: number, passage: Passage): EntryMemory {
  const { given } = start;
  const analyses = s.childNotes.analyses.slice(from, to);
  const looks = s.lex.noTags.slice();
  for (const analysis of analyses) {
    for (const candidate of analysis?.candidates ?? [])
      for (const { mask } of candidate.open) {
        for (let w = 0; w < looks.length; w++) looks[w]! |= mask[w]!;
      }
  }
  const found = s.allFound.slice(start.found);
  const dayless: EntryMemory['dayless'] = s.dayless.slice(start.dayless);
  const waiting = s.waiting.slice(start.waiting);
  for (const f of found) {
    f.local = f.segment - from;
    f.localDated = f.dated! - from;
  }
  for (const one of dayless) {
    one.local = one.segment - from;
  }
  for (const one of waiting) {
    one.local = one.segment - from;
  }
  return {
    segments: s.childNotes.segments.slice(from, to),
    analyses,
    given,
    looks,
    found,
    near: s.near,
    sure: doubtfulIn(s.near),
    dayless,
    waivers: s.waivers,
    said: s.said.slice(start.said),
    waiting,
    other: isOther(s),
    after: {
      ...passage,
      spoke: passage.entry.some((bits) => bits !== 0),
      // All that it says, though it was said before: one day it may stand where it was not.
      title: passage.titled,
      ever: passage.entry,
    },
  };
}

/** True where the memory is of these very segments against the same surroundings, as far as they can look. */
export function stillHolds(memory: EntryMemory, s: State, from: number, to: number, passage: Passage): boolean {
  const { segments, analyses } = s.childNotes;
  const { given, looks } = memory;
  if (memory.segments.length !== to - from || given.child !== s.childNotes.child || given.people !== s.people.key)
    return false;
  if (given.other !== isOther(s) || given.told !== toldLast(s.allFound)) return false;
  if (
    !isEqual(given.before, passage.before, looks) ||
    !isEqual(given.title, passage.title, looks) ||
    !isEqual(given.ever, passage.ever, looks)
  )
    return false;
  for (let i = from; i < to; i++) {
    const was = memory.segments[i - from]!;
    const now = segments[i]!;
    if (analyses[i] !== memory.analyses[i - from] || (was !== now && !sameDays(now, was))) return false;
  }
  return true;
}

/** Puts a memory's result among the others, as settling its segments, the first of which is now `from`, would. */
export function replay(memory: EntryMemory, s: State, from: number, passage: Passage): void {
  const { near, sure, waivers, after } = memory;
  say(s.nearBefore, from, near, sure);
  say(s.waiversBefore, from, waivers);
  for (const f of memory.found) {
    f.segment = from + f.local!;
    f.dated = from + f.localDated!;
  }
  for (const one of memory.dayless) {
    one.segment = from + one.local!;
    s.dayless.push(one);
  }
  for (const one of memory.waiting) {
    s.waiting.push(one);
    s.waitingAt.push(from + one.local!);
  }
  if (memory.other) s.elsewhere = s.entry;
  passage.entry = after.entry;
  passage.last = after.last;
  passage.spoke = after.spoke;
  passage.title = withBits(passage.title, after.title);
  passage.ever = withBits(passage.ever, after.ever);
}

function say<T>(said: Said<T>, from: number, list: readonly InSegment<T>[], sure?: readonly InSegment<T>[]): void {
  const { froms, lists } = said;
  if (list.length === 0) return;
  if (sure) {
    said.doubts.push(lists.length);
    said.sure.push(sure);
  }
  froms.push(from);
  lists.push(list);
}

/** The bits of both: the first list itself where it has them all. */
function withBits(bits: TagSet, more: TagSet): TagSet {
  for (let w = 0; w < bits.length; w++) {
    if ((more[w]! & ~bits[w]!) !== 0) return bits.map((own, i) => own | more[i]!);
  }
  return bits;
}

/** Are the bits equal, those of `looks` only where it is given? */
export function isEqual(a: TagSet, b: TagSet, looks?: TagSet): boolean {
  if (a === b) return true;
  for (let i = 0; i < a.length; i++) {
    if (((a[i]! ^ b[i]!) & (looks ? looks[i]! : -1)) !== 0) return false;
  }
  return true;
}

/** The days that the words are read against, and those that are written: places and forms are the analysis's matter. */
function sameDays(a: LocalSegment, b: LocalSegment): boolean {
  if (a.reference !== b.reference || a.entryDay !== b.entryDay || a.dateMentions.length !== b.dateMentions.length)
    return false;
  for (let i = 0; i < a.dateMentions.length; i++) {
    const [x, y] = [a.dateMentions[i]!, b.dateMentions[i]!];
    if (x.past !== y.past || x.future !== y.future || x.goneBy !== y.goneBy) return false;
  }
  return true;
}
