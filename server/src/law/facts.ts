// Facts of a case: those stated in the front matter or the note, and those read from its events. Whether the
// conditions of a rule hold, do not hold, or cannot be told.
import { addMonths, type Day } from '../calendar/day.ts';
import { type CompiledCondition, type CompiledDerivedFact, type CompiledPack, factText } from './compile.ts';
import type { Facts, FactValue } from './model.ts';
import type { Point } from './timeline.ts';

/** `undefined`: nobody has stated it. */
type Known = FactValue | undefined;

/** The facts of one case. */
export class CaseFacts {
  private readonly pack: CompiledPack;
  private readonly stated: Facts;
  private readonly points: readonly Point[];

  constructor(pack: CompiledPack, stated: Facts, points: readonly Point[]) {
    this.pack = pack;
    this.stated = stated;
    this.points = points;
  }

  /** A fact as it stood on a day: of the event itself, else read from the events noted by then, else as stated. */
  at(condition: { readonly fact: string; readonly path: readonly string[] }, day: Day, event?: Point): Known {
    const own = event?.source.facts && lookUp(event.source.facts, condition.path);
    if (own !== undefined) return own;
    const derived = this.pack.derivedFacts.get(condition.fact);
    const known = derived && this.derive(derived, day);
    return known ?? lookUp(this.stated, condition.path);
  }

  private derive(fact: CompiledDerivedFact, day: Day): Known {
    if (fact.last) return this.last(fact, fact.last, day);
    if (!fact.any) return undefined;
    let found = false;
    for (const point of this.points) {
      if (point.planned || (point.day > day && !fact.derived.anywhere)) continue;
      if (fact.without?.[point.id]) return undefined;
      if (fact.any[point.id]) found = true;
    }
    return found ? fact.derived.value : undefined;
  }

  /** The last of some events; of several on one day all, whichever was told first. */
  private last(fact: CompiledDerivedFact, last: Uint8Array, day: Day): Known {
    let latest: Point[] = [];
    let dominant: Point | undefined;
    for (const point of this.points) {
      if (point.planned || point.day > day || !last[point.id]) continue;
      if (point.id === fact.dominant) dominant = point;
      if (dominant && point !== dominant && this.reigns(fact, dominant, point)) continue;
      // On one day a letter of a known kind says more than one whose kind is not said.
      const isSameDay = latest[0]?.day === point.day;
      if (isSameDay && fact.unclear?.[point.id]) continue;
      const stay = isSameDay && point !== dominant && !fact.unclear?.[latest[0]!.id];
      latest = stay ? [...latest, point] : [point];
    }
    return latest[0] && !fact.unclear?.[latest[0].id] ? latest.map(({ source }) => source.event) : undefined;
  }

  private reigns(fact: CompiledDerivedFact, dominant: Point, other: Point): boolean {
    const isOver = ({ id, day, planned }: Point): boolean =>
      fact.until?.[id] === 1 && !planned && day > dominant.day && day <= other.day;
    return other.day <= addMonths(dominant.day, fact.derived.dominant!.months).day && !this.points.some(isOver);
  }

  /** The stated value of a fact by its name (`phaseTransfer`), untouched. */
  raw(fact: string): Known {
    return lookUp(this.stated, fact.split('.'));
  }
}

function lookUp(facts: Facts, path: readonly string[]): Known {
  let at: unknown = facts;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || Array.isArray(at)) return undefined;
    at = Object.hasOwn(at, key) ? (at as Record<string, unknown>)[key] : undefined;
  }
  return at === null || at === undefined || at === '' ? undefined : (at as FactValue);
}

/** The number in a fact: `11`, `'11'`, `'Year 11'`. */
export function factNumber(value: FactValue | undefined): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  const m = typeof value === 'string' ? /-?\d+/.exec(value) : null;
  return m ? Number(m[0]) : undefined;
}

/** Whether a condition holds of a fact's value. */
export function holds(compiled: CompiledCondition, value: FactValue | undefined): 'yes' | 'no' | 'unknown' {
  const { condition, values } = compiled;
  if ('over' in condition) {
    const number = factNumber(value);
    return number === undefined ? 'unknown' : number > condition.over ? 'yes' : 'no';
  }
  if (value === undefined) return 'not' in condition ? 'yes' : 'unknown';
  const items = Array.isArray(value) ? value : [value];
  const isIn = (item: unknown): boolean => typeof item !== 'object' && values.has(factText(item as string));
  // Of several values one is enough for the rule to apply.
  return ('not' in condition ? !items.every(isIn) : items.some(isIn)) ? 'yes' : 'no';
}
