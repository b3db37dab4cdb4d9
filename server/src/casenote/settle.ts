// Settles what one segment alone cannot tell: a thing carried over from the sentence, the entry or the heading before,
// the stage that the case has reached, which frame is right where several fit, and the day that belongs to each event.
import type { Day } from '../calendar/day.ts';
import { type Clause, has } from './clauses.ts';
import type { Candidate, Names, SegmentAnalysis } from './frames.ts';
import { type Entry, type Fact, Form, factsOf, type Lexicon, meets } from './lexicon.ts';
import type { CaseEvent, DateMention, DateSource, Near, Segment } from './model.ts';
import type { ChildNotes, Recognition } from './recognise-interface.ts';
import { mark, remember, replay, stillHolds } from './settle-memory.ts';
import type { EntryMemory, Found, Passage, Picked, State } from './settle-state.ts';
import { Kind, type Tokens } from './tokens.ts';

/** Reads one child's segments in order. */
export function settle(notes: ChildNotes<SegmentAnalysis | undefined>, lex: Lexicon, names: Names): Recognition {
  const s: State = {
    notes,
    lex,
    names,
    found: [],
    byEntry: new Map(),
    dropped: 0,
    near: [],
    undated: [],
    waivers: [],
    facts: {},
    said: [],
    waiting: [],
  };
  const zero = (): Uint32Array => new Uint32Array(lex.maskWords);
  const passage: Passage = {
    sentence: zero(),
    entry: zero(),
    before: zero(),
    title: zero(),
    ever: zero(),
    last: zero(),
  };
  const { segments } = notes;
  for (let from = 0, to = 0; from < segments.length; from = to) {
    while (to < segments.length && segments[to]!.entry === segments[from]!.entry) to++;
    if (passage.entry.some((x) => x !== 0)) passage.before = passage.entry;
    passage.entry = zero();
    passage.last = zero();
    settleEntry(s, from, to, passage);
  }
  settleWaiting(s);
  const events = dropGeneral(s);
  return { events, near: s.near, undated: s.undated, waivers: s.waivers, facts: s.facts };
}

/** Settles the segments of one entry, or takes what settling them gave before. */
function settleEntry(s: State, from: number, to: number, passage: Passage): void {
  const { segments, analyses } = s.notes;
  let key: SegmentAnalysis | undefined;
  for (let i = from; i < to && !key; i++) key = analyses[i];
  if (!key) return;
  // An entry that goes on after others is settled against what was found in its first part: no memory of that.
  const whole = !s.byEntry.has(segments[from]!.entry);
  const memory = key.memory as EntryMemory | undefined;
  if (whole && memory && stillHolds(memory, s, from, to, passage)) {
    for (const f of replay(memory, s, from, passage)) addFound(s, f);
    for (const fact of memory.said) sayFact(s, fact);
    return;
  }
  const start = mark(s, passage);
  for (let i = from; i < to; i++) {
    const analysis = analyses[i];
    if (analysis) settleSegment(s, i, segments[i]!, analysis, passage);
  }
  if (whole) key.memory = remember(s, start, from, to, passage);
}

function addFound(s: State, f: Found): void {
  s.found.push(f);
  const there = s.byEntry.get(f.event.entry);
  if (there) there.push(f);
  else s.byEntry.set(f.event.entry, [f]);
}

function dropFound(s: State, f: Found): void {
  s.found.splice(s.found.lastIndexOf(f), 1);
  const there = s.byEntry.get(f.event.entry)!;
  there.splice(there.lastIndexOf(f), 1);
  s.dropped++;
}

const nothing: readonly Found[] = [];

/** What was found in the entry of a segment, in the order found. */
const inEntry = (s: State, segment: Segment): readonly Found[] => s.byEntry.get(segment.entry) ?? nothing;

