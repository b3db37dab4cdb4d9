// Settles what one segment alone cannot tell: a thing carried over from the sentence, the entry or the heading before,
// which frame is right where several fit (settle/clause), and the day and the stage of the case (settle/days,
// settle/place, settle/stages).
import type { Names, SegmentAnalysis } from '../candidates.ts';
import { doubtfulOf } from '../doubtful.ts';
import { type Entry, type Fact, factsOf, has, type Lexicon } from '../lexicon.ts';
import type { Mention } from '../mentions.ts';
import type { LocalSegment } from '../model.ts';
import type { ChildNotes, Recognition } from '../recognise-interface.ts';
import { peopleIn } from '../whose.ts';
import { type Skip, startAgain, stopAt, walkBefore } from './again.ts';
import { settleClause } from './clause.ts';
import { putFound } from './found.ts';
import { settleAgain } from './late.ts';
import { settleLikely } from './likely.ts';
import { close, mark, remember, replay, stillHolds } from './memory.ts';
import { place } from './place.ts';
import { agreed, dropGeneral, inPlace, lateNear, lateWaivers } from './result.ts';
import { settleWaiting } from './stages.ts';
import type { EntryMemory, Passage, Settled, State, Walk } from './state.ts';
import { dateLetterAbove } from './told.ts';

/** Reads one child's segments in order. */
export function settle(notes: ChildNotes<SegmentAnalysis | undefined>, lex: Lexicon, names: Names): Recognition {
  const zero = lex.noTags.slice();
  const before = walkBefore(notes);
  const s: State = {
    childNotes: notes,
    lex,
    names,
    zero,
    allFound: [],
    byEntry: new Map(),
    added: [],
    dropped: [],
    entry: 0,
    at: 0,
    near: [],
    nearBefore: { froms: [], lists: [], doubts: [], sure: [] },
    waivers: [],
    waiversBefore: { froms: [], lists: [], doubts: [], sure: [] },
    dayless: [],
    said: [],
    people: peopleIn(notes, lex, before),
    elsewhere: -1,
    waiting: [],
    waitingAt: [],
    meant: [],
    stops: [],
  };
  const passage: Passage = {
    sentence: zero,
    entry: zero,
    before: zero,
    title: lex.noTags.slice(),
    titled: lex.noTags.slice(),
    ever: lex.noTags.slice(),
    last: zero,
    spoke: false,
  };
  const { segments, entries } = notes;
  const again = startAgain(s, passage, before);
  let skipped: Skip | undefined;
  for (let from = again.from, to = from; from < segments.length; from = to) {
    const entry = entries[from]!;
    if (passage.spoke) passage.before = passage.entry;
    passage.entry = zero;
    passage.last = zero;
    passage.spoke = false;
    skipped = again.skip(from);
    if (skipped) break;
    if (!notes.once) stopAt(s, from, passage);
    while (to < segments.length && entries[to] === entry) to++;
    s.entry = entry;
    settleEntry(s, from, to, passage);
  }
  const { allFound, dayless, said, waiting, waitingAt, meant, nearBefore: near, waiversBefore: waivers } = s;
  const { stops } = s;
  const walked = { found: allFound.slice(), dayless: dayless.slice(), said, waiting, waitingAt, meant, near, waivers };
  const late = settleAgain(s, again, skipped, walked) ?? settleWaiting(s);
  const { analyses, child, children, frontMatter } = notes;
  const keep: Walk = {
    ...walked,
    notes: { segments, analyses, entries, child, children, frontMatter },
    people: s.people,
    stops,
    late,
  };
  const events = dropGeneral(s);
  return {
    events,
    near: () => [...inPlace(near, notes), ...lateNear(late, notes)],
    maybe: () => doubtfulOf(near, late, notes),
    dayless: s.dayless,
    waivers: [...inPlace(waivers, notes), ...lateWaivers(late, notes)],
    facts: agreed(s, events),
    keep,
  };
}

