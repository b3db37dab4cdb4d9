// The stage of the case: short clauses ("panel said no") mean what the case had come to on their day.
import { isOtherAct } from '../candidates.ts';
import { isDoubtful } from '../doubtful.ts';
import { type Lexicon, meets } from '../lexicon.ts';
import type { CaseEvent } from '../model.ts';
import { pickAround } from './around.ts';
import { pick } from './days.ts';
import { dropFound, inEntry } from './found.ts';
import { place } from './place.ts';
import type { Beside, Found, Late, Outcome, Settled, State, Waiting } from './state.ts';

/** Settles all that waits; gives what came of each. */
export function settleWaiting(s: State): Late {
  const late: Late = { outcomes: [], segments: [], scores: [], of: [], more: [], doubts: [] };
  const stages = new Stages(s);
  for (const waiting of inTurn(s, 0, s.waiting.length)) {
    const outcome = settleOne(s, stages, waiting);
    if (outcome) addLate(late, outcome, waiting);
  }
  return late;
}

/** Puts what came of one that waited at the end of the others. */
export function addLate(late: Late, outcome: Outcome, waiting: Waiting): void {
  const { near, dayless, found, dropped, waivers } = outcome;
  if (near.some(isDoubtful)) late.doubts.push(late.outcomes.length);
  if (dayless.length + found.length + dropped.length + waivers.length > 0) late.more.push(late.outcomes.length);
  late.outcomes.push(outcome);
  late.segments.push(waiting.segment);
  late.scores.push(waiting.score);
  late.of.push(waiting);
}

/** Is the stage of the case, on the day of one that waits, a stage at which it means what it would mean? */
export function isAtStage(s: State, stages: Stages, waiting: Waiting): boolean {
  const { after, amid, notAfter, alone } = waiting.candidate.frame;
  const wanted = after ?? amid;
  if (wanted && !stages.hasAny(wanted)) return false;
  waiting.when ??= whenOf(s, waiting);
  const { day, from } = waiting.when;
  if (day === undefined) return false;
  const start = s.childNotes.starts[waiting.segment]! + from;
  let stage = stages.at(day, start, waiting, { thread: amid });
  if (notAfter && stage && notAfter.includes(stage.caseEvent.event)) return false;
  if (after && stage && !after.includes(stage.caseEvent.event) && namesTopic(s, waiting)) {
    waiting.among ??= goesOnFrom(s, waiting);
    stage = stages.at(day, start, waiting, { among: waiting.among });
  }
  if (!wanted) return true;
  // What is asked and answered in one breath is told in full.
  return (
    stage !== undefined &&
    wanted.includes(stage.caseEvent.event) &&
    !(
      alone &&
      stage.caseEvent.day === day &&
      s.childNotes.entries[stage.segment] === s.childNotes.entries[waiting.segment]
    )
  );
}

/** Short clauses ("panel said no") mean what the case had come to on their day; what that comes to. */
export function settleOne(s: State, stages: Stages, waiting: Waiting): Outcome | undefined {
  const { segments, analyses, entries } = s.childNotes;
  const { segment: index, candidate, score, uncertain } = waiting;
  const isMeant = isAtStage(s, stages, waiting);
  s.meant[waiting.index!] = isMeant;
  if (!isMeant) return undefined;
  s.entry = entries[index]!;
  s.at = index;
  const alone = !s.byEntry.has(s.entry);
  // In an entry that holds nothing else it always comes to the same.
  if (alone && waiting.alone) {
    for (const one of waiting.alone.dayless) {
      one.segment = index;
      s.dayless.push(one);
    }
    return waiting.alone;
  }
  const segment = segments[index]!;
  const a = analyses[index]!;
  const dates = a.cut.clauses[candidate.clause]!.dateTokens.length;
  const rivals = inEntry(s).filter(
    (f) =>
      f.segment === index &&
      f.candidate.clause === candidate.clause &&
      !(dates > 1 && isOtherAct(f.candidate, candidate)) &&
      f.candidate.tokens.some((t) => candidate.tokens.includes(t)),
  );
  if (rivals.some((f) => f.score >= score)) return undefined;
  const [added, dropped] = [s.added.length, s.dropped.length];
  for (const rival of rivals) dropFound(s, rival);
  const dayless = s.dayless.length;
  const one: Settled = { candidate, score, uncertain };
  place(s, index, segment, a, one, [one], new Map());
  const outcome: Outcome = {
    near: s.near.map(({ what }) => what),
    waivers: s.waivers.map(({ what }) => what),
    dayless: s.dayless.slice(dayless),
    found: s.added.slice(added).filter((f) => s.dropped.indexOf(f, dropped) === -1),
    dropped: s.dropped.slice(dropped).filter((f) => s.added.indexOf(f, added) === -1),
  };
  s.near = [];
  s.waivers = [];
  if (alone) waiting.alone = outcome.found.length + outcome.waivers.length === 0 ? outcome : null;
  return outcome;
}

/**
 * The stages that a clause can go on from, however it is read, and those it can come to: a request for records that runs
 * beside a complaint is no stage of it, and "acknowledged the complaint" looks past it.
 */
function goesOnFrom(s: State, { segment, candidate }: Waiting): ReadonlySet<string> {
  const among = new Set<string>();
  for (const { clause, frame } of s.childNotes.analyses[segment]!.candidates) {
    if (clause !== candidate.clause) continue;
    among.add(frame.event);
    for (const event of frame.after ?? []) among.add(event);
  }
  return among;
}