function settleSegment(s: State, index: number, segment: Segment, a: SegmentAnalysis, passage: Passage): void {
  const { lex } = s;
  const usedDates = new Map<number, Settled>();
  const later: Settled[] = [];
  const sentence = new Uint32Array(lex.maskWords);
  passage.sentence = sentence;
  let next = 0;
  for (const { first, last } of a.cut.sentences) {
    sentence.fill(0);
    let spoken = false;
    for (let c = first; c < last; c++) {
      const { mentions } = a.cut.clauses[c]!;
      const from = next;
      while (next < a.candidates.length && a.candidates[next]!.clause === c) next++;
      if (next > from) settleClause(s, index, segment, a, c, a.candidates.slice(from, next), passage, usedDates, later);
      for (const m of mentions) {
        const facts = factsOf(m.entry, lex);
        spoken ||= facts.subject;
        if (facts.fact && !mentions.some((x) => factsOf(x.entry, lex).trigger)) noteFact(s, m.entry);
        for (let w = 0; w < sentence.length; w++) sentence[w]! |= m.entry.bits[w]!;
      }
    }
    if (spoken) {
      const about = new Uint32Array(lex.maskWords);
      for (let w = 0; w < about.length; w++) about[w] = sentence[w]! & s.names.subjects[w]!;
      passage.last = about;
    }
    const title = segment.role === 'heading' && segment.entryDay === undefined;
    for (let w = 0; w < sentence.length; w++) {
      const topics = sentence[w]! & lex.topicMask[w]!;
      passage.entry[w]! |= topics;
      passage.ever[w]! |= topics;
      if (title) passage.title[w]! |= topics;
    }
  }
  for (const one of later) place(s, index, segment, a, one, [one], usedDates);
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
  const e = at < a.tokens.count && a.tokens.value[at]! >= 0 ? s.lex.roots[a.tokens.value[at]!]?.entry : undefined;
  return a.tokens.kind[at] === Kind.word && e !== undefined && has(e, dateWords(s.lex).dated);
}

/** "He goes to an academy": a fact said in words, the first that is said. */
/** The first time that a fact is said counts. */
function sayFact(s: State, fact: Fact): void {
  s.said.push(fact);
  s.facts[fact.key] ??= fact.value;
}

function noteFact(s: State, e: Entry): void {
  for (const tag of e.tags) {
    const fact = s.lex.factByTag[tag];
    if (fact) sayFact(s, fact);
  }
}

/** How near the passage has what a slot wants: 0 not at all, else a preference. */
function carried(mask: Uint32Array, p: Passage): number {
  if (meets(mask, p.sentence)) return 6;
  if (meets(mask, p.entry)) return 5;
  if (meets(mask, p.before)) return 3;
  if (meets(mask, p.title)) return 2;
  return 0;
}

interface Fit {
  readonly candidate: Candidate;
  readonly score: number;
}

/** How well a candidate fits the passage: 0 where the passage lacks what it leaves open, or has what it shuts out. */
function fitOf(s: State, segment: Segment, candidate: Candidate, opens: boolean, passage: Passage): number {
  let score = candidate.score;
  const { open, shut } = candidate;
  for (const slot of open) {
    if (segment.role === 'heading' && slot.kind !== 'ever') return 0;
    let got = carried(slot.mask, passage);
    if (slot.kind === 'sentence' && got < 6 && !(opens && meets(slot.mask, passage.last) && zeroSubject(candidate)))
      return 0;
    if (slot.kind === 'ever' && got === 0 && meets(slot.mask, passage.ever)) got = 1;
    if (slot.kind === 'it') {
      // "It" is what was last spoken of, not what was spoken of once.
      if (got < 6)
        got = meets(slot.mask, passage.last) ? 5 : meets(passage.last, s.names.subjects) || got < 3 ? 0 : got;
      // "Got it on the 24th": the letter just told of.
      if (got > 0 && candidate.received && toldOf(s, segment, slot.mask)) return 0;
    }
    if (got === 0) return 0;
    score += got;
  }
  for (const slot of shut) if (meets(slot.mask, passage.sentence) || meets(slot.mask, passage.entry)) return 0;
  return score > 0 ? score : least;
}

/** A fit of no preference is a fit all the same. */
const least = 1e-9;

function settleClause(
  s: State,
  index: number,
  segment: Segment,
  a: SegmentAnalysis,
  clause: number,
  list: readonly Candidate[],
  passage: Passage,
  usedDates: Map<number, Settled>,
  later: Settled[],
): void {
  const fit: Fit[] = [];
  const opens = clauseOpens(a, clause) || !meets(passage.sentence, s.names.subjects);
  for (const candidate of list) {
    const score = fitOf(s, segment, candidate, opens, passage);
    if (score > 0) fit.push({ candidate, score });
  }
  if (fit.length === 0) return;
  if (fit.length > 1) fit.sort((x, y) => y.score - x.score || x.candidate.frame.index - y.candidate.frame.index);
  const taken = new Set<number>();
  const done = new Map<string, number>();
  const settled: Settled[] = [];
  for (const { candidate: first, score } of fit) {
    if (first.tokens.some((t) => taken.has(t))) continue;
    // Another reading of the same words as the same event, with nothing against it ("to find the decision dated 3 May").
    const candidate =
      first.doubt && first.doubt.kind !== 'plan'
        ? (fit.find(
            ({ candidate: x }) =>
              x.frame.event === first.frame.event &&
              x.bare &&
              x.free &&
              !x.doubt &&
              !x.frame.after &&
              datedAfterwards(s, a, x) &&
              x.tokens.some((t) => first.tokens.includes(t)),
          )?.candidate ?? first)
        : first;
    if (done.has(candidate.frame.event) && a.cut.clauses[clause]!.dates.length < 2) continue;
    if (!candidate.free) {
      const why = candidate.doubt;
      if (why) hint(s, segment, a, candidate, 'kept-out', why.reason);
      else hint(s, segment, a, candidate, 'unsure', 'named, but not said to have happened');
      continue;
    }
    if (candidate.frame.after && strays(s, a, candidate, passage)) continue;
    if (candidate.frame.after || candidate.frame.notAfter) {
      s.waiting.push({ segment: index, candidate, score });
      continue;
    }
    // "Appeal form emailed with the refusal letter": no decision not to appeal.
    if (candidate.frame.event.startsWith('waive:') && isNoun(candidate) && !isDecided(s, a, candidate)) continue;
    for (const t of claimed(candidate)) taken.add(t);
    done.set(candidate.frame.event, score);
    settled.push({ candidate, score });
  }
  settled.sort((x, y) => x.candidate.tokens[0]! - y.candidate.tokens[0]!);
  for (const one of settled) place(s, index, segment, a, one, settled, usedDates, later);
}