/** Settles the segments of one entry, or takes what settling them gave before. */
function settleEntry(s: State, from: number, to: number, passage: Passage): void {
  const { segments, analyses } = s.childNotes;
  let key: SegmentAnalysis | undefined;
  for (let i = from; i < to && !key; i++) key = analyses[i];
  if (!key) return;
  // An entry that goes on after others is settled against what was found in its first part: no memory of that.
  const whole = !s.byEntry.has(s.entry);
  const memory = key.memory as EntryMemory | undefined;
  if (whole && memory && stillHolds(memory, s, from, to, passage)) {
    replay(memory, s, from, passage);
    for (const f of memory.found) {
      putFound(s, f);
    }
    for (const fact of memory.said) {
      sayFact(s, fact);
    }
    return;
  }
  const start = mark(s, passage);
  for (let i = from; i < to; i++) {
    const analysis = analyses[i];
    s.at = i - from;
    if (analysis) settleSegment(s, i, segments[i]!, analysis, passage);
  }
  if (whole && !s.childNotes.once) key.memory = remember(s, start, from, to, passage);
  close(s, start, from, passage);
}

function settleSegment(s: State, index: number, segment: LocalSegment, a: SegmentAnalysis, passage: Passage): void {
  const { lex } = s;
  if (segment.role === 'heading' && segment.entryDay !== undefined && isOfOther(s, a)) s.elsewhere = s.entry;
  const usedDates = new Map<number, Settled>();
  const later: Settled[] = [];
  const sentence = lex.noTags.slice();
  passage.sentence = sentence;
  let next = 0;
  for (const { first, last } of a.cut.sentenceSpans) {
    sentence.fill(0);
    let spoken = false;
    for (let c = first; c < last; c++) {
      const { mentions } = a.cut.clauses[c]!;
      const from = next;
      while (next < a.candidates.length && a.candidates[next]!.clause === c) next++;
      if (next > from) settleClause(s, index, segment, a, c, from, next, passage, usedDates, later);
      for (const m of mentions) {
        const facts = factsOf(m.lexeme, lex);
        spoken ||= facts.subject;
        if (facts.fact && !mentions.some((x) => factsOf(x.lexeme, lex).trigger)) noteFact(s, m.lexeme);
        if (facts.subject && setAside(mentions, m)) continue;
        for (let i = 0; i < facts.at.length; i++) sentence[facts.at[i]!]! |= m.lexeme.bits[facts.at[i]!]!;
      }
    }
    if (spoken) {
      const about = lex.noTags.slice();
      // What is a brother's is kept with it: it is not gone on about.
      for (let w = 0; w < about.length; w++) about[w] = sentence[w]! & (s.names.subjects[w]! | s.names.others[w]!);
      passage.last = about;
    }
    const title = segment.role === 'heading' && segment.entryDay === undefined;
    for (let w = 0; w < sentence.length; w++) {
      const topics = sentence[w]! & lex.topicMask[w]!;
      passage.entry[w]! |= topics;
      passage.ever[w]! |= topics;
      if (!title) continue;
      passage.title[w]! |= topics;
      passage.titled[w]! |= topics;
    }
  }
  dateLetterAbove(s, index, segment);
  for (const one of later) {
    place(s, index, segment, a, one, [one], usedDates);
  }
  settleLikely(s, index, segment, a, usedDates);
}

/** "Rather than appeal, they asked for a meeting": the appeal is not what the next words go on about. */
function setAside(mentions: readonly Mention[], m: Mention): boolean {
  const before = mentions[mentions.indexOf(m) - 1];
  return (
    before !== undefined &&
    before.toToken === m.fromToken &&
    /^(?:rather than|instead of)$/.test(before.lexeme.spelling)
  );
}

/** "3 May 2026 - sibling JT": a heading that names nobody and nothing else. */
function isOfOther(s: State, a: SegmentAnalysis): boolean {
  const { names, lex } = s;
  const all = a.cut.clauses.flatMap(({ mentions }) => mentions);
  const other = (e: Entry): boolean => has(e, names.other) || has(e, names.sib);
  return (
    all.some((m) => other(m.lexeme)) &&
    all.every((m) => other(m.lexeme) || !(factsOf(m.lexeme, lex).anchor || factsOf(m.lexeme, lex).actor))
  );
}

/** "He goes to an academy": a fact said in words. */
function sayFact(s: State, fact: Fact): void {
  s.said.push(fact);
}

function noteFact(s: State, e: Entry): void {
  for (const tag of e.tags) {
    const fact = s.lex.factByTag[tag];
    if (fact) sayFact(s, fact);
  }
}
