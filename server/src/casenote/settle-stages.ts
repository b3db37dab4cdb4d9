// The stage of the case: short clauses ("panel said no") mean what the case had come to on their day.
import type { CaseEvent } from './model.ts';
import { pick, pickAround } from './settle-days.ts';
import { dropFound, inEntry } from './settle-found.ts';
import { place } from './settle-place.ts';
import type { Settled, State } from './settle-state.ts';

/** Short clauses ("panel said no") mean what the case had come to on their day. */
export function settleWaiting(s: State): void {
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