/** The words that no other reading may use: of one that is kept out, only those that say what was done. */
function claimed(c: Candidate): readonly number[] {
  if (!c.doubt || c.doubt.kind === 'plan') return c.tokens;
  const own = (t: number): boolean => (t >= c.act.from && t < c.act.to) || (t >= c.head.from && t < c.head.to);
  return c.tokens.filter(own);
}

const clauseOpens = (a: SegmentAnalysis, clause: number): boolean => a.cut.clauses[clause]!.join === 'start';

/** "Posted 27 Nov.": an act with neither doer nor thing goes on about what the sentence before spoke of. */
const zeroSubject = (c: Candidate): boolean => !c.nominal && c.tokens.length <= 2;

function toldOf(s: State, segment: Segment, mask: Uint32Array): boolean {
  return inEntry(s, segment).some((f) => meets(f.candidate.head.entry.bits, mask));
}

interface Settled {
  readonly candidate: Candidate;
  readonly score: number;
  date?: number;
}

// ---------------------------------------------------------------- days

type DateUse = 'own' | 'received' | 'limit' | 'plain' | 'since';

/** What the words just before (or after) a date make of it. */
function useOf(t: Tokens, token: number, lex: Lexicon, ids: DateWords): DateUse {
  const use: DateUse = 'plain';
  let carrier = false;
  for (let i = token - 1; i >= Math.max(0, token - 3); i--) {
    if (t.kind[i] !== Kind.word) {
      if (t.kind[i] === Kind.punct && (t.value[i] === 0x3a || t.value[i] === 0x28)) continue;
      break;
    }
    const id = t.value[i]!;
    const e = id >= 0 ? lex.roots[id]?.entry : undefined;
    if (!e) break;
    if (has(e, ids.limit) && !carrier) {
      return e.text.startsWith('til') || e.text === 'until'
        ? deniedBefore(t, i, lex, ids.neg)
          ? 'plain'
          : 'limit'
        : 'limit';
    }
    if (has(e, ids.dated)) {
      if (e.text !== 'of') return 'own';
      const before =
        i > 0 && t.kind[i - 1] === Kind.word && t.value[i - 1]! >= 0 ? lex.roots[t.value[i - 1]!]?.entry : undefined;
      return before && (has(before, ids.letter) || has(before, ids.decision)) ? 'own' : 'plain';
    }
    if (has(e, ids.since)) return 'since';
    if (has(e, ids.receive)) return 'received';
    if (has(e, ids.letter)) carrier = true;
    if (has(e, ids.det) || has(e, ids.prep) || carrier) continue;
    break;
  }
  return use;
}

/** "The request of 2 June was refused on the 30th": the first day is the request's. */
function ofDate(t: Tokens, token: number, lex: Lexicon, words: DateWords): boolean {
  const e =
    token > 0 && t.kind[token - 1] === Kind.word && t.value[token - 1]! >= 0
      ? lex.roots[t.value[token - 1]!]?.entry
      : undefined;
  return e !== undefined && has(e, words.dated);
}

function deniedBefore(t: Tokens, at: number, lex: Lexicon, neg: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - 7) && t.kind[i] !== Kind.punct; i--) {
    const e = t.kind[i] === Kind.word && t.value[i]! >= 0 ? lex.roots[t.value[i]!]?.entry : undefined;
    if (e && has(e, neg)) return true;
  }
  return false;
}

