// Settles what one segment alone cannot tell: a thing carried over from the sentence, the entry or the heading before,
// which frame is right where several fit, and (settle-days, settle-place, settle-stages) the day and the stage of the case.
import { type Candidate, isOtherAct, type Names, type SegmentAnalysis } from './candidates.ts';
import { dateWords, useOf } from './date-use.ts';
import { doubtfulOf } from './doubtful.ts';
import { type Entry, type Fact, factsOf, fills, has, type Lexicon, meets, type Slot, type TagSet } from './lexicon.ts';
import { entryAt, type Mention } from './mentions.ts';
import type { CaseEvent, LocalSegment, Near, Span, WaiverNote } from './model.ts';
import { moved } from './moved.ts';
import type { ChildNotes, Recognition } from './recognise-interface.ts';
import { type Skip, settleAgain, startAgain, stopAt } from './settle-again.ts';
import { hint, inEntry, putFound } from './settle-found.ts';
import { close, mark, remember, replay, stillHolds } from './settle-memory.ts';
import { isDecided, isNoun, place } from './settle-place.ts';
import { settleWaiting } from './settle-stages.ts';
import type { EntryMemory, Found, Late, Passage, Said, Settled, State, Walk } from './settle-state.ts';
import { isOwnInitials, peopleIn, tellsOfSibling } from './whose.ts';

