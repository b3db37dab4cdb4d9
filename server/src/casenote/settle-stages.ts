// The stage of the case: short clauses ("panel said no") mean what the case had come to on their day.
import type { SegmentAnalysis } from './candidates.ts';
import type { LocalSegment } from './model.ts';
import { pick, pickAround } from './settle-days.ts';
import { dropFound, inEntry } from './settle-found.ts';
import { place } from './settle-place.ts';
import type { Found, Settled, State, Waiting } from './settle-state.ts';

/** Short clauses ("panel said no") mean what the case had come to on their day. */
export function settleWaiting(s: State): void {
  const { segments, analyses, starts, entries } = s.notes;
  const stages = new Stages(s);
  for (const waiting of inTurn(s.waiting)) {
    const { segment: index, candidate, score } = waiting;
    const segment = segments[index]!;
    const a = analyses[index]!;
    if (waiting.where === undefined) {
      const one: Settled = { candidate, score };
      const { dates } = a.cut.clauses[candidate.clause]!;
      waiting.where =
        pick(s, segment, a, one, [one], dates) ?? pickAround(s, segment, a, one, [one], new Map()) ?? null;
    }
    const mention = waiting.where ? segment.dates[waiting.where.date] : undefined;
    const day = mention ? mention.past : segment.entryDay;
    if (day === undefined) continue;
    const stage = stages.at(day, starts[index]! + a.tokens.start[candidate.tokens[0]!]!)?.event;
    const { after, notAfter } = candidate.frame;
    if (after && !(stage && after.includes(stage.event))) continue;
    if (notAfter && stage && notAfter.includes(stage.event)) continue;
    s.entry = entries[index]!;
    s.at = index;
    if (!s.byEntry.has(s.entry)) {
      placeAlone(s, waiting, segment, a);
      continue;
    }
    const rivals = inEntry(s).filter(
      (f) =>
        f.segment === index &&
        f.candidate.clause === candidate.clause &&
        f.candidate.tokens.some((t) => candidate.tokens.includes(t)),
    );
    if (rivals.some((f) => f.score >= score)) continue;
    for (const r of rivals) dropFound(s, r);
    const one: Settled = { candidate, score };
    place(s, index, segment, a, one, [one], new Map());
  }
}

/** What waits with the highest score first, then in the order of the text, in which it was put. */
function inTurn(waiting: readonly Waiting[]): Waiting[] {
  const byScore = new Map<number, Waiting[]>();
  for (const one of waiting) {
    const there = byScore.get(one.score);
    if (there) there.push(one);
    else byScore.set(one.score, [one]);
  }
  return [...byScore].sort(([x], [y]) => y - x).flatMap(([, list]) => list);
}

/** Places what waits in an entry that holds nothing else: what that comes to is always the same. */
function placeAlone(s: State, waiting: Waiting, segment: LocalSegment, a: SegmentAnalysis): void {
  const { segment: index, candidate, score, alone } = waiting;
  if (alone) {
    for (const { what } of alone.near) s.near.push({ segment: index, what });
    for (const { event, date, problem } of alone.undated) s.undated.push({ event, segment: index, date, problem });
    return;
  }
  const [found, near, undated, waivers] = [s.found.length, s.near.length, s.undated.length, s.waivers.length];
  const one: Settled = { candidate, score };
  place(s, index, segment, a, one, [one], new Map());
  waiting.alone =
    s.found.length === found && s.waivers.length === waivers
      ? { near: s.near.slice(near), undated: s.undated.slice(undated) }
      : null;
}

/** What moves the case on, by day; on one day in the order found. Kept in step with what is found. */
class Stages {
  readonly #s: State;
  #events: Found[] = [];
  #seen = 0;
  #dropped = -1;

  constructor(s: State) {
    this.#s = s;
  }

  /** The last stage reached on or before a day; on the day itself only what stands before `start` of the note. */
  at(day: number, start: number): Found | undefined {
    this.#follow();
    let at = this.#after(day) - 1;
    while (at >= 0 && this.#events[at]!.event.day === day && this.#startOf(this.#events[at]!) >= start) at--;
    return this.#events[at];
  }

  #startOf(f: Found): number {
    return this.#s.notes.starts[f.segment]! + f.event.start;
  }

  #follow(): void {
    const { found, dropped } = this.#s;
    if (dropped !== this.#dropped) {
      this.#events = found.filter((f) => this.#moves(f)).sort((x, y) => x.event.day - y.event.day);
    } else {
      for (let i = this.#seen; i < found.length; i++) {
        const f = found[i]!;
        if (this.#moves(f)) this.#events.splice(this.#after(f.event.day), 0, f);
      }
    }
    this.#dropped = dropped;
    this.#seen = found.length;
  }

  #moves({ event }: Found): boolean {
    return event.assertion === 'happened' && this.#s.lex.stageEvents.has(event.event);
  }

  /** Index of the first stage after a day. */
  #after(day: number): number {
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#events[middle]!.event.day <= day) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