interface DateWords {
  limit: number;
  dated: number;
  since: number;
  receive: number;
  det: number;
  prep: number;
  neg: number;
  letter: number;
  decision: number;
}

const wordsOf = new WeakMap<Lexicon, DateWords>();

function dateWords(lex: Lexicon): DateWords {
  let words = wordsOf.get(lex);
  if (!words) {
    words = findDateWords(lex);
    wordsOf.set(lex, words);
  }
  return words;
}

const findDateWords = (lex: Lexicon): DateWords => {
  const id = (x: string): number => lex.tagIds.get(x) ?? -1;
  return {
    limit: id('limit'),
    dated: id('dated'),
    since: id('since'),
    receive: id('receive'),
    det: id('det'),
    prep: id('prep-on'),
    neg: id('neg'),
    letter: id('letter'),
    decision: id('letterish'),
  };
};

function pick(
  s: State,
  segment: Segment,
  a: SegmentAnalysis,
  one: Settled,
  all: readonly Settled[],
  tokens: readonly number[],
): Picked | undefined {
  const words = dateWords(s.lex);
  const first = one.candidate.tokens[0]!;
  const last = one.candidate.tokens.at(-1)!;
  let best: Picked | undefined;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const token of tokens) {
    if (token === a.openingToken) continue;
    const mention = segment.dates[a.tokens.value[token]!];
    if (!mention) continue;
    const use = useOf(a.tokens, token, s.lex, words);
    if (use === 'limit') continue;
    if (one.candidate.frame.meeting && followsFor(s, a, token)) continue;
    if (mention.bare && !(Math.abs(token - last) <= 3 || Math.abs(first - token) <= 2)) continue;
    const head = one.candidate.head.from;
    let cost = token > last ? token - last : token > first ? 1 : (first - token) * 1.2 + 1;
    cost += Math.min(4, Math.abs(token - head) / 6);
    for (const other of all) {
      if (other === one) continue;
      const at = other.candidate.tokens[0]!;
      if ((at > last && at < token) || (at < first && at > token)) cost += 12;
    }
    if (mention.form === 'vague') cost += 40;
    if (token < last && one.candidate.headPast && ofDate(a.tokens, token, s.lex, words)) cost += 8;
    if (use === 'own') cost -= one.candidate.received || one.candidate.nominal ? 30 : 12;
    if (use === 'received') cost += one.candidate.frame.role === 'received' ? -20 : 4;
    if (cost < bestCost) {
      bestCost = cost;
      best = { date: a.tokens.value[token]!, token, received: use === 'received' };
    }
  }
  return best;
}

/** "Mediation is Thurs 23 July", "review on 25 November": a meeting named with a day that is still to come. */
function comes(
  s: State,
  segment: Segment,
  a: SegmentAnalysis,
  c: Candidate,
  mention: DateMention | undefined,
  picked: Picked | undefined,
): boolean {
  if (!c.frame.bare || !s.lex.meetings.has(c.frame.event) || !mention || !picked) return false;
  const last = c.tokens.at(-1)! + 1;
  if (picked.token < last || mention.past === undefined || mention.future === undefined) return false;
  for (let i = last; i < Math.min(picked.token, last + 3); i++) {
    const e =
      a.tokens.kind[i] === Kind.word && a.tokens.value[i]! >= 0 ? s.lex.roots[a.tokens.value[i]!]?.entry : undefined;
    if (e && has(e, s.names.isNow)) return true;
  }
  if (mention.form !== 'year-less') return false;
  return mention.future - segment.reference <= 120 && segment.reference - mention.past > 200;
}

const isNoun = (c: Candidate): boolean => (c.head.entry.forms & Form.noun) !== 0;

/** A step not taken is a waiver only where somebody decided so. */
const isDecided = (s: State, a: SegmentAnalysis, c: Candidate): boolean =>
  c.tokens.some((t) => {
    const e = a.tokens.value[t]! >= 0 ? s.lex.roots[a.tokens.value[t]!]?.entry : undefined;
    return a.tokens.kind[t] === Kind.word && e !== undefined && has(e, s.names.decides);
  });

/** "Parents decided not to appeal, 5 June": decided, so the limit is waived from that day on. */
function waive(s: State, segment: Segment, a: SegmentAnalysis, c: Candidate, mention: DateMention | undefined): void {
  const day = mention?.past ?? segment.entryDay;
  if (day === undefined) return;
  const span = spanOf(segment, a, c);
  s.waivers.push({
    rule: c.frame.event.slice('waive:'.length),
    reason: span.text.replace(/\s+/g, ' '),
    day,
    child: s.notes.child,
    start: span.start,
    end: span.end,
  });
}