/** Reads one child's segments in order. */
export function settle(notes: ChildNotes<SegmentAnalysis | undefined>, lex: Lexicon, names: Names): Recognition {
  const zero = lex.noTags.slice();
  const s: State = {
    notes,
    lex,
    names,
    zero,
    found: [],
    byEntry: new Map(),
    added: [],
    dropped: [],
    entry: 0,
    at: 0,
    near: [],
    nearBefore: { froms: [], lists: [], doubts: [], sure: [] },
    waivers: [],
    waiversBefore: { froms: [], lists: [], doubts: [], sure: [] },
    undated: [],
    said: [],
    people: peopleIn(notes, lex),
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
  const again = startAgain(s, passage, notes.kept as Walk | undefined);
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
  const { found, undated, said, waiting, waitingAt, meant, nearBefore: near, waiversBefore: waivers } = s;
  const { stops } = s;
  const walked = { found: found.slice(), undated: undated.slice(), said, waiting, waitingAt, meant, near, waivers };
  const late = settleAgain(s, again, skipped, walked) ?? settleWaiting(s);
  const { analyses, child } = notes;
  const keep: Walk = {
    ...walked,
    notes: { segments, analyses, entries, child },
    people: s.people.key,
    stops,
    late,
  };
  const events = dropGeneral(s);
  return {
    events,
    near: () => [...inPlace(near, notes), ...lateNear(late, notes)],
    doubtful: () => doubtfulOf(near, late, notes),
    undated: s.undated,
    waivers: [...inPlace(waivers, notes), ...lateWaivers(late, notes)],
    facts: agreed(s, events),
    keep,
  };
}

/** What was said in entries, in its place in the note. */
function inPlace<T extends Span>({ froms, lists }: Said<T>, { starts }: ChildNotes): T[] {
  const placed: T[] = [];
  for (let i = 0; i < lists.length; i++) {
    for (let atSegment = 0; atSegment < lists[i]!.length; atSegment++) {
      const { segment, what } = lists[i]![atSegment]!;
      placed.push(moved(what, starts[froms[i]! + segment]!));
    }
  }
  return placed;
}

const lateNear = ({ outcomes, segments }: Late, { starts }: ChildNotes): Near[] =>
  outcomes.flatMap(({ near }, i) => near.map((one) => moved(one, starts[segments[i]!]!)));

const lateWaivers = ({ outcomes, segments, more }: Late, { starts }: ChildNotes): WaiverNote[] =>
  more.flatMap((i) => outcomes[i]!.waivers.map((one) => moved(one, starts[segments[i]!]!)));

/** Settles the segments of one entry, or takes what settling them gave before. */
function settleEntry(s: State, from: number, to: number, passage: Passage): void {
  const { segments, analyses } = s.notes;
  let key: SegmentAnalysis | undefined;
  for (let i = from; i < to && !key; i++) key = analyses[i];
  if (!key) return;
  // An entry that goes on after others is settled against what was found in its first part: no memory of that.
  const whole = !s.byEntry.has(s.entry);
  const memory = key.memory as EntryMemory | undefined;
  if (whole && memory && stillHolds(memory, s, from, to, passage)) {
    replay(memory, s, from, passage);
    for (let atF = 0; atF < memory.found.length; atF++) {
      const f = memory.found[atF]!;
      putFound(s, f);
    }
    for (let atFact = 0; atFact < memory.said.length; atFact++) {
      const fact = memory.said[atFact]!;
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
  if (whole && !s.notes.once) key.memory = remember(s, start, from, to, passage);
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
  for (let atFirst = 0; atFirst < a.cut.sentences.length; atFirst++) {
    const { first, last } = a.cut.sentences[atFirst]!;
    sentence.fill(0);
    let spoken = false;
    for (let c = first; c < last; c++) {
      const { mentions } = a.cut.clauses[c]!;
      const from = next;
      while (next < a.candidates.length && a.candidates[next]!.clause === c) next++;
      if (next > from) settleClause(s, index, segment, a, c, from, next, passage, usedDates, later);
      for (let atM = 0; atM < mentions.length; atM++) {
        const m = mentions[atM]!;
        const facts = factsOf(m.entry, lex);
        spoken ||= facts.subject;
        if (facts.fact && !mentions.some((x) => factsOf(x.entry, lex).trigger)) noteFact(s, m.entry);
        if (facts.subject && setAside(mentions, m)) continue;
        for (let i = 0; i < facts.at.length; i++) sentence[facts.at[i]!]! |= m.entry.bits[facts.at[i]!]!;
      }
    }
    if (spoken) {
      const about = lex.noTags.slice();
      for (let w = 0; w < about.length; w++) about[w] = sentence[w]! & s.names.subjects[w]!;
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
  for (let atOne = 0; atOne < later.length; atOne++) {
    const one = later[atOne]!;
    place(s, index, segment, a, one, [one], usedDates);
  }
}

/** "Rather than appeal, they asked for a meeting": the appeal is not what the next words go on about. */
function setAside(mentions: readonly Mention[], m: Mention): boolean {
  const before = mentions[mentions.indexOf(m) - 1];
  return before !== undefined && before.to === m.from && /^(?:rather than|instead of)$/.test(before.entry.text);
}

/** "3 May 2026 - sibling JT": a heading that names nobody and nothing else. */
function isOfOther(s: State, a: SegmentAnalysis): boolean {
  const { names, lex } = s;
  const all = a.cut.clauses.flatMap(({ mentions }) => mentions);
  const other = (e: Entry): boolean => has(e, names.other) || has(e, names.sib);
  return (
    all.some((m) => other(m.entry)) &&
    all.every((m) => other(m.entry) || !(factsOf(m.entry, lex).anchor || factsOf(m.entry, lex).actor))
  );
}

/** A short clause that goes on about something else than the event speaks of. */
function strays(s: State, a: SegmentAnalysis, candidate: Candidate, passage: Passage): boolean {
  const topics = s.lex.eventTopics.get(candidate.frame.event);
  if (!topics || a.cut.clauses[candidate.clause]!.mentions.some((m) => meets(m.entry.bits, s.names.subjects)))
    return false;
  const about = meets(passage.sentence, s.names.subjects) ? passage.sentence : passage.last;
  return meets(about, s.names.subjects) && !meets(about, topics);
}

function datedAfterwards(s: State, a: SegmentAnalysis, c: Candidate): boolean {
  const at = c.tokens.at(-1)! + 1;
  const e = entryAt(a.tokens, at, s.lex);
  return e !== undefined && has(e, dateWords(s.lex).dated);
}

/** "He goes to an academy": a fact said in words. */
function sayFact(s: State, fact: Fact): void {
  s.said.push(fact);
}

/** What the words say about the case: nothing where they say one thing and another, for a wrong fact is worse than none. */
function agreed(s: State, events: readonly { readonly event: string }[]): Record<string, string> {
  const facts = new Map<string, string | undefined>();
  for (const { key, value, of } of s.said) {
    const once = of === undefined || events.filter(({ event }) => event === of).length === 1;
    facts.set(key, once && (!facts.has(key) || facts.get(key) === value) ? value : undefined);
  }
  const sure: Record<string, string> = {};
  for (const [key, value] of facts) if (value !== undefined) sure[key] = value;
  return sure;
}

function noteFact(s: State, e: Entry): void {
  for (let atTag = 0; atTag < e.tags.length; atTag++) {
    const tag = e.tags[atTag]!;
    const fact = s.lex.factByTag[tag];
    if (fact) sayFact(s, fact);
  }
}

/** How near the passage has what a slot wants: 0 not at all, else a preference. */
function carried(slot: Slot, p: Passage): number {
  if (fills(p.sentence, slot)) return 6;
  if (fills(p.entry, slot)) return 5;
  if (fills(p.before, slot)) return 3;
  if (fills(p.title, slot)) return 2;
  return 0;
}

interface Fit {
  readonly candidate: Candidate;
  readonly score: number;
}

/** How well a candidate fits the passage: 0 where the passage lacks what it leaves open, or has what it shuts out. */
function fitOf(
  s: State,
  segment: LocalSegment,
  a: SegmentAnalysis,
  candidate: Candidate,
  opens: boolean,
  passage: Passage,
): number {
  let score = candidate.score;
  const { open } = candidate;
  const { shut } = candidate.frame;
  for (let atSlot = 0; atSlot < open.length; atSlot++) {
    const slot = open[atSlot]!;
    if (segment.role === 'heading' && slot.kind !== 'ever') return 0;
    let got = carried(slot, passage);
    if (slot.kind === 'ahead' && got < 6) got = saidAhead(a, candidate.clause, slot.mask) ? 4 : 0;
    if (slot.kind === 'sentence' && got < 6 && !(opens && fills(passage.last, slot) && zeroSubject(candidate)))
      return 0;
    if (slot.kind === 'ever' && got === 0 && fills(passage.ever, slot)) got = 1;
    if (slot.kind === 'it') {
      // "It" is what was last spoken of, not what was spoken of once.
      if (got < 6) got = fills(passage.last, slot) ? 5 : meets(passage.last, s.names.subjects) || got < 3 ? 0 : got;
      // "Got it on the 24th": the letter just told of.
      if (got > 0 && candidate.received && toldOf(s, slot.mask)) return 0;
    }
    if (got === 0) return 0;
    score += got;
  }
  for (let atSlot = 0; atSlot < shut.length; atSlot++) {
    const slot = shut[atSlot]!;
    if (fills(passage.sentence, slot) || fills(passage.entry, slot)) return 0;
  }
  return score > 0 ? score : least;
}

/** A fit of no preference is a fit all the same. */
const least = 1e-9;

/** "Rang Prime, said no to mediation": what the rest of the sentence says. */
function saidAhead({ cut }: SegmentAnalysis, clause: number, mask: TagSet): boolean {
  const { last } = cut.sentences[cut.clauses[clause]!.sentence]!;
  for (let c = clause + 1; c < last; c++)
    if (cut.clauses[c]!.mentions.some((m) => meets(mask, m.entry.bits))) return true;
  return false;
}

function settleClause(
  s: State,
  index: number,
  segment: LocalSegment,
  a: SegmentAnalysis,
  clause: number,
  from: number,
  to: number,
  passage: Passage,
  usedDates: Map<number, Settled>,
  later: Settled[],
): void {
  const fit: Fit[] = [];
  const opens = clauseOpens(a, clause) || !meets(passage.sentence, s.names.subjects);
  for (let i = from; i < to; i++) {
    const candidate = a.candidates[i]!;
    if (isOwnInitials(s.people, segment, a, candidate)) continue;
    const score = fitOf(s, segment, a, candidate, opens, passage);
    if (score > 0) inRank(fit, { candidate, score });
  }
  if (fit.length === 0) return;
  if (s.elsewhere === s.entry) {
    hint(s, segment, a, fit[0]!.candidate, 'kept-out', 'the heading speaks of somebody else');
    return;
  }
  if (tellsOfSibling(s.people, segment, a, clause)) {
    hint(s, segment, a, fit[0]!.candidate, 'kept-out', 'a brother or sister, by the initials');
    return;
  }
  const taken: number[] = [];
  const done: string[] = [];
  const settled: Settled[] = [];
  for (let atCandidate = 0; atCandidate < fit.length; atCandidate++) {
    const { candidate: first, score } = fit[atCandidate]!;
    if (taken.length > 0 && first.uses(taken) && !isOtherThan(settled, first, a)) continue;
    // "To find the decision dated 3 May": it has been made.
    const candidate = first.doubt && first.doubt.kind !== 'plan' ? (undoubted(s, a, first, fit) ?? first) : first;
    if (done.includes(candidate.frame.event) && a.cut.clauses[clause]!.dates.length < 2) continue;
    if (!candidate.free) {
      const why = candidate.doubt;
      if (why) hint(s, segment, a, candidate, 'kept-out', why.reason);
      else hint(s, segment, a, candidate, 'unsure', 'named, but not said to have happened');
      continue;
    }
    if (candidate.frame.since && datedOnce(a, clause) && !lasts(s, a, clause)) continue;
    if (
      (candidate.frame.after || candidate.frame.amid || candidate.open.some((slot) => slot.kind === 'ever')) &&
      strays(s, a, candidate, passage)
    )
      continue;
    if (candidate.frame.after || candidate.frame.amid || candidate.frame.notAfter) {
      s.waiting.push({ segment: index, candidate, score });
      s.waitingAt.push(index);
      continue;
    }
    // "Appeal form emailed with the refusal letter": no decision not to appeal.
    if (candidate.frame.event.startsWith('waive:') && isNoun(candidate) && !isDecided(s, a, candidate)) continue;
    taken.push(...claimed(candidate));
    done.push(candidate.frame.event);
    settled.push({ candidate, score });
  }
  if (settled.length > 1) settled.sort((x, y) => x.candidate.tokens[0]! - y.candidate.tokens[0]!);
  for (let atOne = 0; atOne < settled.length; atOne++) {
    const one = settled[atOne]!;
    place(s, index, segment, a, one, settled, usedDates, later);
  }
}

/** Another reading of some of the same words as the same event, with nothing against it and a day of its own. */
function undoubted(s: State, a: SegmentAnalysis, first: Candidate, fits: readonly Fit[]): Candidate | undefined {
  for (let i = 0; i < fits.length; i++) {
    const x = fits[i]!.candidate;
    if (x.frame.event !== first.frame.event || x.frame.after || x.frame.amid || !x.free || x.doubt) continue;
    // "Not in place since 3 September, has no therapist": what is denied is what happened.
    if ((x.frame.since || (x.bare && datedAfterwards(s, a, x))) && x.uses(first.tokens)) return x;
  }
  return undefined;
}

/** Puts a fit among the others: the best first, and of two as good the one that the packs name first. */
function inRank(fits: Fit[], fit: Fit): void {
  let at = fits.length;
  while (at > 0 && comesBefore(fit, fits[at - 1]!)) at--;
  fits.push(fit);
  for (let i = fits.length - 1; i > at; i--) fits[i] = fits[i - 1]!;
  fits[at] = fit;
}

const comesBefore = (a: Fit, b: Fit): boolean =>
  a.score > b.score || (a.score === b.score && a.candidate.frame.index < b.candidate.frame.index);

/** What was settled of these words tells of other acts, and there are days for both. */
const isOtherThan = (settled: readonly Settled[], c: Candidate, a: SegmentAnalysis): boolean =>
  a.cut.clauses[c.clause]!.dates.length > 1 &&
  settled.every(({ candidate: x }) => !x.uses(c.tokens) || (!x.frame.after && isOtherAct(x, c)));

/** A day stands in the clause, besides the one that opens the entry. */
const datedOnce = (a: SegmentAnalysis, clause: number): boolean =>
  a.cut.clauses[clause]!.dates.some((d) => d !== a.openingToken);

/** Some day in the clause is one that something has lasted since. */
const lasts = (s: State, a: SegmentAnalysis, clause: number): boolean =>
  a.cut.clauses[clause]!.dates.some((d) => /^(?:since|lasting)$/.test(useOf(a.tokens, d, s.lex, dateWords(s.lex))));

/** The words that no other reading may use: of one that is kept out, only those that say what was done. */
function claimed(c: Candidate): readonly number[] {
  if (!c.doubt || c.doubt.kind === 'plan') return c.tokens;
  const own = (t: number): boolean => (t >= c.act.from && t < c.act.to) || (t >= c.head.from && t < c.head.to);
  return c.tokens.filter(own);
}

const clauseOpens = (a: SegmentAnalysis, clause: number): boolean => a.cut.clauses[clause]!.join === 'start';

/** "Posted 27 Nov.": an act with neither doer nor thing goes on about what the sentence before spoke of. */
const zeroSubject = (c: Candidate): boolean => !c.nominal && c.tokens.length <= 2;

function toldOf(s: State, mask: TagSet): boolean {
  return inEntry(s).some((f) => meets(f.candidate.head.entry.bits, mask));
}

/** One specific event beats the general one, and an event is told once. */
function dropGeneral(s: State): CaseEvent[] {
  const out: Found[] = [];
  const seen = new Set<string>();
  for (let atF = 0; atF < s.found.length; atF++) {
    const f = s.found[atF]!;
    f.key ??= `${f.event.event} ${f.event.day} ${f.event.assertion}`;
    if (seen.has(f.key)) continue;
    seen.add(f.key);
    out.push(f);
  }
  const beaten = new Set<Found>();
  const beating = out.filter((f) => s.lex.over.has(f.event.event));
  const byDay = new Map<number, Found[]>(beating.map((f) => [f.event.day, []]));
  for (let atF = 0; atF < out.length; atF++) byDay.get(out[atF]!.event.day)?.push(out[atF]!);
  for (const f of beating) {
    const over = s.lex.over.get(f.event.event)!;
    for (const g of byDay.get(f.event.day)!) if (g !== f && over.includes(g.event.event)) beaten.add(g);
  }
  return out
    .filter((f) => !beaten.has(f))
    .map((f) => eventInPlace(f, s.notes))
    .sort((x, y) => x.start - y.start);
}

/** The event in its place in the note; the same object again where it has not moved. */
function eventInPlace(f: Found, { starts, entries }: ChildNotes): CaseEvent {
  const { event, made } = f;
  const by = starts[f.segment]!;
  const start = event.start + by;
  const entry = entries[f.segment]!;
  const dateBy = starts[f.dated ?? f.segment]!;
  const { dateSpan } = event;
  const isThere = made?.start === start && made.entry === entry;
  if (isThere && made.dateSpan?.start === (dateSpan && dateSpan.start + dateBy)) return made;
  const date = dateSpan && { start: dateSpan.start + dateBy, end: dateSpan.end + dateBy };
  f.made = { ...event, start, end: event.end + by, entry, ...(date ? { dateSpan: date } : {}) };
  return f.made;
}