/** "Their answer to the complaint came": what it is about is said, and that it happened. */
function namesTopic(s: State, { segment, candidate }: Waiting): boolean {
  const topics = s.lex.eventTopics.get(candidate.frame.event);
  if (!topics || candidate.doubt) return false;
  const { cut, openingToken } = s.childNotes.analyses[segment]!;
  const { mentions, dateTokens } = cut.clauses[candidate.clause]!;
  if (candidate.bare && dateTokens.every((d) => d === openingToken)) return false;
  return mentions.some((m) => meets(m.lexeme.bits, topics));
}

function whenOf(s: State, { segment: index, candidate, score }: Waiting): NonNullable<Waiting['when']> {
  const segment = s.childNotes.segments[index]!;
  const a = s.childNotes.analyses[index]!;
  const one: Settled = { candidate, score };
  const beside: Beside = { s, segment, a, one, all: [one] };
  const where = pick(beside, a.cut.clauses[candidate.clause]!.dateTokens) ?? pickAround(beside, new Map());
  const mention = where && segment.dateMentions[where.date];
  // What is arranged is arranged at the stage of the day on which that is written.
  const day = mention && !(candidate.frame.planned && segment.entryDay) ? mention.past : segment.entryDay;
  return { day, from: a.tokens.tokenStarts[candidate.tokens[0]!]! };
}

/**
 * Those that wait in the order of the text, for what one comes to may be the stage that the next goes on from; within a
 * segment the highest score first. Those outside `from` to `to` only where `isWanted` says so.
 */
export function inTurn(s: State, from: number, to: number, isWanted?: (one: Waiting) => boolean): Waiting[] {
  const turn: Waiting[] = [];
  const first = isWanted ? 0 : from;
  const last = isWanted ? s.waiting.length : to;
  for (let i = first; i < last; i++) {
    const one = s.waiting[i]!;
    if ((i < from || i >= to) && !isWanted!(one)) continue;
    one.segment = s.waitingAt[i]!;
    one.index = i;
    turn.push(one);
  }
  return turn.sort((x, y) => x.segment - y.segment || y.score - x.score);
}

/** Stages of other matters that are looked past, at most. */
const furthestBack = 24;

/** What moves the case on, by day; on one day in the order found. Kept in step with what is found. */
export class Stages {
  readonly #s: State;
  readonly #events: Found[] = [];
  /** How many there are of each kind. */
  readonly #reached = new Map<string, number>();
  /** All that was found when it was looked at last. */
  readonly #seen = new Set<Found>();
  #dropped = 0;

  constructor(s: State) {
    this.#s = s;
  }

  /** Has the case come to one of these at any time? */
  hasAny(events: readonly string[]): boolean {
    this.#follow();
    return events.some((event) => this.#reached.get(event));
  }

  /**
   * The last stage reached on or before a day; on the day itself only what stands before `start` of the note. Of a
   * `thread`, where given, the last of those whose ids begin with the same word, and no other reading of the clause itself; of those `among`, the last of these.
   */
  at(
    day: number,
    start: number,
    { segment, candidate: { clause } }: Waiting,
    { thread, among }: { thread?: readonly string[] | undefined; among?: ReadonlySet<string> } = {},
  ): Found | undefined {
    this.#follow();
    let at = this.#after(day) - 1;
    const isItself = (f: Found): boolean =>
      f.caseEvent.day === day &&
      (this.#startOf(f) >= start || (thread !== undefined && f.segment === segment && f.candidate.clause === clause));
    while (at >= 0 && isItself(this.#events[at]!)) at--;
    if (thread) while (at >= 0 && !thread.some((id) => sameThread(id, this.#events[at]!.caseEvent.event))) at--;
    // A row of a table tells of one thing: what its own cells have come to.
    const own = this.#s.childNotes.segments[segment]!.cells;
    for (let k = at; own && k >= 0 && k > at - furthestBack; k--)
      if (this.#events[k]!.segment === segment) return this.#events[k];
    if (!among) return this.#events[at];
    for (const last = at - furthestBack; at >= 0 && at > last; at--) {
      const stage = this.#events[at]!;
      if (among.has(stage.caseEvent.event)) return stage;
    }
    return undefined;
  }

  #startOf(f: Found): number {
    return this.#s.childNotes.starts[f.segment]! + f.caseEvent.start;
  }

  #follow(): void {
    const { allFound, dropped, lex } = this.#s;
    for (; this.#dropped < dropped.length; this.#dropped++) {
      const f = dropped[this.#dropped]!;
      if (this.#seen.delete(f) && movesOn(f.caseEvent, lex)) this.#put(f, this.#events.indexOf(f), -1);
    }
    if (allFound.length === this.#seen.size) return;
    // What is found is put at the end.
    let from = allFound.length;
    while (from > 0 && !this.#seen.has(allFound[from - 1]!)) from--;
    for (; from < allFound.length; from++) {
      const f = allFound[from]!;
      this.#seen.add(f);
      if (movesOn(f.caseEvent, lex)) this.#put(f, this.#after(f.caseEvent.day), 1);
    }
  }

  /** Puts a stage at its place, or takes it away. */
  #put(f: Found, at: number, by: 1 | -1): void {
    const { event } = f.caseEvent;
    if (by > 0) this.#events.splice(at, 0, f);
    else this.#events.splice(at, 1);
    this.#reached.set(event, (this.#reached.get(event) ?? 0) + by);
  }

  /** Index of the first stage after a day. */
  #after(day: number): number {
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#events[middle]!.caseEvent.day <= day) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** "school-complaint-made" and "school-complaint-answered" are of one thread. */
const sameThread = (a: string, b: string): boolean => b.startsWith(a.slice(0, a.indexOf('-') + 1));

/** Does an event move the case on? */
export function movesOn(event: CaseEvent, lex: Lexicon): boolean {
  return event.assertion === 'happened' && lex.stageEvents.has(event.event);
}