/** Gives a settled candidate its day, and makes the event, the hint or the question. */
function place(
  s: State,
  index: number,
  segment: Segment,
  a: SegmentAnalysis,
  one: Settled,
  all: readonly Settled[],
  usedDates: Map<number, Settled>,
  later?: Settled[],
): void {
  const { candidate } = one;
  const clause = a.cut.clauses[candidate.clause]!;
  let picked: Picked | undefined;
  if (!candidate.frame.entryDay) {
    picked = pick(s, segment, a, one, all, clause.dates);
    if (picked && !mentionOwn(s, a, picked)) picked = datedNext(s, segment, a, one, all) ?? picked;
    picked ??= pickAround(s, segment, a, one, all, usedDates);
  }
  let mention = picked ? segment.dates[picked.date] : undefined;
  const frame = candidate.frame;
  const doubt = candidate.doubt;
  const planned = frame.planned || doubt?.kind === 'plan' || comes(s, segment, a, candidate, mention, picked);
  if (doubt && doubt.kind !== 'plan') {
    hint(s, segment, a, candidate, 'kept-out', doubt.reason);
    return;
  }
  if (doubt?.kind === 'plan' && (!mention || (mention.form === 'relative' && mention.past === segment.reference))) {
    hint(s, segment, a, candidate, 'kept-out', doubt.reason);
    return;
  }
  if (!picked && clause.mentions.some((m) => has(m.entry, s.names.sameas))) {
    const last = inEntry(s, segment).at(-1);
    if (last && !(doubt && doubt.kind !== 'plan')) {
      addFound(s, {
        ...last,
        candidate,
        segment: index,
        score: one.score,
        event: { ...last.event, event: frame.event, dateSource: 'relative', ...spanOf(segment, a, candidate) },
      });
      return;
    }
  }
  if (!picked && frame.withDay) {
    const with_ = inEntry(s, segment).findLast((f) => frame.withDay!.includes(f.event.event));
    if (!with_ && later) {
      // "They said no, she rang and told them so on 5 August": what gives the day may still come.
      later.push(one);
      return;
    }
    if (with_) {
      addFound(s, {
        ...with_,
        candidate,
        segment: index,
        score: one.score,
        event: { ...with_.event, event: frame.event, dateSource: 'relative', ...spanOf(segment, a, candidate) },
      });
      return;
    }
  }
  if (candidate.open.some((slot) => slot.kind === 'it' || slot.kind === 'sentence')) {
    const sentence = clause.sentence;
    const again = inEntry(s, segment).some(
      (f) =>
        f.segment === index &&
        f.event.event === frame.event &&
        a.cut.clauses[f.candidate.clause]!.sentence === sentence,
    );
    if (again) return;
  }
  if (candidate.bare && frame.withDay && !mention && segment.openingDate === undefined) {
    hint(s, segment, a, candidate, 'unsure', 'named, with no day of its own');
    return;
  }
  // The same event told again in the same entry, with no day of its own, is a reference back.
  if (!picked && inEntry(s, segment).some((f) => f.event.event === frame.event && f.candidate !== candidate)) return;
  if (picked && mention && mention.past !== undefined) {
    const vague = inEntry(s, segment).find(
      (f) => f.segment === index && f.event.event === frame.event && f.event.dateSource === 'entry',
    );
    if (vague) dropFound(s, vague);
  }
  if (frame.since && !(picked && useOf(a.tokens, picked.token, s.lex, dateWords(s.lex)) === 'since')) return;
  if (picked) usedDates.set(picked.token, one);
  if (frame.unsure) {
    hint(s, segment, a, candidate, 'unsure', 'could be meant');
    return;
  }
  if (frame.event.startsWith('waive:')) {
    waive(s, segment, a, candidate, mention);
    return;
  }
  if (mention && (mention.form === 'vague' || mention.form === 'ambiguous' || mention.form === 'impossible')) {
    if (mention.form !== 'impossible') s.undated.push({ event: frame.event, segment: index, date: picked!.date });
    return;
  }
  if (
    frame.planned &&
    mention?.past !== undefined &&
    s.lex.meetings.has(frame.event) &&
    mention.past < segment.reference &&
    mention.form === 'relative' &&
    (mention.future ?? mention.past) < segment.reference
  ) {
    hint(s, segment, a, candidate, 'unsure', 'arranged for a day that has passed');
    return;
  }
  if (frame.planned && !mention) {
    hint(s, segment, a, candidate, 'unsure', 'arranged, with no day');
    return;
  }
  if (frame.dated && !mention) return;
  if (candidate.bare && !mention && clause.dates.some((d) => useOf(a.tokens, d, s.lex, dateWords(s.lex)) === 'limit')) {
    hint(s, segment, a, candidate, 'kept-out', 'the day beside it is a limit');
    return;
  }
  if (candidate.bare && !mention && segment.openingDate === undefined) {
    hint(s, segment, a, candidate, 'unsure', 'named, with no day of its own');
    return;
  }
  if (
    mention?.form === 'relative' &&
    picked &&
    /^(?:the |that )?(?:same|that) (?:day|date|afternoon|morning|evening)/i.test(mention.text)
  ) {
    const before = segment.dates[picked.date - 1];
    if (before && (before.form === 'full' || before.form === 'year-less') && before.past !== undefined)
      mention = { ...mention, past: before.past, future: before.past };
  }
  const recent =
    frame.past !== undefined &&
    mention?.form === 'relative' &&
    /yester|today|this|last|ago/i.test(mention.text) &&
    mention.past !== undefined &&
    mention.past <= segment.reference;
  const day = dayOf(mention, segment, planned && !recent, candidate);
  if (!day) return;
  one.date = picked?.token;
  const received = picked?.received === true || (candidate.received && !mentionOwn(s, a, picked));
  addFound(s, {
    candidate,
    segment: index,
    score: one.score,
    event: {
      event: recent ? frame.past! : frame.event,
      day: day.day,
      dateSource: day.source,
      dateRole: received ? 'received' : 'own',
      assertion: day.planned ? 'planned' : 'happened',
      ...spanOf(segment, a, candidate),
      entry: segment.entry,
      child: s.notes.child,
      ...(mention ? { dateSpan: { start: mention.start, end: mention.end } } : {}),
      origin: 'text',
    },
  });
  if (frame.meeting) alsoFor(s, segment, a, candidate, picked);
}

