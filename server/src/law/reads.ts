// Which events a rule looks at, so that after an edit only the rules that the changed events can touch are worked out
// again. Taken from the compiled rule as a whole: every id of an event and every name of a fact that stands anywhere in it
// counts, so that no part of the engine can look at an event that is not told of here.
import type { CompiledPack, CompiledRule } from './compile.ts';

const known = new WeakMap<CompiledRule, Uint8Array>();

/** Does a rule look at any of these events, given by their numbers? */
export function readsAny(pack: CompiledPack, rule: CompiledRule, events: ReadonlySet<number>): boolean {
  let reads = known.get(rule);
  if (!reads) {
    reads = readsOf(pack, rule);
    known.set(rule, reads);
  }
  for (const event of events) if (reads[event] === 1) return true;
  return false;
}

/** 1 at the number of each event that a rule, or a fact that it asks for, names. */
export function readsOf({ eventNumbers, derivedFacts }: CompiledPack, rule: CompiledRule): Uint8Array {
  const reads = new Uint8Array(eventNumbers.size);
  const seen = new Set<unknown>();
  const number = (event: number): void => {
    if (event >= 0 && event < reads.length) reads[event] = 1;
  };
  const visit = (part: unknown): void => {
    if (typeof part === 'string') {
      number(eventNumbers.get(part) ?? -1);
      const fact = derivedFacts.get(part);
      if (fact) {
        number(fact.dominant);
        visit(fact);
      }
      return;
    }
    if (typeof part !== 'object' || part === null || seen.has(part)) return;
    seen.add(part);
    if (part instanceof Uint8Array) {
      part.forEach((is, event) => {
        if (is) number(event);
      });
    } else if (part instanceof Map) {
      for (const [event, value] of part as Map<unknown, unknown>) {
        if (typeof event === 'number') number(event);
        else visit(event);
        visit(value);
      }
    } else if (part instanceof Set) for (const one of part) visit(one);
    else if (Array.isArray(part)) for (const one of part) visit(one);
    else
      for (const [key, value] of Object.entries(part)) {
        visit(key);
        visit(value);
      }
  };
  number(rule.begin);
  visit(rule);
  return reads;
}
