// The events of a case in order, told once each: the same event told again is one, and a letter told by its own date
// and again by the day it arrived is one letter.
import type { Day } from '../calendar/day.ts';
import type { CompiledPack } from './compile.ts';
import type { LawEvent } from './model.ts';

/** An event in its place on the timeline. */
export interface Point {
  readonly source: LawEvent;
  /** The event's number in the compiled pack. */
  readonly id: number;
  readonly day: Day;
  readonly planned: boolean;
}

/** Days within which a letter received is the same as one noted by its own date. */
const postDays = 14;

/** The points of a case, by day; on one day in the order given. Events that no rule knows are left out. */
export function timelineOf(pack: CompiledPack, events: readonly LawEvent[]): Point[] {
  const points: Point[] = [];
  let sorted = true;
  let received = false;
  for (const source of events) {
    const id = pack.eventNumbers.get(source.event);
    if (id === undefined) continue;
    const { day } = source;
    if (points.length > 0 && day < points.at(-1)!.day) sorted = false;
    if (source.dateRole === 'received') received = true;
    points.push({ source, id, day, planned: source.assertion === 'planned' });
  }
  if (!sorted) points.sort((a, b) => a.day - b.day);
  const once = withoutRepeats(points);
  return received ? oneLetterOnce(pack, once) : once;
}

function withoutRepeats(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    let repeated = false;
    for (let i = kept.length - 1; i >= 0 && kept[i]!.day === point.day; i--) {
      if (kept[i]!.id === point.id && kept[i]!.planned === point.planned) {
        repeated = true;
        break;
      }
    }
    if (!repeated) kept.push(point);
  }
  return kept;
}

/** True where both may be one letter: the same event, or one of a kind not said and one of a kind that is. */
function sameLetter(pack: CompiledPack, a: Point, b: Point): boolean {
  if (a.id === b.id) return true;
  if (!pack.appealable[a.id] || !pack.appealable[b.id]) return false;
  return pack.unspecified[a.id] === 1 || pack.unspecified[b.id] === 1;
}

/**
 * A letter noted as received, and by its own date within the fortnight before, is one letter. The own date stands; but
 * what the family sent (a request, a complaint, an appeal) counts in law from the day on which it arrived.
 */
function oneLetterOnce(pack: CompiledPack, points: readonly Point[]): Point[] {
  const out: Point[] = [];
  const arrived = new Set<Point>();
  for (const point of points) {
    const own =
      point.source.dateRole === 'received' && !point.planned
        ? points.find(
            (other) =>
              other.source.dateRole !== 'received' &&
              !other.planned &&
              other.day <= point.day &&
              other.day >= point.day - postDays &&
              sameLetter(pack, point, other),
          )
        : undefined;
    if (!own) out.push(point);
    else if (!pack.fromOthers[point.id]) {
      if (!arrived.has(own)) out.push(point);
      arrived.add(own);
    } else if (own.id !== point.id && pack.unspecified[own.id]) out.push({ ...point, day: own.day });
  }
  return withoutRepeats(out.filter((point) => !arrived.has(point)).sort((a, b) => a.day - b.day));
}