function followsFor(s: State, a: SegmentAnalysis, token: number): boolean {
  for (let i = token - 1; i >= Math.max(0, token - 4) && a.tokens.kind[i] === Kind.word; i--) {
    const e = a.tokens.value[i]! >= 0 ? s.lex.roots[a.tokens.value[i]!]?.entry : undefined;
    if (e && has(e, s.names.forWord)) return true;
  }
  return false;
}

/** "Invitation dated 26 Sept for 17 October": the letter, and the meeting it is for. */
function alsoFor(
  s: State,
  segment: Segment,
  a: SegmentAnalysis,
  candidate: Candidate,
  picked: Picked | undefined,
): void {
  for (const token of a.cut.clauses[candidate.clause]!.dates) {
    if (token === picked?.token || token === a.openingToken) continue;
    const mention = segment.dates[a.tokens.value[token]!]!;
    const day =
      mention.form === 'full' || mention.form === 'year-less' || mention.form === 'relative'
        ? mention.future
        : undefined;
    const isFor = followsFor(s, a, token);
    if (day === undefined || !isFor) continue;
    addFound(s, {
      candidate,
      segment: s.found.at(-1)!.segment,
      score: 1,
      event: {
        ...s.found.at(-1)!.event,
        event: candidate.frame.meeting!,
        day,
        dateSource: mention.form === 'full' ? 'explicit' : mention.form === 'year-less' ? 'year-inferred' : 'relative',
        dateRole: 'own',
        assertion: 'planned',
        dateSpan: { start: mention.start, end: mention.end },
      },
    });
    return;
  }
}

function mentionOwn(s: State, a: SegmentAnalysis, picked: Picked | undefined): boolean {
  return picked !== undefined && useOf(a.tokens, picked.token, s.lex, dateWords(s.lex)) === 'own';
}

function dayOf(
  mention: DateMention | undefined,
  segment: Segment,
  planned: boolean,
  candidate: Candidate,
): { day: Day; source: DateSource; planned: boolean } | undefined {
  if (!mention) {
    if (segment.entryDay === undefined || planned) return undefined;
    return { day: segment.entryDay, source: 'entry', planned: false };
  }
  if (planned && !candidate.frame.planned && justPast(mention, segment)) planned = false;
  const day = planned ? (mention.future ?? mention.past) : mention.past;
  if (day === undefined) return undefined;
  const later = mention.form === 'full' && day > segment.reference && !candidate.headPast;
  const source: DateSource =
    mention.form === 'full' ? 'explicit' : mention.form === 'year-less' ? 'year-inferred' : 'relative';
  return { day, source: source, planned: planned || later };
}

/** "Told her that we do not want to mediate": said in the telling, on its day. */
function reported(s: State, before: Clause, own: Clause): boolean {
  const last = before.mentions.findLast((m) => !meets(m.entry.bits, s.lex.actorMask));
  return (
    own.join !== 'dash' && last !== undefined && (has(last.entry, s.names.tell) || has(last.entry, s.names.tellweak))
  );
}

/** "Came on Friday, is dated 24 April": the letter's own day, said in the clause after. */
function datedNext(
  s: State,
  segment: Segment,
  a: SegmentAnalysis,
  one: Settled,
  all: readonly Settled[],
): Picked | undefined {
  const c = one.candidate.clause;
  const next = a.cut.clauses[c + 1];
  const letter = one.candidate.received || a.cut.clauses[c]!.mentions.some((m) => has(m.entry, s.names.letter));
  if (!letter || !next || next.sentence > a.cut.clauses[c]!.sentence + 1) return undefined;
  const starts = next.mentions[0] !== undefined && has(next.mentions[0].entry, s.names.dated);
  if (next.sentence !== a.cut.clauses[c]!.sentence && !starts) return undefined;
  if (a.candidates.some((x) => x.clause === c + 1 && x.free && !x.frame.after && x.open.length === 0)) return undefined;
  const own = next.dates.filter((d) => useOf(a.tokens, d, s.lex, dateWords(s.lex)) === 'own');
  return own.length > 0 ? pick(s, segment, a, one, all, own) : undefined;
}

/**
 * "The council wrote on 17 February to say that it will assess": a day without a year that lies just behind, and
 * otherwise most of a year ahead, is not the day of something still to come.
 */
function justPast({ form, past, future }: DateMention, { reference }: Segment): boolean {
  if (form !== 'year-less' || past === undefined || future === undefined) return false;
  return future - reference > 240 && reference - past <= 92;
}

/** The day of a neighbour clause: the one that is continued, or the one that follows without an event of its own. */
function pickAround(
  s: State,
  segment: Segment,
  a: SegmentAnalysis,
  one: Settled,
  all: readonly Settled[],
  usedDates: ReadonlyMap<number, Settled>,
): Picked | undefined {
  const c = one.candidate.clause;
  const clauses = a.cut.clauses;
  const own = clauses[c]!;
  const sentence = a.cut.sentences[own.sentence]!;
  const roles = a.roles[c]!;
  const used = (k: number): boolean => clauses[k]!.dates.some((d) => usedDates.has(d));
  const hasEvents = (k: number): boolean =>
    a.candidates.some(
      (x) =>
        x.clause === k &&
        x.free &&
        !x.frame.after &&
        !x.doubt &&
        (x.open.length === 0 || meets(x.head.entry.bits, s.lex.topicMask)) &&
        x.frame.event !== one.candidate.frame.event,
    );
  const previous = (): Picked | undefined => {
    const free: number[] = [];
    for (let k = c - 1; k >= sentence.first; k--) {
      const dates = clauses[k]!.dates;
      if (dates.length === 0) continue;
      if (used(k)) {
        if (free.length > 0) break;
        const shared = clauses.slice(k + 1, c + 1).every((x) => x.join !== 'but');
        const first = own.mentions.find((m) => has(m.entry, s.names.conjWhich))?.entry.text;
        const pronoun = (roles.person && own.join === 'and') || reported(s, clauses[c - 1]!, own);
        if ((shared && (!roles.ownSubject || pronoun)) || first === 'when') return pick(s, segment, a, one, all, dates);
        return undefined;
      }
      free.push(...dates);
    }
    return free.length > 0 ? pick(s, segment, a, one, all, free) : undefined;
  };
  const next = (): Picked | undefined => {
    for (let k = c + 1; k < sentence.last; k++) {
      const follows = !a.roles[k]!.ownSubject && (clauses[k]!.join === 'and' || clauses[k]!.join === 'comma');
      if (clauses[k]!.dates.length === 0) {
        if (!follows) return undefined;
        continue;
      }
      if (hasEvents(k) && !(follows && clauses[k]!.dates.length === 1)) return undefined;
      return pick(s, segment, a, one, all, clauses[k]!.dates);
    }
    return undefined;
  };
  const around =
    (own.join === 'and' || own.join === 'comma') && !roles.ownSubject ? (previous() ?? next()) : (next() ?? previous());
  if (around) return around;
  // "Refusal to assess. Letter dated 5 March." The next sentence holds nothing but the letter and its date.
  const after = a.cut.sentences[own.sentence + 1];
  if (after && c === sentence.last - 1) {
    for (let k = after.first; k < Math.min(after.last, after.first + 1); k++) {
      const letter = clauses[k]!.mentions.some((m) => has(m.entry, s.names.letter));
      const alone = !clauses[k]!.mentions.some((m) => meets(m.entry.bits, s.lex.anchors) || has(m.entry, s.names.verb));
      const tokens = clauses[k]!.dates.filter(
        (d) => letter || alone || useOf(a.tokens, d, s.lex, dateWords(s.lex)) === 'own',
      );
      if (tokens.length > 0 && !hasEvents(k)) return pick(s, segment, a, one, all, tokens);
    }
  }
  return undefined;
}

function spanOf(segment: Segment, a: SegmentAnalysis, c: Candidate): { start: number; end: number; text: string } {
  const from = a.tokens.start[c.tokens[0]!]!;
  const to = a.tokens.end[c.tokens.at(-1)!]!;
  return { start: segment.start + from, end: segment.start + to, text: segment.text.slice(from, to) };
}

function hint(
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

// ---------------------------------------------------------------- the stage of the case

/** Short clauses ("panel said no") mean what the case had come to on their day. */
function settleWaiting(s: State): void {
  s.waiting.sort((x, y) => y.score - x.score || x.segment - y.segment);
  const stages = new Stages(s);
  for (const waiting of s.waiting) {
    const { segment: index, candidate, score } = waiting;
    const segment = s.notes.segments[index]!;
    const a = s.notes.analyses[index]!;
    const one: Settled = { candidate, score };
    if (waiting.where === undefined) {
      const { dates } = a.cut.clauses[candidate.clause]!;
      waiting.where =
        pick(s, segment, a, one, [one], dates) ?? pickAround(s, segment, a, one, [one], new Map()) ?? null;
    }
    const mention = waiting.where ? segment.dates[waiting.where.date] : undefined;
    const day = mention ? mention.past : segment.entryDay;
    if (day === undefined) continue;
    const stage = stages.at(day, segment.start + a.tokens.start[candidate.tokens[0]!]!);
    const { after, notAfter } = candidate.frame;
    if (after && !(stage && after.includes(stage.event))) continue;
    if (notAfter && stage && notAfter.includes(stage.event)) continue;
    const rivals = inEntry(s, segment).filter(
      (f) =>
        f.segment === index &&
        f.candidate.clause === candidate.clause &&
        f.candidate.tokens.some((t) => candidate.tokens.includes(t)),
    );
    if (rivals.some((f) => f.score >= score)) continue;
    for (const r of rivals) dropFound(s, r);
    place(s, index, segment, a, one, [one], new Map());
  }
}

/** Events that move the case on, by day; on one day in the order found. Kept in step with what is found. */
class Stages {
  readonly #s: State;
  #events: CaseEvent[] = [];
  #seen = 0;
  #dropped = -1;

  constructor(s: State) {
    this.#s = s;
  }

  /** The last stage reached on or before a day; on the day itself only what stands before `start`. */
  at(day: number, start: number): CaseEvent | undefined {
    this.#follow();
    let at = this.#after(day) - 1;
    while (at >= 0 && this.#events[at]!.day === day && this.#events[at]!.start >= start) at--;
    return this.#events[at];
  }

  #follow(): void {
    const { found, dropped } = this.#s;
    if (dropped !== this.#dropped) {
      this.#events = found
        .map((f) => f.event)
        .filter((event) => this.#moves(event))
        .sort((x, y) => x.day - y.day);
    } else {
      for (let i = this.#seen; i < found.length; i++) {
        const { event } = found[i]!;
        if (this.#moves(event)) this.#events.splice(this.#after(event.day), 0, event);
      }
    }
    this.#dropped = dropped;
    this.#seen = found.length;
  }

  #moves(event: CaseEvent): boolean {
    return event.assertion === 'happened' && this.#s.lex.stageEvents.has(event.event);
  }

  /** Index of the first stage after a day. */
  #after(day: number): number {
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#events[middle]!.day <= day) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

// ---------------------------------------------------------------- one specific event beats the general one

function dropGeneral(s: State): CaseEvent[] {
  const out: Found[] = [];
  const seen = new Set<string>();
  for (const f of s.found) {
    const key = `${f.event.event} ${f.event.day} ${f.event.assertion}`;
    if (seen.has(key)) continue;
    seen.add(key);
    out.push(f);
  }
  const byDay = new Map<number, Found[]>();
  for (const f of out) {
    const there = byDay.get(f.event.day);
    if (there) there.push(f);
    else byDay.set(f.event.day, [f]);
  }
  const beaten = new Set<Found>();
  for (const f of out) {
    const over = s.lex.over.get(f.event.event);
    if (!over) continue;
    for (const g of byDay.get(f.event.day)!) if (g !== f && over.includes(g.event.event)) beaten.add(g);
  }
  return out
    .filter((f) => !beaten.has(f))
    .map((f) => f.event)
    .sort((x, y) => x.start - y.start);
}
